"""Reading TimeML and scoring what a tagger found in it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.evaluate import timeml, timex
from pipeline.evaluate.timeml import Timex

FILE = """<?xml version="1.0" ?>
<TimeML><DOCID>w1</DOCID>
<DCT><TIMEX3 tid="t0" type="DATE" value="2021-03-04" functionInDocument="CREATION_TIME">4 March 2021</TIMEX3></DCT>
<TEXT>The ferry sank on <TIMEX3 tid="t1" type="DATE" value="2021-03-02">Tuesday </TIMEX3>and divers
searched for <TIMEX3 tid="t2" type="DURATION" value="P2D">two days</TIMEX3>.</TEXT></TimeML>"""


@pytest.fixture
def document(tmp_path: Path) -> timeml.AnnotatedDocument:
    (tmp_path / "w1.tml").write_text(FILE, encoding="utf-8")
    return timeml.read_folder(tmp_path)[0]


def test_reads_text_day_and_annotations(document: timeml.AnnotatedDocument) -> None:
    """Offsets lie in the text of TEXT, white space at a span's end is left out, the creation time is not gold."""
    assert (document.id, document.published, document.language) == ("w1", "2021-03-04", "en")
    assert [document.text[t.start : t.end] for t in document.gold] == ["Tuesday", "two days"]
    assert [(t.timex_type, t.value) for t in document.gold] == [("DATE", "2021-03-02"), ("DURATION", "P2D")]


def test_gold_against_itself_is_perfect(document: timeml.AnnotatedDocument) -> None:
    """A system that finds just the gold scores 1 everywhere and makes no error."""
    scores = timex.score([document], {"w1": document.gold})
    assert scores.strict.f1 == scores.relaxed.f1 == scores.type_f1 == scores.value_f1 == 1
    assert scores.errors == ()


def test_half_right(document: timeml.AnnotatedDocument) -> None:
    """A span one character off counts as relaxed only, a wrong value lowers value F1 alone, a stray span precision."""
    day, length = document.gold
    found = [replace(day, end=day.end + 1), replace(length, value="P3D"), Timex(0, 3, "The", "DATE", "2021")]
    scores = timex.score([document], {"w1": found})
    assert scores.strict.recall == 0.5
    assert scores.relaxed.recall == 1
    assert scores.relaxed.precision == pytest.approx(2 / 3)
    assert scores.value_accuracy == 0.5
    assert scores.value_f1 == pytest.approx(0.5 * 0.8)
    assert sorted(error.kind for error in scores.errors) == ["spurious", "value"]


def test_nothing_found(document: timeml.AnnotatedDocument) -> None:
    """A silent system scores 0 and its misses are listed; nothing divides by zero."""
    scores = timex.score([document], {})
    assert scores.value_f1 == scores.strict.f1 == 0
    assert [error.kind for error in scores.errors] == ["missed", "missed"]


def test_notations_that_mean_the_same(document: timeml.AnnotatedDocument) -> None:
    """Seconds of :00 and the case of PRESENT_REF make no difference."""
    gold = (Timex(0, 3, "The", "TIME", "2021-03-02T10:15:00"), Timex(4, 9, "ferry", "DATE", "present_ref"))
    found = (replace(gold[0], value="2021-03-02T10:15"), replace(gold[1], value="PRESENT_REF"))
    assert timex.score([replace(document, gold=gold)], {"w1": found}).value_f1 == 1


@pytest.mark.parametrize("content", ["<TimeML><TEXT>open", "no XML at all"])
def test_a_broken_file_is_named(tmp_path: Path, content: str) -> None:
    """A file that isn't XML is an error that names it."""
    (tmp_path / "bad.tml").write_text(content, encoding="utf-8")
    with pytest.raises(timeml.NotTimeML, match=r"bad\.tml"):
        timeml.read_folder(tmp_path)


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    """A folder without TimeML is an error that names it."""
    with pytest.raises(timeml.NotTimeML, match=str(tmp_path)):
        timeml.read_folder(tmp_path)
