"""The files of one build. Same rows, same bytes."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TextIO

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.store import database
from pipeline.store.columns import (
    AS_READ,
    CLAIMS,
    CORRECTIONS,
    DAY,
    DOCUMENTS,
    EVENTS,
    LIST,
    MENTIONS,
    PARTS,
    TEXT,
    Columns,
)
from pipeline.store.columns import CSV as COLUMNS
from pipeline.store.rows import Row

DATABASE = "dateline.duckdb"
CSV = "events.csv"
NAMES = (DATABASE, CSV, *(f"{part.name}.parquet" for part in (EVENTS, CLAIMS, DOCUMENTS)))

_CHUNK = 2_048  # rows made into Arrow at once
_ROW_GROUP = 16_384  # rows of a Parquet file that are read together
_QUOTED = re.compile(r'[",\r\n]')
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Content:
    """The rows of a build, part by part, each gone through once and in the order of the table.

    `documents` and `mentions` are batches of Arrow, the others rows with a key for each column.
    """

    events: Iterable[Row]
    claims: Iterable[Row]
    documents: Iterable[pa.RecordBatch]
    mentions: Iterable[pa.RecordBatch]
    corrections: Iterable[Row] = ()
    as_read: Iterable[Row] = ()


def write_files(folder: Path, content: Content, meta: Mapping[str, str]) -> None:
    """Write the five files of a build into `folder`. Raises OSError where a file can't be written."""
    paths = {part.name: folder / f"{part.name}.parquet" for part in PARTS}
    with (folder / CSV).open("w", encoding="utf-8", newline="") as file:
        _write_parquet(paths[EVENTS.name], batches(_on_the_way(file, content.events), EVENTS), EVENTS)
    _write_parquet(paths[CLAIMS.name], batches(content.claims, CLAIMS), CLAIMS)
    _write_parquet(paths[DOCUMENTS.name], content.documents, DOCUMENTS)
    _write_parquet(paths[MENTIONS.name], content.mentions, MENTIONS)
    _write_parquet(paths[CORRECTIONS.name], batches(content.corrections, CORRECTIONS), CORRECTIONS)
    _write_parquet(paths[AS_READ.name], batches(content.as_read, AS_READ), AS_READ)
    _write_database(folder / DATABASE, meta, list(paths.values()))
    for part in (MENTIONS, CORRECTIONS, AS_READ):
        paths[part.name].unlink()


def batches(rows: Iterable[Row], part: Columns) -> Iterator[pa.RecordBatch]:
    """Rows as Arrow, so many at a time."""
    rows = iter(rows)
    while chunk := list(islice(rows, _CHUNK)):
        yield pa.RecordBatch.from_arrays(
            [pa.array([row[name] for row in chunk], kind) for name, kind in part.fields], schema=part.schema
        )


def _write_parquet(path: Path, found: Iterable[pa.RecordBatch], part: Columns) -> None:
    """Row groups of one size whatever the size of the batches, so that the rows alone decide the bytes."""
    waiting, count = [], 0
    with pq.ParquetWriter(path, part.schema, compression="zstd") as writer:
        for batch in found:
            while batch.num_rows:
                taken = batch.slice(0, _ROW_GROUP - count)
                batch = batch.slice(taken.num_rows)
                waiting.append(taken)
                count += taken.num_rows
                if count == _ROW_GROUP:
                    writer.write_table(pa.Table.from_batches(waiting, part.schema), row_group_size=_ROW_GROUP)
                    waiting, count = [], 0
        if count:
            writer.write_table(pa.Table.from_batches(waiting, part.schema), row_group_size=_ROW_GROUP)


def _write_database(path: Path, meta: Mapping[str, str], tables: Sequence[Path]) -> None:
    command = [sys.executable, "-P", database.__file__, path, json.dumps(dict(meta)), *tables]
    done = subprocess.run(command, env=os.environ | database.ENVIRONMENT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise OSError(None, (done.stderr.strip().splitlines() or ["no reason given"])[-1], str(path))


def _on_the_way(file: TextIO, rows: Iterable[Row]) -> Iterator[Row]:
    """The rows, each written to the CSV file as it goes by."""
    file.write(_line(COLUMNS.names))
    for row in rows:
        file.write(_line(_cell(row[name], kind) for name, kind in COLUMNS.fields))
        yield row


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
