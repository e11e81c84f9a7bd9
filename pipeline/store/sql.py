"""Rows that go into a database and come out of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import pyarrow as pa

from pipeline.store.columns import Columns

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Database

ROWS = 8_192  # in memory at once


def quoted(text: object) -> str:
    """A text as a literal."""
    return "'" + str(text).replace("'", "''") + "'"


def names(columns: Iterable[str], table: str = "") -> str:
    """Columns, of a table or as they are."""
    return ", ".join(f'{table}"{column}"' for column in columns)


def fill(database: Database, name: str, rows: pa.Table) -> None:
    """Makes a table of some rows."""
    database.register("filling", rows)
    database.execute(f"CREATE TABLE {name} AS SELECT * FROM filling")
    database.unregister("filling")


def ordered(database: Database, part: Columns, source: str, **beside: pa.Table) -> Iterator[pa.RecordBatch]:
    """The rows of a part of the table as they come from `source`, which says where they lie and in what order; rows
    `beside` the database go by their names there."""
    reading = database.cursor()  # so that several can be gone through at once
    for name, rows in beside.items():
        reading.register(name, rows)
    for batch in reading.sql(f"SELECT {names(part.names)} FROM {source}").to_arrow_reader(ROWS):
        yield batch.cast(part.schema) if batch.schema != part.schema else batch
