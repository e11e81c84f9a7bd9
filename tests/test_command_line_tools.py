"""The commands beside tag and build: redate and evaluate, as a user runs them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline import build
from pipeline.corrections import LEDGER

ROOT = Path(__file__).resolve().parent.parent
TIMEML = """<TimeML lang="en">
<DCT><TIMEX3 tid="t0" type="DATE" value="2020-06-04" functionInDocument="CREATION_TIME">2020-06-04</TIMEX3></DCT>
<TEXT>The bridge fell on <TIMEX3 tid="t1" type="DATE" value="2020-06-02">Tuesday</TIMEX3>.</TEXT></TimeML>"""


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pipeline", *map(str, arguments)], cwd=ROOT, capture_output=True, text=True, check=False
    )


@pytest.fixture
def table(tmp_path: Path) -> Path:
    report = tmp_path / "report.txt"
    report.write_text("---\npublished: 2020-06-04\n---\nRebels attacked Bunia on Tuesday.\n", encoding="utf-8")
    build.build([report], tmp_path / "table")
    return tmp_path / "table"


def test_redate_dry_run_changes_nothing(table: Path) -> None:
    """`redate ID DATE --dry-run` prints what moves and records nothing."""
    done = run("redate", "report", "2020-07-02", "--dry-run", "--table", table)
    assert done.returncode == 0
    assert "2 Jun 2020" in done.stdout
    assert "30 Jun 2020" in done.stdout
    assert not (table / LEDGER).exists()


def test_redate_records_who_and_why(table: Path) -> None:
    """Without --dry-run the correction is in the ledger with its author and reason, and the table shows it."""
    done = run("redate", "report", "2020-07-02", "--table", table, "--by", "Ada", "--reason", "print edition")
    assert done.returncode == 0
    assert '"by": "Ada"' in (table / LEDGER).read_text(encoding="utf-8")
    assert "30 Jun 2020" in run("show", table).stdout


def test_redate_of_an_unknown_document_ends_with_1(table: Path) -> None:
    """The message names the documents that are there."""
    done = run("redate", "nothing", "2020-07-02", "--table", table)
    assert done.returncode == 1
    assert "report" in done.stderr


def test_evaluate_timex_prints_the_measures(tmp_path: Path) -> None:
    """A folder whose one date is read right scores 100 by every measure."""
    (tmp_path / "bridge.tml").write_text(TIMEML, encoding="utf-8")
    done = run("evaluate", "timex", tmp_path)
    assert done.returncode == 0
    assert done.stdout.count("100.00") == 8


def test_evaluate_timex_of_no_corpus_ends_with_1(tmp_path: Path) -> None:
    """A folder without TimeML is an error that names it."""
    done = run("evaluate", "timex", tmp_path)
    assert done.returncode == 1
    assert "no .tml" in done.stderr
