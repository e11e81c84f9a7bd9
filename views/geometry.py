"""Shapes on the globe, small enough to do without a geometry library: circles, outlines, what lies in a polygon."""

from __future__ import annotations

import itertools
import math
from functools import lru_cache
from pathlib import Path

import msgspec
import numpy as np
import pandas as pd

from pipeline.places import shapes

LAND = Path(__file__).parents[1] / "static" / "basemap" / "land.geojson"
SMALLEST = 0.05  # square degrees of bounding box; lesser islands are left out of an outline
KM_A_DEGREE = 111.195  # of latitude, on a sphere of mean radius
Ring = list[tuple[float, float]]  # (longitude, latitude), closed


def outline(country: str | None) -> list[Ring]:
    """Outer rings of a country by its ISO 3166-1 alpha-2 code, those of the basemap, so that lines coincide; [] of one
    that it does not have."""
    return _sizeable(_outlines().get(country or "", []))


@lru_cache(maxsize=1)
def _outlines() -> dict[str, list[Ring]]:
    features = msgspec.json.decode(LAND.read_bytes())["features"]
    return {
        feature["properties"]["iso"]: [polygon[0] for polygon in feature["geometry"]["coordinates"]]
        for feature in features
        if feature["properties"]["iso"]
    }


def _sizeable(rings: list[Ring]) -> list[Ring]:
    """The largest, and the others but lesser islands."""
    ranked = sorted(rings, key=_extent, reverse=True)
    return [*ranked[:1], *(ring for ring in ranked[1:] if _extent(ring) >= SMALLEST)]


def _extent(ring: Ring) -> float:
    longitudes, latitudes = zip(*ring, strict=True)
    return (max(longitudes) - min(longitudes)) * (max(latitudes) - min(latitudes))


def circle(latitude: float, longitude: float, radius_km: float, corners: int = 64) -> Ring:
    """A circle of `radius_km` on the globe, closed, its longitudes running on past ±180 where it crosses the line."""
    arc = min(radius_km / KM_A_DEGREE, 80.0)
    phi, delta = math.radians(latitude), math.radians(arc)
    ring = []
    for corner in range(corners + 1):
        bearing = 2 * math.pi * (corner % corners) / corners
        y = math.asin(math.sin(phi) * math.cos(delta) + math.cos(phi) * math.sin(delta) * math.cos(bearing))
        x = math.atan2(
            math.sin(bearing) * math.sin(delta) * math.cos(phi), math.cos(delta) - math.sin(phi) * math.sin(y)
        )
        ring.append((round(longitude + math.degrees(x), 3), round(max(-85.0, min(85.0, math.degrees(y))), 3)))
    return ring


def shape(
    kind: str | None,
    country: str | None,
    latitude: float,
    longitude: float,
    radius_km: float,
    *,
    geonames_id: float | None = None,
    name: str | None = None,
) -> list[Ring]:
    """Rings of the area that a place covers: the outline of a country, a province or the part of a country that it is,
    otherwise a circle of its radius."""
    if kind == "country" and (rings := outline(country)):
        return [[tuple(point) for point in ring] for ring in rings]
    if kind in ("admin1", "region"):
        known = None if pd.isna(geonames_id) else int(geonames_id)
        if rings := (shapes.shape(known) or shapes.shape_named(country, name)):
            return [list(ring) for ring in rings]
    return [circle(latitude, longitude, radius_km)]


def contains(ring: Ring, longitudes: np.ndarray, latitudes: np.ndarray) -> np.ndarray:
    """Which points lie inside a closed ring (even-odd rule)."""
    inside = np.zeros(len(longitudes), dtype=bool)
    with np.errstate(divide="ignore", invalid="ignore"):
        for (x1, y1), (x2, y2) in itertools.pairwise(ring):
            if y1 == y2:
                continue
            crosses = (y1 > latitudes) != (y2 > latitudes)
            inside ^= crosses & (longitudes < (x2 - x1) * (latitudes - y1) / (y2 - y1) + x1)
    return inside


def distance_to_edge(ring: Ring, longitudes: np.ndarray, latitudes: np.ndarray) -> np.ndarray:
    """Kilometres from each point to the nearest side of the ring, on a plane laid at that point."""
    nearest = np.full(len(longitudes), np.inf)
    scale = np.cos(np.radians(latitudes))
    for (x1, y1), (x2, y2) in itertools.pairwise(ring):
        ax, ay = (x1 - longitudes) * scale, y1 - latitudes
        bx, by = (x2 - longitudes) * scale, y2 - latitudes
        dx, dy = bx - ax, by - ay
        length = dx * dx + dy * dy
        with np.errstate(divide="ignore", invalid="ignore"):
            along = np.clip(np.where(length > 0, -(ax * dx + ay * dy) / length, 0.0), 0.0, 1.0)
        nearest = np.minimum(nearest, np.hypot(ax + along * dx, ay + along * dy))
    return nearest * KM_A_DEGREE
