"""Events of a text, end to end within the stage."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.events import load_event_types
from pipeline.model import Status


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("On 3 May AQIM fighters attacked a barracks in Gao.", "attack"),
        ("On 3 May gunmen kidnapped two engineers in Gao.", "abduction"),
        ("On 3 May gunmen seized three teachers in Gao.", "abduction"),
        ("On 3 May the MNLA seized Gao.", "seizure"),
        ("On 3 May a car bomb exploded in Gao.", "bombing"),
        ("On 3 May French warplanes struck a depot in Gao.", "bombing"),
        ("On 3 May soldiers executed a farmer in Gao.", "killing"),
        ("On 3 May police arrested four men in Gao.", "arrest"),
        ("On 3 May students marched in Gao.", "protest"),
        ("On 3 May protesters blocked a bridge in Gao.", "protest"),
        ("On 3 May Hillary Clinton arrived in Algeria.", "visit"),
        ("On 3 May ministers held a summit in Bamako.", "meeting"),
        ("On 3 May the UN Security Council adopted a resolution.", "resolution"),
        ("On 3 May AQIM pledged allegiance to the Islamic State.", "allegiance"),
        ("On 3 May ten MNLA fighters surrendered in Gao.", "desertion"),
        ("On 3 May French troops withdrew from Gao.", "deployment"),
        ("On 3 May Malian troops launched an operation in Gao.", "military operation"),
        ("On 3 May the army released five detainees in Gao.", "other"),
    ],
)
def test_one_sentence_one_event_of_its_type(only, text: str, event_type: str) -> None:
    """Each kind of happening is told by its own words, with the day that stands beside it."""
    event = only(text, {"3 May": "2012-05-03"})
    assert event.event_type == event_type
    assert event.when.edtf == "2012-05-03"
    assert text[event.start : event.end] == event.text


@pytest.mark.parametrize(
    "text",
    [
        "The group exploits the desert between Mali and Niger.",
        "AQIM has carried out attacks in the region.",
        "AQIM did not attack Gao on 3 May.",
        "If AQIM attacked Gao, the army would flee.",
        "Officials fear that AQIM could attack Gao.",
        "Soldiers came to Gao to prevent attacks.",
        "The abducted girls were in good health on 3 May.",
        "Any attack on Gao would be answered.",
        "Attack helicopters stood in Gao.",
    ],
)
def test_generalities_and_hypotheses_are_no_events(events, text: str) -> None:
    """Habits, negations, conditions, fears and purposes tell of nothing that happened."""
    assert events(text, {"3 May": "2012-05-03"} if "3 May" in text else {}) == ()


def test_what_came_of_an_attack_is_no_row_of_its_own(only) -> None:
    """The dead, the burnt and the taken of an incident belong to it, in its sentence and in those after it."""
    text = (
        "On 3 May gunmen attacked a village near Gao, killing two men. Three people were wounded. They burned houses."
    )
    assert only(text, {"3 May": "2012-05-03"}).event_type == "attack"


def test_a_killing_elsewhere_stands_alone(events) -> None:
    """A consequence with a place of its own is an event of its own."""
    text = "On 3 May gunmen attacked Gao. Two men were killed in Kidal."
    assert [e.event_type for e in events(text, {"3 May": "2012-05-03"})] == ["attack", "killing"]


def test_a_claim_of_responsibility_names_the_author(only) -> None:
    """The party that claims an attack, or is blamed, is a party of the attack."""
    dates = {"3 May": "2012-05-03"}
    assert only("On 3 May a bomb exploded in Gao. AQIM claimed responsibility.", dates).groups == ("aqim",)
    assert only("On 3 May a bomb exploded in Gao. MUJAO was blamed.", dates).groups == ("mujao",)


def test_who_did_it_in_active_and_passive(only) -> None:
    """Doers stand before an active verb and after "by" of a passive one; both sides are parties."""
    dates = {"3 May": "2012-05-03"}
    active = only("On 3 May AQIM and MUJAO attacked Malian troops in Gao.", dates)
    passive = only("On 3 May Malian troops were attacked by AQIM and MUJAO in Gao.", dates)
    assert set(active.groups) == set(passive.groups) == {"aqim", "mujao"}
    assert "mali" in active.actors
    assert "mali" in passive.actors


def test_a_language_without_words_yields_nothing(events) -> None:
    """Texts in other languages are left alone, not guessed at."""
    assert events("On 3 May gunmen attacked Gao.", {"3 May": "2012-05-03"}, language="ka") == ()


SAID = "AQIM gunmen attacked killed the a in Gao Mali , . “ ” ( ) who that after will not if said to by was bomb 3 and"
WORDS = st.lists(st.sampled_from([*SAID.split(), "\n\n", '"']), max_size=40)


@settings(max_examples=80, deadline=None)
@given(WORDS)
def test_any_row_of_words_is_read(events, words: list[str]) -> None:
    """No text fails; what comes out quotes the text, lies in its sentence and has type, title and reasons."""
    text = " ".join(words)
    for event in events(text, published="2012-05-05"):
        assert text[event.start : event.end] == event.text
        assert event.sentence.covers(event.span)
        assert event.event_type in load_event_types()
        assert event.title.strip()
        assert (event.when is None) == bool(event.when_reason)
        assert 0 < event.confidence <= 1
        assert event.status in Status
