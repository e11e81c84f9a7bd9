"""What is written out: some events, their claims, the documents behind them, and where all that comes from."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd

from pipeline import edtf
from pipeline.store import Table

Row = dict[str, object]

# What XML 1.0 can't hold, lone surrogates included, whose place a replacement character takes.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINK = re.compile(r"https?://[^\s\"'<>{}\\^`|]+\Z", re.IGNORECASE)


class ExportError(ValueError):
    """A format can't hold what it is given; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where an extract comes from, in words a reader understands a year later. What is empty is left out."""

    version: str = ""  # of the program
    fingerprint: str = ""  # of the corpus
    filters: str = "all events"
    counter: str = ""
    permalink: str = ""

    @classmethod
    def of(cls, table: Table, **said: str) -> Provenance:
        """That of a table's whole content, with `filters`, `counter`, `permalink` where they are said."""
        return cls(table.meta.get("version", ""), table.meta.get("fingerprint", ""), **said)

    @property
    def entries(self) -> tuple[tuple[str, str], ...]:
        """Name and value of everything that is known."""
        named = (
            ("Selection", self.filters),
            ("Counter", self.counter),
            ("Link", self.permalink),
            ("Corpus", self.fingerprint),
            ("Program", f"Dateline {self.version}" if self.version else ""),
        )
        return tuple((name, value) for name, value in named if value)


@dataclass(frozen=True)
class Extract:
    """Rows to be written, columns as in `pipeline.store.columns`; further columns are passed over."""

    events: pd.DataFrame
    claims: pd.DataFrame
    documents: pd.DataFrame
    provenance: Provenance = Provenance()


def extract(table: Table, provenance: Provenance | None = None, ids: Collection[str] | None = None) -> Extract:
    """The events with these ids (None: all) in the table's order, with their claims and documents."""
    if ids is None:
        return Extract(table.events, table.claims, table.documents, provenance or Provenance.of(table))
    events = table.events[table.events["event_id"].isin(set(ids))]
    claims = table.claims[table.claims["event_id"].isin(set(events["event_id"]))]
    documents = table.documents[table.documents["document"].isin(set(claims["document"]))]
    return Extract(events, claims, documents, provenance or Provenance.of(table))


def records(frame: pd.DataFrame) -> Iterator[Row]:
    """The rows of a frame: None where empty, days as `date`, lists as lists."""
    names = list(frame.columns)
    for values in zip(*(map(_plain, frame[name]) for name in names), strict=True):
        yield dict(zip(names, values, strict=True))


def _plain(value: object) -> object:
    if isinstance(value, (list, tuple)):
        return list(value)
    if hasattr(value, "tolist"):  # an array, or a number of numpy's
        value = value.tolist()
    if value is None or value is pd.NaT or value is pd.NA or value != value:
        return None
    return value.date() if isinstance(value, datetime) else value


def sources_by_id(chosen: Extract) -> dict[str, Row]:
    """The documents of an extract by id, without their text."""
    kept = chosen.documents[[c for c in chosen.documents.columns if c not in ("text", "blocks")]]
    return {str(row["document"]): row for row in records(kept)}


def said(value: object) -> str:
    """A date (EDTF) as people write it, "no date" for none."""
    if not value:
        return "no date"
    try:
        return edtf.say(str(value))
    except ValueError:
        return str(value)


def where(row: Row) -> str:
    """A place in words with how widely it is known, "no place" for none."""
    name = row.get("place") or row.get("place_text")
    if row.get("latitude") is None:
        return f"{name} (not placed)" if name else "no place"
    radius = row.get("radius_km")
    return f"{name or 'unnamed place'} ({row.get('place_kind')}, within {radius:g} km)" if radius else str(name)


def cited(row: Row) -> str:
    """A document in a line: who published what, when."""
    parts = (row.get("publisher"), row.get("title"), row.get("published_edtf") and said(row["published_edtf"]))
    return ", ".join(str(part) for part in parts if part) or str(row.get("document"))


def printable(value: object) -> str:
    """Text that XML can hold."""
    return _ILLEGAL.sub("\ufffd", "" if value is None else str(value))


def link(value: object) -> str | None:
    """A web address that is safe to follow, None for anything else."""
    return value if isinstance(value, str) and len(value) <= 2000 and _LINK.match(value) else None


def iso(value: object) -> str | None:
    """A day in ISO 8601."""
    return value.isoformat() if isinstance(value, date) else None
