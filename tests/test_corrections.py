"""Corrections of publication dates: kept, applied at every build, never lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline import build, corrections, redating, store
from pipeline.corrections import LEDGER, Correction, LedgerDamaged
from pipeline.model import Document

REPORT = "---\ntitle: Ferry\n{}---\nA ferry sank off Kribi on Tuesday. Divers will search the wreck next week.\n"


def correction(document: str = "ferry", value: str = "2020-05-07", field: str = "published") -> Correction:
    return Correction(document, field, value, by="Ada", at="2021-01-01T00:00:00+00:00", reason="seen in print")


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
    assert corrections.apply(document, ledger).published == "2020-05-08"
    assert [c.value for c in ledger] == ["2020-05-07", "2020-05-08"]


def test_a_correction_without_its_document_is_reported(corpus: Path, tmp_path: Path) -> None:
    """A correction of a document that is gone is kept, and the build's summary names it."""
    gone = correction(document="gone")
    corrections.append(tmp_path / "table", gone)
    assert build.build([corpus], tmp_path / "table").lost_corrections == (gone,)
    assert corrections.read_ledger(tmp_path / "table") == (gone,)


@pytest.mark.parametrize("line", ["{", '{"document": "x"}', "[]"])
def test_a_damaged_ledger_is_named_by_line(tmp_path: Path, line: str) -> None:
    """A line that can't be read is an error with file and line, not a correction left out in silence."""
    corrections.append(tmp_path, correction())
    with (tmp_path / LEDGER).open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    with pytest.raises(LedgerDamaged, match=rf"{LEDGER}, line 2"):
        corrections.read_ledger(tmp_path)


@pytest.mark.parametrize("wrong", [correction(value="yesterday"), correction(field="text")])
def test_only_dates_are_recorded(tmp_path: Path, wrong: Correction) -> None:
    """What is no date, or no field that can be corrected, never reaches the ledger."""
    with pytest.raises(ValueError, match=wrong.value if wrong.field == "published" else wrong.field):
        corrections.append(tmp_path, wrong)
    assert not (tmp_path / LEDGER).exists()


def test_the_ledger_is_plain_json_lines(tmp_path: Path) -> None:
    """Each line is a JSON object with who, when and why, so other programs can read it."""
    corrections.append(tmp_path, correction())
    record = json.loads((tmp_path / LEDGER).read_text(encoding="utf-8"))
    assert (record["by"], record["at"], record["reason"]) == ("Ada", "2021-01-01T00:00:00+00:00", "seen in print")
