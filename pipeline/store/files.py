"""The files of one build. Same rows, same bytes."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.store.columns import CLAIMS, DAY, DOCUMENTS, EVENTS, LIST, PARTS, TEXT
from pipeline.store.rows import Row

DATABASE = "dateline.duckdb"
CSV = "events.csv"
PARQUET = (EVENTS, CLAIMS, DOCUMENTS)
NAMES = (DATABASE, CSV, *(f"{part.name}.parquet" for part in PARQUET))

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
# The newest storage format without a random identifier in its header.
_STORAGE = "v1.0.0"


def write_files(folder: Path, rows: Mapping[str, Sequence[Row]], meta: Mapping[str, str]) -> None:
    """Write the five files of a build into `folder`; `rows` has a key for each part of the table."""
    tables = {part.name: pa.Table.from_pylist(list(rows[part.name]), schema=part.schema) for part in PARTS}
    for part in PARQUET:
        pq.write_table(tables[part.name], folder / f"{part.name}.parquet", compression="zstd")
    _write_csv(folder / CSV, rows[EVENTS.name])
    _write_database(folder / DATABASE, tables, meta)


def _write_database(path: Path, tables: Mapping[str, pa.Table], meta: Mapping[str, str]) -> None:
    """DuckDB's compressed strings carry stray memory into the file and its threads choose the order of blocks: hence
    one thread and no compression, or the same table would be other bytes each time."""
    quoted = str(path).replace("'", "''")
    with duckdb.connect(config={"threads": 1}) as database:
        database.execute("SET force_compression = 'uncompressed'")
        database.execute(f"ATTACH '{quoted}' AS target (STORAGE_VERSION '{_STORAGE}', BLOCK_SIZE 16384)")
        for name, table in tables.items():
            database.register("rows", table)
            database.execute(f"CREATE TABLE target.{name} AS SELECT * FROM rows")
            database.unregister("rows")
        database.execute("CREATE TABLE target.meta (key VARCHAR, value VARCHAR)")
        database.executemany("INSERT INTO target.meta VALUES (?, ?)", sorted(meta.items()))
        database.execute("CHECKPOINT target")
        database.execute("DETACH target")


def _write_csv(path: Path, rows: Sequence[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(EVENTS.names)
        writer.writerows([_cell(row[name], kind) for name, kind in EVENTS.fields] for row in rows)


def _cell(value: object, kind: pa.DataType) -> str:
    if value is None:
        return ""
    if kind == LIST:
        return harmless("; ".join(str(item).replace(";", ",") for item in value))
    if kind == DAY and isinstance(value, date):
        return value.isoformat()
    return harmless(str(value)) if kind == TEXT else str(value)


def harmless(text: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe goes before a first = + - @, tab or return."""
    return f"'{text}" if text.startswith(_FORMULA) else text
