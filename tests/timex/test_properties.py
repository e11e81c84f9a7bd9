"""What holds of every text whatever: spans, intervals, EDTF, moving the day of writing, and linear time."""

import random
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pipeline import edtf, timex
from pipeline.model import Interval, Precision, Publication
from pipeline.timex import lexicon
from pipeline.timex.chart import Chart
from pipeline.timex.tokens import tokenise
from tests.timex.helpers import UNDATED, published

LANGUAGES = ("ar", "en", "fr")


def _words(language: str) -> list[str]:
    known = lexicon.load(language)
    several = [" ".join((first, *e.tail)) for first, by in known.longer.items() for es in by.values() for e in es]
    figures = ["1", "3", "12", "31", "30", "1990", "2012", "20121", "1990s", "'82", "7/8/07", "2012-10-30", "5:30"]
    signs = [".", ",", "-", "\n", "\n\n", "(", ")", "'s", "th", "00", "1,000", "2.5", "²", "①", "٣", "99999999"]
    plain = [*known.single, *several, *known.inner, *known.counting]
    return sorted({*plain, *(w.capitalize() for w in plain), *figures, *signs})


def texts(language: str) -> st.SearchStrategy[str]:
    """Word salad from the vocabulary itself: far denser in near misses than any prose."""
    return st.lists(st.sampled_from(_words(language)), max_size=25).map(" ".join)


STORY = "In 1915, 1916 and 1917. 1918. 480 BC. "
TABLES = sorted((Path(__file__).parent / "data").glob("*.tsv"))


@cache
def _expressions(language: str) -> list[str]:
    """What the tables of examples name as expressions."""
    rows = [line.split("\t") for table in TABLES for line in table.read_text(encoding="utf-8").splitlines()]
    return sorted({row[3] for row in rows if row[0] == language and row[3]}) or ["2012-10-30"]


def sequences(language: str) -> st.SearchStrategy[str]:
    """Expressions and words of the vocabulary in any order."""
    part = st.sampled_from(_expressions(language)) | st.sampled_from(_words(language))
    return st.builds(str.join, st.sampled_from((" ", ", ", " - ", ". ")), st.lists(part, max_size=12))


PUBLICATIONS = st.one_of(
    st.just(UNDATED),
    st.dates(date(1, 1, 1), date(9999, 12, 31)).map(published),
    st.builds(
        lambda day, days, weekdays: Publication(
            Interval(day, day + timedelta(days)), None, Precision.RANGE, "t", frozenset(weekdays)
        ),
        st.dates(date(1900, 1, 1), date(2100, 1, 1)),
        st.integers(1, 500),
        st.sets(st.integers(1, 7), max_size=3),
    ),
)


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_spans_lie_in_the_text_and_never_overlap(language, data):
    """Every span quotes the text it stands on and begins where the one before has ended, or later."""
    text = data.draw(texts(language) | st.text(max_size=80))
    end = 0
    for expression in timex.find(text, language):
        assert end <= expression.start < expression.end <= len(text)
        assert text[expression.start : expression.end] == expression.text
        end = expression.end


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_no_sequence_of_expressions_stops_its_document(language, data):
    """Whatever expressions stand side by side, and whenever the text was written, in news and in a narrative that goes
    back before the common era: each mention is one of the expressions found."""
    opening = data.draw(st.sampled_from(("", STORY)))
    text = opening + data.draw(sequences(language))
    expressions = timex.find(text, language)
    mentions = timex.resolve("d", text, expressions, data.draw(PUBLICATIONS))
    assert {(m.start, m.end) for m in mentions} <= {(e.start, e.end) for e in expressions}


@pytest.mark.parametrize(
    "text",
    [
        "The alarm rang half an hour earlier, on the night of Tuesday evening.",
        STORY + "In the first quarter of this year he fell; in the second half of next year she rose.",
    ],
)
@pytest.mark.parametrize("day", [date(1, 1, 1), date(2012, 2, 29), date(9999, 12, 31)])
def test_what_could_stop_a_document_is_read(text, day):
    """Sentences whose parts contradict each other, or count from a date that the calendar doesn't hold, are read on."""
    assert timex.resolve("d", text, timex.find(text, "en"), published(day))


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_edtf_reads_back_to_the_interval(language, data):
    """An interval has its EDTF, which says the same days; where there is none, a reason says why."""
    text, publication = data.draw(texts(language)), data.draw(PUBLICATIONS)
    for mention in timex.resolve("d", text, timex.find(text, language), publication):
        if mention.interval is None:
            assert mention.edtf is None
            assert mention.reason
        else:
            assert edtf.parse(mention.edtf) == mention.interval
            assert mention.precision
            first, last = mention.interval.earliest, mention.interval.latest
            assert first is None or last is None or first <= last


RELATIVE = (
    "It came yesterday.", "It came two weeks ago.", "They said so on Tuesday.", "They will meet on Friday.",
    "It opened last month.", "It closed last year.", "It ended in March.", "It fell on 16 September.",
    "It grew in the third quarter.", "It has grown over the past three weeks.", "It was late last week.",
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(
    st.dates(date(1950, 1, 1), date(2060, 12, 31)), st.sampled_from([28, 56, -28, -56]), st.sampled_from(RELATIVE)
)  # fmt: skip
def test_moving_publication_by_equal_years_moves_relative_dates_by_as_much(day, years, text):
    """The calendar repeats after 28 years: weekdays, leap days and all."""
    moved = day.replace(year=day.year + years)
    assume((moved - day).days == years // 28 * 10227 and 1901 <= moved.year <= 2099)
    (before,), (after,) = (timex.resolve("d", text, timex.find(text, "en"), published(d)) for d in (day, moved))
    shift = moved - day
    assert after.interval == Interval(before.interval.earliest + shift, before.interval.latest + shift)


@settings(max_examples=40, deadline=None)
@given(st.dates(date(1950, 1, 1), date(2050, 1, 1)), st.integers(0, 40), st.sampled_from(RELATIVE))
def test_an_uncertain_publication_loses_none_of_the_possible_days(day, days, text):
    """What holds for one day of writing lies in what is said for an interval that has this day in it."""
    expressions = timex.find(text, "en")
    wide = Publication(Interval(day, day + timedelta(days)), None, Precision.RANGE, "t")
    (whole,) = timex.resolve("d", text, expressions, wide)
    for n in (0, days // 2, days):
        (one,) = timex.resolve("d", text, expressions, published(day + timedelta(n)))
        assert whole.interval.covers(one.interval)


@pytest.mark.parametrize(
    "unit", ["the end of the ", "1.1/", "last ", "from January to ", "a day later ", "two hundred ", "1:1:1:", "May "]
)
def test_work_grows_with_the_text_and_no_faster(unit, monkeypatch):
    """Ten times the text takes ten times the steps, whatever it is made of: nothing is tried over and over."""
    steps = {"n": 0}
    follow = Chart._follow

    def counted(self, *args):
        steps["n"] += 1
        return follow(self, *args)

    monkeypatch.setattr(Chart, "_follow", counted)

    def count(times: int) -> int:
        steps["n"] = 0
        timex.find(unit * times, "en")
        return steps["n"]

    assert count(2000) <= 10.5 * count(200) + 200


def test_tokens_cover_every_word_of_random_text():
    """No character that could be a part of a word or number falls between two tokens."""
    shuffler = random.Random(7)
    for _ in range(50):
        text = "".join(shuffler.choice("aé9 .,-'\n5٣م(") for _ in range(200))
        covered = {i for t in tokenise(text) for i in range(t.start, t.end)}
        assert all(i in covered for i, c in enumerate(text) if not c.isspace())
