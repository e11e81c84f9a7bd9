"""What a corrected publication date moves, and what it leaves alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import build, redating
from pipeline.model import Document

TEXT = "Rebels attacked Kisangani on Tuesday. On 3 March 2019 they had taken Bunia. Talks will begin next week."


def document(published: str) -> Document:
    return Document(id="report", text=TEXT, source="report.txt", sha256="", published=published)


def test_relative_dates_move_and_full_dates_stay() -> None:
    """Four weeks later by publication, "Tuesday" and "next week" are four weeks later; 3 March 2019 is where it was."""
    moved = {m.text: (m.before, m.after) for m in redating.redate(document("2020-06-04"), "2020-07-02").moves}
    assert moved["Tuesday"] == ("2020-06-02", "2020-06-30")
    assert "next week" in moved
    assert "3 March 2019" not in moved


def test_the_same_date_moves_nothing() -> None:
    """Correcting a date to what it was leaves every date and event where it is."""
    outcome = redating.redate(document("2020-06-04"), "2020-06-04")
    assert outcome.moves == ()
    assert outcome.unmoved >= 3


def test_previewing_changes_no_file(tmp_path: Path) -> None:
    """A preview reads the table and writes nothing."""
    (tmp_path / "report.txt").write_text(TEXT, encoding="utf-8")
    build.build([tmp_path / "report.txt"], tmp_path / "table")
    before = sorted((p.name, p.stat().st_mtime_ns) for p in (tmp_path / "table").iterdir())
    redating.preview(tmp_path / "table", "report", "2020-06-04")
    assert sorted((p.name, p.stat().st_mtime_ns) for p in (tmp_path / "table").iterdir()) == before


@pytest.mark.parametrize(
    ("name", "date", "said"),
    [("report", "June", "June"), ("other", "2020-06-04", "report"), ("report", "20/6", "20/6")],
)
def test_what_cannot_be_redated_is_explained(tmp_path: Path, name: str, date: str, said: str) -> None:
    """An unknown document or a date that is none is refused by a message that helps."""
    (tmp_path / "report.txt").write_text(TEXT, encoding="utf-8")
    build.build([tmp_path / "report.txt"], tmp_path / "table")
    with pytest.raises(redating.CannotRedate, match=said):
        redating.preview(tmp_path / "table", name, date)


def test_a_missing_table_is_explained(tmp_path: Path) -> None:
    """Without a table the message says how to build one."""
    with pytest.raises(redating.CannotRedate, match="pipeline build"):
        redating.preview(tmp_path / "nothing", "report", "2020")
