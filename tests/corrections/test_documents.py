"""Corrections of publication dates: kept, applied at every build, never lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import build, corrections, redating, reviewing, store
from pipeline.model import Document

REPORT = "---\ntitle: Ferry\n{}---\nA ferry sank off Kribi on Tuesday. Divers will search the wreck next week.\n"


def correction(document: str = "ferry", value: str = "2020-05-07") -> corrections.Entry:
    return corrections.published(document, value, by="Ada", reason="seen in print", was="2020-06-04")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "ferry.txt").write_text(REPORT.format("published: 2020-06-04\n"), encoding="utf-8")
    return folder


def days(directory: Path) -> dict[str, str]:
    mentions = store.open_table(directory).mentions
    return dict(zip(*(mentions[mentions["kind"] == "date"][c] for c in ("text", "edtf")), strict=True))


def test_a_correction_lasts(corpus: Path, tmp_path: Path) -> None:
    """Corrected once, the date holds in that table and in every table built there later, and its rule says so."""
    table = tmp_path / "table"
    build.build([corpus], table)
    assert days(table)["Tuesday"] == "2020-06-02"
    redating.correct(table, "ferry", "2020-05-07", by="Ada", reason="")
    assert days(table)["Tuesday"] == "2020-05-05"
    build.build([corpus], table)
    documents = store.open_table(table).documents
    assert list(documents["published_edtf"]) == ["2020-05-07"]
    assert list(documents["published_rule"]) == ["corrected"]


def test_a_correction_taken_back_gives_the_stated_date(corpus: Path, tmp_path: Path) -> None:
    """Undone, the document is dated as it states itself, though its file is not read again."""
    table = tmp_path / "table"
    build.build([corpus], table)
    first = (table / "events.csv").read_bytes()
    for date in ("2020-05-07", "2020-05-14"):
        redating.correct(table, "ferry", date, by="Ada", reason="")
    (corpus / "ferry.txt").unlink()
    for entry in corrections.read_ledger(table).entries:
        corrections.append(table, corrections.undo(entry, by="Ada"))
    assert reviewing.bring_up_to_date(table)
    assert days(table)["Tuesday"] == "2020-06-02"
    assert (table / "events.csv").read_bytes() == first


def test_a_correction_makes_the_table_stale(corpus: Path, tmp_path: Path) -> None:
    """A table that doesn't hold a correction yet is out of date, and one built with it is not."""
    build.build([corpus], tmp_path / "table")
    assert store.table_state(tmp_path / "table", [corpus]) == "ready"
    corrections.append(tmp_path / "table", correction())
    assert store.table_state(tmp_path / "table", [corpus]) == "stale"
    build.rebuild(tmp_path / "table")
    assert store.table_state(tmp_path / "table", [corpus]) == "ready"


def test_stored_documents_are_read_as_their_files(corpus: Path, tmp_path: Path) -> None:
    """A rebuild from the table gives the very events that a build from the files gives."""
    build.build([corpus], tmp_path / "table")
    first = (tmp_path / "table" / "events.csv").read_bytes()
    build.rebuild(tmp_path / "table")
    assert (tmp_path / "table" / "events.csv").read_bytes() == first


def test_the_later_correction_holds(tmp_path: Path) -> None:
    """Of two corrections of one date the later line is applied, and both stay in the ledger."""
    for value in ("2020-05-07", "2020-05-08"):
        corrections.append(tmp_path, correction(value=value))
    document = Document(id="ferry", text="", source="", sha256="")
    ledger = corrections.read_ledger(tmp_path)
    assert corrections.correct_document(document, ledger).published == "2020-05-08"
    assert [c.value for c in ledger] == ["2020-05-07", "2020-05-08"]


def test_a_correction_without_its_document_is_reported(corpus: Path, tmp_path: Path) -> None:
    """A correction of a document that is gone is kept, and the build's summary names it."""
    gone = correction(document="gone")
    corrections.append(tmp_path / "table", gone)
    summary = build.build([corpus], tmp_path / "table")
    assert [lost.entry for lost in summary.lost_corrections] == [gone]
    assert list(corrections.read_ledger(tmp_path / "table")) == [gone]


@pytest.mark.parametrize("value", ["yesterday", "2020-13"])
def test_only_dates_are_recorded(value: str) -> None:
    """What is no date never becomes an entry."""
    with pytest.raises(ValueError, match=value):
        correction(value=value)
