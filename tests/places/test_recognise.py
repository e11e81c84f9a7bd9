"""Which words are places."""

import pytest

from pipeline.model import BlockKind, PlaceKind
from tests.places.reading import names, only, read


@pytest.mark.parametrize(
    "text",
    [
        "The Bank of Mali raised its rate.",
        "She reads The New York Times.",
        "He studied at Aberdeen University.",
        "Malian and Algerian officers met.",
        "The Levantine group denied it.",
        "A case of West Nile virus was confirmed.",
        "The ITU published a report.",
        "It cost US$5 million.",
        "The White House had no comment.",
        "The euro-Atlantic alliance met.",
    ],
)
def test_what_is_no_place(text):
    """Organisations, peoples, diseases, money and acronyms are not places."""
    assert names(text) == []


def test_group_names_are_masked():
    """Spans that name groups never become places, whatever words they hold."""
    text = "Al-Qaeda in the Islamic Maghreb struck near the town of Gao."
    assert [m.name for m in read(text, masks=("Al-Qaeda in the Islamic Maghreb",))] == ["Gao"]


def test_the_longest_name_wins():
    """A name inside a longer name is no mention of its own."""
    assert names("They met in the Democratic Republic of the Congo.") == [("Democratic Republic of the Congo", "CD")]
    assert names("It rained in Queen Anne's County, Maryland.") == [("Queen Anne's County", "US"), ("Maryland", "US")]


def test_common_words_need_support():
    """A word that opens a sentence is a word; after "in" and before its state it is a town."""
    assert names("Reading is good for children.") == []
    assert names("Floods reached Reading, Pennsylvania.")[0] == ("Reading", "US")


def test_only_title_body_and_dateline_are_read():
    """A newspaper's home in a source tag, a comment or a byline is never a place mention."""
    from pipeline.model import Block, Prose, Span
    from pipeline.places import find_places, load_gazetteer

    text = "Dakar"
    read_kinds = set()
    for kind in BlockKind:
        prose = Prose(text, (Block(Span(0, 5), kind, "test"),))
        if find_places("test", prose, load_gazetteer(), language="en", masks=(), home=None):
            read_kinds.add(kind)
    assert read_kinds == {BlockKind.TITLE, BlockKind.BODY, BlockKind.DATELINE}


def test_a_country_before_an_office_stays_a_place():
    """ "US secretary of state" speaks of the country."""
    assert names("The US secretary of state arrived.") == [("US", "US")]


def test_areas_are_of_area_kinds():
    """Regions, countries and seas must never come out as points."""
    for text in ("Storms hit the Sahel.", "Storms hit Chad.", "Storms hit the Red Sea."):
        assert only(text).place_kind.is_area
    assert only("Storms hit Ouagadougou.").place_kind is PlaceKind.CITY
