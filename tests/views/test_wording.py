"""Words on the screen."""

from datetime import date

import pytest

from pipeline import edtf
from views import texts, wording


def test_dates_read_as_people_write_them():
    """No ISO date reaches the screen; a missing one says so."""
    assert wording.when("2010-09-16") == "16 Sep 2010"
    assert wording.when("2012-10-30~") == "about 30 Oct 2012"
    assert wording.when(None) == "no date"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2012, 11, 4), date(2012, 11, 4), "4 Nov 2012"),
        (date(2012, 11, 4), date(2012, 11, 15), "4–15 Nov 2012"),
        (date(2012, 10, 4), date(2012, 11, 15), "4 Oct – 15 Nov 2012"),
        (date(2011, 10, 4), date(2012, 11, 15), "4 Oct 2011 – 15 Nov 2012"),
    ],
)
def test_a_stretch_of_days_says_nothing_twice(first, last, words):
    """Month and year are said once where both ends share them."""
    assert wording.days(first, last) == words


def test_areas_are_named_as_areas():
    """A country or region is never passed off as a point."""
    assert wording.place("Niger", "country") == "Niger (country)"
    assert wording.place("Gao", "city") == "Gao"
    assert wording.place(None, None) == "no place"


def test_long_words_are_cut_and_short_ones_left():
    """A cut text keeps to its length, at a word where it can."""
    assert wording.shorten("one two three", 9) == "one two…"
    assert wording.shorten("x" * 500, 20) == "x" * 19 + "…"
    assert wording.shorten("short", 20) == "short"


def test_counting_and_listing():
    """One event, two events; a, b and c."""
    assert (wording.events(1), wording.events(2000)) == ("1 event", "2,000 events")
    assert wording.listing(["a"]) == "a"
    assert wording.listing(["a", "b", "c"]) == "a, b and c"


def test_french_says_it_in_french():
    """Dates, numbers and statuses follow the reader's language."""
    texts.use("fr")
    try:
        assert wording.when("2012-10-30~") == edtf.say("2012-10-30~", "fr")
        assert wording.days(date(2012, 8, 4), date(2012, 8, 15)) == "4–15 août 2012"
        assert wording.events(0) == "0 événement"
        assert wording.status("denied") == "démenti"
    finally:
        texts.use(texts.DEFAULT)


@pytest.mark.parametrize(
    ("value", "said"), [(0, "0"), (950, "950"), (1000, "1k"), (1240, "1.2k"), (38_400, "38k"), (2_500_000, "2.5M")]
)
def test_large_numbers_fit_a_mark(value, said):
    """At most four signs."""
    assert wording.compact(value) == said
