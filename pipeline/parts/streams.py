"""The chosen documents' rows, out of their parts, in the order in which they come or in that of the table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline import settings
from pipeline.frugal import frugal
from pipeline.merge.columns import REFERENCE
from pipeline.merge.standing import Read
from pipeline.parts import part
from pipeline.parts.cache import Cache
from pipeline.parts.collect import Collected
from pipeline.store.arrow import gathered
from pipeline.store.columns import DOCUMENTS, MENTIONS, Columns
from pipeline.store.order import KEY, in_order, ranges
from pipeline.store.sql import fill, path_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Database

_PLACES = 32  # bits of a key for the place in a document, below those for its number


@contextmanager
def opened(collected: Collected, spill: Path, whole: bool = False) -> Iterator[Database]:
    """A database of `read_documents`: their ids, or the `whole` of their rows. What does not fit into memory goes into
    the folder `spill`."""
    frugal()
    import duckdb

    spill.mkdir(parents=True, exist_ok=True)
    config = settings.DATABASE | {"temp_directory": str(spill)}
    columns = DOCUMENTS.names if whole else ("document",)
    schema = pa.schema([DOCUMENTS.schema.field(name) for name in columns])
    with duckdb.connect(config=config) as database:
        rows = (found.select(columns) for found in reader(collected)(DOCUMENTS, columns))
        fill(database, f"read_{DOCUMENTS.name}", schema, gathered(rows))
        yield database


def document_batches(database: Database, collected: Collected) -> Iterator[pa.RecordBatch]:
    """Rows of `documents` by id."""
    return _by_document(database, collected, DOCUMENTS)


def mention_batches(database: Database, collected: Collected) -> Iterator[pa.RecordBatch]:
    """Rows of `mentions`, by document and place in it."""
    return _by_document(database, collected, MENTIONS)


def reader(collected: Collected) -> Read:
    """Gives rows of the chosen documents, which are numbered as they come."""

    def read(kind: Columns, columns: Sequence[str]) -> Iterator[pa.Table]:
        return _rows(_as_they_come(collected.cache), kind, (*columns, part.ENTRY))

    return read


def _as_they_come(cache: Cache) -> Iterator[tuple[Path, dict[int, int]]]:
    numbers = count()
    for folder, chosen in cache.by_part():
        yield folder, dict(zip(chosen, numbers, strict=False))


def _by_document(database: Database, collected: Collected, kind: Columns) -> Iterator[pa.RecordBatch]:
    """Rows of parts by the numbers of their documents, which need not be compared again."""
    folder = path_of(database, kind.name).with_suffix("")
    return in_order(partial(_keyed, collected.cache, kind), kind, partial(_bounds, collected.count), folder)


def _keyed(cache: Cache, kind: Columns) -> Iterator[pa.RecordBatch]:
    import pyarrow.compute as pc

    for rows in _rows(cache.by_part(), kind):
        key = pc.shift_left(rows.column(REFERENCE), _PLACES)
        if part.PLACE in rows.schema.names:
            key = pc.add(key, rows.column(part.PLACE))
        yield from rows.append_column(KEY, key).to_batches()


def _rows(
    parts: Iterable[tuple[Path, dict[int, int]]], kind: Columns, columns: Sequence[str] | None = None
) -> Iterator[pa.Table]:
    """Rows of entries that are chosen, with their documents' numbers, part by part."""
    import pyarrow.compute as pc

    file, _ = part.ROWS[kind.name]
    for folder, chosen in parts:
        rows = pq.ParquetFile(folder / file, pre_buffer=False).read(columns, use_threads=False)
        if not len(rows):
            continue
        entries = rows.column(part.ENTRY).combine_chunks()
        numbers = pa.array(map(chosen.get, range(pc.max(entries).as_py() + 1)), pa.int64()).take(entries)
        rows = rows.drop_columns(part.ENTRY).append_column(REFERENCE, numbers)
        yield rows.filter(numbers.is_valid()) if numbers.null_count else rows


def _bounds(documents: int, first: pa.Table) -> list[int]:
    """Keys of documents, so many of which make a range as the first ones tell."""
    import pyarrow.compute as pc

    known = len(pc.unique(pc.shift_right(first.column(KEY), _PLACES)))
    parts = min(documents, ranges(documents * first.nbytes // known))
    return [(documents * number // parts) << _PLACES for number in range(1, parts)]
