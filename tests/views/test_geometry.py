"""Circles, outlines and polygons."""

import numpy as np
import pytest
from geopy.distance import great_circle
from hypothesis import given
from hypothesis import strategies as st

from views import geometry


@given(st.floats(-60, 60), st.floats(-180, 180), st.floats(1, 1500))
def test_every_point_of_a_circle_is_as_far_as_its_radius(latitude, longitude, radius):
    """A circle of N kilometres is one on the globe, not on the page."""
    ring = geometry.circle(latitude, longitude, radius, corners=12)
    assert ring[0] == ring[-1]
    for x, y in ring:
        if abs(y) < 84.9:
            away = great_circle((latitude, longitude), (y, (x + 540) % 360 - 180)).km
            assert away == pytest.approx(radius, rel=0.01, abs=0.3)


def test_a_country_is_drawn_by_its_outline_and_a_region_by_its_circle():
    """Only what has no outline becomes a circle."""
    country = geometry.shape("country", "NE", 17.6, 8.1, 640)
    assert geometry.contains(country[0], np.array([8.1, 2.1]), np.array([17.6, 48.9])).tolist() == [True, False]
    assert geometry.shape("region", "ML", 18, -1, 400) == [geometry.circle(18, -1, 400)]
    assert geometry.shape("country", "??", 1, 2, 30) == [geometry.circle(1, 2, 30)]


@pytest.mark.parametrize(
    ("kind", "country", "known", "name", "within", "without"),
    [
        ("admin1", "ML", 2597449, "Kidal", (1.4, 18.4), (-0.1, 16.3)),
        ("admin1", "US", None, "Nowhere by that name", None, None),
        ("region", "ML", None, "northern Mali", (-0.05, 16.27), (-8.0, 12.6)),
        ("region", "ML", np.nan, "southern Mali", (-8.0, 12.6), (-3.0, 20.0)),
        ("region", "ML", None, "Tin Hama, Mali", (-8.0, 12.6), (2.1, 13.5)),
        ("region", None, None, "Sahel", None, None),
    ],
)
def test_a_province_and_a_part_of_a_country_are_drawn_by_their_outlines(kind, country, known, name, within, without):
    """What has an outline is shaded as it lies on the ground; nothing else pretends to one."""
    rings = geometry.shape(kind, country, 18, 0, 300, geonames_id=known, name=name)
    if within is None:
        assert rings == [geometry.circle(18, 0, 300)]
        return
    points = np.array([within, without])
    inside = [geometry.contains(ring, points[:, 0], points[:, 1]) for ring in rings]
    assert np.any(inside, axis=0).tolist() == [True, False]
    assert all(ring[0] == ring[-1] for ring in rings)


def test_distance_to_an_edge_in_kilometres():
    """A degree of latitude is about 111 km, one of longitude less towards the poles."""
    box = [(0, 50), (10, 50), (10, 60), (0, 60), (0, 50)]
    away = geometry.distance_to_edge(box, np.array([5.0, 11.0]), np.array([51.0, 55.0]))
    assert away == pytest.approx([111.2, 111.2 * np.cos(np.radians(55))], rel=0.01)
