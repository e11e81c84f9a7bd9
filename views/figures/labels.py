"""Where the names of areas stand, so that no name hides another. Pure."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import pandas as pd

from views import geometry
from views.figures.marks import TILE

NAME_BELOW = 19.0  # pixels that a town's name stands under its lowest mark
LETTER, LINE = 7.0, 25.0  # pixels a letter is wide and a line high, with some air


class Town(Protocol):
    """A mark on the map, as `views.figures.map` places it."""

    longitude: float
    latitude: float
    dx: float
    dy: float
    place: str


@dataclass(frozen=True, slots=True)
class Box:
    """Pixels that a text takes up: its middle and half its size."""

    x: float
    y: float
    wide: float
    high: float

    def meets(self, other: Box) -> bool:
        return abs(self.x - other.x) < self.wide + other.wide and abs(self.y - other.y) < self.high + other.high


def name_spots(
    places: Sequence[pd.Series], words: Sequence[str], towns: Iterable[Town], zoom: float
) -> list[tuple[float, float]]:
    """A longitude and latitude for the name of each area, clear of the names before it and of the towns' marks.

    A country's or province's stands near its middle; a circle's on its rim, since its middle often has a town's marks.
    Where no spot is clear the first one is taken.
    """
    taken = [box for town in towns for box in _boxes(town, zoom)]
    spots = []
    for place, text in zip(places, words, strict=True):
        candidates = _candidates(place)
        boxes = [_box(x, y, text, zoom) for x, y in candidates]
        clear = next((i for i, box in enumerate(boxes) if not any(box.meets(other) for other in taken)), 0)
        spots.append(candidates[clear])
        taken.append(boxes[clear])
    return spots


def _candidates(place: pd.Series) -> list[tuple[float, float]]:
    x, y = place["longitude"], place["latitude"]
    up = (0.0 if pd.isna(place["radius_km"]) else place["radius_km"]) / geometry.KM_A_DEGREE
    aside = up / max(math.cos(math.radians(y)), 0.1)
    if place["place_kind"] in ("country", "admin1"):  # drawn by its outline
        shares = [(0, 0), (0, 0.3), (0, -0.3), (-0.3, 0), (0.3, 0), (0, 0.5), (0, -0.5), (-0.3, 0.3), (-0.3, -0.3)]
    else:
        shares = [(0, 1), (0, -1), (-1, 0), (1, 0), (-0.7, 0.7), (0.7, 0.7), (-0.7, -0.7), (0.7, -0.7)]
    return [(x + aside * right, max(-84.0, min(84.0, y + up * above))) for right, above in shares]


def _box(longitude: float, latitude: float, text: str, zoom: float, dx: float = 0.0, dy: float = 0.0) -> Box:
    size = TILE * 2**zoom
    north = math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2))
    x, y = longitude / 360 * size, -north / (2 * math.pi) * size
    return Box(x + dx, y + dy, len(text) * LETTER / 2, LINE / 2)


def _boxes(town: Town, zoom: float) -> list[Box]:
    """Of its mark, and of its name beneath."""
    mark = _box(town.longitude, town.latitude, "oo", zoom, town.dx, town.dy)
    return [mark, _box(town.longitude, town.latitude, town.place, zoom, 0.0, town.dy + NAME_BELOW)]
