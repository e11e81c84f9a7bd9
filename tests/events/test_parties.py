"""Who did it, and to whom."""

from __future__ import annotations

import pytest

MAY = {"3 May": "2012-05-03"}


@pytest.mark.parametrize(
    ("text", "groups", "actors"),
    [
        ("On 3 May unknown gunmen attacked a post in Gao.", (), ("unknown gunmen",)),
        ("On 3 May suspected AQIM militants attacked a post in Gao.", ("aqim",), ()),
        ("On 3 May MUJAO, MNLA and AQIM fighters attacked a post in Gao.", ("mujao", "mnla", "aqim"), ()),
        ("On 3 May men linked to AQIM attacked a post in Gao.", (), ("men",)),
        ("On 3 May Ansar al-Sharia fighters attacked a post in Libya.", ("ansar-al-sharia-libya",), ()),
        ("On 3 May the presidents of Mali and Niger met in Bamako.", (), ("mali", "niger")),
    ],
)
def test_parties_of_an_event(only, text: str, groups: tuple, actors: tuple) -> None:
    """Registry ids where there are any, the text's words where there are none; rows of names count whole."""
    event = only(text, MAY)
    assert event.groups == groups
    assert set(actors) <= set(event.actors)


def test_we_is_the_speaker(events) -> None:
    """In a quotation "we" is the party of the one who speaks."""
    text = "“We attacked Gao on 3 May,” said Sidi Ag Test, MUJAO spokesman."
    assert events(text, MAY)[0].groups == ("mujao",)


def test_a_subject_carries_over_a_participle_and_a_bracket(only) -> None:
    """A clause without a subject goes on with the one before, past brackets and dashes."""
    text = "Al-Qaeda in the Islamic Maghreb (AQIM) – the strongest of them – attacked Gao on 3 May."
    assert only(text, MAY).groups == ("aqim",)
