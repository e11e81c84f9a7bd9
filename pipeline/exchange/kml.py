"""KML 2.2 with time spans. Descriptions are HTML to their readers, so text is escaped for HTML and then for XML."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from itertools import chain, islice
from typing import BinaryIO

from lxml import etree
from lxml.builder import ElementMaker

from pipeline.exchange.chosen import Chosen, Row
from pipeline.exchange.circle import rings
from pipeline.exchange.geojson import AREAS
from pipeline.exchange.words import cited, iso, link, printable, said, where

NAMESPACE = "http://www.opengis.net/kml/2.2"
_K: Callable = ElementMaker(namespace=NAMESPACE, nsmap={None: NAMESPACE})
_LINE, _FILL, _HOLLOW = "ff5e4ed5", "405e4ed5", "00ffffff"  # aabbggrr
_AT_ONCE = 256  # marks that are laid out together
_END = b"  </Document>\n</kml>\n"
_CERTAIN = ("occurred", "ongoing")
_DATA = ("event_id", "event_type", "status", "edtf", "precision", "place_kind", "radius_km", "date_rule", "confidence")


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def write(chosen: Chosen, out: BinaryIO) -> None:
    """A document with a folder of placed and one of unplaced events, each in the events' order."""
    about = "".join(f"<p><b>{escape(n)}</b>: {escape(v)}</p>" for n, v in chosen.provenance.entries)
    head = [_K.name("Dateline"), _K.open("1"), _K.description(printable(about)), *map(_style, ("sure", "unsure"))]
    out.write(_document(*head).removesuffix(_END))
    for name, placed in (("Placed", True), ("Without a place", False)):
        events = (told for told in chosen.told("events") if (told[0]["latitude"] is not None) is placed)
        out.writelines(_folder(name, (_placemark(row, sources) for row, sources in events)))
    out.write(_END)


def _document(*held: etree._Element) -> bytes:
    return etree.tostring(_K.kml(_K.Document(*held)), xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _folder(name: str, marks: Iterator[etree._Element]) -> Iterator[bytes]:
    """The lines of a folder, some marks at a time; none of an empty one."""
    if (first := next(marks, None)) is None:
        return
    closed = b"    </Folder>\n"
    around = _document(_K.Folder(_K.name(name))).removesuffix(closed + _END)
    yield around[around.index(b"    <Folder>") :]
    marks = chain([first], marks)
    while some := list(islice(marks, _AT_ONCE)):
        yield _document(_K.Folder(_K.name(name), *some)).removeprefix(around).removesuffix(closed + _END)
    yield closed


def _style(name: str) -> etree._Element:
    """What has not certainly taken place is drawn hollow."""
    return _K.Style(
        _K.IconStyle(_K.color(_LINE if name == "sure" else "80ffffff")),
        _K.LineStyle(_K.color(_LINE), _K.width("2" if name == "sure" else "1")),
        _K.PolyStyle(_K.color(_FILL if name == "sure" else _HOLLOW)),
        id=name,
    )


def _placemark(row: Row, sources: dict[str, Row]) -> etree._Element:
    certain = row["status"] in _CERTAIN
    title = printable(row["title"] or "Untitled event")
    mark = _K.Placemark(
        _K.name(title if certain else f"[{row['status']}] {title}"), _K.description(_description(row, sources))
    )
    if (span := _span(row)) is not None:
        mark.append(span)
    mark.append(_K.styleUrl("#sure" if certain else "#unsure"))
    data = etree.SubElement(mark, _tag("ExtendedData"))  # of every mark the most elements, which cost half so made
    for name in _DATA:
        if row.get(name) is not None:
            entry = etree.SubElement(data, _tag("Data"), name=name)
            etree.SubElement(entry, _tag("value")).text = printable(row[name])
    if row["latitude"] is not None:
        mark.append(_geometry(row))
    return mark


def _span(row: Row) -> etree._Element | None:
    """The days it may have happened on; an open side stays open."""
    ends = [tag(day) for tag, key in ((_K.begin, "earliest"), (_K.end, "latest")) if (day := iso(row[key]))]
    return _K.TimeSpan(*ends) if ends else None


def _description(row: Row, sources: dict[str, Row]) -> str:
    facts = [
        said(row["edtf"]),
        where(row),
        f"{row['event_type']}, {row['status']}",
        f"{row['claims']} claim{'' if row['claims'] == 1 else 's'}, confidence {row['confidence'] or 0:.2f}",
    ]
    lines = [f"<p>{' · '.join(escape(fact) for fact in facts)}</p>"]
    if row["evidence"]:
        lines.append(f"<blockquote><bdi>{escape(str(row['evidence']))}</bdi></blockquote>")
    for document in row["documents"] or ():
        source = sources.get(document, {"document": document})
        words, url = f"<bdi>{escape(cited(source))}</bdi>", link(source.get("url"))
        lines.append(f'<p><a href="{escape(url)}">{words}</a></p>' if url else f"<p>{words}</p>")
    return printable("".join(lines))


def _geometry(row: Row) -> etree._Element:
    latitude, longitude, radius = row["latitude"], row["longitude"], row["radius_km"]
    if row["place_kind"] not in AREAS or not radius:
        return _K.Point(_K.coordinates(f"{longitude},{latitude}"))
    found = [_polygon(ring) for ring in rings(latitude, longitude, radius)]
    return found[0] if len(found) == 1 else _K.MultiGeometry(*found)


def _polygon(ring: list[tuple[float, float]]) -> etree._Element:
    corners = " ".join(f"{x},{y}" for x, y in ring)
    return _K.Polygon(_K.tessellate("1"), _K.outerBoundaryIs(_K.LinearRing(_K.coordinates(corners))))
