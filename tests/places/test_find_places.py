"""The stage as a whole, on sentences of its own and on the source texts where they are at hand."""

from pathlib import Path

import pytest

from pipeline.clean import clean
from pipeline.groups import find_groups, load_registry
from pipeline.model import PlaceKind
from pipeline.places import find_places, load_gazetteer
from pipeline.read import read_paths
from tests.places.reading import names, only, prose, read

SHARED = Path(__file__).resolve().parents[3] / "shared" / "seeds"


def test_french_prose():
    """French names, prepositions and parts are read."""
    found = names("Des tirs ont été entendus à Gao, dans le nord du Mali, et en Côte d'Ivoire.", language="fr")
    assert found == [("Gao", "ML"), ("nord du Mali", "ML"), ("Côte d'Ivoire", "CI")]


def test_arabic_prose():
    """Arabic names are found without capitals to go by, parts too."""
    found = names("وقع هجوم في غاو شمال مالي قرب الجزائر", language="ar")
    assert [country for _, country in found] == ["ML", "ML", "DZ"]


def test_same_text_same_places():
    """Reading twice must give the same values."""
    text = "Gunmen left Gao for Kidal and crossed into Niger near Tillabéri."
    assert read(text) == read(text)


def test_peoples_are_mentions_only_where_asked_for():
    """A demonym gives its country under a rule of its own, off by default, and nothing else changes."""
    text = "Malian troops and French jets struck near Gao, in northern Mali; the Malians lost a truck."
    asked = find_places("test", prose(text), load_gazetteer(), language="en", masks=(), home=None, demonyms=True)
    peoples = [(m.text, m.country_code, m.place_kind) for m in asked if m.rule == "demonym"]
    country = PlaceKind.COUNTRY
    assert peoples == [("Malian", "ML", country), ("French", "FR", country), ("Malians", "ML", country)]
    assert [m for m in asked if m.rule != "demonym"] == read(text)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the source texts are not at hand")
class TestSourceTexts:
    """The five texts that Dateline was made for."""

    @pytest.fixture(scope="class")
    @classmethod
    def places(cls):
        found, registry = {}, load_registry()
        for document in read_paths([SHARED]):
            prose = clean(document)
            masks = tuple(group.span for group in find_groups(document.id, prose, registry))
            mentions = find_places(document.id, prose, load_gazetteer(), language="en", masks=masks, home=None)
            for mention in mentions:
                found.setdefault(mention.text.lower(), []).append(mention)
        return found

    @pytest.mark.parametrize(
        ("words", "kind", "country", "latitude", "longitude"),
        [
            ("bamako", PlaceKind.CITY, "ML", 12.65, -8.0),
            ("gao", PlaceKind.CITY, "ML", 16.27, -0.04),
            ("kidal", PlaceKind.CITY, "ML", 18.44, 1.41),
            ("algiers", PlaceKind.CITY, "DZ", 36.75, 3.04),
            ("ouagadougou", PlaceKind.CITY, "BF", 12.37, -1.53),
            ("aguelhoc", PlaceKind.CITY, "ML", 19.46, 0.86),
            ("in amenas", PlaceKind.CITY, "DZ", 28.04, 9.57),
            ("tiguentourine", PlaceKind.FACILITY, "DZ", 27.93, 9.11),
            ("tamanrasset", PlaceKind.CITY, "DZ", 22.79, 5.52),
            ("niger", PlaceKind.COUNTRY, "NE", 18.0, 9.0),
            ("libya", PlaceKind.COUNTRY, "LY", 28.0, 17.0),
            ("algeria", PlaceKind.COUNTRY, "DZ", 28.0, 3.0),
            ("sahel", PlaceKind.REGION, None, 15.0, 5.0),
            ("azawad", PlaceKind.REGION, "ML", 19.0, -1.5),
            ("north africa", PlaceKind.REGION, None, 28.0, 10.0),
            ("west africa", PlaceKind.REGION, None, 12.0, -3.0),
            ("northern mali", PlaceKind.REGION, "ML", 20.4, -2.2),
            ("northeastern mali", PlaceKind.REGION, "ML", 20.0, -0.9),
            ("south-east algeria", PlaceKind.REGION, "DZ", 24.1, 5.8),
            ("northern niger", PlaceKind.REGION, "NE", 19.9, 10.9),
            ("the country’s north", PlaceKind.REGION, "ML", 20.4, -2.2),
        ],
    )
    def test_every_mention_is_where_it_should_be(self, places, words, kind, country, latitude, longitude):
        """Every mention of the name, in every text, is that place and of that kind."""
        assert places[words]
        for mention in places[words]:
            assert (mention.place_kind, mention.country_code) == (kind, country)
            assert mention.latitude == pytest.approx(latitude, abs=0.5)
            assert mention.longitude == pytest.approx(longitude, abs=0.5)

    @pytest.mark.parametrize(
        "words", ["islamic", "dakar", "levantine", "malian", "hammam", "clinton", "combat", "khabar"]
    )
    def test_what_is_no_place_in_them(self, places, words):
        """Groups, peoples, persons, newspapers and their homes come out nowhere."""
        assert not any(words in text.split() for text in places)


@pytest.mark.parametrize(
    ("country", "villages"),
    [
        ("Mali", "Diabaly Hombori Nampala Tinzaouaten Anéfis Bourem Ménaka Tessalit Léré Konna Sévaré Ber Boulkessi"),
        ("Niger", "Inates Bosso"),
        ("Burkina Faso", "Solhan Djibo Arbinda Markoye Seytenga Gorgadji"),
        ("Nigeria", "Chibok Kukawa Gubio Baga"),
        ("Cameroon", "Kolofata Waza"),
    ],
)  # fmt: skip
def test_small_places_of_sahel_news(country, villages):
    """Villages that news from the Sahel names are found, the country named once."""
    code = only(f"Reinforcements reached {country}.").country_code
    for name in villages.split():
        text = f"Soldiers of the army of {country} were ambushed near the well; reinforcements left {name} on Friday."
        assert (name, code) in names(text)
