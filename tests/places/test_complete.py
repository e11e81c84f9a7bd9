"""Names that the gazetteer lacks, filled in from an online geocoder or not."""

import pytest

from pipeline.model import PlaceKind
from pipeline.places import load_gazetteer
from pipeline.places.complete import Reply, complete
from pipeline.places.model import Place
from tests.places.reading import read

FOUND = Place("Tin Hamza", 14.6, -3.9, 3.0, PlaceKind.CITY, None, "ML")


def completed(text, reply):
    asked = []

    def ask(name):
        asked.append(name)
        return reply

    return complete(tuple(read(text)), load_gazetteer(), ask), asked


def test_only_what_the_gazetteer_lacks_is_asked_for():
    """Names with a place, and ambiguous ones, are nobody else's business; the country goes along with the name."""
    text = "Men from Gao raided the village of Tin Hamza in the Mopti region, and Springfield."
    places, asked = completed(text, Reply(FOUND, None, service="nominatim"))
    assert asked == ["Tin Hamza, Mali"]
    filled = next(m for m in places if m.text == "Tin Hamza")
    assert (filled.rule, filled.latitude, filled.place_kind) == ("online-nominatim", 14.6, PlaceKind.CITY)
    assert [m for m in places if m is not filled] == [m for m in read(text) if m.text != "Tin Hamza"]


@pytest.mark.parametrize(
    "text", ["They burnt the village of Tin Hamza.", "They burnt Tin Hamza village in eastern Mali."]
)
def test_a_server_that_does_not_answer_costs_a_reason(text):
    """The mention is what it was, and says who was asked and why nothing came of it."""
    places, _ = completed(text, Reply(None, "photon gave no answer: timed out", service="photon"))
    for before, after in zip(read(text), places, strict=True):
        assert (before.latitude, before.rule) == (after.latitude, after.rule)
    assert "photon gave no answer" in next(m.reason for m in places if m.text == "Tin Hamza")


def test_an_answer_elsewhere_is_refused():
    """A Tin Hamza in France is not the one in the region of Mopti."""
    text = "They burnt the village of Tin Hamza in the Mopti region."
    elsewhere = Place("Tin Hamza", 45.0, 3.0, 3.0, PlaceKind.CITY, None, "FR")
    places, _ = completed(text, Reply(elsewhere, None, service="photon"))
    mention = next(m for m in places if m.text == "Tin Hamza")
    assert (mention.rule, mention.country_code) == ("somewhere-in", "ML")
    assert "outside Mopti" in mention.reason
