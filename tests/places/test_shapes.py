"""Outlines of countries, provinces and parts of countries."""

import math
import subprocess
import sys

import pytest

from pipeline.places import load_gazetteer, shapes
from pipeline.places.polygons import area_and_centre, inside
from pipeline.places.tables import GazetteerError


def holds(rings, latitude, longitude) -> bool:
    return any(inside(ring, longitude, latitude) for ring in rings)


@pytest.mark.parametrize(
    ("name", "within", "without"),
    [
        ("Kidal region", "Kidal, Mali", "Gao, Mali"),
        ("Tamil Nadu", "Madurai", "Bangalore"),
        ("Queensland", "Toowoomba", "Darwin"),
        ("Ontario province", "Toronto", "Montreal"),
        ("Borno state", "Maiduguri", "Kano"),
    ],
)
def test_a_province_has_the_outline_that_holds_its_towns(name, within, without):
    """The id that a mention carries leads to the area it names."""
    places = {
        text: next(s.place for s in load_gazetteer().senses(text.split(",")[0]) if s.place.kind == "city")
        for text in (within, without)
    }
    word = name.removesuffix(" region").removesuffix(" province").removesuffix(" state")
    area = next(s.place for s in load_gazetteer().senses(word) if s.place.kind == "admin1")
    rings = shapes.shape(area.geonames_id)
    assert all(ring[0] == ring[-1] and len(ring) > 3 for ring in rings)
    assert holds(rings, places[within].latitude, places[within].longitude)
    assert not holds(rings, places[without].latitude, places[without].longitude)


def test_a_country_has_its_outline_and_about_its_area():
    """Countries are there too, by GeoNames' id."""
    gazetteer = load_gazetteer()
    for code in ("ML", "DE", "BR", "IN", "US", "FJ"):
        country = gazetteer.countries[code]
        area, _ = area_and_centre(shapes.shape(country.geonames_id))
        assert math.sqrt(area / math.pi) == pytest.approx(country.radius_km, rel=0.12)


def test_provinces_without_an_id_are_found_by_name():
    """French departments have no GeoNames id here, and an outline all the same."""
    assert holds(shapes.shape_named("FR", "Finistère"), 48.39, -4.49)


def test_a_part_of_a_country_is_cut_from_its_outline():
    """ "Northern Mali" holds Gao and Timbuktu, not Bamako, and nothing of the neighbours."""
    rings = shapes.shape_named("ML", "northern Mali")
    assert holds(rings, 16.27, -0.04)
    assert holds(rings, 16.77, -3.0)
    assert not holds(rings, 12.65, -8.0)
    assert not holds(rings, 19.0, -8.0)
    assert not holds(shapes.shape_named("DZ", "southeastern Algeria"), 36.75, 3.04)


def test_what_has_no_outline_has_none():
    """Unknown ids and names, circles by nature, and missing values get no shape."""
    assert shapes.shape(None) is None
    assert shapes.shape(1) is None
    assert shapes.shape_named("ML", "central Mali") is None
    assert shapes.shape_named(None, "northern Mali") is None
    assert shapes.shape_named("ML", None) is None
    assert shapes.shape_named("ML", "northern Niger") is None


def test_reading_prose_does_not_load_outlines():
    """The analysis of documents stays as light as it was."""
    code = "import sys, pipeline.analyse; sys.exit('pipeline.places.shapes' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_damaged_file_is_an_error_that_names_it(tmp_path):
    """The message says which file and how to get it back."""
    file = tmp_path / "shapes.npz"
    file.write_bytes(b"nothing")
    with pytest.raises(GazetteerError, match=r"shapes\.npz.*build_shapes"):
        shapes._Shapes(file)
