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


@pytest.mark.parametrize("most", [2, 256])
@pytest.mark.parametrize("at_once", [1, 300, 10_000_000])
def test_rows_come_in_order_in_however_many_ranges(tmp_path_factory, monkeypatch, at_once, most):
    """By name as bytes and then by number, empty names last, none lost or twice, whatever is sorted at a time and
    however often ranges are parted again; nothing is left on the disk."""
    monkeypatch.setattr(order, "_AT_ONCE", at_once)
    monkeypatch.setattr(order, "_RANGES", most)

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


@pytest.mark.parametrize("names", [[f"n{number:04}" for number in range(2_000)], ["a"] * 1_900 + ["b"] * 100])
def test_little_is_sorted_at_a_time(tmp_path, monkeypatch, names):
    """However many rows there are and few files at once, what lies in memory is small; only rows of one key stay
    together."""
    monkeypatch.setattr(order, "_AT_ONCE", 2_000)
    monkeypatch.setattr(order, "_RANGES", 4)
    sizes, sort = [], order._sorted

    def seen(rows, part):
        if rows and len(set(pa.concat_tables(rows).column(order.KEY).to_pylist())) > 1:
            sizes.append(sum(table.nbytes for table in rows))
        return sort(rows, part)

    monkeypatch.setattr(order, "_sorted", seen)
    rows = pa.record_batch([names[::-1], list(range(len(names)))], schema=NAMED.schema)
    with duckdb.connect(config={"temp_directory": str(tmp_path)}) as database:
        fill(database, "source", NAMED.schema, [rows])
        found = [name for b in ordered(database, NAMED, "source", ("name",)) for name in b.column(0).to_pylist()]
    assert found == sorted(names)
    assert max(sizes, default=0) <= 3 * 2_000
