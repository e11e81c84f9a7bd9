"""Short incident reports in the manner of coders of conflict data, written for this project."""

from __future__ import annotations

import json
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

import pytest

from pipeline.analyse import analyse
from pipeline.merge import merge
from pipeline.model import Document

HERE = Path(__file__).parent
FILES = (
    "incidents.jsonl",
    "incidents_coded.jsonl",
    "incidents_world.jsonl",
    "incidents_labels.jsonl",
    "incidents_learnt.jsonl",
)


@lru_cache(maxsize=7)
def read(name: str) -> list[tuple[dict, tuple]]:
    """The reports of a file with the events found in them."""
    reports = [json.loads(line) for line in (HERE / name).read_text("utf-8").splitlines()]
    return [(r, merge([analyse(Document(f"r{i}", r["text"], "r", f"{i:064}"))])) for i, r in enumerate(reports)]


@pytest.fixture(params=FILES)
def rows(request) -> list[tuple[dict, tuple]]:
    """The second file has coders' brackets, counts and turns of phrase, the third goes round the world,
    the fourth opens with labels and tells of the less common, the fifth was written apart from the rules."""
    return read(request.param)


def day_fits(report: dict, event) -> bool:
    """Whether the coder's day is the event's, or lies in the few days that the report leaves open."""
    days = event.when.interval if event.when else None
    return bool(days) and (days.days or 99) <= 7 and str(days.earliest) <= report["date"] <= str(days.latest)


def share(rows, holds) -> float:
    return sum(bool(events) and holds(report, events[0]) for report, events in rows) / len(rows)


def test_one_row_a_report(rows) -> None:
    """A report of one incident is one row, what came of it included."""
    assert sum(len(events) == 1 for _, events in rows) / len(rows) >= 0.95


def test_dates_types_and_groups_are_right(rows) -> None:
    """The coder's day, type and armed groups come out of nearly every report."""
    assert share(rows, day_fits) >= 0.97
    assert share(rows, lambda r, e: e.event_type in r["types"]) >= 0.95
    assert share(rows, lambda r, e: set(e.groups) == set(r["groups"])) >= 0.95


def test_reports_of_another_hand() -> None:
    """Reports written before the rules knew their like: most come out right in each respect."""
    rows = read("incidents_blind.jsonl")
    assert sum(len(events) == 1 for _, events in rows) / len(rows) >= 0.9
    assert share(rows, day_fits) >= 0.85
    assert share(rows, lambda r, e: e.event_type in r["types"]) >= 0.85
    assert share(rows, lambda r, e: set(e.groups) == set(r["groups"])) >= 0.85


def test_reports_that_no_rule_was_made_for() -> None:
    """Reports of West African news that nobody read while making a rule: what a user's own reports come to."""
    rows = read("incidents_unseen.jsonl")
    assert sum(len(events) == 1 for _, events in rows) / len(rows) >= 0.97
    assert share(rows, day_fits) >= 0.97
    assert share(rows, lambda r, e: e.event_type in r["types"]) >= 0.91
    assert share(rows, lambda r, e: set(e.groups) == set(r["groups"])) >= 0.96
    placed = [row for row in rows if "latitude" in row[0]]
    assert share(placed, near) >= 0.82
    assert share(placed, right) >= 0.74


def near(report: dict, event) -> bool:
    """Whether the event lies within 50 km of the coder's point."""
    place = event.place
    if place is None or place.latitude is None:
        return False
    a, b = radians(place.latitude), radians(report["latitude"])
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(report["longitude"] - place.longitude) / 2) ** 2
    return 12742 * asin(sqrt(half)) <= 50


def right(report: dict, event) -> bool:
    """Whether day, place, type and groups are all the coder's."""
    whole = near(report, event) and day_fits(report, event) and event.event_type in report["types"]
    return whole and set(event.groups) == set(report["groups"])


def test_places_are_right_as_far_as_the_gazetteer_goes() -> None:
    """Most events lie near the coder's point, and most of these have day, type and groups right as well."""
    rows = read("incidents_world.jsonl")
    assert share(rows, near) >= 0.70
    assert share(rows, right) >= 0.65
