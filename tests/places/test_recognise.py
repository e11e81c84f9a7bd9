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


@pytest.mark.parametrize(
    "text",
    [
        "The US Senate passed a bill that Mali had asked for.",
        "The United States Department of Justice wrote to Mali.",
        "Sizzler Australia opened two houses in Mali.",
        "The Consumer Act of the Philippines was copied in Mali.",
        "Dinamo Zagreb will train in Mali.",
        "Her brother Jordan swam ashore in Mali.",
        "He studied at Harvard and works in Mali.",
    ],
)
def test_bodies_firms_and_kin_are_no_places(text):
    """What a state, a firm or a club calls itself is left alone, and so is a brother."""
    assert {m.text for m in read(text)} == {"Mali"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("US Army helicopters landed.", ("US", "US")),
        ("Gunmen killed 14 villagers in Plateau State, the Nigerian police said.", ("Plateau State", "NG")),
        ("Floods hit Western Province in Papua New Guinea.", ("Western Province", "PG")),
        ("Accusing Italy of a breach, the minister left.", ("Italy", "IT")),
        ("A truck was stopped in Stroud, Ontario, Canada.", ("Stroud", "CA")),
        ("Eight cases were found in Quebec.", ("Quebec", "CA")),
        ("The government of Congo in Brazzaville agreed.", ("Congo", "CG")),
        ("The government of Congo in Kinshasa agreed.", ("Congo", "CD")),
        ("A laboratory in Georgia and one in Ohio, in the United States, agreed.", ("Georgia", "US")),
        ("A laboratory in Georgia and one in Russia agreed with Tbilisi.", ("Georgia", "GE")),
    ],
)
def test_places_beside_the_words_that_decide(text, expected):
    """Armies, provinces of a common word, participles and countries after a state leave a place one, or decide it."""
    assert expected in {(m.text, m.country_code) for m in read(text)}


def test_a_park_named_after_a_saint_is_not_the_saints_town():
    """ "St. James' Park" is none of the towns called St. James."""
    assert not read("They met at St. James' Park on Sunday.")
