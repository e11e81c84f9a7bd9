"""The gazetteer behind geopy's interface."""

import pytest
from geopy.exc import GeocoderQueryError
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders.base import Geocoder
from geopy.point import Point

from pipeline.places.geocoder import GazetteerGeocoder


@pytest.fixture(scope="module")
def geocoder():
    return GazetteerGeocoder()


def test_it_is_a_geopy_geocoder(geocoder):
    """Whatever takes a geopy geocoder must take this one."""
    assert isinstance(geocoder, Geocoder)
    assert RateLimiter(geocoder.geocode, min_delay_seconds=0)("Bamako").raw["country_code"] == "ML"


def test_one_location_or_several(geocoder):
    """exactly_one gives a Location, otherwise a list, and None where there is nothing."""
    one = geocoder.geocode("Derna, Libya")
    assert one.address.startswith("Derna")
    assert one.address.endswith("Libya")
    assert one.raw["kind"] == "city"
    assert one.raw["id"] == 87205
    assert one.raw["radius_km"] > 0
    assert len(geocoder.geocode("Springfield", exactly_one=False, limit=3)) == 3
    assert geocoder.geocode("Qqzzyx") is None
    assert geocoder.geocode("Qqzzyx", exactly_one=False) is None


def test_country_codes_narrow(geocoder):
    """A country asked for leaves out the larger namesake elsewhere."""
    assert geocoder.geocode("Tripoli", country_codes="lb").raw["country_code"] == "LB"
    assert geocoder.geocode("Bamako", country_codes=["FR"]) is None


@pytest.mark.parametrize("query", [(16.27, -0.05), "16.27, -0.05", Point(16.27, -0.05)])
def test_reverse_gives_the_nearest_town(geocoder, query):
    """All forms of a point that geopy takes lead to the same town."""
    found = geocoder.reverse(query)
    assert found.raw["name"] == "Gao"
    assert found.raw["distance_km"] < 5


@pytest.mark.parametrize("query", ["", "   "])
def test_an_empty_query_is_geopys_error(geocoder, query):
    """Bad input raises what geopy's users catch."""
    with pytest.raises(GeocoderQueryError):
        geocoder.geocode(query)


@pytest.mark.filterwarnings("ignore:Latitude normalization")
@pytest.mark.parametrize("query", ["nowhere", "91, 0", (1, 2, 3, 4)])
def test_a_point_that_is_none_is_geopys_error(geocoder, query):
    """A point off the globe or no point at all raises GeocoderQueryError."""
    with pytest.raises(GeocoderQueryError):
        geocoder.reverse(query)
