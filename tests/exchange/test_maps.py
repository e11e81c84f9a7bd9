"""GeoJSON and KML, read by GIS libraries and held to the OGC's schema."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from pipeline.exchange import write
from pipeline.exchange.circle import rings
from tests.exchange.invented import empty, whole

KML = "{http://www.opengis.net/kml/2.2}"


@pytest.fixture(scope="module")
def collection():
    return json.loads(write(whole(), "geojson"))


@pytest.fixture(scope="module")
def kml():
    return etree.fromstring(write(whole(), "kml"))


def test_towns_are_points_areas_are_areas_unplaced_have_none(collection):
    """A province is no dot, and an event without a place is there without geometry."""
    kinds = {f["id"]: (f["geometry"] or {}).get("type") for f in collection["features"]}
    assert kinds == {"e1": "Point", "e2": "Polygon", "e3": None, "e4": "MultiPolygon"}


def test_properties_say_how_certain(collection):
    """Days, EDTF, radius, precision and sources go along, and no link that isn't one."""
    second = collection["features"][1]["properties"]
    assert (second["earliest"], second["latest"], second["edtf"]) == ("2012-06-01", "2012-06-30", "2012-06")
    assert (second["precision"], second["radius_km"], second["when"]) == ("month", 300.0, "Jun 2012")
    assert collection["features"][0]["properties"]["sources"] == ["https://example.org/a?b=1&c=%20"]
    assert collection["features"][0]["properties"]["toll"][0]["low"] == 2
    assert collection["metadata"]["counter"].startswith("4 of 9 shown")


def test_gis_reads_it(tmp_path):
    """GDAL reads four features, three with a valid geometry."""
    geopandas = pytest.importorskip("geopandas", reason="geopandas is not installed: pip install geopandas")
    path = tmp_path / "events.geojson"
    path.write_bytes(write(whole(), "geojson"))
    read = geopandas.read_file(path)
    assert len(read) == 4
    assert read.geometry.notna().sum() == 3
    assert read.geometry.dropna().is_valid.all()
    assert read.crs.to_epsg() == 4326


@given(st.floats(-90, 90), st.floats(-180, 180), st.floats(0.1, 20_000))
def test_a_circle_stays_on_the_map(latitude, longitude, radius):
    """Rings are closed, inside the map, and wind counterclockwise, wherever the circle lies."""
    for ring in rings(latitude, longitude, radius):
        assert ring[0] == ring[-1]
        assert len(ring) >= 4
        assert all(abs(x) <= 180 and abs(y) <= 90 for x, y in ring)
        turned = sum((x1 - x0) * (y1 + y0) for (x0, y0), (x1, y1) in pairwise(ring))
        assert turned <= 1e-6


def test_kml_is_valid_by_the_schema():
    """The OGC's own schema finds nothing wrong with it, empty or full of hostile text."""
    pykml = pytest.importorskip(
        "pykml", reason="pykml, which brings the OGC's schema, is not installed: pip install pykml"
    )
    folder = Path(pykml.__file__).parent / "schemas"

    class Local(etree.Resolver):
        """Schemas that a schema imports, from the package and not from the net."""

        def resolve(self, url, public_id, context):
            return self.resolve_filename(str(folder / url.rpartition("/")[2]), context)

    parser = etree.XMLParser()
    parser.resolvers.add(Local())
    schema = etree.XMLSchema(etree.parse(str(folder / "ogckml22.xsd"), parser))
    for chosen in (whole(), empty()):
        schema.assertValid(etree.fromstring(write(chosen, "kml")))


def test_kml_spans_are_the_intervals(kml):
    """Begin and end are the days, an open side is left out, an undated event has no span."""
    spans = {}
    for mark in kml.iter(KML + "Placemark"):
        key = mark.find(f".//{KML}Data[@name='event_id']/{KML}value").text
        span = mark.find(KML + "TimeSpan")
        spans[key] = None if span is None else tuple(span.findtext(KML + end) for end in ("begin", "end"))
    assert spans == {
        "e1": ("2012-05-03",) * 2,
        "e2": ("2012-06-01", "2012-06-30"),
        "e3": (None, "2014-07-07"),
        "e4": None,
    }


def test_kml_shows_hostile_text_as_text(kml):
    """Read as HTML, as a globe reads it, a description holds no script, no handler and no foreign link."""
    for description in kml.iter(KML + "description"):
        tree = html.fragment_fromstring(description.text, create_parent="div")
        assert {element.tag for element in tree.iter()} <= {"div", "p", "b", "blockquote", "bdi", "a"}
        assert all(a.get("href").startswith("https://") for a in tree.iter("a"))
    assert "window.harmed=1" in "".join(kml.itertext())


def test_kml_says_what_did_not_happen_and_where_it_is_from(kml):
    """A threat is named one and drawn hollow; the document says what was chosen."""
    names = {mark.findtext(KML + "name")[:12]: mark.findtext(KML + "styleUrl") for mark in kml.iter(KML + "Placemark")}
    assert names["[threatened]"] == "#unsure"
    assert names["=1+1"] == "#sure"
    assert "4 of 9 shown" in kml.find(f"{KML}Document/{KML}description").text
    assert [f.findtext(KML + "name") for f in kml.iter(KML + "Folder")] == ["Placed", "Without a place"]
