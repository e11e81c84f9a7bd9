"""Events, claims and documents in the formats of other programs: values in, bytes out. Same values, same bytes.

from pipeline.exchange import FORMATS, extract, Provenance

chosen = extract(table, Provenance.of(table), ids)
FORMATS["kml"].write(chosen)        # bytes of the file
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.exchange import citations, delimited, excel, geojson, kml, parquet, timelinejs
from pipeline.exchange.extract import ExportError, Extract, Provenance, extract

__all__ = ["FORMATS", "ExportError", "Extract", "Format", "Provenance", "extract", "write"]

EVERY_PART = ("events", "claims", "documents")


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write an extract. `write` takes it, and the part wanted where the format holds one part a file."""

    name: str
    suffix: str
    media_type: str
    write: Callable[..., bytes]
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


def write(chosen: Extract, name: str, part: str = "events") -> bytes:
    """The bytes of an extract in the format of that name; ExportError where it can't hold what is asked for."""
    form = FORMATS.get(name)
    if form is None:
        raise ExportError(f"there is no format {name}; formats are {', '.join(FORMATS)}")
    if not form.parts:
        if part != "events":
            raise ExportError(f"{name} has no file of {part}; csv and parquet have")
        return form.write(chosen)
    if part not in form.parts:
        raise ExportError(f"{name} has no file of {part}; parts are {', '.join(form.parts)}")
    return form.write(chosen, part)
