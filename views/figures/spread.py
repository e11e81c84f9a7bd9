"""Marks that share a place, or stand nearer to it than a dot is wide, are spread in rings around their middle. Pure.

The page does the same sum at every other zoom (`views/linked_chart/spread.js`).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from views.figures.marks import pixels, spiral

SPACING = 15.0  # pixels between marks
MOST_AT_A_PLACE = 37  # three rings; beyond that one mark carries their number
NAMES = 3  # that stand under one cluster; more are counted

Point = tuple[float, float]  # longitude, latitude


@dataclass(slots=True)
class Cluster:
    """Marks by number, around one point; `places` are the pixels of their places, the first of them its anchor."""

    members: list[int]
    places: list[tuple[float, float]] = field(default_factory=list)

    @property
    def middle(self) -> tuple[float, float]:
        xs, ys = zip(*self.places, strict=True)
        return sum(xs) / len(xs), sum(ys) / len(ys)

    @property
    def spots(self) -> list[tuple[float, float]]:
        """Pixels of each member."""
        x, y = self.middle
        return [(x + dx, y + dy) for dx, dy in spiral(len(self.members), SPACING)]


def clusters(points: Sequence[Point], zoom: float) -> list[Cluster]:
    """Marks gathered. Those of one place follow one another; a place joins the first cluster whose anchor is nearer
    than a dot's width and that has room, so that clusters never grow into chains."""
    found: list[Cluster] = []
    grid: dict[tuple[int, int], list[Cluster]] = {}
    for point, run in groupby(range(len(points)), key=points.__getitem__):
        members = list(run)
        x, y = pixels(*point, zoom)
        home = next((c for c in _near(grid, x, y) if len(c.members) + len(members) <= MOST_AT_A_PLACE), None)
        if home is None:
            home = Cluster([])
            found.append(home)
            grid.setdefault(_cell(x, y), []).append(home)
        home.members += members
        home.places.append((x, y))
    return found


def _cell(x: float, y: float) -> tuple[int, int]:
    return math.floor(x / SPACING), math.floor(y / SPACING)


def _near(grid: dict[tuple[int, int], list[Cluster]], x: float, y: float) -> Iterable[Cluster]:
    column, row = _cell(x, y)
    for cell in ((column + dx, row + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)):
        for cluster in grid.get(cell, ()):
            if math.dist(cluster.places[0], (x, y)) < SPACING:
                yield cluster


def joint(names: Iterable[str]) -> str:
    """Names of places that stand as one: "In Amenas, Tiguentourine", "Gao, Ansongo +3"."""
    names = list(dict.fromkeys(names))
    return ", ".join(names) if len(names) <= NAMES else f"{', '.join(names[:2])} +{len(names) - 2}"
