"""Expressions given their days: TIMEX3 value, interval and EDTF, and what they count from."""

from datetime import date

import pytest

from pipeline import timex
from pipeline.model import Block, BlockKind, Interval, Precision, Prose, Publication, Span
from tests.timex.helpers import only, published, read

OCTOBER = Publication(
    Interval(date(2010, 10, 1), date(2010, 10, 31)), "2010-10", Precision.MONTH, "inferred", frozenset({4})
)


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("He left on 16 September.", "DATE", "2012-09-16"),
        ("He said so Thursday.", "DATE", "2012-11-15"),
        ("He said so Friday.", "DATE", "2012-11-16"),
        ("They will meet Tuesday.", "DATE", "2012-11-20"),
        ("It closed last Friday.", "DATE", "2012-11-09"),
        ("See you next Friday.", "DATE", "2012-11-23"),
        ("It began last week.", "DATE", "2012-W45"),
        ("It ended two months ago.", "DATE", "2012-09"),
        ("It was agreed last year.", "DATE", "2011"),
        ("He resigned in December.", "DATE", "2011-12"),
        ("He will resign in December.", "DATE", "2012-12"),
        ("It closed the third quarter.", "DATE", "2012-Q3"),
        ("It was in the first half of 2008.", "DATE", "2008-H1"),
        ("It was in the last week of July.", "DATE", "2012-W31"),
        ("It was the first Monday in May.", "DATE", "2012-05-07"),
        ("In the 1990s it grew.", "DATE", "199"),
        ("In the 19th century it grew.", "DATE", "18"),
        ("In 480 BC it fell.", "DATE", "BC0480"),
        ("Last summer was hot.", "DATE", "2012-SU"),
        ("It was recently said.", "DATE", "PAST_REF"),
        ("They are now here.", "DATE", "PRESENT_REF"),
        ("At Christmas 2007 it snowed.", "DATE", "2007-12-25"),
        ("Monday night was calm.", "TIME", "2012-11-12TNI"),
        ("At 6:40 p.m. Tuesday it was calm.", "TIME", "2012-11-13T18:40"),
        ("It took three weeks.", "DURATION", "P3W"),
        ("It took several days.", "DURATION", "PXD"),
        ("It took 30 minutes.", "DURATION", "PT30M"),
        ("They pay every three weeks.", "SET", "P3W"),
        ("They meet every Monday.", "SET", "XXXX-WXX-1"),
    ],
)
def test_values_follow_timex3(text, kind, value):
    """Types and values are those of the TimeML guidelines, read on Friday 16 November 2012."""
    mention = only(text)
    assert (mention.timex_type, mention.value) == (kind, value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Vendredi dernier, il partit.", "2012-11-09"),
        ("Il est venu il y a trois semaines.", "2012-W43"),
        ("Le 21 juin, il est parti.", "2012-06-21"),
        ("Mardi après-midi, il est parti.", "2012-11-13TAF"),
        ("L'année dernière fut calme.", "2011"),
        ("Au troisième trimestre 2009", "2009-Q3"),
    ],
)
def test_values_in_french(text, value):
    """The same grammar with a French vocabulary gives the same values."""
    assert only(text, language="fr").value == value


@pytest.mark.parametrize(
    ("text", "mod", "first", "last", "edtf"),
    [
        ("In early 2012 it began.", "START", date(2012, 1, 1), date(2012, 4, 30), "2012-01/2012-04"),
        ("In the early months of the year it began.", "START", date(2012, 1, 1), date(2012, 4, 30), "2012-01/2012-04"),
        ("It fell in late October.", "END", date(2012, 10, 21), date(2012, 10, 31), "2012-10-21~/2012-10-31~"),
        ("It fell in mid-2011.", "MID", date(2011, 5, 1), date(2011, 8, 31), "2011-05/2011-08"),
        ("It fell about 30 October.", "APPROX", date(2012, 10, 30), date(2012, 10, 30), "2012-10-30~"),
        ("It fell earlier this month.", "START", date(2012, 11, 1), date(2012, 11, 30), "2012-11"),
    ],
)
def test_modifiers_narrow_or_soften(text, mod, first, last, edtf):
    """*Early*, *mid* and *late* name a third of the period, *about* a soft end; *earlier this month* any day of it."""
    mention = only(text)
    assert (mention.mod, mention.interval, mention.edtf) == (mod, Interval(first, last), edtf)


@pytest.mark.parametrize(
    ("text", "values", "first", "last"),
    [
        ("It lasted between 3 and 5 March.", ["2012-03-03", "2012-03-05"], date(2012, 3, 3), date(2012, 3, 5)),
        ("The raid of 16-17 January 2013.", ["2013-01-16", "2013-01-17"], date(2013, 1, 16), date(2013, 1, 17)),
        ("It lasted from May to July.", ["2012-05", "2012-07"], date(2012, 5, 1), date(2012, 7, 31)),
        ("It lasted from October to March 1945.", ["1944-10", "1945-03"], date(1944, 10, 1), date(1945, 3, 31)),
        ("It lasted from 2009 to 2011.", ["2009", "2011"], date(2009, 1, 1), date(2011, 12, 31)),
    ],
)
def test_both_ends_of_a_range_carry_its_interval(text, values, first, last):
    """TimeML marks two expressions; whichever of them an event takes, it gets the whole range."""
    mentions = read(text)
    assert [m.value for m in mentions] == values
    assert {m.interval for m in mentions} == {Interval(first, last)}
    assert [m.precision for m in mentions] == [Precision.RANGE] * 2


def test_a_list_of_days_is_no_range():
    """ "3 and 5 March" are two days, not three."""
    assert [m.interval.is_day for m in read("It rained on 3 and 5 March.")] == [True, True]


def test_a_length_that_ends_at_publication_is_an_interval():
    """ "For the last two weeks" tells when it began; a bare length of time does not."""
    mention = only("It has gone on for the last two weeks.")
    assert (mention.timex_type, mention.value) == ("DURATION", "P2W")
    assert mention.interval == Interval(date(2012, 11, 2), date(2012, 11, 16))
    assert only("It took two weeks.").interval is None


def test_publication_known_to_a_month_leaves_a_weekday_open():
    """Four Thursdays are possible, and the value says which part is known."""
    mention = only("An official said Thursday.", OCTOBER)
    assert mention.edtf == "[2010-10-07,2010-10-14,2010-10-21,2010-10-28]"
    assert mention.value == "XXXX-WXX-4"
    assert mention.interval == Interval(date(2010, 10, 7), date(2010, 10, 28))
    assert mention.anchor == "publication 2010-10"


def test_publication_known_to_a_month_may_suffice():
    """Every possible day gives one and the same result here, so nothing is left open."""
    assert only("It was last month.", OCTOBER).value == "2010-09"
    assert only("On September 16 it fell.", OCTOBER).edtf == "2010-09-16"


def test_without_publication_relative_dates_stay_open():
    """Nothing is guessed: no interval, a reason, and the fields that are known."""
    mention = only("It fell on 16 September.", None)
    assert (mention.interval, mention.edtf, mention.value) == (None, None, "XXXX-09-16")
    assert mention.reason
    assert only("It was yesterday.", None).reason


def test_later_than_nothing_stays_open():
    """ "A day later" with no date before it counts from nothing, least of all from the day of writing."""
    mention = only("A day later, he agreed.")
    assert mention.interval is None
    assert mention.reason


def test_later_and_earlier_count_from_the_last_mention():
    """The anchor names the mention that a relative date counts from."""
    first, second = read("He was seized on 3 February. Three days later he was freed.")
    assert second.value == "2012-02-06"
    assert second.anchor == f"mention {first.start}-{first.end}"


def test_a_quoted_report_is_the_anchor_of_what_it_tells():
    """The date in brackets fixes the weekday, and the report's own "last Friday" counts from it."""
    text = "The paper reported on Wednesday (July 2nd) a split.\n\nIn a message released last Friday, the men agreed."
    reported, released = read(text, date(2014, 7, 7))
    assert reported.value == "2014-07-02"
    assert released.value == "2014-06-27"


def test_a_part_of_a_day_may_be_named_twice():
    """ "The evening of Tuesday night" is read like any other, and costs no document."""
    assert [m.value for m in read("He fled on the night of Tuesday evening.", date(2017, 10, 19))] == ["2017-10-17TNI"]


STORY = "In 1939 war came. On 1 September 1939 it began. In November 1939 and in March 1940 more joined. "


def test_what_stands_in_brackets_moves_no_story_on():
    """ "(as of May 1946)" tells of the writing; the summer after it is still that of the story."""
    text = STORY + "On 9 April 1940 the port fell (figures as of May 1946). In the summer it was retaken."
    assert read(text, date(2009, 12, 19))[-1].value == "1940-SU"


def test_a_month_years_ahead_does_not_move_the_story_there():
    """The next day of the month that fits the story belongs to it."""
    text = (
        STORY
        + "On 9 April 1940 the port fell. In November 1948 a memorial was built. On 15 April it was declared open."
    )
    assert read(text, date(2009, 12, 19))[-1].value == "1940-04-15"


def test_figures_are_compared_with_a_year_that_nothing_else_counts_from():
    """The quarter is held against "a year earlier"; "the year-ago quarter" after it is no year further back."""
    text = (
        "Net for the third quarter fell from $25 million a year earlier. Sales were $9 million in the year-ago quarter."
    )
    assert [m.value for m in read(text, date(1989, 10, 26))] == ["1989-Q3", "1988-Q3", "1988-Q3"]


def test_a_narrative_counts_from_the_date_last_mentioned():
    """No hint is given: years long past and no "today" make a narrative."""
    text = (
        "On 1 September 1939 the war began. In November 1939 a second front opened. By March 1940 it was over. "
        "In April the fleet sailed. On 10 May 1940 the offensive began. Twelve days later the port fell. "
        "In October 1940 winter came. In January the ships returned."
    )
    values = {m.text: m.value for m in read(text, date(2009, 12, 19))}
    assert values["April"] == "1940-04"
    assert values["Twelve days later"] == "1940-05-22"
    assert values["January"] == "1941-01"


@pytest.mark.parametrize(("opening", "year"), [("On 23 May 2011", "2011"), ("On 23 May", "2019"), ("Today", "2019")])
def test_a_story_that_opens_in_another_year_goes_on_in_it(opening: str, year: str):
    """A day without a year follows the one that the text opens with, unless it speaks of now or is news itself."""
    found = read(f"{opening} the bridge was closed. On 16 October it fell.", date(2020, 6, 5))
    assert found[-1].value == f"{year}-10-16"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Gunmen set fire to a school on Saturday.", "2017-10-14"),
        ("Talks are set to open on Saturday.", "2017-10-21"),
        ("Bandits killed three people close to the border on Saturday.", "2017-10-14"),
        ("The mayor declared the area open to residents on Saturday.", "2017-10-14"),
        ("Police open fire on crowd on Saturday.", "2017-10-14"),
        ("Schools open on Saturday.", "2017-10-21"),
        ("Blast leaves twelve dead on Saturday.", "2017-10-14"),
        ("The delegation leaves on Saturday.", "2017-10-21"),
        ("It may be the worst since Saturday.", "2017-10-14"),
    ],
)
def test_words_that_look_ahead_do_so_in_their_own_company(text: str, value: str):
    """ "Set", "open", "close" and "leaves" tell of what is to come only beside the words that make them."""
    assert [m.value for m in read(text, date(2017, 10, 17))] == [value]


def test_islamic_months_have_days_but_no_value():
    """TIMEX3 cannot write a month of another calendar; the interval can."""
    mention = only("The fast of Ramadan was kept.", date(2012, 11, 16))
    assert mention.value is None
    assert mention.interval == Interval(date(2012, 7, 20), date(2012, 8, 18))


def _cited(text: str, tag: str):
    """The dates of a text with one source tag, written on 15 November 2012."""
    start = text.index(tag)
    source = Span(start, start + len(tag))
    spans = [
        (Span(0, start), BlockKind.BODY),
        (source, BlockKind.SOURCE),
        (Span(source.end, len(text)), BlockKind.BODY),
    ]
    prose = Prose(text, tuple(Block(span, kind, "t") for span, kind in spans))
    return timex.resolve("d", text, timex.find(text, "en"), published(date(2012, 11, 15)), prose)


def test_a_day_later_counts_from_the_source_cited_just_before():
    """Where the sentence before names no date but its source's, that is the day counted from, and the rule says so."""
    tag = "(Harbour News, November 4, 2012)"
    _, later = _cited(f"The chief refused to leave the port {tag}. A day later, he sailed.", tag)
    assert (later.value, later.rule, later.anchor) == ("2012-11-05", "shift-from-source", "source 2012-11-04")


def test_a_date_of_the_story_is_nearer_than_the_source():
    """A date that the sentence itself names is what the next one counts from."""
    tag = "(Harbour News, November 4, 2012)"
    text = f"On October 30 the chief refused to leave the port {tag}. A day later, he sailed."
    later = _cited(text, tag)[-1]
    assert (later.value, later.rule) == ("2012-10-31", "shift")


def test_a_source_is_not_counted_from_two_sentences_on():
    """Only the sentence right after a citation may mean its day; elsewhere "a day later" stays open."""
    tag = "(Harbour News, November 4, 2012)"
    later = _cited(f"The chief refused {tag}. The crew waited for him. A day later, he sailed.", tag)[-1]
    assert (later.interval, later.anchor) == (None, None)
