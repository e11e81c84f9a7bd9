"""The ground of a printed map: Natural Earth in a Mercator frame, cut to its edges. Pure, but for reading it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from views.figures.basemap import PROVINCES_FROM
from views.figures.marks import TILE, pixels, unpixels
from views.palette import Palette
from views.print import svg

FOLDER = Path(__file__).parents[2] / "static" / "basemap"
FINE = 0.6  # pixels; points nearer to the last one than this are left out
Line = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Frame:
    """What a map shows: `width` by `height` pixels around a middle, at a zoom as MapLibre counts it."""

    longitude: float
    latitude: float
    zoom: float
    width: float
    height: float
    edge: float = 4.0  # pixels beyond the frame that lines go on, so that no cut shows

    @classmethod
    def between(cls, left: float, top: float, right: float, bottom: float, zoom: float) -> Frame:
        """The frame with these edges, in pixels of the map of the world at its zoom."""
        middle = unpixels((left + right) / 2, (top + bottom) / 2, zoom)
        return cls(*middle, zoom, right - left, bottom - top)

    @property
    def corner(self) -> tuple[float, float]:
        """Pixels of the top left corner on the map of the world."""
        x, y = pixels(self.longitude, self.latitude, self.zoom)
        return x - self.width / 2, y - self.height / 2

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Pixels from the top left corner."""
        (x, y), (left, top) = pixels(longitude, latitude, self.zoom), self.corner
        return x - left, y - top

    def many(self, degrees: np.ndarray) -> np.ndarray:
        """The same of an array of shape (n, 2)."""
        size, (left, top) = TILE * 2**self.zoom, self.corner
        north = np.log(np.tan(np.pi / 4 + np.radians(np.clip(degrees[:, 1], -85, 85)) / 2))
        return np.column_stack([degrees[:, 0] / 360 * size - left, -north / (2 * np.pi) * size - top])

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north."""
        return self._around(0.0)

    @property
    def drawn(self) -> tuple[float, float, float, float]:
        """West, south, east, north of all that is drawn, beyond the edges too."""
        return self._around(self.edge)

    def _around(self, edge: float) -> tuple[float, float, float, float]:
        left, top = self.corner
        west, north = unpixels(left - edge, top - edge, self.zoom)
        east, south = unpixels(left + self.width + edge, top + self.height + edge, self.zoom)
        return west, south, east, north


@dataclass(frozen=True, slots=True)
class Ground:
    """The basemap's lines in degrees, each an array of shape (n, 2)."""

    land: tuple[np.ndarray, ...]  # closed rings
    borders: tuple[np.ndarray, ...]
    provinces: tuple[np.ndarray, ...]
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A name on the basemap, shown from a zoom on."""

    text: str
    kind: str  # country, capital, town
    zoom: float
    longitude: float
    latitude: float


@lru_cache(maxsize=1)
def ground() -> Ground:
    """The basemap, read once."""
    land = [ring for f in _features("land") for polygon in f["geometry"]["coordinates"] for ring in polygon]
    names = (
        Name(f["properties"]["name"], f["properties"]["kind"], f["properties"]["zoom"], *f["geometry"]["coordinates"])
        for f in _features("labels")
    )
    borders, provinces = (
        [line for f in _features(name) for line in f["geometry"]["coordinates"]] for name in ("borders", "provinces")
    )
    return Ground(_arrays(land), _arrays(borders), _arrays(provinces), tuple(names))


def _features(name: str) -> list[dict]:
    return json.loads((FOLDER / f"{name}.geojson").read_text(encoding="utf-8"))["features"]


def _arrays(lines: Iterable[list]) -> tuple[np.ndarray, ...]:
    return tuple(_unwound(np.array(line, dtype=float)) for line in lines)


def _unwound(line: np.ndarray) -> np.ndarray:
    """Longitudes that run on past ±180 where the line crosses it; one around a pole is closed by way of the pole."""
    x, y = np.unwrap(line[:, 0], period=360.0), line[:, 1]
    if abs(x[-1] - x[0]) > 180:
        pole = -90.0 if y.mean() < 0 else 90.0
        x, y = np.append(x, [x[-1], x[0]]), np.append(y, [pole, pole])
    return np.column_stack([x, y])


@lru_cache(maxsize=24)
def drawn(frame: Frame, palette: Palette, *, steady: bool = False) -> str:
    """Sea, land, coasts and borders of a frame; `steady` lines stay as thin when the whole is scaled."""
    world = ground()
    coast = svg.path(rings(world.land, frame), closed=True)
    line = {"stroke": palette.border, "vector_effect": "non-scaling-stroke" if steady else None}
    parts = [
        svg.rect(0, 0, frame.width, frame.height, fill=palette.sea),
        svg.tag("path", d=coast, fill=palette.land, stroke_width=0.6, fill_rule="evenodd", **line),
    ]
    if frame.zoom >= PROVINCES_FROM:
        parts.append(
            _lines(world.provinces, frame, stroke_width=0.6, stroke_dasharray="3 2", class_="provinces", **line)
        )
    parts.append(_lines(world.borders, frame, stroke_width=1.0, **line))
    return svg.group(*parts, class_="ground")


def _lines(lines: Iterable[np.ndarray], frame: Frame, **attributes: object) -> str:
    return svg.tag("path", d=svg.path(strokes(lines, frame), closed=False), fill="none", **attributes)


def rings(shapes: Iterable[np.ndarray], frame: Frame) -> Iterator[Line]:
    """Closed rings in pixels, cut to the frame (Sutherland and Hodgman, 1974)."""
    for points in _near(shapes, frame):
        ring = [tuple(p) for p in _thin(points)]
        for axis, limit, sign in _sides(frame):
            ring = _cut(ring, axis, limit, sign)
        if len(ring) > 2:
            yield ring


def strokes(shapes: Iterable[np.ndarray], frame: Frame) -> Iterator[Line]:
    """Open lines in pixels: the stretches of them that touch the frame."""
    for points in _near(shapes, frame):
        points = _thin(points)
        inside = np.ones(len(points), dtype=bool)
        for axis, limit, sign in _sides(frame):
            inside &= (points[:, axis] - limit) * sign >= 0
        kept = inside.copy()
        kept[1:] |= inside[:-1]
        kept[:-1] |= inside[1:]
        for run in np.split(np.arange(len(points)), np.flatnonzero(~kept)):
            run = run[kept[run]]
            if len(run) > 1:
                yield [tuple(p) for p in points[run]]


def _near(shapes: Iterable[np.ndarray], frame: Frame) -> Iterator[np.ndarray]:
    """Shapes in pixels whose bounding box meets the frame; a frame across ±180° meets their copies."""
    west, south, east, north = frame.drawn
    for shift in (-360.0, 0.0, 360.0):
        for shape in shapes:
            (x0, y0), (x1, y1) = shape.min(axis=0), shape.max(axis=0)
            if x1 + shift >= west and x0 + shift <= east and y1 >= south and y0 <= north:
                yield frame.many(shape + np.array([shift, 0.0]))


def _thin(points: np.ndarray) -> np.ndarray:
    cells = np.floor(points / FINE)
    moved = np.any(cells[1:] != cells[:-1], axis=1)
    return points[np.concatenate([[True], moved[:-1], [True]])] if len(points) > 2 else points


def _sides(frame: Frame) -> tuple[tuple[int, float, int], ...]:
    right, bottom = frame.width + frame.edge, frame.height + frame.edge
    return ((0, -frame.edge, 1), (0, right, -1), (1, -frame.edge, 1), (1, bottom, -1))


def _cut(ring: Line, axis: int, limit: float, sign: int) -> Line:
    """The part of a ring on one side of a line."""
    cut: Line = []
    for i, end in enumerate(ring):
        start = ring[i - 1]
        a, b = (start[axis] - limit) * sign, (end[axis] - limit) * sign
        if (a < 0) != (b < 0):
            share = a / (a - b)
            cut.append((start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share))
        if b >= 0:
            cut.append(end)
    return cut
