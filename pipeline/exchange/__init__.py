"""Events, claims and documents in the formats of other programs, row by row. Same values, same bytes.

from pipeline.exchange import stored, write_to

with stored(Path("build")) as chosen, open("events.kml", "wb") as out:
    write_to(out, chosen, "kml")
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from pipeline.exchange import citations, delimited, excel, geojson, kml, parquet, timelinejs
from pipeline.exchange.chosen import PARTS, Chosen, Provenance
from pipeline.exchange.extract import Extract, extract
from pipeline.exchange.stored import Stored, stored
from pipeline.exchange.words import ExportError

__all__ = [
    "FORMATS",
    "Chosen",
    "ExportError",
    "Extract",
    "Format",
    "Provenance",
    "Stored",
    "extract",
    "stored",
    "write",
    "write_to",
]

EVERY_PART = tuple(PARTS)


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write what was chosen. `write` takes it, a file, and the part where the format holds one part a file."""

    name: str
    suffix: str
    media_type: str
    write: Callable[..., None]
    holds: str  # in a sentence, for help and documentation
    parts: tuple[str, ...] = ()  # of which a file holds one; empty where it holds all it can


_ALL = (
    Format("csv", ".csv", "text/csv", delimited.write, "the columns of `events.csv`, no cell a formula", EVERY_PART),
    Format(
        "excel",
        ".xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        excel.write,
        "sheets of events, claims and sources with typed columns and links, and one that says what was chosen",
    ),
    Format("parquet", ".parquet", "application/vnd.apache.parquet", parquet.write, "every column, typed", EVERY_PART),
    Format(
        "geojson",
        ".geojson",
        "application/geo+json",
        geojson.write,
        "towns as points, areas as circles of their radius, unplaced events without geometry",
    ),
    Format(
        "kml",
        ".kml",
        "application/vnd.google-earth.kml+xml",
        kml.write,
        "the same with the days as time spans, in folders of placed and unplaced events",
    ),
    Format(
        "timelinejs",
        ".json",
        "application/json",
        timelinejs.write,
        "slides for TimelineJS; undated events are named on its title slide",
    ),
    Format("bibtex", ".bib", "application/x-bibtex", citations.bibtex, "the sources of the events, for BibTeX"),
    Format(
        "csl-json",
        ".csl.json",
        "application/vnd.citationstyles.csl+json",
        citations.csl_json,
        "the sources of the events, for Zotero and other reference managers",
    ),
)
FORMATS: dict[str, Format] = {form.name: form for form in _ALL}


def write(chosen: Chosen, name: str, part: str = "events") -> bytes:
    """The bytes of what was chosen in the format of that name; ExportError where it can't hold what is asked for."""
    held = io.BytesIO()
    write_to(held, chosen, name, part)
    return held.getvalue()


def write_to(out: BinaryIO, chosen: Chosen, name: str, part: str = "events") -> None:
    """The same into a file, some rows at a time."""
    form = FORMATS.get(name)
    if form is None:
        raise ExportError(f"there is no format {name}; formats are {', '.join(FORMATS)}")
    if not form.parts:
        if part != "events":
            raise ExportError(f"{name} has no file of {part}; csv and parquet have")
        return form.write(chosen, out)
    if part not in form.parts:
        raise ExportError(f"{name} has no file of {part}; parts are {', '.join(form.parts)}")
    return form.write(chosen, out, part)
