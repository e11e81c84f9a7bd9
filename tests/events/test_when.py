"""How an event comes by its date."""

from __future__ import annotations

import re

import pytest


def test_the_clause_comes_before_the_sentence(events) -> None:
    """Of two dates in a sentence each event takes the one of its own clause."""
    text = "AQIM attacked Gao on 3 May, and MUJAO attacked Kidal on 9 May."
    found = events(text, {"3 May": "2012-05-03", "9 May": "2012-05-09"})
    assert [(e.place.name, e.when.edtf, e.when.rule) for e in found] == [
        ("Gao", "2012-05-03", "clause-date"),
        ("Kidal", "2012-05-09", "clause-date"),
    ]


def test_a_date_of_saying_is_not_the_date_of_the_event(only) -> None:
    """ "…, an official said Thursday" dates the saying; the event lies before it."""
    event = only("AQIM fighters attacked Gao, an official said Thursday.", {"Thursday": "2012-05-10"})
    assert (event.when.rule, event.when.edtf) == ("reported-by", "../2012-05-10")


def test_a_cited_source_bounds_the_event(only) -> None:
    """A past event lies by the day of the source cited; a present one from that day to publication."""
    text = "AQIM has warned its rivals (Le Soir, 7 May)."
    event = only(text, {"7 May": "2012-05-07"}, cited=("(Le Soir, 7 May)",), published="2012-05-15")
    assert (event.when.rule, event.when.edtf) == ("source-date", "../2012-05-07")
    text = "Ansar Dine is holding talks in Bamako (Le Soir, 7 May)."
    event = only(text, {"7 May": "2012-05-07"}, cited=("(Le Soir, 7 May)",), published="2012-05-15")
    assert (event.when.rule, event.when.edtf) == ("sources-until-publication", "2012-05-07/2012-05-15")


def test_publication_stands_in_by_name_only(events, only) -> None:
    """What is said or going on as the report is written is dated by publication; others stay open."""
    event = only("AQIM has threatened foreigners in Gao.", published="2012-05-15")
    assert (event.when.rule, event.when.edtf) == ("reporting-verb", "2012-05-15~")
    undated = events("Nobody sleeps.\n\nThe town waits.\n\nAQIM attacked Gao.", published="2012-05-15")
    assert [(e.when, bool(e.when_reason)) for e in undated] == [(None, True)]


def test_a_threat_is_dated_by_its_utterance(only) -> None:
    """Days inside the threat are not the day of the threat."""
    text = "“If they come, we will attack Bamako in ten days,” said Sidi Ag Test, AQIM spokesman."
    event = only(text, {"in ten days": "2012-05-25"}, published="2012-05-15")
    assert (event.event_type, event.when.edtf) == ("threat", "2012-05-15~")


def test_planned_events_lie_after_publication(only) -> None:
    """With no day given, a planned event is open towards the future."""
    event = only("AQIM and Ansar Dine have decided to hold a meeting in Libya.", published="2012-05-15")
    assert (event.status, event.when.edtf) == ("planned", "2012-05-15/..")
    assert event.when.rule == "planned-after-publication"


def test_an_ongoing_operation_began_that_long_ago(only) -> None:
    """A duration up to now counts back from publication, give or take half a unit."""
    text = "French troops have been conducting an operation in Mali for the past two weeks."
    event = only(text, {"the past two weeks": "P2W"}, published="2013-01-28")
    assert event.when.rule == "duration-until-publication"
    assert event.when.edtf == "2013-01-11/2013-01-28"


def test_the_paragraph_carries_a_date_on(events) -> None:
    """An undated past event takes the day told before it in its paragraph, not that of another paragraph."""
    dates = {"3 May": "2012-05-03"}
    same = events("On 3 May AQIM attacked Gao. MUJAO attacked Kidal.", dates)
    assert (same[1].when.rule, same[1].when.edtf) == ("paragraph-date", "2012-05-03")
    other = events("On 3 May AQIM attacked Gao.\n\nMUJAO attacked Kidal.", dates)
    assert other[1].when is None


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Rebels have attacked three villages near Gao since 2 May.", "2012-05-02/2012-05-15"),
        ("Rebels attacked Gao before 3 May.", "../2012-05-02"),
        ("Rebels had seized Gao by 3 May.", "../2012-05-03"),
        ("The army will attack Gao before 20 May.", "2012-05-15/2012-05-19"),
    ],
)
def test_a_bound_is_no_date(only, text: str, edtf: str) -> None:
    """ "Since", "before" and "by" close one side of an event's days; the day named is not taken for the event's own."""
    phrase = re.search(r"\d+ May", text)[0]
    event = only(text, {phrase: f"2012-05-{int(phrase.split()[0]):02}"}, published="2012-05-15")
    assert (event.when.rule, event.when.edtf) == ("bounded-date", edtf)


def test_days_counted_from_the_sentences_date(events) -> None:
    """What happened "a day after" something else dates that as well."""
    text = "Gunmen killed a teacher in Gao on 3 May, two days after a guard was abducted in Kidal."
    found = {e.event_type: e.when.edtf for e in events(text, {"3 May": "2013-05-03"})}
    assert found == {"killing": "2013-05-03", "abduction": "2013-05-01"}


def test_days_count_from_the_deed_that_is_named(events) -> None:
    """ "A week after X" counts from X's day: in its own words, or where the text tells of X elsewhere."""
    text = "A week after the ambush near Gao on 4 October 2017, soldiers arrested two suspects in Kidal."
    found = {e.event_type: e.when for e in events(text, {"4 October 2017": "2017-10-04"}, published="2017-11")}
    assert (found["arrest"].edtf, found["arrest"].rule) == ("2017-10-11", "clause-offset")
    assert found["attack"].edtf == "2017-10-04"
    told = events(
        "Police said that the vote took place on 29 July 2018.\n\nTwo days before the vote, gunmen attacked Gao.",
        {"29 July 2018": "2018-07-29"},
        published="2018-08-15",
    )
    assert "2018-07-27" in [e.when.edtf for e in told if e.when]


def test_a_day_counted_from_something_untold_is_no_day(events) -> None:
    """Where nothing tells the day counted from, publication doesn't stand in for it."""
    found = events("Gunmen attacked Gao.\n\nTwo days before the vote, soldiers left Kidal.", published="2018-08-01")
    assert not [e for e in found if "Kidal" in e.title and e.when]


def test_a_present_behind_a_named_day_tells_what_happened(only) -> None:
    """ "Police on Monday arrest": the day says that it took place."""
    event = only("Soldiers on Monday arrest two men in Gao.", {"Monday": "2021-05-10"}, published="2021-05-12")
    assert (event.event_type, event.when.edtf) == ("arrest", "2021-05-10")


def test_that_evening_is_the_day_of_the_clause_before_it(events) -> None:
    """ "That" before a time of day opens no clause: the date stays the verb's own."""
    found = events("François Hollande declared war on AQIM that evening.", {"that evening": "2013-05-03"})
    assert [e.when.rule for e in found] == ["clause-date"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("François Hollande condemned the attack and called a meeting for Monday.", "en"),
        ("François Hollande a condamné l'attaque et convoqué un conseil pour lundi.", "fr"),
    ],
)
def test_what_is_called_for_a_day_was_not_called_on_it(events, text: str, language: str) -> None:
    """ "For Monday" is the day of what is called, and no day of the call."""
    day = "Monday" if language == "en" else "lundi"
    found = events(text, {day: "2013-05-06"}, published="2013-05-03", language=language)
    assert found
    assert "2013-05-06" not in [e.when.edtf for e in found if e.when]
