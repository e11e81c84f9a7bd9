"""`corrections` on the command line."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from pipeline import build, corrections, reviewing, store
from pipeline.__main__ import app

REPORT = "Published 4 June 2020\n\nGunmen attacked a convoy near Gao on 2 June 2020.\n"


def run(*arguments: object) -> str:
    result = CliRunner().invoke(app, ["corrections", *map(str, arguments)], terminal_width=200)
    assert result.exit_code == 0, result.output
    return result.output


def test_a_ledger_travels_and_entries_are_taken_back(tmp_path: Path) -> None:
    """Listed with who and why, written to a file, taken in by another table, and taken back there."""
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    one, other = tmp_path / "one", tmp_path / "other"
    for table in (one, other):
        build.build([tmp_path / "report.txt"], table)
    first = (other / "events.csv").read_bytes()
    entry = corrections.edit(reviewing.read_events(one)[0], "title", "[red]Renamed", by="Ada", reason="clearer")
    corrections.append(one, entry)
    listed = run(one)
    assert all(word in listed for word in (entry.id, "Ada", "applied", "[red]Renamed", "clearer"))
    run(one, "--output", tmp_path / "ledger.jsonl")
    assert "1 new, 0 known" in run(other, "--add", tmp_path / "ledger.jsonl")
    assert list(store.open_table(other).events["title"]) == ["[red]Renamed"]
    assert "undone" in run(other, "--undo", entry.id, "--by", "Bo")
    assert (other / "events.csv").read_bytes() == first


def test_what_cannot_be_done_is_said(tmp_path: Path) -> None:
    """A folder without a table, a file that is none and an id that is unknown end with 1 and a message."""
    for arguments in (["--undo", "nothing"], ["--add", tmp_path / "none.jsonl"], []):
        result = CliRunner().invoke(app, ["corrections", str(tmp_path / "table"), *map(str, arguments)])
        assert result.exit_code == 1
        assert result.output.strip()
