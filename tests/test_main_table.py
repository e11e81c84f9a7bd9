"""The main job: the same seventeen events out of five source texts and out of the dispatches that retell them."""

from __future__ import annotations

import csv
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DISPATCHES = ROOT / "seeds"
SOURCES = ROOT.parent / "shared" / "seeds"
AREAS = {"admin1", "country", "region", "natural"}


@dataclass(frozen=True)
class Expected:
    """A row that must be there: one of `types`, its days inside `first`..`last`, the rest as an analyst would say."""

    name: str
    types: set[str]
    first: str | None  # ISO; None: that side stays open
    last: str | None
    places: set[str] | None = None  # None: not placed, or not asked
    groups: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset({"occurred"})
    area: bool = False
    day: str | None = None  # the one day it must be
    precision: str | None = None

    def finds(self, row: dict[str, str]) -> bool:
        return (
            row["event_type"] in self.types
            and row["status"] in self.statuses
            and self._dated(row)
            and self._placed(row)
            and self.groups <= set(filter(None, row["groups"].split("; ")))
            and (self.precision is None or row["precision"] == self.precision)
        )

    def _dated(self, row: dict[str, str]) -> bool:
        if self.day:
            return row["earliest"] == row["latest"] == self.day
        early = row["earliest"] == "" if self.first is None else row["earliest"] >= self.first
        late = row["latest"] == "" if self.last is None else "" < row["latest"] <= self.last
        return early and late

    def _placed(self, row: dict[str, str]) -> bool:
        if self.places is None:
            return True
        return row["place"] in self.places and (
            not self.area or (row["place_kind"] in AREAS and float(row["radius_km"]) >= 100)
        )


TALKS = {"negotiation", "meeting"}
SPEECH = {"declaration", "statement", "allegiance"}
EXPECTED = [
    Expected("meeting of G8 and Sahel states ends", {"meeting"}, "2010-10-07", "2010-10-28", {"Bamako"}),
    Expected(
        "seven abducted in a uranium town",
        {"abduction"},
        None,
        None,
        {"Niger"},
        frozenset({"aqim"}),
        area=True,
        day="2010-09-16",
    ),
    Expected(
        "threat to take Bamako",
        {"threat"},
        "2012-10-28",
        "2012-10-31",
        {"Bamako"},
        frozenset({"mujao"}),
        frozenset({"threatened"}),
    ),
    Expected("Clinton in Algeria", {"visit"}, "2012-10-28", "2012-10-31", {"Algeria"}),
    Expected("Security Council resolution", {"resolution"}, "2012-10-01", "2012-10-31", precision="month"),
    Expected(
        "peace talks",
        TALKS,
        "2012-11-01",
        "2012-11-15",
        {"Ouagadougou"},
        frozenset({"ansar-dine"}),
        frozenset({"occurred", "ongoing"}),
    ),
    Expected(
        "parallel talks",
        TALKS,
        "2012-11-01",
        "2012-11-15",
        {"Algiers"},
        frozenset({"ansar-dine"}),
        frozenset({"occurred", "ongoing"}),
    ),
    Expected(
        "Bassole in Kidal",
        {"visit"},
        "2012-08-01",
        "2012-08-31",
        {"Kidal"},
        statuses=frozenset({"occurred", "claimed"}),
    ),
    Expected(
        "deserters threatened",
        {"threat"},
        None,
        "2012-11-07",
        {"Gao"},
        frozenset({"mujao"}),
        frozenset({"occurred", "threatened"}),
    ),
    Expected("massacre of Malian troops", {"killing", "attack"}, "2012-01-01", "2012-06-30", {"Aguelhok", "Aguelhoc"}),
    Expected(
        "French operation",
        {"military operation"},
        "2013-01-07",
        "2013-01-31",
        {"northern Mali"},
        statuses=frozenset({"ongoing"}),
        area=True,
    ),
    Expected(
        "attack on the gas plant",
        {"attack"},
        "2013-01-01",
        "2013-01-31",
        {"In Amenas", "Tiguentourine"},
        precision="month",
    ),
    Expected(
        "Cameron's visit",
        {"visit", "meeting"},
        None,
        None,
        {"Algeria"},
        statuses=frozenset({"planned"}),
        day="2013-01-30",
    ),
    Expected(
        "alliance negotiated",
        {"negotiation", "alliance"},
        "2013-01-01",
        "2013-01-31",
        {"Sahel"},
        frozenset({"aqim", "ansar-dine"}),
        frozenset({"occurred", "ongoing", "claimed"}),
        area=True,
    ),
    Expected(
        "video supporting ISIS",
        SPEECH,
        None,
        None,
        None,
        frozenset({"aqim", "islamic-state"}),
        frozenset({"occurred"}),
        day="2014-06-27",
    ),
    Expected(
        "El Khabar reports",
        SPEECH,
        None,
        None,
        None,
        frozenset({"aqim", "islamic-state"}),
        frozenset({"occurred", "claimed"}),
        day="2014-07-02",
    ),
    Expected("planned summit", {"meeting"}, "2014-07-01", None, {"Libya"}, frozenset({"aqim"}), frozenset({"planned"})),
]


def built(corpus: Path, folder: Path) -> list[dict[str, str]]:
    command = [sys.executable, "-m", "pipeline", "build", str(corpus), "--output", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    with (folder / "events.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module", params=[DISPATCHES, SOURCES], ids=["dispatches", "sources"])
def table(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, str]]:
    if not request.param.is_dir():
        pytest.skip(f"the source texts are not on this machine: {request.param} is absent")
    return built(request.param, tmp_path_factory.mktemp("table"))


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda e: e.name)
def test_event_comes_out(table: list[dict[str, str]], expected: Expected) -> None:
    """Each of the seventeen events is a row with its type, status, days, place and groups."""
    assert any(expected.finds(row) for row in table), "\n".join(
        f"{r['event_type']:18} {r['status']:10} {r['edtf']:28} {r['place']:16} {r['groups']:24} {r['title']}"
        for r in table
    )


def test_comments_and_sidebars_yield_nothing(table: list[dict[str, str]]) -> None:
    """No event is dated long after its report was written, and none rests on words under the report's end."""
    assert not [r for r in table if r["earliest"] > date(2015, 1, 1).isoformat()]
    assert not [
        r
        for r in table
        if any(word in r["evidence"] for word in ("Posted by", "Karachi", "Rafah", "Balochistan", "Saud "))
    ]


def test_a_newspapers_home_is_no_place(table: list[dict[str, str]]) -> None:
    """Dakar is named only as the home of a cited newspaper, so nothing happened there."""
    assert not [r for r in table if r["place"] == "Dakar"]


def test_every_row_has_its_evidence_and_rules(table: list[dict[str, str]]) -> None:
    """A dated row names its rule, an undated one has no interval; each quotes a sentence and names a document."""
    for row in table:
        assert row["evidence"].strip()
        assert row["documents"]
        assert bool(row["date_rule"]) == bool(row["edtf"])
        assert bool(row["latitude"]) == bool(row["place_kind"])


def test_most_rows_are_events(table: list[dict[str, str]]) -> None:
    """At most four rows in ten are anything but the events asked for: the table is not padded with background."""
    asked = [row for row in table if any(e.finds(row) for e in EXPECTED)]
    assert len(asked) >= 0.6 * len(table), [row["title"] for row in table if row not in asked]
