"""Plane geometry of outlines in degrees: areas, what lies inside, and the parts of a country that prose speaks of."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from pipeline.places.model import KM_PER_DEGREE

Point = tuple[float, float]  # longitude, latitude in degrees
Ring = list[Point]


def area_and_centre(rings: Sequence[Ring]) -> tuple[float, Point]:
    """Area in km² and centroid of rings together; good to a few per cent, which a radius is content with."""
    total, sum_x, sum_y = 0.0, 0.0, 0.0
    for ring in rings:
        if len(ring) < 3:
            continue
        shrink = math.cos(math.radians(sum(y for _, y in ring) / len(ring)))
        area = x_moment = y_moment = 0.0
        x0, y0 = ring[0]  # counted from a corner: differences of large products would drown a small ring
        near = [(x - x0, y - y0) for x, y in ring]
        for (x1, y1), (x2, y2) in zip(near, near[1:] + near[:1], strict=True):
            cross = x1 * y2 - x2 * y1
            area += cross / 2
            x_moment += (x1 + x2) * cross / 6
            y_moment += (y1 + y2) * cross / 6
        if abs(area) > 1e-9:
            weight = abs(area) * shrink
            total += weight
            sum_x += (x0 + x_moment / area) * weight
            sum_y += (y0 + y_moment / area) * weight
    if not total:
        x, y = rings[0][0]
        return 0.0, (x, y)
    return total * KM_PER_DEGREE**2, (sum_x / total, sum_y / total)


def signed_area(ring: Ring) -> float:
    """Square degrees, positive where the ring runs against the clock."""
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]])) / 2


def inside(ring: Ring, x: float, y: float) -> bool:
    """Whether a point lies in a ring, by the number of sides that a line east of it crosses."""
    crossings = 0
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1):
            crossings += 1
    return crossings % 2 == 1


def mainland(rings: Sequence[Ring]) -> list[Ring]:
    """The largest ring and those near it: overseas parts would pull "northern France" across an ocean."""
    measured = [(*area_and_centre([ring]), ring) for ring in rings]
    area, (x, y), _ = max(measured, key=lambda m: m[0])
    reach = 3 * math.sqrt(area / math.pi) / KM_PER_DEGREE + 3
    return [ring for _, (rx, ry), ring in measured if math.hypot(rx - x, ry - y) <= reach]


def clip(rings: Sequence[Ring], side: Callable[[Point], float]) -> list[Ring]:
    """The rings' part where `side` is not negative; `side` is linear in longitude and latitude."""
    kept = []
    for ring in rings:
        out: Ring = []
        for a, b in zip(ring, ring[1:] + ring[:1], strict=True):
            side_a, side_b = side(a), side(b)
            if side_a >= 0:
                out.append(a)
            if side_a * side_b < 0:
                t = side_a / (side_a - side_b)
                out.append((a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])))
        if len(out) > 2:
            kept.append(out)
    return kept


def sides_of(rings: Sequence[Ring], share: float) -> dict[str, Callable[[Point], float]]:
    """By compass word, the side of a line that leaves `share` of the rings' extent to it."""
    xs, ys = [x for ring in rings for x, _ in ring], [y for ring in rings for _, y in ring]
    west, east, south, north = min(xs), max(xs), min(ys), max(ys)
    wide, high = share * (east - west), share * (north - south)
    return {
        "north": lambda p: p[1] - north + high,
        "south": lambda p: south + high - p[1],
        "east": lambda p: p[0] - east + wide,
        "west": lambda p: west + wide - p[0],
    }


def part(rings: Sequence[Ring], name: str, share: float = 0.5) -> list[Ring]:
    """The half ("north") or quarter ("southeast") of a country's mainland; empty for any other name.

    With a larger `share` of the extent the parts overlap, as they do in prose.
    """
    main = mainland(rings)
    sides = sides_of(main, share)
    if name in sides:
        return clip(main, sides[name])
    first, second = name[:5], name[5:]
    return clip(clip(main, sides[first]), sides[second]) if {first, second} <= sides.keys() else []


def parts(rings: Sequence[Ring]) -> Iterator[tuple[str, float, float, float]]:
    """Yields (part, latitude, longitude, radius_km) of the halves, quarters and middle of a country's mainland."""
    main = mainland(rings)
    area, (cx, cy) = area_and_centre(main)
    for name in ("north", "south", "east", "west"):
        yield name, *_circle(part(rings, name), area)
    for name in ("northeast", "northwest", "southeast", "southwest"):
        quarter = part(rings, name)
        if quarter and area_and_centre(quarter)[0] > area / 50:
            yield name, *_circle(quarter, area)
    yield "centre", cy, longitude(cx), 0.5 * math.sqrt(area / math.pi)


def longitude(x: float) -> float:
    """The same longitude between -180 and 180."""
    return (x + 180) % 360 - 180


def _circle(rings: list[Ring], whole: float) -> tuple[float, float, float]:
    area, (x, y) = area_and_centre(rings)
    return y, longitude(x), max(1.15 * math.sqrt(area / math.pi), 0.1 * math.sqrt(whole / math.pi))
