"""Rows made into Arrow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyarrow as pa


def batch(rows: Sequence[Mapping[str, object]], schema: pa.Schema) -> pa.RecordBatch:
    """One row or more, all with the same columns of a schema; the other columns are empty."""
    return pa.RecordBatch.from_arrays(
        [
            array([row[field.name] for row in rows], field.type)
            if field.name in rows[0]
            else pa.nulls(len(rows), field.type)
            for field in schema
        ],
        schema=schema,
    )


def array(values: list[object], kind: pa.DataType) -> pa.Array:
    """Values as an array. `pa.array` would do the same, but loads pandas to see that a list is none of its own."""
    return pa.scalar(values, pa.list_(kind)).values
