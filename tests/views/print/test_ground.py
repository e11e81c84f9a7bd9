"""The ground of a printed map: cut to its frame, whole across the date line."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from views.palette import LIGHT
from views.print.ground import Frame, drawn, ground, rings, strokes

FRAMES = st.builds(
    Frame, st.floats(-180, 180), st.floats(-60, 70), st.floats(0.6, 6.5), st.floats(200, 900), st.floats(150, 600)
)


@settings(max_examples=12, deadline=None)
@given(FRAMES)
def test_land_is_cut_to_the_frame(frame):
    """Nothing is drawn farther out than the frame's edge."""
    for ring in rings(ground().land, frame):
        for x, y in ring:
            assert -frame.edge - 0.1 <= x <= frame.width + frame.edge + 0.1
            assert -frame.edge - 0.1 <= y <= frame.height + frame.edge + 0.1


@given(FRAMES, st.floats(-170, 170), st.floats(-80, 80))
def test_a_frame_knows_where_a_point_lies(frame, longitude, latitude):
    """The middle is in the middle; east is right, north is up."""
    x, y = frame.at(frame.longitude, frame.latitude)
    assert (x, y) == pytest.approx((frame.width / 2, frame.height / 2), abs=1e-6)
    x, y = frame.at(longitude, latitude)
    assert (x > frame.width / 2) == (longitude > frame.longitude) or abs(longitude - frame.longitude) < 1e-6
    assert (y < frame.height / 2) == (latitude > frame.latitude) or abs(latitude - frame.latitude) < 1e-6


@pytest.mark.parametrize("longitude", [179.0, -179.0, 181.0])
def test_land_on_both_sides_of_the_date_line(longitude):
    """A frame across ±180° shows Siberia and Alaska, with nothing drawn right through the map."""
    frame = Frame(longitude, 65.0, 3.0, 800, 400)
    xs = [x for ring in rings(ground().land, frame) for x, _ in ring]
    assert min(xs) < 100
    assert max(xs) > 700
    for line in strokes(ground().borders, frame):
        assert max(abs(a[0] - b[0]) for a, b in itertools.pairwise(line)) < 300


def test_borders_of_provinces_only_from_near():
    """From far away they would be a tangle."""
    assert 'class="provinces"' not in drawn(Frame(0, 17, 3.0, 600, 300), LIGHT)
    assert 'class="provinces"' in drawn(Frame(0, 17, 4.5, 600, 300), LIGHT)
