"""Many events on the map: those of near places as one mark with their number, on a grid that zooming refines. Pure."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from views.catalogue import NEUTRAL
from views.figures.marks import TILE, escape, pixels, unpixels
from views.figures.placing import AreaMark, Mark, stacked
from views.texts import number, say
from views.wording import compact

GRID = 50  # pixels of a cell
INNER = 0.5  # of a cell, to which the mark of several places keeps, so that marks of two cells do not meet
MOST_CELLS, MOST_AREAS = 1200, 32
AREA_IN_PIXELS = 14  # radius below which an area is left out; nearer, it shows


@dataclass(frozen=True, slots=True)
class Frame:
    """What of the map is on the screen: its zoom, and its edges in degrees."""

    zoom: float
    west: float = -180.0
    south: float = -85.0
    east: float = 180.0
    north: float = 85.0

    def holds(self, longitude: np.ndarray, latitude: np.ndarray) -> np.ndarray:
        """Which points are on it, or half a screen beyond, so that a small move shows nothing bare."""
        wide, high = (self.east - self.west) / 2, (self.north - self.south) / 2
        across = (longitude >= self.west - wide) & (longitude <= self.east + wide)
        return across & (latitude >= self.south - high) & (latitude <= self.north + high)


@dataclass(frozen=True, eq=False)
class Places:
    """Numbers of events a place and hue, with where the places are: arrays of one length."""

    point: np.ndarray
    hue: np.ndarray
    events: np.ndarray
    possible: np.ndarray  # of those: only possibly inside
    happened: np.ndarray  # of those: took place or goes on
    longitude: np.ndarray
    latitude: np.ndarray
    radius_km: np.ndarray
    exact: np.ndarray

    def where(self, keep: np.ndarray) -> Places:
        """Those that are to be kept."""
        return Places(*(getattr(self, name)[keep] for name in self.__dataclass_fields__))


def cells(places: Places, frame: Frame) -> list[np.ndarray]:
    """Indices into `places` of the towns and sites in each square of the grid, squares with most events first."""
    inside = np.flatnonzero(places.exact & frame.holds(places.longitude, places.latitude))
    size = world(frame.zoom)
    y = _north(places.latitude[inside])
    column = np.floor(places.longitude[inside] / 360 * size / GRID).astype(int)
    row = np.floor(-y / (2 * math.pi) * size / GRID).astype(int)
    _, cell = np.unique(column * 2**24 + row, return_inverse=True)
    order = np.argsort(cell, kind="stable")
    groups = np.split(inside[order], np.flatnonzero(np.diff(cell[order])) + 1) if len(inside) else []
    return sorted(groups, key=lambda group: -int(places.events[group].sum()))[:MOST_CELLS]


def _north(latitude: np.ndarray) -> np.ndarray:
    """How far up a web-mercator map, in radians of longitude."""
    return np.log(np.tan(np.pi / 4 + np.radians(np.clip(latitude, -85, 85)) / 2))


def world(zoom: float) -> float:
    """Pixels of the world's width; the grid changes at every half zoom, not with every turn of the wheel."""
    return TILE * 2 ** (math.floor(zoom * 2) / 2)


def _middle(longitude: np.ndarray, latitude: np.ndarray, weights: np.ndarray, zoom: float) -> tuple[float, float]:
    """Where the mark of several places stands: in their middle, as far as that is well within their cell."""
    size = world(zoom)
    at = np.stack([longitude / 360, -_north(latitude) / (2 * math.pi)], axis=1) * size / GRID
    shares = weights @ at / weights.sum()
    cell = np.floor(at[0])
    kept = cell + np.clip(shares - cell, (1 - INNER) / 2, (1 + INNER) / 2)
    x, y = kept * GRID / size * TILE
    return unpixels(float(x), float(y), 0)


def cell_marks(
    places: Places,
    frame: Frame,
    colours: Sequence[str],
    names: Sequence[str],
    place_names: Callable[[Sequence[int]], Mapping[int, str]],
) -> list[Mark]:
    """One mark a cell; `colours` and `names` a hue, `place_names` tells the names of places by number."""
    groups = cells(places, frame)
    mains = [int(places.point[group[places.events[group].argmax()]]) for group in groups]
    called = place_names(mains)
    marks = [
        _cell(places, group, called.get(main, ""), colours, names, frame.zoom)
        for group, main in zip(groups, mains, strict=True)
    ]
    return sorted(marks, key=lambda mark: (mark.longitude, mark.latitude))


def _cell(
    places: Places, group: np.ndarray, main: str, colours: Sequence[str], names: Sequence[str], zoom: float
) -> Mark:
    events = places.events[group]
    total, possible = int(events.sum()), int(places.possible[group].sum())
    x, y = places.longitude[group], places.latitude[group]
    points = len(set(places.point[group]))
    hues = np.bincount(places.hue[group], weights=events, minlength=8).astype(int)
    top = int(hues.argmax())
    colour = colours[top] if hues[top] * 2 > total else NEUTRAL
    place = main if points == 1 else say("explore.map.and_around", place=main, n=points - 1)
    mix = ", ".join(
        f"{names[hue]} {number(int(hues[hue]))}" for hue in np.argsort(-hues, kind="stable")[:4] if hues[hue]
    )
    sure = say("explore.map.possible_of", n=possible) if possible else ""
    caption = stacked(place, total) + f"<br>{escape(mix)}" + (f"<br>{escape(sure)}" if sure else "")
    return Mark(
        *(_middle(x, y, events, zoom) if points > 1 else (float(x[0]), float(y[0]))),
        0, 0, colour, True, compact(total), False, possible == total, False, "", caption, "", max(total, 2),
        (float(x.min()), float(y.min()), float(x.max()), float(y.max())) if points > 1 else (),
    )  # fmt: skip


def area_marks(
    places: Places,
    frame: Frame,
    colours: Sequence[str],
    names: Sequence[str],
    places_of: Callable[[Sequence[int]], Mapping[int, Mapping]],
) -> list[AreaMark]:
    """The areas with most events that are large enough to be seen, the largest first."""
    near = ~places.exact & frame.holds(places.longitude, places.latitude)
    pixel = 360 / (TILE * 2**frame.zoom) * 111.2 * np.cos(np.radians(places.latitude))
    seen = places.where(near & (places.radius_km / np.maximum(pixel, 1e-9) >= AREA_IN_PIXELS))
    totals = pd.Series(seen.events).groupby(seen.point).sum().nlargest(MOST_AREAS)
    told = places_of([int(point) for point in totals.index])
    marks = [_area(seen.where(seen.point == point), told[int(point)], colours, names) for point in totals.index]
    return sorted(marks, key=lambda mark: -float(mark.place["radius_km"] or 0))


def _area(rows: Places, place: Mapping, colours: Sequence[str], names: Sequence[str]) -> AreaMark:
    total, possible = int(rows.events.sum()), int(rows.possible.sum())
    order = np.argsort(-rows.events, kind="stable")
    top = order[0]
    mix = ", ".join(f"{names[rows.hue[i]]} {number(int(rows.events[i]))}" for i in order[:4])
    words = (
        say("explore.map.somewhere", place=f"<b>{escape(place['place'])}</b>") + f": {number(total)}<br>{escape(mix)}"
    )
    return AreaMark(
        [{"event_id": "", **place}],
        colours[rows.hue[top]] if rows.events[top] * 2 > total else NEUTRAL,
        facts=bool(rows.happened.sum()),
        certain=possible < total,
        selected=False,
        many=total,
        words=words,
    )


def frame_of(longitude: float, latitude: float, zoom: float, width: int, height: int) -> Frame:
    """The frame of a first view."""
    size = TILE * 2**zoom
    _, y = pixels(longitude, latitude, zoom)

    def north(at: float) -> float:
        return math.degrees(2 * math.atan(math.exp(-at * 2 * math.pi / size)) - math.pi / 2)

    half = width / 2 / size * 360
    return Frame(zoom, longitude - half, north(y + height / 2), longitude + half, north(y - height / 2))
