"""What is found in a text, and what is not."""

import pytest

from pipeline import timex


def found(text: str, language: str = "en") -> list[str]:
    return [e.text for e in timex.find(text, language)]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("The army left on 3 March 2012.", ["3 March 2012"]),
        ("On Tuesday, Sept. 30, 1997, it rained.", ["Tuesday, Sept. 30, 1997"]),
        ("Signed 2012-10-30 and 7/8/2007.", ["2012-10-30", "7/8/2007"]),
        ("In early October and mid-2011 it fell.", ["early October", "mid-2011"]),
        ("By the end of next month, or late last year.", ["the end of next month", "late last year"]),
        ("It took over two and a half years, then 12-hour shifts.", ["over two and a half years", "12-hour"]),
        ("He came two months ago, and left a day later.", ["two months ago", "a day later"]),
        ("The first quarter of last year beat the 1990s.", ["The first quarter of last year", "the 1990s"]),
        ("At 6:40 p.m. Tuesday and again on Monday night.", ["6:40 p.m. Tuesday", "Monday night"]),
        ("They meet every Monday, weekly or twice a month.", ["every Monday", "weekly", "twice a month"]),
        ("Prices rose from May to July, 16-17 January 2013.", ["May", "July", "16", "17 January 2013"]),
        ("The Algerian daily El Khabar and the German weekly Die Zeit met, not daily Bild.", ["daily"]),
        ("Turkish daily Sabah says planes hit Iran's weekly Friday prayers.", ["weekly", "Friday"]),
        ("In the summer of '82 and in 480 BC.", ["the summer of '82", "480 BC"]),
    ],
)
def test_find_marks_whole_expressions(text, spans):
    """Each expression is found from its first word to its last, prepositions left out."""
    assert found(text) == spans


@pytest.mark.parametrize(
    "text",
    [
        "We may march again; the sun and a second sat there.",
        "The fall of the city, and its second wave.",
        "Some 2000 soldiers and 1500 people fled with $1999.",
        "A force of 1,200 took it by 3.5 percent, flight 2011, room 1984.",
        "He soon escaped, as soon as he could.",
        "",
        "   \n\n ",
    ],
)
def test_find_leaves_ordinary_words_and_quantities(text):
    """Words that are also month or weekday names, and numbers that count things, are no dates."""
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("Le 3 mars 2012, à 18 h 30.", ["Le 3 mars 2012, à 18 h 30"]),
        ("Hier soir et vendredi dernier.", ["Hier soir", "vendredi dernier"]),
        ("Il y a trois semaines, les 6 et 13 avril.", ["Il y a trois semaines", "6", "13 avril"]),
        ("Un homme de 38 ans, élu pour trois ans.", ["trois ans"]),
        ("Il a été vu en été.", ["été"]),
        ("Les années 90 et le XXe siècle", ["Les années 90", "le XXe siècle"]),
    ],
)
def test_find_reads_french(text, spans):
    """French has its own vocabulary; ages and the participle "été" are no dates."""
    assert found(text, "fr") == spans


def test_find_reads_arabic():
    """Arabic words are found with clitics, other forms of alef, and other month names."""
    assert found("وصل يوم الجمعة الماضي", "ar") == ["يوم الجمعة الماضي"]
    assert found("في 3 تشرين الأول 2012", "ar") == ["3 تشرين الأول 2012"]


def test_find_reads_full_dates_in_other_languages():
    """A language without a vocabulary is read as far as full dates go, and no further."""
    assert found("Am 3. Oktober 2012 kam er, am Montag nicht.", "de") == ["3. Oktober 2012"]
    assert found("El 5 de marzo de 2011 y ayer", "es") == ["5 de marzo de 2011"]


def test_find_does_not_reach_over_a_headline():
    """A weekday that ends a headline is not joined to the date under it."""
    text = "Markets closed until Friday\nSeptember 18, 2008\nThe exchange said so."
    assert found(text) == ["Friday", "September 18, 2008"]


def test_find_follows_a_wrapped_line():
    """A line broken at the margin does not break a date."""
    assert found("The talks were held last\nweek in the city.") == ["last\nweek"]


def test_find_repairs_a_year_with_a_digit_too_many():
    """The repair is named as such, so an analyst can see it."""
    (mention,) = timex.find("(The Paper, November 9, 20121)", "en")
    assert mention.rule == "year-digits-repaired"
    assert mention.symbol.year == 2012


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("They will meet on Monday.", "future"),
        ("They met on Monday.", "past"),
        ("On Monday they are expected to vote.", "future"),
        ("The cabinet resigned Monday.", "past"),
        ("The trial is to begin Monday.", "future"),
        ("The two sides are meeting Monday.", "future"),
        ("The vote will be held Monday.", "future"),
        ("He could not be reached for comment Monday.", None),
    ],
)
def test_find_tells_the_tense_of_the_clause(text, tense):
    """The nearest verb decides whether a bare weekday lies behind or ahead."""
    (expression,) = timex.find(text, "en")
    assert expression.tense == tense
