"""The bundled gazetteer: names lead to the right places."""

import shutil

import pytest

from pipeline.model import PlaceKind
from pipeline.places.gazetteer import Gazetteer, load_gazetteer
from pipeline.places.model import distance_km, haversine_km
from pipeline.places.names import fold
from pipeline.places.tables import DATA, GazetteerError, table
from tests.places.reading import read


@pytest.fixture(scope="module")
def gazetteer():
    return load_gazetteer()


@pytest.mark.parametrize(
    ("name", "kind", "country", "latitude", "longitude"),
    [
        ("Bamako", PlaceKind.CITY, "ML", 12.65, -8.0),
        ("Kidal", PlaceKind.ADMIN1, "ML", 18.44, 1.41),
        ("Aguelhok", PlaceKind.CITY, "ML", 19.46, 0.86),
        ("Aguelhoc", PlaceKind.CITY, "ML", 19.46, 0.86),
        ("In Aménas", PlaceKind.CITY, "DZ", 28.04, 9.57),
        ("Tiguentourine", PlaceKind.FACILITY, "DZ", 27.93, 9.11),
        ("Tamanrasset", PlaceKind.CITY, "DZ", 22.79, 5.52),
        ("Derna", PlaceKind.CITY, "LY", 32.76, 22.64),
        ("Niger", PlaceKind.COUNTRY, "NE", 18.0, 9.0),
        ("Côte d’Ivoire", PlaceKind.COUNTRY, "CI", 8.0, -5.5),
        ("الجزائر", PlaceKind.COUNTRY, "DZ", 28.0, 3.0),
        ("Sahel", PlaceKind.REGION, None, 15.0, 5.0),
        ("Liptako-Gourma", PlaceKind.REGION, None, 14.5, 0.5),
        ("Gulf of Guinea", PlaceKind.NATURAL, None, 2.5, 2.5),
    ],
)
def test_a_name_leads_to_its_place(gazetteer, name, kind, country, latitude, longitude):
    """Names of the stories Dateline tells must be found, of their kind and where they are."""
    near = [
        s.place
        for s in gazetteer.senses(name)
        if s.place.country_code == country
        and haversine_km(s.place.latitude, s.place.longitude, latitude, longitude) < 200
    ]
    assert kind in {place.kind for place in near}


def test_a_country_is_as_large_as_its_area(gazetteer):
    """The radius must be that of a circle of the country's area, so that it is never drawn as a dot."""
    mali = gazetteer.countries["ML"]
    assert mali.radius_km == pytest.approx((1_240_000 / 3.14159) ** 0.5, rel=0.02)


def test_every_country_has_a_point_on_the_globe_and_a_radius(gazetteer):
    """No country may be missing or lie nowhere."""
    assert len(gazetteer.countries) >= 250
    assert all(c.radius_km > 0 and (c.latitude, c.longitude) != (0, 0) for c in gazetteer.countries.values())


def test_parts_lie_on_their_side_of_the_country(gazetteer):
    """The north of a country must lie north of its south, east east of west, for every country that has parts."""
    seen = 0
    for code in gazetteer.countries:
        north, south, east, west = (gazetteer.part(code, p) for p in ("north", "south", "east", "west"))
        if north and south and east and west and code not in ("FJ", "KI", "RU", "NZ", "AQ", "UM"):  # over the date line
            assert north.latitude > south.latitude, code
            assert east.longitude > west.longitude, code
            seen += 1
    assert seen > 200


def test_a_border_lies_between_its_countries(gazetteer):
    """The middle of a border must be near both countries, whichever is named first."""
    border = gazetteer.border("NE", "ML")
    assert border == gazetteer.border("ML", "NE")
    assert 10 < border.latitude < 20
    assert gazetteer.border("ML", "CA") is None


def test_nearest_towns_come_nearest_first(gazetteer):
    """Reverse lookups must give the nearest town first, with its distance."""
    found = gazetteer.towns_near(16.27, -0.05, 3)
    assert found[0][0].name == "Gao"
    distances = [km for _, km in found]
    assert distances == sorted(distances)


def test_towns_are_found_across_the_date_line(gazetteer):
    """A point just east of the line is near a town just west of it."""
    town, km = gazetteer.towns_near(-16.8, -179.95)[0]
    assert town.country_code == "FJ"
    assert km < 150


def test_a_site_added_by_a_user_is_found(tmp_path):
    """sites.tsv is for users: a line added to it must be found under all its names."""
    shutil.copytree(DATA, tmp_path / "data")
    with (tmp_path / "data" / "sites.tsv").open("a", encoding="utf-8") as file:
        file.write("Camp Zulu\tZulu Base|Camp Z\tfacility\tML\t17.5\t0.5\t3\t\ta test\n")
    own = Gazetteer(tmp_path / "data")
    for name in ("Camp Zulu", "zulu base", "CAMP Z"):
        assert own.senses(name)[0].place.kind is PlaceKind.FACILITY


def test_a_damaged_file_of_towns_is_an_error_that_names_it(tmp_path):
    """A broken download must be named, with what to do."""
    shutil.copytree(DATA, tmp_path / "data")
    (tmp_path / "data" / "cities.npz").write_bytes(b"not an archive")
    with pytest.raises(GazetteerError, match=r"cities\.npz cannot be read"):
        Gazetteer(tmp_path / "data")


def test_one_area_of_one_name_is_entered_once(gazetteer):
    """Tables overlap; a reader must not be offered the same region twice."""
    places = [s.place for s in gazetteer.senses("Scotland") if s.place.kind.is_area]
    assert all(distance_km(a, b) > 100 for i, a in enumerate(places) for b in places[i + 1 :])


def test_sites_with_an_id_are_the_towns_of_that_id(gazetteer):
    """A wrong id would rename a town elsewhere: GeoNames must know the town of that id by one of the line's names."""
    towns = gazetteer._towns
    for row in table(DATA / "sites.tsv"):
        if row["geonames_id"]:
            bearers = {n for name in (row["name"], *row.several("other_names")) for n, _ in towns.bearers(fold(name))}
            assert towns.row_of(int(row["geonames_id"])) in bearers, row.where


def test_districts_lie_in_the_division_that_their_line_names(gazetteer):
    """A district of the wrong state would draw villages across the country: it lies within reach of its division."""
    rows = list(table(DATA / "districts.tsv"))
    assert len(rows) > 500
    for row in rows:
        division = gazetteer.admin1.get((row["country"], row["admin1"]))
        if division and division.radius_km > 30:  # which stands for a size that nobody measured
            away = haversine_km(*row.circle()[:2], division.latitude, division.longitude)
            assert away < 2.5 * division.radius_km + row.circle()[2] + 30, row.where


def test_a_district_never_stands_before_a_town(gazetteer):
    """A bare name means the town; the district of that name has to be called one."""
    for row in table(DATA / "districts.tsv"):
        senses = gazetteer.senses(row["name"])
        assert senses[0].place.district is False or all(
            s.place.kind is not PlaceKind.CITY or s.weight < 5.5 for s in senses
        )


@pytest.mark.parametrize(
    "text",
    [
        "A barn burned in Brinkhaven, Ohio.",
        "In Ohio, crews from Mount Vernon, Fredericktown and Gambier met those of Brinkhaven.",
    ],
)
def test_a_place_smaller_than_a_town_counts_among_its_neighbours(text):
    """What the text puts in its state, or among its neighbours, is found, however small."""
    (found,) = [m for m in read(text) if m.text == "Brinkhaven"]
    assert (found.country_code, round(found.latitude), round(found.longitude)) == ("US", 40, -82)


def test_a_place_smaller_than_a_town_counts_nowhere_else():
    """Far from everything else that a text speaks of, a word that some hamlet is called stays a word."""
    assert [m.text for m in read("In Paris the minister met Brinkhaven and left for Berlin.")] == ["Paris", "Berlin"]


@pytest.mark.parametrize(
    ("text", "words", "point"),
    [
        ("A man drowned in the Hocking River on Monday.", "Hocking River", (39.5, -82.3)),
        ("Pearl mussels were taken from the River Spey.", "River Spey", (57.4, -3.5)),
        ("Farmers in Wharfedale lost sheep.", "Wharfedale", (54.0, -1.9)),
    ],
)
def test_rivers_and_dales_are_known_by_name(text, words, point):
    """A feature of the landscape is placed wherever a text speaks of it, and is never a town."""
    (mention,) = read(text)
    assert (mention.text, mention.place_kind) == (words, PlaceKind.NATURAL)
    assert (mention.latitude, mention.longitude) == point
