"""A selection as SQL: which events it lets through, and which of those certainly. Values are bound, never pasted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from views import geometry
from views.query.opening import Opened, Points
from views.selection import Area, Selection

EPOCH = date(1970, 1, 1).toordinal()
CODES = {"type": "types", "status": "statuses", "origin": "origins"}


@dataclass(slots=True)
class Where:
    """The parts of a query over `marks`: joins, conditions that must hold, those for being certainly inside."""

    joins: list[str] = field(default_factory=list)
    inside: list[str] = field(default_factory=list)
    sure: list[str] = field(default_factory=list)
    values: dict[str, object] = field(default_factory=dict)

    def bind(self, value: object) -> str:
        """A placeholder for a value."""
        name = f"v{len(self.values)}"
        self.values[name] = value
        return f"${name}"

    @property
    def source(self) -> str:
        """`FROM … WHERE …`"""
        return f"FROM marks {' '.join(self.joins)} WHERE {' AND '.join(self.inside or ['true'])}"

    @property
    def certain(self) -> str:
        """An expression: whether an event that passes lies certainly inside."""
        return f"({' AND '.join(self.sure)})" if self.sure else "true"


def where(opened: Opened, selection: Selection, *without: str) -> Where:
    """The conditions of a selection; `without` names what a view must not be filtered by: "brush", "area", "groups"."""
    part, filters = Where(), selection.filters
    for facet, name in CODES.items():
        if wanted := getattr(filters, name):
            part.inside.append(_one_of(part, facet, _codes(opened, facet, wanted)))
    if filters.groups and "groups" not in without:
        part.inside.append(_one_of(part, "groupset", _groupsets(opened, filters.groups)))
    if filters.places:
        sql = f"point IN (SELECT point FROM points WHERE place IN (SELECT unnest({part.bind(list(filters.places))})))"
        part.inside.append(sql)
    if filters.documents:
        wanted = part.bind(list(filters.documents))
        part.inside.append(f"docset IN (SELECT docset FROM docsets WHERE list_has_any(members, {wanted}::VARCHAR[]))")
    if filters.confidence:
        part.inside.append(f"confidence >= {part.bind(filters.confidence)}")
    if found := opened.find(filters.text):
        part.joins.append(f"SEMI JOIN memory.{found} USING (n)")
    if filters.years:
        first, last = filters.years
        _days(part, date(first, 1, 1), date(last, 12, 31))
    if selection.brush and "brush" not in without:
        _days(part, selection.brush.first, selection.brush.last)
    if selection.area and "area" not in without:
        _area(part, opened.points, selection.area)
    return part


def _one_of(part: Where, column: str, codes: Iterable[int]) -> str:
    codes = list(codes)
    return f"{column} IN (SELECT unnest({part.bind(codes)}::INTEGER[]))" if codes else "false"


def _codes(opened: Opened, facet: str, wanted: Iterable[str]) -> list[int]:
    return [term.code for term in opened.terms(facet) if term.value in set(wanted)]


def _groupsets(opened: Opened, shorts: Iterable[str]) -> list[int]:
    """Combinations with a group of one of these short names."""
    wanted = {term.value for term in opened.terms("group") if opened.party(term.value).short in set(shorts)}
    return [number for number, members in enumerate(opened.groupsets) if not wanted.isdisjoint(members)]


def _days(part: Where, first: date, last: date) -> None:
    """Overlapping these days; certainly inside where none of its days lies outside. Undated (lo > hi): never."""
    start, end = part.bind(first.toordinal() - EPOCH), part.bind(last.toordinal() - EPOCH)
    part.inside.append(f"lo <= {end} AND hi >= {start} AND lo <= hi")
    part.sure.append(f"lo >= {start} AND hi <= {end}")


def _area(part: Where, points: Points, area: Area) -> None:
    certain, touching = inside_area(points, area)
    numbers = np.flatnonzero(touching)
    if not len(numbers):
        part.inside.append("false")
        return
    columns = f"unnest({part.bind(numbers.tolist())}::INTEGER[]) AS point"
    if not certain[numbers].all():
        columns += f", unnest({part.bind(certain[numbers].tolist())}::BOOLEAN[]) AS wholly"
        part.sure.append("wholly")
    part.joins.append(f"JOIN (SELECT {columns}) USING (point)")


def inside_area(points: Points, area: Area) -> tuple[np.ndarray, np.ndarray]:
    """Of each place: whether it lies certainly in the area, and whether any of it may. A town is in or out; a region
    that straddles the edge may be."""
    longitudes, latitudes = points.longitude, points.latitude
    if area.kind == "spot":
        (longitude, latitude), *_ = area.ring
        same = np.isclose(longitudes, longitude, atol=1e-6) & np.isclose(latitudes, latitude, atol=1e-6)
        return same, same
    radii = np.where(points.exact, 0.0, points.radius_km)
    inside = geometry.contains(list(area.ring), longitudes, latitudes)
    edge = geometry.distance_to_edge(list(area.ring), longitudes, latitudes)
    return inside & (edge >= radii), inside | (edge < radii)
