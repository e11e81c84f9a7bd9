"""Rows made into Arrow."""

from __future__ import annotations

import array as arrays
from collections.abc import Mapping, Sequence

import pyarrow as pa


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


def whole(numbers: arrays.array) -> pa.Array:
    """Whole numbers, 64 bits each, as they lie in memory."""
    return pa.Array.from_buffers(pa.int64(), len(numbers), [None, pa.py_buffer(numbers)])
