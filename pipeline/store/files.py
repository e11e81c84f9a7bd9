"""The files of one build. Same rows, same bytes."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TextIO

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.frugal import give_back
from pipeline.store import database
from pipeline.store.arrow import batch
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
from pipeline.store.rows import READ, Row

DATABASE = "dateline.duckdb"
CSV = "events.csv"
Tell = Callable[[str | dict[str, str]], None]
NAMES = (DATABASE, CSV, *(f"{part.name}.parquet" for part in (EVENTS, CLAIMS, DOCUMENTS)))

_COUNTED = ("events", "dated", "undated", "placed", "unplaced", "claims", "imported")
_CHUNK = 2_048  # rows made into Arrow at once
_ROW_GROUP, _TEXTS = 16_384, 2_048  # rows of a Parquet file that are read together, and of documents, which are long
_QUOTED = re.compile(r'[",\r\n]')
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Content:
    """The rows of a build, part by part, each gone through once and in the order of the table.

    `corrections` and `as_read` are rows with a key for each column, the others batches of Arrow.
    """

    events: Iterable[pa.RecordBatch]
    claims: Iterable[pa.RecordBatch]
    documents: Iterable[pa.RecordBatch]
    mentions: Iterable[pa.RecordBatch]
    corrections: Iterable[Row] = ()
    as_read: Iterable[Row] = ()


def write_files(folder: Path, content: Content, meta: Callable[[dict[str, str]], Mapping[str, str]]) -> dict[str, str]:
    """Write the five files of a build into `folder`. OSError where one can't be written.

    `meta` is asked last, is told the counts of events, and is given back. Parts are made one after the other, lest two
    of them be sorted in memory at once; each is taken into the database while the next ones are made.
    """
    paths = {part.name: folder / f"{part.name}.parquet" for part in PARTS}
    counts = Counter(dict.fromkeys(_COUNTED, 0))
    with _database(folder / DATABASE) as tell, (folder / CSV).open("w", encoding="utf-8", newline="") as file:
        for part, found in (
            (DOCUMENTS, content.documents),
            (MENTIONS, content.mentions),
            (EVENTS, _on_the_way(file, counts, content.events)),
            (CLAIMS, content.claims),
            (CORRECTIONS, batches(content.corrections, CORRECTIONS)),
            (AS_READ, batches(content.as_read, AS_READ)),
        ):
            _write_parquet(paths[part.name], found, part)
            tell(str(paths[part.name]))
        entries = dict(meta({name: str(count) for name, count in counts.items()}))
        tell(entries)
    for part in (MENTIONS, CORRECTIONS, AS_READ):
        paths[part.name].unlink()
    return entries


def batches(rows: Iterable[Row], part: Columns) -> Iterator[pa.RecordBatch]:
    """Rows as Arrow, so many at a time."""
    rows = iter(rows)
    while chunk := list(islice(rows, _CHUNK)):
        yield batch(chunk, part.schema)


def _write_parquet(path: Path, found: Iterable[pa.RecordBatch], part: Columns) -> None:
    """Row groups of one size whatever the size of the batches, so that the rows alone decide the bytes."""
    waiting, count, most = [], 0, _TEXTS if part is DOCUMENTS else _ROW_GROUP
    compression = "zstd" if path.name in NAMES else "lz4"
    with pq.ParquetWriter(path, part.schema, compression=compression) as writer:
        for rest in found:
            while rest.num_rows:
                taken = rest.slice(0, most - count)
                rest = rest.slice(taken.num_rows)
                waiting.append(taken)
                count += taken.num_rows
                if count == most:
                    writer.write_table(_as_one(waiting, part), row_group_size=most)
                    waiting, count = [], 0
                    give_back()
        if count:
            writer.write_table(_as_one(waiting, part), row_group_size=most)


def _as_one(found: list[pa.RecordBatch], part: Columns) -> pa.Table:
    """One piece of memory, since pages of a file end where pieces do."""
    return pa.Table.from_batches(found, part.schema).combine_chunks()


@contextmanager
def _database(path: Path) -> Iterator[Tell]:
    """Writes a database of the tables that it is told of, then of the meta data. OSError where it can't."""
    command = [sys.executable, "-P", database.__file__, path]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
    process = subprocess.Popen(command, env=os.environ | database.ENVIRONMENT, text=True, **pipes)

    def tell(value: str | dict[str, str]) -> None:
        with suppress(BrokenPipeError):  # it says why when it is asked
            process.stdin.write(json.dumps(value) + "\n")
            process.stdin.flush()

    try:
        yield tell
        _, said = process.communicate()
    except BaseException:
        process.kill()
        process.communicate()
        raise
    if process.returncode:
        raise OSError(None, (said.strip().splitlines() or ["no reason given"])[-1], str(path))


def _on_the_way(file: TextIO, counts: Counter, events: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """The events, each counted and written to the CSV file as it goes by."""
    import pyarrow.compute as pc  # makes its functions as it is loaded

    file.write(",".join(COLUMNS.names) + "\n")
    for found in events:
        counts.update(_counted(found))
        cells = [_cells(found.column(name), _CELLS.get(kind, str)) for name, kind in COLUMNS.fields]
        file.writelines(line + "\n" for line in pc.binary_join_element_wise(*cells, ",").to_pylist())
        yield found


def _cells(column: pa.Array, cell: Callable[..., str]) -> pa.Array:
    """The cells of a column, each value's made once."""
    if pa.types.is_list(column.type):
        return pa.array([_quoted(cell(value)) for value in column.to_pylist()])
    found = column.dictionary_encode()
    made = pa.array([_quoted(cell(value)) for value in found.dictionary.to_pylist()], pa.string())
    return made.take(found.indices).fill_null("")


def _counted(events: pa.RecordBatch) -> dict[str, int]:
    def there(name: str) -> int:
        return len(events) - events.column(name).null_count

    dated, placed = there("edtf"), there("latitude")
    counts = (len(events), dated, len(events) - dated, placed, len(events) - placed)
    claims, origins = events.column("claims").to_pylist(), events.column("origin").to_pylist()
    return dict(zip(_COUNTED, (*counts, sum(claims), len(origins) - origins.count(READ)), strict=True))


def _quoted(cell: str) -> str:
    """RFC 4180; the csv module leaves a lone carriage return unquoted."""
    return '"' + cell.replace('"', '""') + '"' if _QUOTED.search(cell) else cell


def harmless(text: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe goes before a first = + - @, tab or return."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _list_cell(items: Iterable[object]) -> str:
    return harmless("; ".join([str(item).replace(";", ",") for item in items]))


_CELLS: dict[pa.DataType, Callable[..., str]] = {LIST: _list_cell, DAY: date.isoformat, TEXT: harmless}
