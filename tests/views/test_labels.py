"""Names of areas keep out of one another's way."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from views.figures import labels

ZOOM = 3.0


def area(longitude, latitude, radius, kind="region"):
    return pd.Series({"longitude": longitude, "latitude": latitude, "radius_km": radius, "place_kind": kind})


def box(spot, text):
    return labels._box(*spot, text, ZOOM)


def test_two_areas_around_one_point_have_their_names_apart():
    """A region inside a country does not hide the country's name, nor the other way round."""
    areas, words = [area(2, 28, 900, "country"), area(2, 20, 890)], ["Algeria · 2", "Sahel · 1"]
    spots = labels.name_spots(areas, words, [], ZOOM)
    assert not box(spots[0], words[0]).meets(box(spots[1], words[1]))


@given(st.floats(-60, 60), st.floats(-170, 170), st.floats(0, 2000))
def test_an_area_alone_has_its_name_at_its_first_spot(latitude, longitude, radius):
    """A country's name stands in its middle where nothing is in the way."""
    (spot,) = labels.name_spots([area(longitude, latitude, radius, "country")], ["x · 1"], [], ZOOM)
    assert spot == (longitude, latitude)
