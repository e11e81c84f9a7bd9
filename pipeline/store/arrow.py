"""Rows made into Arrow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyarrow as pa


def batch(rows: Sequence[Mapping[str, object]], schema: pa.Schema) -> pa.RecordBatch:
    """One row or more, all with the same columns of a schema; the other columns are empty."""
    held, count = rows[0], len(rows)
    columns = []
    for name, kind in zip(schema.names, schema.types, strict=True):  # asked once: each answer is made anew
        columns.append(array([row[name] for row in rows], kind) if name in held else pa.nulls(count, kind))
    return pa.RecordBatch.from_arrays(columns, schema=schema)


def array(values: list[object], kind: pa.DataType) -> pa.Array:
    """Values as an array. `pa.array` would do the same, but loads pandas to see that a list is none of its own."""
    return pa.scalar(values, pa.list_(kind)).values
