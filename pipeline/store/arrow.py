"""Rows made into Arrow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

import pyarrow as pa

from pipeline.store.sql import ROWS


def batch(rows: Sequence[Mapping[str, object]], schema: pa.Schema) -> pa.RecordBatch:
    """One row or more, all with the same columns of a schema; the other columns are empty."""
    return of_columns({name: [row[name] for row in rows] for name in schema.names if name in rows[0]}, schema)


def of_columns(columns: Mapping[str, Sequence[object]], schema: pa.Schema) -> pa.RecordBatch:
    """Some columns of a schema, as long as each other; the other columns are empty."""
    count = len(next(iter(columns.values())))
    made = []
    for name, kind in zip(schema.names, schema.types, strict=True):  # asked once: each answer is made anew
        made.append(array(columns[name], kind) if name in columns else pa.nulls(count, kind))
    return pa.RecordBatch.from_arrays(made, schema=schema)


def array(values: Sequence[object], kind: pa.DataType) -> pa.Array:
    """Values as an array. `pa.array` would do the same, but looks longer whether a list is none of somebody else's."""
    return pa.scalar(values, pa.list_(kind)).values


def gathered(found: Iterable[pa.Table]) -> Iterator[pa.RecordBatch]:
    """Rows so many at once that it is worth writing them together."""
    waiting: list[pa.Table] = []
    for rows in found:
        if waiting and sum(map(len, waiting)) + len(rows) > ROWS:
            yield from pa.concat_tables(waiting).combine_chunks().to_batches()
            waiting = []
        waiting.append(rows)
    if waiting:
        yield from pa.concat_tables(waiting).combine_chunks().to_batches()


def tuples(found: Iterable[pa.RecordBatch]) -> Iterator[tuple]:
    """Rows, one after the other."""
    return chain.from_iterable(zip(*(column.to_pylist() for column in rows.columns), strict=True) for rows in found)
