"""The chosen documents' rows, in a database that reads them out of their parts and sorts on disk what it can't hold."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline import settings
from pipeline.parts import part
from pipeline.parts.cache import Cache
from pipeline.parts.collect import Collected
from pipeline.store.arrow import whole
from pipeline.store.columns import CLAIMS, DOCUMENTS, MENTIONS, Columns
from pipeline.store.frugal import frugal
from pipeline.store.order import KEY, in_order, ranges
from pipeline.store.sql import fill, keep, names, path_of, quoted

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Database

_PLACES = 32  # bits of a key for the place in a document, below those for its number


@contextmanager
def opened(collected: Collected, spill: Path) -> Iterator[Database]:
    """A database of `read_documents`, `read_mentions`, `read_events` and `read_claims`: rows as `part.ROWS` has them,
    and `reference`, the number of their document. What does not fit into memory goes into the folder `spill`."""
    frugal()
    import duckdb

    spill.mkdir(parents=True, exist_ok=True)
    config = settings.DATABASE | {"temp_directory": str(spill)}
    with duckdb.connect(config=config) as database:
        folders: list[Path] = []
        fill(database, "wanted", _WANTED, _wanted(collected.cache.by_part(), folders))
        for name, (file, schema) in part.ROWS.items():
            if not folders:
                fill(database, f"read_{name}", schema.append(pa.field("reference", pa.int64())), ())
                continue
            files = ", ".join(quoted(folder / file) for folder in folders)
            kept = names([field for field in schema.names if field != part.ENTRY], "rows.")
            query = (
                f"SELECT {kept}, reference FROM read_parquet([{files}]) AS rows "
                f"JOIN wanted ON file_index = part AND {part.ENTRY} = entry"
            )
            if name == CLAIMS.name:  # gone through time and again: as one file
                keep(database, f"read_{name}", query)
            else:
                database.execute(f"CREATE VIEW read_{name} AS {query}")
        yield database


_WANTED = pa.schema([("part", pa.int64()), ("entry", pa.int64()), ("reference", pa.int64())])


def _wanted(parts: Iterable[tuple[Path, dict[int, int]]], folders: list[Path]) -> Iterator[pa.RecordBatch]:
    """Which entries of which parts count, with their documents' numbers; `folders` is given those of the parts."""
    for number, (folder, chosen) in enumerate(parts):
        folders.append(folder)
        columns = array("q", [number]) * len(chosen), array("q", chosen), array("q", chosen.values())
        yield pa.RecordBatch.from_arrays(list(map(whole, columns)), schema=_WANTED)


def document_batches(database: Database, collected: Collected) -> Iterator[pa.RecordBatch]:
    """Rows of `documents` by id."""
    return _by_document(database, collected, DOCUMENTS)


def mention_batches(database: Database, collected: Collected) -> Iterator[pa.RecordBatch]:
    """Rows of `mentions`, by document and place in it."""
    return _by_document(database, collected, MENTIONS)


def _by_document(database: Database, collected: Collected, kind: Columns) -> Iterator[pa.RecordBatch]:
    """Rows of parts by the numbers of their documents, which need not be compared again."""
    folder = path_of(database, kind.name).with_suffix("")
    return in_order(partial(_rows, collected.cache, kind), kind, partial(_bounds, collected.count), folder)


def _rows(cache: Cache, kind: Columns) -> Iterator[pa.RecordBatch]:
    import pyarrow.compute as pc

    file, _ = part.ROWS[kind.name]
    for folder, chosen in cache.by_part():
        rows = pq.ParquetFile(folder / file, pre_buffer=False).read(use_threads=False)
        if not len(rows):
            continue
        entries = rows.column(part.ENTRY)
        numbers = pa.array(map(chosen.get, range(pc.max(entries).as_py() + 1)), pa.int64())
        key = pc.shift_left(numbers.take(entries.combine_chunks()), _PLACES)
        if part.PLACE in rows.schema.names:
            key = pc.add(key, rows.column(part.PLACE).combine_chunks())
        rows = rows.append_column(KEY, key)
        yield from (rows.filter(key.is_valid()) if key.null_count else rows).to_batches()


def _bounds(documents: int, first: pa.Table) -> list[int]:
    """Keys of documents, so many of which make a range as the first ones tell."""
    import pyarrow.compute as pc

    known = len(pc.unique(pc.shift_right(first.column(KEY), _PLACES)))
    count = min(documents, ranges(documents * first.nbytes // known))
    return [(documents * number // count) << _PLACES for number in range(1, count)]
