"""Rows in the order of the table.

Few are sorted where they come; of more the database is not asked to sort them, which takes the more memory the more
there are. They go by once to see where to part them, and once to be put on disk by ranges of about one size, which are
sorted one after the other: memory holds a range, whatever their number and however long their texts.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from pipeline.store.columns import Columns
from pipeline.store.sql import ROWS, names, path_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Database

_AT_ONCE = 16_000_000  # bytes that are sorted at a time
_RANGES = 256  # at most, since a file of each is open at once
_SAMPLE = 4_096  # rows that tell where to part all
_VECTOR = 2_048  # rows that the database makes at a time
_KEY, _RANGE = "sort_key", "range"


def ordered(database: Database, part: Columns, source: str, keys: Sequence[str]) -> Iterator[pa.RecordBatch]:
    """The rows of a part of the table that lie in `source`, ordered by some expressions, empty ones last."""
    reading = database.cursor()  # so that several can be gone through at once
    made = ", ".join(f"{key}, 'ASC NULLS LAST'" for key in keys)
    keyed = f"SELECT {names(part.names)}, create_sort_key({made}) AS {_KEY} FROM {source}"
    first, whole = _first(reading, keyed)
    if whole:
        yield from _in_order(first, part)
        return
    width = first.nbytes / len(first)
    del first
    folder = path_of(database, f"{part.name}_{id(reading)}").with_suffix("")
    folder.mkdir()
    try:
        for path in _parted(reading, keyed, width, folder):
            with pa.OSFile(str(path)) as file, pa.ipc.open_stream(file) as rows:
                yield from _in_order(rows.read_all(), part)
            path.unlink()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _first(reading: Database, keyed: str) -> tuple[pa.Table, bool]:
    """So many rows as are sorted at a time, and whether these are all."""
    with reading.sql(keyed).to_arrow_reader(_VECTOR) as found:
        rows, size = [], 0
        for batch in found:
            rows.append(batch)
            size += batch.nbytes
            if size > _AT_ONCE:
                return pa.Table.from_batches(rows), False
        return pa.Table.from_batches(rows, found.schema), True


def _in_order(rows: pa.Table, part: Columns) -> Iterator[pa.RecordBatch]:
    import pyarrow.compute as pc  # makes its functions as it is loaded

    rows = rows.take(pc.sort_indices(rows.column(_KEY))).select(part.names)
    yield from rows.cast(part.schema).to_batches(max_chunksize=ROWS)


def _parted(reading: Database, keyed: str, width: float, folder: Path) -> list[Path]:
    """Files of rows of so many bytes, all rows of one before those of the next."""
    import pyarrow.compute as pc

    bounds = _bounds(reading, keyed, width)
    paths = [folder / f"{number}.arrow" for number in range(len(bounds) + 1)]
    options = pa.ipc.IpcWriteOptions(compression="lz4", use_threads=False)
    at_once = _VECTOR * max(1, min(ROWS // _VECTOR, int(_AT_ONCE / 8 / width / _VECTOR)))
    query = f"SELECT *, {_place(bounds, 0, len(bounds))} AS {_RANGE} FROM ({keyed})"
    with ExitStack() as stack, reading.sql(query).to_arrow_reader(at_once) as found:
        schema = found.schema.remove(found.schema.get_field_index(_RANGE))
        files = [stack.enter_context(pa.OSFile(str(path), "wb")) for path in paths]
        writers = [stack.enter_context(pa.ipc.new_stream(file, schema, options=options)) for file in files]
        for rows in found:
            rows = rows.take(pc.sort_indices(rows.column(_RANGE)))
            runs, first = pc.run_end_encode(rows.column(_RANGE)), 0
            rows = rows.select(schema.names)
            for number, last in zip(runs.values.to_pylist(), runs.run_ends.to_pylist(), strict=True):
                writers[number].write_batch(rows.slice(first, last - first))
                first = last
    return paths


def _bounds(reading: Database, keyed: str, width: float) -> list[bytes]:
    """Keys with about as many rows between two of them as are sorted at a time."""
    query = f"SELECT count(*), arg_min({_KEY}, hash({_KEY}), {_SAMPLE}) FROM (SELECT {_KEY} FROM ({keyed}))"
    ((count, sample),) = reading.execute(query).fetchall()
    ranges = min(_RANGES, len(sample), 1 + int(count * width / _AT_ONCE))
    sample.sort()
    return [sample[len(sample) * number // ranges] for number in range(1, ranges)]


def _place(bounds: Sequence[bytes], low: int, high: int) -> str:
    """An expression for how many of the bounds a key has reached, which are known to be `low` to `high` of them."""
    if low == high:
        return f"{low}::USMALLINT"
    middle = (low + high) // 2
    bound = "".join(f"\\x{byte:02X}" for byte in bounds[middle])
    less, more = _place(bounds, low, middle), _place(bounds, middle + 1, high)
    return f"CASE WHEN {_KEY} < '{bound}'::BLOB THEN {less} ELSE {more} END"
