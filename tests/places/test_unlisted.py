"""Places that the text calls places and the gazetteer does not know."""

import pytest

from pipeline.model import PlaceKind
from tests.places.reading import names, read


@pytest.mark.parametrize(
    "text",
    [
        "Armed men burnt the village of Tin Hamza at dawn.",
        "Armed men burnt houses in Tin Hamza village at dawn.",
        "Des hommes armés ont attaqué le village de Tin Hamza.",
    ],
)
def test_a_name_called_a_place_is_listed_without_a_point(text):
    """The name is there for the review, with no coordinates and the reason."""
    (mention,) = read(text, language="fr" if "hommes" in text else "en")
    assert (mention.text, mention.name, mention.rule) == ("Tin Hamza", "Tin Hamza", "unlisted")
    assert mention.latitude is mention.longitude is mention.radius_km is mention.place_kind is None
    assert "gazetteer" in mention.reason


@pytest.mark.parametrize(
    ("text", "country", "area"),
    [
        ("A bomb went off in the town of Tin Hamza in the Mopti region.", "ML", "Mopti"),
        ("They were seized in Zarmagandou, Mali, on Monday.", "ML", "Mali"),
        ("Shots were heard near Kourfayel, in Tillabéri province.", "NE", "Tillabéri"),
        ("He fled Madougourou, a village, then the town of Madougourou in northern Mali.", "ML", "northern Mali"),
    ],
)
def test_what_it_lies_in_stands_for_it(text, country, area):
    """All of the area that the text names is the answer, as an area and never as a point."""
    mention = read(text)[0]
    assert (mention.rule, mention.country_code, mention.place_kind) == ("somewhere-in", country, PlaceKind.REGION)
    assert mention.name.endswith(f", {area}")
    assert mention.radius_km > 50
    assert mention.geonames_id is None
    assert area in mention.reason


def test_once_a_place_it_stays_one():
    """Later mentions need no introduction."""
    found = read("They left the village of Tin Hamza. Nobody has returned to see what is left; Tin Hamza is empty.")
    assert [m.text for m in found] == ["Tin Hamza", "Tin Hamza"]


@pytest.mark.parametrize(
    "text",
    [
        "According to Brusczka, Mali is no safer.",
        "Nine people died from Zebola in Mali, and the Zebola virus spreads.",
        "She studied at Farnham College, then at the Observatory in Bremel Studios.",
        "He wrote to the Ruritanian town hall.",
        "Brusczka said the village was quiet. He met Brusczka in Mali.",
    ],
)
def test_what_is_not_called_a_place(text):
    """Persons, diseases, institutions and peoples are no unlisted places."""
    assert [words for words, country in names(text) if words not in ("Mali",)] == []


def test_a_state_after_a_comma_moves_even_a_capital():
    """ "Oslo, Kan." lies somewhere in Kansas, not in Norway; two towns of one name in two states stay two."""
    found = {m.text: m for m in read("They drove from Oslo, Kan., to Kansas City, Kansas, and on to Omaha.")}
    assert (found["Oslo"].rule, found["Oslo"].country_code) == ("somewhere-in", "US")
    assert found["Kansas City"].rule == "containment"
    assert found["Kansas City"].longitude == pytest.approx(-94.63, abs=0.02)


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Gunmen attacked a post at Zarmagandou (Bosso, Diffa) on Monday.", "Zarmagandou, Bosso", "NE"),
        ("Bandits killed a herder at Tinhamza village in Maradun LGA, Zamfara state.", "Tinhamza, Maradun", "NG"),
        (
            "They overran the base of Kourfayel in Mobbar Local Government Area of Borno State.",
            "Kourfayel, Mobbar",
            "NG",
        ),
        ("The men raided Tinhamza in Ukum LGA, Benue state, and left.", "Tinhamza, Ukum", "NG"),
    ],
)
def test_a_village_lies_in_the_district_that_the_text_names(text, name, country):
    """Coders put the district behind a village: all of it stands for one that no list has there."""
    mention = read(text)[0]
    assert (mention.name, mention.country_code, mention.rule) == (name, country, "somewhere-in")
    assert 20 <= mention.radius_km <= 60


def test_a_village_far_from_its_district_s_seat_is_still_that_of_the_province():
    """Desert districts are wide: the only village of a name in the province is meant, though the seat is far."""
    mention = read("Rebels entered Tinzawaten (Tin-Essako, Kidal) on Monday.")[0]
    assert mention.rule == "containment"
    assert (round(mention.latitude), round(mention.longitude)) == (20, 3)


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("Gunmen attacked Tinhamza (Bokkos, Plateau) at night.", (9.3, 9.0)),
        ("Gunmen attacked Tinhamza (Abaji, FCT) at night.", (8.5, 6.9)),
        ("Gunmen attacked Tinhamza village, Askira/Uba LGA, Borno State.", (10.65, 12.91)),
        ("Gunmen attacked Tinhamza village, Jema'a LGA, Kaduna State.", (9.4, 8.3)),
        ("Gunmen attacked Tinhamza village, Mubi North LGA, Adamawa State.", (10.36, 13.37)),
    ],
)
def test_districts_with_usual_words_strokes_and_apostrophes(text, point):
    """A state named like a usual word ends a coder's list; names with a stroke or an apostrophe are one name."""
    mention = read(text)[0]
    assert mention.rule == "somewhere-in"
    assert (mention.latitude, mention.longitude) == pytest.approx(point, abs=0.3)
