"""How an event comes by its place."""

from __future__ import annotations

import pytest

MAY = {"3 May": "2012-05-03"}


@pytest.mark.parametrize(
    ("text", "place", "rule"),
    [
        ("On 3 May gunmen attacked a post in Gao.", "Gao", "clause-place"),
        ("On 3 May gunmen attacked Gao.", "Gao", "object-place"),
        ("In Gao gunmen attacked a post on 3 May.", "Gao", "clause-opening"),
        ("On 3 May gunmen abducted a man from Arlit.", "Arlit", "clause-place"),
        ("On 3 May gunmen from Libya attacked a post near Gao.", "Gao", "clause-place"),
    ],
)
def test_the_place_is_tied_by_its_preposition(only, text: str, place: str, rule: str) -> None:
    """A preposition of place, or being the object, makes a place that of the event; an origin is none."""
    event = only(text, MAY)
    assert (event.place.name, event.place_rule) == (place, rule)


def test_a_country_that_acts_is_no_place(only) -> None:
    """ "Algeria condemned …" happened nowhere in particular, and Algeria is a party."""
    event = only("On 3 May Algeria condemned the attack on Gao.", MAY)
    assert event.place is None
    assert event.place_reason
    assert event.actors[0] == "algeria"


def test_no_place_has_a_reason(only) -> None:
    """An event without a place says why."""
    event = only("On 3 May gunmen killed two farmers.", MAY)
    assert event.place is None
    assert event.place_reason


def test_where_somebody_spoken_of_is_is_not_where_it_was_said(only) -> None:
    """Support for fighters in Libya is declared nowhere in particular; a statement made in Gao was made in Gao."""
    abroad = only("On 3 May AQIM declared its support for Ansar Dine and its fighters in Libya.", MAY)
    assert (abroad.place, bool(abroad.place_reason)) == (None, True)
    there = only("On 3 May AQIM issued a statement in Gao.", MAY)
    assert there.place.name == "Gao"


def test_a_capital_that_is_cited_is_no_place(only) -> None:
    """ "According to Algeria" tells who says so, not where it happened."""
    event = only(
        "Troops killed three men on 3 May, according to Algeria.", {"3 May": "2013-05-03"}, published="2013-05-05"
    )
    assert event.place is None


@pytest.mark.parametrize(
    "text",
    [
        "On 3 May gunmen attacked a patrol, Gao, northern Mali.",
        "On 3 May gunmen attacked a patrol outside the base of Gao (Gao, Mali).",
    ],
)
def test_a_place_with_what_it_lies_in_is_one_place(only, text: str) -> None:
    """A town named together with its province is the sentence's only place."""
    assert only(text, MAY).place.name == "Gao"


def test_countries_that_talk_are_not_where_they_talk(only) -> None:
    """ "Between X and Y" names parties where X is a country."""
    assert only("Talks between Algeria and Libya began in Gao on 3 May.", MAY).place.name == "Gao"
