"""Names that no list has, among places that lie together."""

import pytest

from pipeline.model import PlaceKind
from tests.places.reading import names, read

LOCAL = "Crews came from Skipton, Keighley, Settle and Grassington, all in North Yorkshire. "


@pytest.mark.parametrize(
    "text",
    [
        "A barn burned in Thrabblesdale on Monday.",
        "A tractor fell into the Thrabble River on Monday.",
        "Police from Grassington, Thrabblesdale and Settle shut the road.",
        "Police from Grassington, Thrabblesdale, Ockmouth and Ainsbury shut the road.",
        "Ann Marsh, of Thrabblesdale, called it a shame.",
    ],
)
def test_a_name_that_stands_as_its_neighbours_do_is_one_of_them(text):
    """The land around the others stands for it: an area, with the reason, and less certain than any town."""
    mention = next(m for m in read(LOCAL + text) if m.text.startswith("Thrabble"))
    assert (mention.rule, mention.place_kind, mention.country_code) == ("among-others", PlaceKind.REGION, "GB")
    assert mention.confidence < 0.5
    assert "lie" in mention.reason
    assert mention.geonames_id is None
    assert 20 < mention.radius_km < 140


@pytest.mark.parametrize(
    "text",
    [
        "He spoke to Thrabble. Ann Thrabble was there.",
        "In Ockmouth, said Thrabble, nothing happened.",
        "She works for the Thrabble Corporation.",
    ],
)
def test_persons_and_firms_among_them_are_none(text):
    """Nobody's name and no firm's becomes a neighbour."""
    assert not [words for words, _ in names(LOCAL + text) if "Thrabble" in words]


def test_where_places_lie_apart_nothing_is_guessed():
    """A text about everywhere says nothing of where an unknown name lies."""
    text = "The minister went to Paris, Tokyo, Nairobi and Lima. A boat sank on the Thrabble River."
    assert read(text)[-1].rule == "unlisted"


def test_a_hamlet_overseas_is_not_meant():
    """A small town's namesake far from everything else that a text names gives way to the land around the others."""
    found = {m.text: m for m in read("Traders from Kingston, Mandeville, May Pen and Porus met in Christiana.")}
    assert found["Christiana"].country_code == "JM"
    assert {c.country_code for c in found["Christiana"].candidates} >= {"ZA", "US"}


def test_a_list_of_counties():
    """What "counties" closes is a list of counties, also where towns are called so."""
    found = read("Roads flooded in Jackson, Greene and Putnam counties, officials in Macon, Georgia, said.")
    assert [(m.text, m.name) for m in found[:3]] == [
        ("Jackson", "Jackson County"), ("Greene", "Greene County"), ("Putnam", "Putnam County"),
    ]  # fmt: skip
    assert {m.place_kind for m in found[:3]} == {PlaceKind.ADMIN1}


@pytest.mark.parametrize(
    ("text", "name", "point"),
    [
        ("He lives in Delta, La., with his wife.", "Delta", None),
        ("He lives in Canton, Mississippi, with his wife.", "Canton", (32.6, -90.0)),
        ("He was flown to Parkersburg, W.Va., on Monday.", "Parkersburg", (39.3, -81.6)),
        ("They moved the game to Dallas. Crude oil fell.", "Dallas", (32.8, -96.8)),
    ],
)
def test_towns_named_like_something_else(text, name, point):
    """A word for a kind of place is a town's name where its state follows; a full stop ends what a name belongs to."""
    found = {m.text: m for m in read(text)}
    assert name in found
    if point:
        assert (found[name].latitude, found[name].longitude) == pytest.approx(point, abs=0.3)
