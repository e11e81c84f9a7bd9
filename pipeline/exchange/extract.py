"""Events in memory as what formats are written from."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from itertools import islice

import pandas as pd
import pyarrow as pa

from pipeline.exchange.chosen import CITED, GROUP, PARTS, Chosen, Provenance, Row
from pipeline.store import Table


@dataclass(frozen=True)
class Extract(Chosen):
    """Rows to be written, columns as in `pipeline.store.columns`; further columns are passed over."""

    events: pd.DataFrame
    claims: pd.DataFrame
    documents: pd.DataFrame
    provenance: Provenance = field(default_factory=Provenance)

    def count(self, part: str) -> int:
        return len(getattr(self, part))

    def rows(self, part: str, names: Sequence[str] = ()) -> Iterator[Row]:
        frame: pd.DataFrame = getattr(self, part)
        return records(frame[list(names) or self.schema(part).names])

    def batches(self, part: str) -> Iterator[pa.RecordBatch]:
        rows = self.rows(part)
        while some := list(islice(rows, GROUP)):
            yield pa.RecordBatch.from_pylist(some, schema=self.schema(part))

    def schema(self, part: str) -> pa.Schema:
        frame: pd.DataFrame = getattr(self, part)
        return pa.schema([field for field in PARTS[part].schema if field.name in frame.columns])

    def sources(self, ids: Collection[str]) -> dict[str, Row]:
        return {document: self._documents[document] for document in ids if document in self._documents}

    def cited(self) -> Iterator[Row]:
        wanted = {document for ids in self.events["documents"] for document in ids}
        return (self._documents[document] for document in sorted(wanted & set(self._documents)))

    @cached_property
    def _documents(self) -> dict[str, Row]:
        kept = [name for name in CITED if name in self.documents.columns]
        return {str(row["document"]): row for row in self.rows("documents", kept)}


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
