"""Imports beside a table: one table of what was read and what was coded, kept by every build, removed whole."""

from __future__ import annotations

import csv

import pytest
from typer.testing import CliRunner

from pipeline import corrections, reviewing, store
from pipeline.__main__ import app
from pipeline.build import bring_in, build, rebuild, take_out
from pipeline.imports import ImportFailed
from tests.imports import invented

TEXT = "BAMAKO, May 4, 2012 - Fighters of MUJAO attacked a convoy in Gao on 3 May 2012, officials said.\n"


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "gao.txt").write_text(TEXT)
    return folder


@pytest.fixture
def files(tmp_path):
    return [invented.acled(tmp_path / "acled.csv")]


def origins(directory):
    return store.open_table(directory).events["origin"].value_counts().to_dict()


def check_sums(directory, summary):
    table = store.open_table(directory)
    assert summary.events == len(table.events) == summary.dated + summary.undated == summary.placed + summary.unplaced
    assert summary.dated == table.events["edtf"].notna().sum()
    assert summary.placed == table.events["latitude"].notna().sum()
    assert summary.claims == len(table.claims) == table.events["claims"].sum()
    assert summary.imported == (table.events["origin"] != "text").sum() == int(table.meta["imported"])
    assert set(table.claims["document"]) <= set(table.documents["document"])
    with (directory / "events.csv").open(encoding="utf-8", newline="") as file:
        assert [row["event_id"] for row in csv.DictReader(file)] == list(table.events["event_id"])


def test_one_table_of_both(corpus, files, tmp_path):
    """Imported events stand among those that were read, by day, each with its origin; every count comes out."""
    directory = tmp_path / "table"
    read = build([corpus], directory).events
    outcome, summary = bring_in(files, directory)
    assert origins(directory) == {"text": read, "acled": outcome.imported}
    check_sums(directory, summary)
    days = store.open_table(directory).events["earliest"].dropna()
    assert days.is_monotonic_increasing


def test_every_build_keeps_the_imports(corpus, files, tmp_path):
    """A build from documents, a rebuild and a build after another give the same table; a table with them is ready."""
    directory = tmp_path / "table"
    bring_in(files, directory)
    check_sums(directory, build([corpus], directory))
    first = (directory / "dateline.duckdb").read_bytes()
    assert store.table_state(directory, [corpus]) == "ready"
    check_sums(directory, rebuild(directory))
    build([corpus], directory)
    assert (directory / "dateline.duckdb").read_bytes() == first


def test_imports_alone_are_a_table(files, tmp_path):
    """No document is needed."""
    directory = tmp_path / "table"
    outcome, summary = bring_in(files, directory)
    assert (summary.read, summary.events) == (0, outcome.imported)
    check_sums(directory, summary)


def test_an_import_can_be_taken_out(corpus, files, tmp_path):
    """What is left is the table as it was before, byte for byte in its rows; the last one may go as well."""
    directory = tmp_path / "table"
    build([corpus], directory)
    before = (directory / "events.parquet").read_bytes()
    bring_in(files, directory, name="coded")
    summary = take_out(directory, "coded")
    assert (directory / "events.parquet").read_bytes() == before
    check_sums(directory, summary)
    with pytest.raises(ImportFailed, match="there are none"):
        take_out(directory, "coded")
    alone = tmp_path / "alone"
    bring_in(files, alone)
    assert take_out(alone, "acled").events == 0


def test_two_imports_side_by_side(files, tmp_path):
    """Imports of several origins stand side by side; one that is replaced is gone, the other stays."""
    directory = tmp_path / "table"
    bring_in(files, directory)
    _, summary = bring_in([invented.gdelt(tmp_path / "g.CSV")], directory)
    check_sums(directory, summary)
    assert origins(directory) == {"acled": 5, "gdelt": 4}
    fewer = invented.acled(tmp_path / "fewer.csv", [invented.acled_row()])
    outcome, summary = bring_in([fewer], directory, replacing=True)
    check_sums(directory, summary)
    assert origins(directory) == {"acled": 1, "gdelt": 4}
    assert outcome.instead_of == 5


def test_a_removed_folder_makes_the_table_stale(corpus, files, tmp_path):
    """A table says that its imports are others than those beside it."""
    directory = tmp_path / "table"
    build([corpus], directory)
    bring_in(files, directory)
    (directory / "imports" / "acled").rename(tmp_path / "away")
    assert store.table_state(directory, [corpus]) == "stale"


def test_corrections_of_imported_events_survive(corpus, files, tmp_path):
    """An imported event is edited and another rejected: applied at once, and by every build after it, alike."""
    directory = tmp_path / "table"
    build([corpus], directory)
    bring_in(files, directory)
    bring_in([invented.gdelt(tmp_path / "g.CSV")], directory)
    found = {event.event_id: event for event in reviewing.read_events(directory)}
    corrections.append(directory, corrections.edit(found["acled:MLI90004"], "title", "A quiet march", by="Ada"))
    corrections.append(directory, corrections.reject(found["gdelt:700000002"], by="Ada"))
    assert reviewing.bring_up_to_date(directory)
    first = (directory / "events.parquet").read_bytes()
    summary = build([corpus], directory)
    assert (directory / "events.parquet").read_bytes() == first
    events = store.open_table(directory).events.set_index("event_id")
    assert events.loc["acled:MLI90004", "title"] == "A quiet march"
    assert events.loc["acled:MLI90004", "origin"] == "acled"
    assert "gdelt:700000002" not in events.index
    assert summary.lost_corrections == ()
    check_sums(directory, summary)


def run(*words):
    return CliRunner().invoke(app, [str(word) for word in ("import", *words)])


def test_the_command(files, tmp_path):
    """It imports with exit code 3 where rows were rejected, names them, lists and removes; and drafts a mapping."""
    directory = tmp_path / "table"
    done = run(*files, "--output", directory)
    assert done.exit_code == 3
    assert "acled.csv, line 9 (MLI90005)" in done.stderr
    assert "9 = 5 imported + 4 rejected" in " ".join(done.stderr.split())
    assert "acled" in run("--output", directory).stdout
    assert run("--remove", "acled", "--output", directory).exit_code == 0
    assert run("--remove", "acled", "--output", directory).exit_code == 1
    draft = tmp_path / "m.toml"
    assert run(*files, "--draft-mapping", draft).exit_code == 0
    assert "event_date" in draft.read_text()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nowhere.csv", "-o", "TABLE"), "not a file"),
        (("FILE",), "--output"),
        (("FILE", "-o", "TABLE", "-f", "xls"), "no format xls"),
        (("FILE", "-o", "TABLE", "-f", "csv"), "--draft-mapping"),
        (("FILE", "-o", "TABLE", "--name", "../up"), "no name"),
        (("FILE", "-o", "TABLE", "-f", "gdelt"), "lacks the column"),
    ],
)
def test_what_cannot_be_done_is_said(files, tmp_path, words, said):
    """Bad usage ends with 1 and a message, and makes no table."""
    given = [{"FILE": files[0], "TABLE": tmp_path / "table"}.get(word, word) for word in words]
    done = run(*given)
    assert done.exit_code == 1
    assert said in " ".join(done.stderr.split())
    assert not (tmp_path / "table" / "dateline.duckdb").exists()
