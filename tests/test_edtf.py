"""EDTF: what is written reads back to the same days, and is said as people write dates."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import edtf
from pipeline.edtf import wording
from pipeline.model import Interval

DAYS = st.dates(date(1000, 1, 1), date(2999, 12, 31))
YEARS = st.one_of(st.integers(-500, 9999).map(lambda y: f"{y:05d}" if y < 0 else f"{y:04d}"), st.sampled_from(
    ["XXXX", "1XXX", "18XX", "199X", "00XX", "20XX"]))  # fmt: skip
MONTHS = st.one_of(st.just(""), st.integers(0, 42).map("-{:02d}".format), st.just("-XX"))
NUMBERS = st.one_of(st.just(""), st.integers(0, 32).map("-{:02d}".format), st.just("-XX"))
ATOMS = st.builds("{}{}{}{}".format, YEARS, MONTHS, NUMBERS, st.sampled_from(["", "", "~", "?", "%"]))
ENGLISH = frozenset(
    "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec spring summer autumn winter early mid late first second half of"
    " about by after the or century millennium st nd rd th BC Q".split()
)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2010-09-16", date(2010, 9, 16), date(2010, 9, 16)),
        ("2012-02", date(2012, 2, 1), date(2012, 2, 29)),
        ("2012", date(2012, 1, 1), date(2012, 12, 31)),
        ("199X", date(1990, 1, 1), date(1999, 12, 31)),
        ("19XX", date(1900, 1, 1), date(1999, 12, 31)),
        ("2010-10-XX", date(2010, 10, 1), date(2010, 10, 31)),
        ("2010-XX-16", date(2010, 1, 16), date(2010, 12, 16)),
        ("2012-22", date(2012, 6, 1), date(2012, 8, 31)),
        ("2012-24", date(2012, 12, 1), date(2013, 2, 28)),
        ("2012-35", date(2012, 7, 1), date(2012, 9, 30)),
        ("2012-41", date(2012, 7, 1), date(2012, 12, 31)),
        ("2012-10-30~", date(2012, 10, 30), date(2012, 10, 30)),
        ("2012-01~/2012-04~", date(2012, 1, 1), date(2012, 4, 30)),
        ("../2012-11-07", None, date(2012, 11, 7)),
        ("2014-07-07/..", date(2014, 7, 7), None),
        ("[2010-10-07,2010-10-14]", date(2010, 10, 7), date(2010, 10, 14)),
        ("[2010-10..2010-12]", date(2010, 10, 1), date(2010, 12, 31)),
        ("XXXX-10-30", None, None),
    ],
)
def test_parse_gives_the_days_a_string_may_mean(written, first, last):
    """Every form that the project writes is read as the interval it stands for."""
    assert edtf.parse(written) == Interval(first, last)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "soon",
        "2012-13-01",
        "2012-02-30",
        "2012-99",
        "../..",
        "2012/2011/2010",
        "XXXX",
        "2012-10-30T10:00",
        "[]",
        "1" * 500,
    ],
)
def test_parse_refuses_what_is_no_date(written):
    """Nothing is guessed from a string that is not EDTF: it is a ValueError."""
    with pytest.raises(ValueError):  # noqa: PT011 - the messages differ
        edtf.parse(written)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2010-09-16", "16 Sep 2010"),
        ("2010-10", "Oct 2010"),
        ("2012", "2012"),
        ("2012-01/2012-04", "early 2012"),
        ("2012-05/2012-08", "mid-2012"),
        ("2012-10-21~/2012-10-31~", "late Oct 2012"),
        ("2012-10-30~", "about 30 Oct 2012"),
        ("../2012-11-07", "by 7 Nov 2012"),
        ("2014-07-07/..", "after 7 Jul 2014"),
        ("2012-11-04/2012-11-15", "4–15 Nov 2012"),
        ("2012-05-30/2012-06-02", "30 May – 2 Jun 2012"),
        ("2012-12-30/2013-01-02", "30 Dec 2012 – 2 Jan 2013"),
        ("2010/2012", "2010–2012"),
        ("[2010-10-07,2010-10-14,2010-10-21]", "7, 14 or 21 Oct 2010"),
        ("199X", "1990s"),
        ("2012-21", "spring 2012"),
        ("2012-34", "Q2 2012"),
        ("2012-40", "first half of 2012"),
        ("18XX", "19th century"),
        ("XXXX-10-30", "30 Oct"),
        ("1XXX", "2nd millennium"),
        ("XXXX-21", "spring"),
        ("../199X", "by the 1990s"),
        ("-0479", "480 BC"),
        ("-0479/-0471", "480 BC – 472 BC"),
        ("2012?", "2012?"),
    ],
)
def test_say_writes_dates_as_people_do(written, said):
    """No reader of the screen ever meets ISO notation."""
    assert edtf.say(written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2010-09-16", "16 sept. 2010"),
        ("2010-09-01", "1er sept. 2010"),
        ("2010-10", "oct. 2010"),
        ("2012-01/2012-04", "début 2012"),
        ("2012-05/2012-08", "mi-2012"),
        ("2012-10-21~/2012-10-31~", "fin oct. 2012"),
        ("2012-10-30~", "vers le 30 oct. 2012"),
        ("2012-10~", "vers oct. 2012"),
        ("2012-22~", "vers l'été 2012"),
        ("../2012-11-07", "d'ici au 7 nov. 2012"),
        ("../2012-11", "d'ici à nov. 2012"),
        ("../199X", "d'ici aux années 1990"),
        ("2014-07-07/..", "après le 7 juil. 2014"),
        ("2014-24/..", "après l'hiver 2014"),
        ("2012-11-04/2012-11-15", "4–15 nov. 2012"),
        ("2012-11-01/2012-11-04", "1er–4 nov. 2012"),
        ("2012-05-30/2012-06-02", "30 mai – 2 juin 2012"),
        ("2012-12-30/2013-01-02", "30 déc. 2012 – 2 janv. 2013"),
        ("2012-02/2012-05", "févr.–mai 2012"),
        ("2010/2012", "2010–2012"),
        ("[2010-10-07,2010-10-14,2010-10-21,2010-10-28]", "7, 14, 21 ou 28 oct. 2010"),
        ("199X", "années 1990"),
        ("2012-21", "printemps 2012"),
        ("2012-34", "2e trimestre 2012"),
        ("2012-40", "1er semestre 2012"),
        ("18XX", "19e siècle"),
        ("18XX~", "vers le 19e siècle"),
        ("-0479", "480 av. J.-C."),
        ("XXXX-10-30", "30 oct."),
    ],
)
def test_say_writes_dates_as_french_people_do(written, said):
    """A reader of the French screen meets no English date: order, articles and contractions are those of French."""
    assert edtf.say(written, "fr") == said


@settings(deadline=None)
@given(st.lists(ATOMS, min_size=1, max_size=4), st.sampled_from(["alone", "range", "from", "to", "set", "open set"]))
def test_whatever_is_said_in_one_language_is_said_in_the_other(atoms, form):
    """Every date that English can say, French can too, and without an English month or word in it."""
    written = {
        "alone": atoms[0],
        "range": f"{atoms[0]}/{atoms[-1]}",
        "from": f"{atoms[0]}/..",
        "to": f"../{atoms[0]}",
        "set": f"[{','.join(atoms)}]",
        "open set": f"[..{atoms[0]}]",
    }[form]
    try:
        edtf.say(written)
    except ValueError:
        with pytest.raises(ValueError):  # noqa: PT011 - the messages differ
            edtf.say(written, "fr")
        return
    said = edtf.say(written, "fr")
    assert not set(re.findall(r"[^\W\d_]+", said)) & ENGLISH, said
    assert "  " not in said
    assert "{" not in said


def test_say_names_the_languages_it_speaks():
    """Who asks for a language that has no file learns which there are."""
    with pytest.raises(edtf.WordingError, match="en, fr"):
        edtf.say("2012", "de")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"janv.", ', "", "months: twelve"),
        ('or = "ou"', "", "forms: or is missing"),
        ('or = "ou"', 'or = "ou"\nnor = "ni"', "forms: nor is unknown"),
        ('mid = "mi-{year}"', 'mid = "mi-{yaer}"', "mid: nothing fills {yaer}"),
        ('day = "le"', 'day = "du"', "about: du is missing"),
        ('decade = "les"', 'decade = "les"\nfortnight = "la"', "articles: fortnight"),
        ('language = "fr"', "", "language is missing"),
        ('language = "fr"', "language = ", "fr.toml"),
    ],
)
def test_a_mistake_in_the_wording_is_named(tmp_path, old, new, message):
    """Whoever edits a file of wording is told the file and the key at fault."""
    text = (wording.FOLDER / "fr.toml").read_text(encoding="utf-8")
    assert old in text
    file = tmp_path / "fr.toml"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(edtf.WordingError, match=re.escape(message)) as raised:
        wording.read(file)
    assert str(file) in str(raised.value)


@settings(deadline=None)
@given(DAYS, st.integers(0, 4000))
def test_of_reads_back_to_the_same_interval(first, length):
    """Writing an interval and reading it again loses no day and adds none."""
    last = date.fromordinal(min(first.toordinal() + length, date(2999, 12, 31).toordinal()))
    interval = Interval(first, last)
    assert edtf.parse(edtf.of(interval)) == interval


@settings(deadline=None)
@given(st.lists(DAYS, min_size=1, max_size=7))
def test_one_of_spans_its_members(days):
    """A one-of set reads back as the hull of its days, whatever their order."""
    assert edtf.parse(edtf.one_of(days)) == Interval(min(days), max(days))


@settings(deadline=None)
@given(DAYS, st.sampled_from(["%Y-%m-%d", "%Y-%m", "%Y"]))
def test_about_changes_no_days(day, form):
    """A qualifier softens a date, it does not move it."""
    written = day.strftime(form)
    assert edtf.parse(edtf.about(written)) == edtf.parse(written)
    assert edtf.say(edtf.about(written)) == "about " + edtf.say(written)


@settings(deadline=None)
@given(st.text(max_size=30))
def test_parse_fails_only_with_value_error(text):
    """Any text whatever is either a date or a ValueError."""
    try:
        edtf.say(text)
    except ValueError:
        return
    edtf.parse(text)


def test_of_refuses_an_interval_open_on_both_sides():
    """There is no EDTF for "any day": a caller must not write one."""
    with pytest.raises(ValueError, match="open on both sides"):
        edtf.of(Interval(None, None))


def test_add_months_keeps_within_the_month():
    """The last day of a short month stands for a day it has not."""
    assert edtf.add_months(date(2012, 1, 31), 1) == date(2012, 2, 29)
    assert edtf.add_months(date(2012, 3, 31), -13) == date(2011, 2, 28)
