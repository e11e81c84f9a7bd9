"""A table brought up to date with its ledger."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest

from pipeline import build, corrections, reviewing, store

sys.path.insert(0, str(Path(__file__).parent / "views"))
PARTS = ("events.csv", "events.parquet", "claims.parquet", "documents.parquet")
REPORTS = {
    "one": "Published 4 June 2020\n\nGunmen attacked a convoy near Gao on Tuesday. Talks began in Mopti on 2 May.",
    "two": "Published 5 June 2020\n\nGunmen attacked the convoy near Gao on 2 June. Rebels took Kidal on 3 June.",
}


@pytest.fixture
def table(tmp_path: Path) -> Path:
    for name, text in REPORTS.items():
        (tmp_path / "corpus").mkdir(exist_ok=True)
        (tmp_path / "corpus" / f"{name}.txt").write_text(text, encoding="utf-8")
    build.build([tmp_path / "corpus"], tmp_path / "table")
    return tmp_path / "table"


def contents(table: Path) -> dict[str, bytes]:
    return {name: (table / name).read_bytes() for name in PARTS}


def entries_of(table: Path) -> list[corrections.Entry]:
    """An edit of each field, a rejection, a merge and a split, of what stands in the table."""
    events = {event.title: event for event in reviewing.read_events(table)}
    ordered = sorted(events.values(), key=lambda e: e.event_id)
    several = next((e for e in ordered if len(e.claims) > 1), None)
    made = [
        corrections.edit(ordered[0], "title", "=Renamed; “quoted”", by="Ada"),
        corrections.edit(ordered[0], "date", "2019-03~", by="Ada"),
        corrections.edit(ordered[1], "place", None, by="Ada"),
        corrections.edit(ordered[1], "toll", [{"kind": "killed", "low": 3, "high": 5}], by="Ada"),
        corrections.merge(ordered[1:3], by="Bo"),
        corrections.reject(ordered[-1], by="Bo"),
    ]
    if several:
        claims = [c.claim_id for c in several.claims]
        made.append(corrections.split(several, [claims[:1], claims[1:]], by="Bo"))
    return made


def test_a_build_after_corrections_gives_what_applying_them_gave(table: Path) -> None:
    """Applied one by one or all at once by a build, the table's files are the same to the byte."""
    before = contents(table)
    for entry in entries_of(table):
        corrections.append(table, entry)
        assert reviewing.bring_up_to_date(table)
    applied = contents(table)
    counts = store.read_meta(table)
    assert applied["events.csv"] != before["events.csv"]
    build.rebuild(table)
    assert contents(table) == applied
    assert store.read_meta(table) == counts


def test_everything_undone_gives_the_first_table(table: Path) -> None:
    """With each entry taken back the files are those of before, to the byte, and nothing is kept as changed."""
    before, counts = contents(table), store.read_meta(table)
    made = entries_of(table)
    corrections.append(table, *made)
    reviewing.bring_up_to_date(table)
    corrections.append(table, *(corrections.undo(entry, by="Ada") for entry in made))
    reviewing.bring_up_to_date(table)
    assert contents(table) == before
    assert store.read_meta(table) == counts | {"ledger": corrections.checksum(table)}
    assert store.open_table(table).as_read.empty


def test_original_and_corrected_value_are_both_kept(table: Path) -> None:
    """The table says of each entry what became of it, what was read and what it says now."""
    event = reviewing.read_events(table)[0]
    corrections.append(table, corrections.edit(event, "status", "claimed", by="Ada", reason="unconfirmed"))
    reviewing.bring_up_to_date(table)
    row = store.open_table(table).corrections.iloc[0]
    assert (row["state"], row["original"], row["corrected"]) == ("applied", f'"{event.status}"', '"claimed"')
    assert (row["by"], row["reason"], row["event_id"]) == ("Ada", "unconfirmed", event.event_id)


def test_nothing_is_done_twice(table: Path) -> None:
    """A table that holds its ledger is left alone."""
    assert not reviewing.bring_up_to_date(table)


def test_a_table_of_two_thousand_events_keeps_the_rest(tmp_path: Path) -> None:
    """One rejection among two thousand takes that event and its claims away, and nothing else."""
    import invented

    invented.write(tmp_path / "table", tmp_path / "corpus", 2000)
    before = store.open_table(tmp_path / "table")
    event = reviewing.read_events(tmp_path / "table", ["e00100"])[0]
    corrections.append(tmp_path / "table", corrections.reject(event, by="Ada"))
    reviewing.bring_up_to_date(tmp_path / "table")
    after = store.open_table(tmp_path / "table")
    gone = set(before.events["event_id"]) - set(after.events["event_id"])
    assert gone == {"e00100"}
    assert len(after.claims) == len(before.claims) - 1
    assert len(after.mentions) == len(before.mentions)
    with duckdb.connect(str(tmp_path / "table" / "dateline.duckdb"), read_only=True) as database:
        assert database.execute("SELECT event_id FROM as_read").fetchall() == [("e00100",)]


def test_a_line_added_meanwhile_is_applied_next(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An entry that arrives while the table is being written does not pass for applied."""
    first, second = reviewing.read_events(table)[:2]
    corrections.append(table, corrections.edit(first, "title", "First", by="Ada"))
    write = store.write_content

    def meanwhile(*arguments) -> None:
        corrections.append(table, corrections.edit(second, "title", "Second", by="Bo"))
        monkeypatch.setattr(store, "write_content", write)
        write(*arguments)

    monkeypatch.setattr(store, "write_content", meanwhile)
    reviewing.bring_up_to_date(table)
    assert reviewing.bring_up_to_date(table)
    assert {"First", "Second"} <= set(store.open_table(table).events["title"])


def test_several_people_read_and_correct_at_once(table: Path) -> None:
    """Whoever looks while another corrects sees a whole table, and no correction is lost, all in one process."""
    events = reviewing.read_events(table)

    def correct(number: int) -> None:
        event = events[number % len(events)]
        corrections.append(table, corrections.edit(event, "title", f"Title {number}", by=f"Person {number}"))
        reviewing.bring_up_to_date(table)

    def look(_: int) -> int:
        with duckdb.connect(str(store.folder_of(table) / "dateline.duckdb"), read_only=True) as other:
            return len(reviewing.read_events(table)) - other.execute("SELECT count(*) FROM events").fetchone()[0]

    with ThreadPoolExecutor(4) as people:
        corrected, seen = people.map(correct, range(6)), people.map(look, range(12))
        assert set(seen) == {0}
        assert list(corrected) == [None] * 6
    ledger = corrections.read_ledger(table)
    assert sorted(entry.by for entry in ledger) == [f"Person {number}" for number in range(6)]
    assert store.read_meta(table)["ledger"] == ledger.checksum
