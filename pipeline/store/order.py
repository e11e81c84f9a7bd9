"""Rows in the order of the table.

Few are sorted where they come. More are put on disk as they come by, in ranges of about one size that follow each
other, and sorted range by range, in ranges again where one is large: memory holds little, whatever the number of rows
and however long their texts.
"""

from __future__ import annotations

import shutil
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from pipeline.frugal import give_back
from pipeline.store.columns import Columns
from pipeline.store.sql import ROWS, names, path_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Database

KEY = "sort_key"  # the column that rows are ordered by
Rows = Callable[[], Generator[pa.RecordBatch]]  # that come with a key, gone through anew
Bounds = Callable[[pa.Table], Sequence[object]]  # of the first rows: the keys at which ranges of all rows begin
_AT_ONCE = 8_000_000  # bytes that are sorted at a time
_RANGES = 256  # at most, since a file of each is open at once
_SAMPLE = 4_096  # rows that tell where to part all
_VECTOR = 2_048  # rows that the database makes at a time


def ordered(database: Database, part: Columns, source: str, keys: Sequence[str]) -> Iterator[pa.RecordBatch]:
    """The rows of a part of the table that lie in `source`, ordered by some expressions, empty ones last."""
    reading = database.cursor()  # so that several can be gone through at once
    made = ", ".join(f"{key}, 'ASC NULLS LAST'" for key in keys)
    keyed = f"SELECT {names(part.names)}, create_sort_key({made}) AS {KEY} FROM {source}"

    def rows() -> Generator[pa.RecordBatch]:
        with reading.sql(keyed).to_arrow_reader(_VECTOR) as found:
            yield from found

    folder = path_of(database, f"{part.name}_{id(reading)}").with_suffix("")
    yield from in_order(rows, part, partial(_bounds, reading, keyed), folder)


def in_order(rows: Rows, part: Columns, bounds: Bounds, folder: Path) -> Iterator[pa.RecordBatch]:
    """The columns of a part of the table in rows that come with a key, by that. Where they are many, `folder` is made
    and they are read once more; nobody else reads them while `bounds` is asked, lest both need memory."""
    first, every = _first(rows)
    if every:
        yield from _sorted(first, part)
        return
    begins = bounds(pa.concat_tables(first))
    del first
    folder.mkdir()
    try:
        for path, size in _put_apart(rows, begins, folder):
            yield from _range(path, part, size)
            path.unlink()
            give_back()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _range(path: Path, part: Columns, size: int) -> Iterator[pa.RecordBatch]:
    """Rows put on disk, by their key; if they are far more than are sorted at a time, in ranges again."""
    rows = partial(_stored, path)
    if size > 2 * _AT_ONCE and (begins := _parted(rows, size)):
        yield from in_order(rows, part, lambda first: begins, path.with_suffix(""))
    else:
        yield from _sorted(list(map(_table, rows())), part)


def _stored(path: Path) -> Generator[pa.RecordBatch]:
    with pa.OSFile(str(path)) as file, pa.ipc.open_stream(file) as found:
        yield from found


def _parted(rows: Rows, size: int) -> list[object]:
    """Keys at which ranges of rows begin; none where all have the same."""
    keys = pa.chunked_array([found.column(KEY) for found in rows()])
    keys = keys.take(_indices(keys))
    count, least = min(len(keys), ranges(size)), keys[0].as_py()
    cuts = [len(keys) * number // count for number in range(1, count)]
    cuts.append(bisect_right(keys, least, key=lambda key: key.as_py()))  # which parts them if no other one does
    return sorted({keys[cut].as_py() for cut in cuts if cut < len(keys)} - {least})


def _first(rows: Rows) -> tuple[list[pa.Table], bool]:
    """So many rows as are sorted at a time, and whether these are all."""
    first, size = [], 0
    with closing(rows()) as found:
        for piece in _pieces(found):
            first.append(piece)
            size += piece.nbytes
            if size > _AT_ONCE:
                return first, False
    return first, True


def ranges(size: int) -> int:
    """How many ranges of about what is sorted at a time so many bytes are."""
    return min(_RANGES, 1 + size // _AT_ONCE)


def _pieces(found: Iterable[pa.RecordBatch]) -> Iterator[pa.Table]:
    """Rows as they come, so many at once that they are worth sorting."""
    waiting, size = [], 0
    for rows in found:
        waiting.append(rows)
        size += rows.nbytes
        if size > _AT_ONCE / 4:
            yield pa.Table.from_batches(waiting).combine_chunks()
            waiting, size = [], 0
    if waiting:
        yield pa.Table.from_batches(waiting).combine_chunks()


def _sorted(rows: list[pa.Table], part: Columns) -> Iterator[pa.RecordBatch]:
    if rows:
        found = _by_key(pa.concat_tables(rows)).select(part.names)
        yield from found.cast(part.schema).to_batches(max_chunksize=ROWS)


def _table(rows: pa.RecordBatch) -> pa.Table:
    return pa.Table.from_batches([rows])


def _by_key(rows: pa.Table) -> pa.Table:
    return rows.take(_indices(rows.column(KEY)))


def _indices(keys: pa.ChunkedArray) -> pa.Array:
    import pyarrow.compute as pc  # makes its functions as it is loaded

    return pc.sort_indices(keys)


def _put_apart(rows: Rows, begins: Sequence[object], folder: Path) -> list[tuple[Path, int]]:
    """Files of rows, all rows of one before those of the next, and the bytes that they take in memory."""
    sizes = [0] * (len(begins) + 1)
    paths = [folder / f"{number}.arrow" for number in range(len(begins) + 1)]
    options = pa.ipc.IpcWriteOptions(compression="lz4", use_threads=False)
    with ExitStack() as stack:
        files = [stack.enter_context(pa.OSFile(str(path), "wb")) for path in paths]
        writers = []
        for piece in map(_by_key, _pieces(stack.enter_context(closing(rows())))):
            if not writers:
                schema = piece.schema
                writers = [stack.enter_context(pa.ipc.new_stream(file, schema, options=options)) for file in files]
            keys = piece.column(KEY).combine_chunks()
            cuts = [bisect_left(keys, begin, key=lambda key: key.as_py()) for begin in begins]
            for number, (start, end) in enumerate(pairwise((0, *cuts, len(keys)))):
                if start < end:
                    writers[number].write_table(piece.slice(start, end - start))
                    sizes[number] += piece.nbytes * (end - start) // len(piece)
    return list(zip(paths, sizes, strict=True))


def _bounds(database: Database, keyed: str, first: pa.Table) -> list[bytes]:
    """Keys with about as many rows between two of them as are sorted at a time."""
    query = f"SELECT count(*), arg_min({KEY}, hash({KEY}), {_SAMPLE}) FROM (SELECT {KEY} FROM ({keyed}))"
    ((count, sample),) = database.execute(query).fetchall()
    count = min(len(sample), ranges(count * first.nbytes // len(first)))
    sample.sort()
    return [sample[len(sample) * number // count] for number in range(1, count)]
