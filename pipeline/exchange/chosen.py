"""What formats are written from: rows one after the other, as often as they are asked for, never all in memory."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

import pyarrow as pa

from pipeline.store.columns import CLAIMS, DOCUMENTS, EVENTS

if TYPE_CHECKING:
    from pipeline.store import Table

Row = dict[str, object]
PARTS = {part.name: part for part in (EVENTS, CLAIMS, DOCUMENTS)}
CITED = tuple(name for name in DOCUMENTS.names if name not in ("text", "blocks"))  # of a document that is cited
GROUP = 16_384  # rows that Arrow has together
AT_ONCE = 2_048  # rows whose sources are looked up together
PLACES_FROM = "GeoNames (CC BY 4.0); © OpenStreetMap contributors (ODbL 1.0); Natural Earth"  # as licensed


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
            ("Places", PLACES_FROM),
        )
        return tuple((name, value) for name, value in named if value)


class Chosen(ABC):
    """Some events, their claims and the documents behind them, and where all that comes from."""

    provenance: Provenance

    @abstractmethod
    def count(self, part: str) -> int:
        """How many rows a part has."""

    @abstractmethod
    def rows(self, part: str, names: Sequence[str] = ()) -> Iterator[Row]:
        """The rows of a part in their order, of all its columns or of some: None where empty, days as `date`."""

    @abstractmethod
    def batches(self, part: str) -> Iterator[pa.RecordBatch]:
        """The same with all columns, as Arrow: up to `GROUP` rows at a time."""

    def schema(self, part: str) -> pa.Schema:
        """The columns that a part has."""
        return PARTS[part].schema

    @abstractmethod
    def sources(self, ids: Collection[str]) -> dict[str, Row]:
        """The documents with these ids: what `cited` says of them."""

    @abstractmethod
    def cited(self) -> Iterator[Row]:
        """The documents that any of the events rests on, by id, in the columns of `CITED`."""

    def told(self, part: str, names: Sequence[str] = ()) -> Iterator[tuple[Row, dict[str, Row]]]:
        """The rows of events or claims, each with the documents that it names, and perhaps others, by id."""
        rows = self.rows(part, names)
        while some := list(islice(rows, AT_ONCE)):
            found = self.sources({document for row in some for document in _named(row)})
            yield from ((row, found) for row in some)


def _named(row: Row) -> Collection[str]:
    return row["documents"] or () if "documents" in row else (row["document"],)
