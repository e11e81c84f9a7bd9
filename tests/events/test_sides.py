"""Who did what to whom where several sides act in one paragraph."""

from __future__ import annotations

import pytest

from pipeline.analyse import analyse
from pipeline.merge import merge
from pipeline.model import Document

MAY = {"3 May": "2012-05-03"}


def test_what_the_other_side_did_is_a_row_of_its_own(events) -> None:
    """A raid by troops and what fighters then seized are two events, each with its own doers."""
    found = events("On 3 May troops raided Gao. Fighters then occupied the police post.", MAY)
    assert [(e.event_type, e.actors) for e in found] == [("attack", ("troops",)), ("seizure", ("Fighters",))]
    assert found[1].when.rule == "paragraph-date"


@pytest.mark.parametrize(
    "answer", ["Soldiers returned fire and killed four of the assailants.", "Police killed two of them."]
)
def test_an_answer_in_the_same_fight_is_part_of_it(only, answer: str) -> None:
    """Who fires back at the attackers does nothing that an analyst would list apart."""
    assert only(f"On 3 May gunmen attacked a barracks in Gao. {answer}", MAY).event_type == "attack"


def test_rows_of_two_sides_are_not_merged_within_a_report() -> None:
    """Strikes by one state and rockets by its enemy name both of them, and stay two events."""
    text = (
        "JERUSALEM, 24 September 2024 - Israel struck dozens of Hezbollah targets on Tuesday.\n\n"
        "Hezbollah fired rockets at Israeli army bases near Haifa."
    )
    analysis = analyse(Document("d", text, "d", "0" * 64, published="2024-09-24"))
    assert [event.doers for event in analysis.events] == [("israel",), ("hezbollah",)]
    assert len(merge([analysis])) == 2


def test_who_is_linked_to_a_group_is_not_that_group(events) -> None:
    """ "The X-linked group" is the one named before it, not X."""
    text = "On 3 May al-Shabaab attacked Gao. The al-Qaida-linked band was paid. The group killed a trader in Kidal."
    assert [e.groups for e in events(text, MAY, published="2012-05-05")] == [("al-shabaab",), ("al-shabaab",)]


@pytest.mark.parametrize(
    "text",
    [
        "A monitor based in Gao said that troops killed two traders on 3 May.",
        "On 3 May rebels backed by Algeria killed two traders, a spokesman said.",
    ],
)
def test_a_seat_or_a_backer_is_no_place(only, text: str) -> None:
    """Where somebody has his office, and who supports whom, says nothing about where it happened."""
    assert only(text, MAY).place is None


@pytest.mark.parametrize(
    "text",
    [
        "On 3 May police in Gao arrested two men suspected of planning an attack.",
        "On 3 May gunmen in Gao attacked a convoy that was to evacuate civilians.",
    ],
)
def test_what_was_plotted_or_meant_makes_no_row(only, text: str) -> None:
    """Only the arrest and the attack took place."""
    assert only(text, MAY).event_type in ("arrest", "attack")


def test_artillery_beside_troops_makes_no_bombing(only) -> None:
    """Who is backed by artillery killed by himself, as far as the sentence says."""
    assert only("On 3 May troops backed by artillery killed six rebels in Gao.", MAY).event_type == "killing"


def test_those_counted_in_do_not_stand_for_all(only) -> None:
    """ "Four soldiers, including a major, and a policeman were killed" tells of five people."""
    event = only("Four soldiers, including a major, and a policeman were killed in Gao on 3 May.", MAY)
    assert event.title == "Five people killed in Gao"
    assert [(t.kind, t.low, t.high) for t in event.toll] == [("killed", 5, 5)]


def test_a_clause_behind_and_has_its_own_subject(events) -> None:
    """Who stands after "and" did what follows, whatever preposition ends the clause before."""
    found = events("On 3 May the army withdrew from Gao and rebels took control of Kidal.", MAY)
    assert [(e.event_type, e.actors) for e in found] == [("deployment", ("army",)), ("seizure", ("rebels",))]


def test_clashes_of_others_are_a_row_of_their_own(events) -> None:
    """Who fights whom in the second half of a sentence is not who killed in the first."""
    found = events(
        "On 3 May gunmen shot the mayor dead in Gao and clashes between two rival gangs left nine dead.", MAY
    )
    assert [e.actors for e in found] == [("gunmen",), ("rival gangs",)]


@pytest.mark.parametrize(
    ("text", "event_type", "actors"),
    [
        ("French fire killed two herders in Gao on 3 May.", "killing", ("france",)),
        ("A fire killed two herders in Gao on 3 May.", "other", ()),
        ("A market bombing killed two herders in Gao on 3 May.", "bombing", ()),
        ("French airstrikes killed two herders in Gao on 3 May.", "bombing", ("france",)),
    ],
)
def test_words_before_a_noun_say_what_it_is(only, text: str, event_type: str, actors: tuple[str, ...]) -> None:
    """A state's fire is no blaze, a bombing of a market no figure of speech."""
    event = only(text, MAY)
    assert (event.event_type, event.actors) == (event_type, actors)


@pytest.mark.parametrize(
    "text",
    [
        "A heart attack killed the general in Gao on 3 May.",
        "The stock market rally ended in Gao on 3 May.",
        "At least 300 people have been killed in 40 attacks in Gao since 1 January 2012.",
    ],
)
def test_figures_of_speech_and_sums_make_no_row(events, text: str) -> None:
    """Neither sickness, nor shares, nor a count over months is an event."""
    days = MAY if "3 May" in text else {"1 January 2012": "2012-01-01"}
    assert not events(text, days, published="2012-05-05")


def test_what_was_announced_with_would_is_to_come(only) -> None:
    """ "He said that he would resign" plans a resignation, by him who is named with his office."""
    event = only("Prime Minister Hamza Roe said late on 3 May that he would resign.", MAY, published="2012-05-04")
    assert (event.status, event.title) == ("planned", "Prime Minister Hamza Roe to resign")


def test_what_cannot_be_part_of_politics_stands_alone(events) -> None:
    """A curfew after an attack, and a murder after an inauguration, are rows of their own."""
    found = events(
        "On 3 May gunmen attacked Gao. A curfew was imposed the same day.", MAY | {"the same day": "2012-05-03"}
    )
    assert [e.event_type for e in found] == ["attack", "other"]
