"""What coders of political violence record, type by type: battles, explosions, violence against civilians,
protests, riots, strategic developments, in the clumsy English of short reports."""

from __future__ import annotations

from tests.events.test_incidents import day_fits, read, share

ROWS = "breadth.jsonl"


def test_every_kind_of_incident_is_one_row() -> None:
    """Nearly every report is one row, whatever it tells and however it is put."""
    rows = read(ROWS)
    assert sum(len(events) == 1 for _, events in rows) / len(rows) >= 0.97


def test_days_types_and_groups_of_every_kind_are_right() -> None:
    """The day, the type and every armed group named as a party come out of nearly every report."""
    rows = read(ROWS)
    assert share(rows, day_fits) >= 0.97
    assert share(rows, lambda r, e: e.event_type in r["types"]) >= 0.95
    assert share(rows, lambda r, e: set(e.groups) == set(r["groups"])) >= 0.95
