"""Parties named in varied spellings in short reports, written for this project: whom a coder would put down."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.groups import find_groups

HERE = Path(__file__).parent
REPORTS = [json.loads(line) for line in (HERE / "reports.jsonl").read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def parties(registry, prose):
    """(wanted, found) of each report; an open name is its candidates, joined by a bar."""

    def ids(text: str) -> set[str]:
        mentions = find_groups("r", prose(text), registry)
        return {m.group_id or "|".join(sorted(m.candidates)) for m in mentions}

    return [(set(report["ids"]), ids(report["text"])) for report in REPORTS]


def test_named_parties_are_found_whatever_the_spelling(parties) -> None:
    """Nearly every report has exactly the parties it names, a state's forces under that state."""
    assert sum(wanted == found for wanted, found in parties) / len(parties) >= 0.95


def test_no_party_is_put_down_that_a_report_does_not_name(parties) -> None:
    """Descriptions ("Fulani herdsmen", "students") and ordinary words make nobody a party of the registry."""
    assert sum(len(found - wanted) for wanted, found in parties) / len(parties) <= 0.03


def test_a_name_of_several_states_forces_stays_open(registry, prose) -> None:
    """FDS are the forces of many states: the name is found, whose they are is left open with the reason."""
    mention = find_groups("r", prose("On 5 May an FDS patrol left the town."), registry)[0]
    assert mention.group_id is None
    assert {"mali", "burkina-faso", "niger"} <= set(mention.candidates)
    assert mention.reason
