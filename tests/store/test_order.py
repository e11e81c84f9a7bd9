"""Rows in the order of the table, sorted at once or in ranges on disk."""

from __future__ import annotations

import duckdb
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.store import order
from pipeline.store.columns import TEXT, WHOLE, Columns
from pipeline.store.order import ordered
from pipeline.store.sql import fill

NAMED = Columns("named", (("name", TEXT), ("number", WHOLE)))
ROWS = st.lists(st.tuples(st.none() | st.text(), st.integers(-5, 5)), max_size=60)


@pytest.mark.parametrize("at_once", [1, 300, 10_000_000])
def test_rows_come_in_order_in_however_many_ranges(tmp_path_factory, monkeypatch, at_once):
    """By name as bytes and then by number, empty names last, none lost or twice, whatever is sorted at a time; nothing
    is left on the disk."""
    monkeypatch.setattr(order, "_AT_ONCE", at_once)

    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.differing_executors])
    @given(ROWS)
    def check(rows):
        folder = tmp_path_factory.mktemp("order")
        with duckdb.connect(config={"temp_directory": str(folder)}) as database:
            columns = [list(column) for column in zip(*rows, strict=True)] or [[], []]
            arrays = [pa.array(column, kind) for column, kind in zip(columns, NAMED.schema.types, strict=True)]
            fill(database, "source", NAMED.schema, [pa.RecordBatch.from_arrays(arrays, schema=NAMED.schema)])
            before = set(folder.iterdir())
            found = [
                tuple(row.values()) for b in ordered(database, NAMED, "source", NAMED.names) for row in b.to_pylist()
            ]
            assert set(folder.iterdir()) == before
        assert found == sorted(rows, key=lambda row: (row[0] is None, (row[0] or "").encode(), row[1]))

    check()
