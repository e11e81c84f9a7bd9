"""Rows that go into a database and come out of it.

What it is to hold lies on disk, in its temporary folder, as Parquet: there it takes no memory from sorting, and what
goes in need not be rows of a data frame, whose library takes 50 MB and half a second to load.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.frugal import give_back

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Database

ROWS = 8_192  # in memory at once
_ROW_GROUPS = f"(FORMAT parquet, ROW_GROUP_SIZE {ROWS})"


def quoted(text: object) -> str:
    """A text as a literal."""
    return "'" + str(text).replace("'", "''") + "'"


def names(columns: Iterable[str], table: str = "") -> str:
    """Columns, of a table or as they are."""
    return ", ".join(f'{table}"{column}"' for column in columns)


def fill(database: Database, name: str, schema: pa.Schema, found: Iterable[pa.RecordBatch]) -> None:
    """Makes a table of some rows."""
    path = path_of(database, name)
    with pq.ParquetWriter(path, schema, compression="lz4", write_statistics=False, use_dictionary=False) as writer:
        for rows in found:
            writer.write_batch(rows)
            give_back()
    _view(database, name, path)


def keep(database: Database, name: str, query: str) -> None:
    """Makes a table of what a query finds now."""
    path = path_of(database, name)
    database.execute(f"COPY ({query}) TO {quoted(path)} {_ROW_GROUPS}")
    give_back()
    _view(database, name, path)


def path_of(database: Database, name: str) -> Path:
    """Where what a database holds under a name lies."""
    ((folder,),) = database.execute("SELECT current_setting('temp_directory')").fetchall()
    return Path(folder, f"{name}.parquet")


def _view(database: Database, name: str, path: Path) -> None:
    database.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet({quoted(path)})")
