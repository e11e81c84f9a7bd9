"""Rows that go into a database and come out of it.

What it is to hold lies on disk, in its temporary folder, as Parquet: there it takes no memory from sorting, and what
goes in need not be rows of a data frame, whose library takes 50 MB and half a second to load.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.store.columns import Columns

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Database

ROWS = 8_192  # in memory at once
_ROW_GROUPS = f"(FORMAT parquet, ROW_GROUP_SIZE {ROWS})"
_AT_ONCE = 16_384  # rows that are sorted at a time, where that leaves no more than so many ranges of them:
_RANGES = 8  # each goes through all rows, where those come in no order
_AT_MOST = 48_000_000  # bytes that are sorted at a time, uncompressed: what DuckDB may hold is some twice as much
_SAMPLE = 16_384  # of rows, that tell where to part them


def quoted(text: object) -> str:
    """A text as a literal."""
    return "'" + str(text).replace("'", "''") + "'"


def names(columns: Iterable[str], table: str = "") -> str:
    """Columns, of a table or as they are."""
    return ", ".join(f'{table}"{column}"' for column in columns)


def fill(database: Database, name: str, schema: pa.Schema, found: Iterable[pa.RecordBatch]) -> None:
    """Makes a table of some rows."""
    path = _path(database, name)
    with pq.ParquetWriter(path, schema) as writer:
        for rows in found:
            writer.write_batch(rows)
    _view(database, name, path)


def keep(database: Database, name: str, query: str) -> None:
    """Makes a table of what a query finds now."""
    path = _path(database, name)
    database.execute(f"COPY ({query}) TO {quoted(path)} {_ROW_GROUPS}")
    _view(database, name, path)


def _path(database: Database, name: str) -> Path:
    ((folder,),) = database.execute("SELECT current_setting('temp_directory')").fetchall()
    return Path(folder, f"{name}.parquet")


def _view(database: Database, name: str, path: Path) -> None:
    database.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet({quoted(path)})")


def ordered(database: Database, part: Columns, source: str, keys: Sequence[str]) -> Iterator[pa.RecordBatch]:
    """The rows of a part of the table that lie in `source`, ordered by some expressions, empty ones last.

    Not sorted as a whole, which takes the more memory the more there are: they are put on disk as they come, and what
    lies between two rows of a sample is sorted at a time. Where that is much, the database sorts it on disk.
    """
    reading = database.cursor()  # so that several can be gone through at once
    path, own = _path(database, f"{part.name}_{id(reading)}"), names(part.names)
    made = ", ".join(f"{key}, 'ASC NULLS LAST'" for key in keys)
    made = f"SELECT {own}, create_sort_key({made}) AS sort_key FROM {source}"
    reading.execute(f"COPY ({made}) TO {quoted(path)} {_ROW_GROUPS}")
    rows = f"read_parquet({quoted(path)})"
    try:
        for low, high in pairwise([None, *_bounds(reading, path), None]):
            bounds = [("sort_key >= ?", low), ("sort_key < ?", high)]
            where = " AND ".join(["true", *(text for text, bound in bounds if bound is not None)])
            query = f"SELECT {own} FROM {rows} WHERE {where} ORDER BY sort_key"
            found = reading.sql(query, params=[bound for _, bound in bounds if bound is not None])
            for batch in found.to_arrow_reader(ROWS):
                yield batch.cast(part.schema) if batch.schema != part.schema else batch
    finally:
        path.unlink(missing_ok=True)


def _bounds(reading: Database, path: Path) -> list[bytes]:
    """Keys of rows with about as many between two of them as are sorted at a time."""
    ((count, size),) = reading.execute(
        f"SELECT (SELECT count(*) FROM read_parquet({quoted(path)})), sum(total_uncompressed_size) "
        f"FROM parquet_metadata({quoted(path)})"
    ).fetchall()
    if count <= _AT_ONCE:
        return []
    step = -(-count // _SAMPLE)
    sample = f"SELECT sort_key FROM read_parquet({quoted(path)}) WHERE file_row_number % {step} = 0 ORDER BY sort_key"
    usual, most = max(_AT_ONCE, -(-count // _RANGES)), count * _AT_MOST // int(size)
    apart = max(1, min(usual, most) // step)
    return [key for (key,) in reading.execute(sample).fetchall()[apart::apart]]
