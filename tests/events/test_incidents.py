"""Short incident reports in the manner of coders of conflict data, written for this project."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.analyse import analyse
from pipeline.merge import merge
from pipeline.model import Document

REPORTS = [json.loads(line) for line in (Path(__file__).parent / "incidents.jsonl").read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def rows() -> list[tuple[dict, tuple]]:
    return [(r, merge([analyse(Document(f"r{i}", r["text"], "r", f"{i:064}"))])) for i, r in enumerate(REPORTS)]


def share(rows, holds) -> float:
    return sum(bool(events) and holds(report, events[0]) for report, events in rows) / len(rows)


def test_one_row_a_report(rows) -> None:
    """A report of one incident is one row, what came of it included."""
    assert sum(len(events) == 1 for _, events in rows) / len(rows) >= 0.97


def test_dates_types_and_groups_are_right(rows) -> None:
    """The coder's day, type and armed groups come out of nearly every report."""
    assert share(rows, lambda r, e: e.when and str(e.when.interval.earliest) == r["date"]) >= 0.97
    assert share(rows, lambda r, e: e.event_type in r["types"]) >= 0.95
    assert share(rows, lambda r, e: set(e.groups) == set(r["groups"])) >= 0.95
