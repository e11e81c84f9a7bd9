"""A place of the gazetteer."""

from __future__ import annotations

import math

from msgspec import Struct

from pipeline.model import PlaceKind

EARTH_KM = 6371.0088
KM_PER_DEGREE = 111.195  # of latitude


class Place(Struct, frozen=True, gc=False):
    """Something on the map with a name: a point, and the radius in km of a circle about as large as it."""

    name: str
    latitude: float
    longitude: float
    radius_km: float
    kind: PlaceKind
    geonames_id: int | None = None
    country_code: str | None = None  # ISO 3166-1 alpha-2
    admin1: str | None = None  # GeoNames' admin-1 code within the country
    population: int = 0
    weight: float = 0.0  # how readily the bare name means this place: a natural logarithm, a town's is of its people
    district: bool = False  # a division of a division: `admin1` is what it lies in, not what it is


def distance_km(a: Place, b: Place) -> float:
    """Great-circle distance; the haversine's half per cent does not matter to the size of any place."""
    return haversine_km(a.latitude, a.longitude, b.latitude, b.longitude)


def haversine_km(latitude1: float, longitude1: float, latitude2: float, longitude2: float) -> float:
    p1, p2 = math.radians(latitude1), math.radians(latitude2)
    half = math.sin((p2 - p1) / 2) ** 2
    half += math.cos(p1) * math.cos(p2) * math.sin(math.radians(longitude2 - longitude1) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def destination(latitude: float, longitude: float, bearing: float, km: float) -> tuple[float, float]:
    """The point `km` away in direction `bearing` (degrees from north, clockwise), as (latitude, longitude)."""
    angle, theta = km / EARTH_KM, math.radians(bearing)
    p1, l1 = math.radians(latitude), math.radians(longitude)
    p2 = math.asin(math.sin(p1) * math.cos(angle) + math.cos(p1) * math.sin(angle) * math.cos(theta))
    l2 = l1 + math.atan2(
        math.sin(theta) * math.sin(angle) * math.cos(p1), math.cos(angle) - math.sin(p1) * math.sin(p2)
    )
    return math.degrees(p2), (math.degrees(l2) + 540) % 360 - 180
