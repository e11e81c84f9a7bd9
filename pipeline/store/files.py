"""The files of one build. Same rows, same bytes."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.store import database
from pipeline.store.columns import CLAIMS, DAY, DOCUMENTS, EVENTS, LIST, MENTIONS, PARTS, TEXT
from pipeline.store.columns import CSV as COLUMNS
from pipeline.store.rows import Row

DATABASE = "dateline.duckdb"
CSV = "events.csv"
NAMES = (DATABASE, CSV, *(f"{part.name}.parquet" for part in (EVENTS, CLAIMS, DOCUMENTS)))

_QUOTED = re.compile(r'[",\r\n]')
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_files(folder: Path, rows: Mapping[str, Sequence[Row] | pa.Table], meta: Mapping[str, str]) -> None:
    """Write the five files of a build into `folder`; `rows` has a key for each part of the table.

    Raises OSError where a file can't be written.
    """
    paths = [folder / f"{part.name}.parquet" for part in PARTS]
    for part, path in zip(PARTS, paths, strict=True):
        values = rows[part.name]
        table = values if isinstance(values, pa.Table) else pa.Table.from_pylist(list(values), schema=part.schema)
        pq.write_table(table, path, compression="zstd")
    _write_csv(folder / CSV, rows[EVENTS.name])
    _write_database(folder / DATABASE, meta, paths)
    (folder / f"{MENTIONS.name}.parquet").unlink()


def _write_database(path: Path, meta: Mapping[str, str], tables: Sequence[Path]) -> None:
    command = [sys.executable, "-P", database.__file__, path, json.dumps(dict(meta)), *tables]
    done = subprocess.run(command, env=os.environ | database.ENVIRONMENT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise OSError(None, (done.stderr.strip().splitlines() or ["no reason given"])[-1], str(path))


def _write_csv(path: Path, rows: Sequence[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(_line(COLUMNS.names))
        file.writelines(_line(_cell(row[name], kind) for name, kind in COLUMNS.fields) for row in rows)


def _line(cells: Iterable[str]) -> str:
    """RFC 4180, with a plain line feed at the end; the csv module leaves a lone carriage return unquoted."""
    return ",".join(_quoted(cell) for cell in cells) + "\n"


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if _QUOTED.search(cell) else cell


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
