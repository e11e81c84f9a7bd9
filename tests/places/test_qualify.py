"""Areas spoken of by way of a name."""

import pytest

from pipeline.model import PlaceKind
from pipeline.places import load_gazetteer
from pipeline.places.model import haversine_km
from tests.places.reading import only, read


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Troops moved into northern Mali.", "northern Mali"),
        ("Troops moved into the north of Mali.", "north of Mali"),
        ("Troops moved into northern parts of Mali.", "northern parts of Mali"),
        ("Troops moved into the northern two-thirds of Mali.", "northern two-thirds of Mali"),
        ("Troops moved into Mali's north.", "Mali's north"),
    ],
)
def test_part_of_a_country(text, words):
    """A part is an area of its own: north of the middle, smaller than the country, never the country's point."""
    mention, mali = only(text), load_gazetteer().countries["ML"]
    assert mention.text == words
    assert mention.place_kind is PlaceKind.REGION
    assert mention.country_code == "ML"
    assert mention.latitude > mali.latitude
    assert mention.radius_km < mali.radius_km


def test_compound_directions():
    """ "south-east" is neither south nor east."""
    algeria = load_gazetteer().countries["DZ"]
    mention = only("The plant lies in south-east Algeria.")
    assert mention.latitude < algeria.latitude
    assert mention.longitude > algeria.longitude


def test_the_countrys_north_is_of_the_country_named_last():
    """A part of "the country" belongs to the country spoken of, under a rule of its own and with less confidence."""
    found = read("Rebels hold towns in Mali. The army wants to retake the country's north.")
    assert found[-1].country_code == "ML"
    assert found[-1].rule == "part-of-country-named-last"
    assert found[-1].confidence < found[0].confidence


def test_no_country_no_part():
    """Without a country before it, "the country's north" is nowhere."""
    assert read("The army wants to retake the country's north.") == []


def test_a_named_region_is_itself():
    """ "west Africa" is West Africa and not the western part of Africa's circle."""
    assert only("Leaders from west Africa met.").name == "West Africa"


@pytest.mark.parametrize(
    ("text", "km"),
    [
        ("A convoy was hit 30 km south of Gao.", 30),
        ("A convoy was hit 30 kilometres (19 miles) south of Gao.", 30),
        ("A convoy was hit 20 miles to the south of Gao.", 32.2),
    ],
)
def test_distance_and_direction(text, km):
    """The centre lies that far away in that direction, and its circle says how loosely that was spoken."""
    mention = only(text)
    gao = next(s.place for s in load_gazetteer().senses("Gao") if s.place.kind is PlaceKind.CITY)
    assert haversine_km(mention.latitude, mention.longitude, gao.latitude, gao.longitude) == pytest.approx(km, rel=0.02)
    assert mention.latitude < gao.latitude
    assert mention.longitude == pytest.approx(gao.longitude, abs=0.01)
    assert mention.place_kind is PlaceKind.REGION


def test_a_far_distance_leaves_the_town_alone():
    """ "1,000 km south of Algiers" tells of the way, not of a place a thousand kilometres off."""
    assert only("The camp is 1,000 km south of Algiers.").text == "Algiers"


def test_near_a_town_is_an_area():
    """ "near Kidal" is not Kidal: an area around it."""
    mention = only("Shots were heard near Kidal.")
    assert (mention.rule, mention.place_kind) == ("near", PlaceKind.REGION)
    assert mention.radius_km >= 25


@pytest.mark.parametrize(
    "text",
    [
        "Smugglers use the Mali–Niger border.",
        "Smugglers use the border between Mali and Niger.",
        "Smugglers use Niger's border with Mali.",
    ],
)
def test_borders(text):
    """A border is one area on the line between both countries, in neither of them alone."""
    mention = only(text)
    assert mention.rule == "border"
    assert mention.country_code is None
    assert (mention.latitude, mention.longitude) == (pytest.approx(15.3, abs=1), pytest.approx(2.4, abs=1))


def test_a_border_with_one_country_is_that_of_the_country_named_last():
    """ "its border with Mali" needs the country before it, and says so in its rule and its confidence."""
    mention = read("Algeria closed its long border with Mali.")[-1]
    assert mention.rule == "border-with-country-named-last"
    assert mention.text == "border with Mali"
    assert mention.confidence <= 0.7
    assert only("The border with Mali is closed.").place_kind is PlaceKind.COUNTRY


def test_between_two_towns():
    """The land between two towns holds both on its rim."""
    mention = only("Mines lie on the road between Gao and Ansongo.")
    assert mention.rule == "between"
    assert 15.66 < mention.latitude < 16.27


def test_between_two_countries_is_no_place():
    """Talks between two countries are between them in another sense."""
    assert [m.text for m in read("Talks between France and Mali failed.")] == ["France", "Mali"]
