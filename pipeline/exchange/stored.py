"""Events of a table on disk, gone through with DuckDB: whatever the table's size, memory holds few rows."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pyarrow as pa

from pipeline.exchange.chosen import CITED, GROUP, PARTS, Chosen, Provenance, Row
from pipeline.store import read_meta
from pipeline.store.columns import LIST
from pipeline.store.folder import folder_of
from pipeline.store.sql import names as listed
from pipeline.store.sql import quoted

MEMORY = "256MB"  # that DuckDB may hold while it sorts and reads; the rest goes to disk
_ROWS = 2_048  # in memory at once, where they are made into values
_SAID = ("document", "title", "publisher", "url", "published_edtf")


@dataclass(frozen=True)
class Stored(Chosen):
    """The rows that SQL finds. `places` says of each part, after FROM, where they lie, as `t`, and in what order."""

    connection: duckdb.DuckDBPyConnection
    places: Mapping[str, str]
    library: str  # where all documents lie
    provenance: Provenance = field(default_factory=Provenance)
    values: object = ()  # of the places' parameters

    def count(self, part: str) -> int:
        return (
            self.connection.cursor()
            .execute(f"SELECT count(*) FROM (SELECT 1 FROM {self.places[part]})", self.values)
            .fetchone()[0]
        )

    def rows(self, part: str, names: Sequence[str] = ()) -> Iterator[Row]:
        names = tuple(names) or PARTS[part].names
        lists = {name for name, kind in PARTS[part].fields if kind == LIST}
        for batch in self._read(f"SELECT {listed(names, 't.')} FROM {self.places[part]}"):
            columns = [
                [value or [] for value in column.to_pylist()] if name in lists else column.to_pylist()
                for name, column in zip(names, batch.columns, strict=True)
            ]
            for row in zip(*columns, strict=True):
                yield dict(zip(names, row, strict=True))

    def batches(self, part: str) -> Iterator[pa.RecordBatch]:
        return self._read(f"SELECT {listed(PARTS[part].names, 't.')} FROM {self.places[part]}", GROUP)

    def sources(self, ids: Collection[str]) -> dict[str, Row]:
        found = self.connection.cursor().execute(
            f"SELECT {listed(_SAID)} FROM {self.library} WHERE document IN (SELECT unnest(?))", [sorted(ids)]
        )
        return {row[0]: dict(zip(_SAID, row, strict=True)) for row in found.fetchall()}

    def cited(self) -> Iterator[Row]:
        named = f"SELECT unnest(t.documents) FROM {self.places['events']}"
        sql = f"SELECT {listed(CITED)} FROM {self.library} WHERE document IN ({named}) ORDER BY document"
        for batch in self._read(sql):
            yield from batch.to_pylist()

    def _read(self, sql: str, rows: int = _ROWS) -> Iterator[pa.RecordBatch]:
        reading = self.connection.cursor()  # so that several can be gone through at once
        yield from reading.sql(sql, params=self.values or None).to_arrow_reader(rows)


@contextmanager
def stored(directory: Path, ids: Collection[str] = ()) -> Iterator[Stored]:
    """The events of the table in `directory`, all or those with some ids, with their claims and documents.

    Raises TableMissing, TableDamaged.
    """
    meta, folder = read_meta(directory), folder_of(directory)
    places = {name: f"read_parquet({quoted(folder / f'{name}.parquet')}) t" for name in PARTS}
    library = places["documents"]
    if ids:
        wanted = "t.event_id IN (SELECT unnest($ids))"
        places = {name: f"{places[name]} WHERE {wanted}" for name in ("events", "claims")}
        places["documents"] = f"{library} WHERE t.document IN (SELECT t.document FROM {places['claims']})"
    # One thread takes half the memory of two, and what reads files is not what takes the time.
    with duckdb.connect(config={"memory_limit": MEMORY, "threads": 1}) as connection:
        connection.execute("SET enable_external_file_cache = false")
        provenance = Provenance(meta.get("version", ""), meta.get("fingerprint", ""))
        yield Stored(connection, places, library, provenance, {"ids": sorted(ids)} if ids else ())
