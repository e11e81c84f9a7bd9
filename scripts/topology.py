"""Rings, areas and halves of TopoJSON shapes, in plain Python: only the gazetteer's build needs them."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

Point = tuple[float, float]  # longitude, latitude in degrees
Point3 = tuple[float, float, float]
Ring = list[Point]
KM_PER_DEGREE = 111.195


def shapes(path: Path, layer: str | None = None) -> Iterator[tuple[str, dict, list[Ring]]]:
    """Yields (id, properties, outer rings) of every geometry of a TopoJSON file."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    arcs = _decoded_arcs(topology)
    objects = topology["objects"]
    for geometry in objects[layer or next(iter(objects))]["geometries"]:
        polygons = {"Polygon": [geometry.get("arcs")], "MultiPolygon": geometry.get("arcs")}.get(geometry["type"])
        if polygons:
            rings = [_ring(polygon[0], arcs) for polygon in polygons]
            yield str(geometry.get("id", "")), geometry.get("properties", {}), rings


def _decoded_arcs(topology: dict) -> list[Ring]:
    transform = topology.get("transform")
    if transform is None:
        return [[(x, y) for x, y, *_ in arc] for arc in topology["arcs"]]
    (kx, ky), (dx, dy) = transform["scale"], transform["translate"]
    decoded = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * kx + dx, y * ky + dy))
        decoded.append(points)
    return decoded


def _ring(indices: list[int], arcs: list[Ring]) -> Ring:
    ring: Ring = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        ring += arc[1:] if ring else arc
    return _unwrapped(ring)


def _unwrapped(ring: Ring) -> Ring:
    """The ring with longitudes running on beyond 180° where it crosses the date line."""
    turned, shift = ring[:1], 0.0
    for (x1, _), (x2, y2) in pairwise(ring):
        shift -= 360 * round((x2 - x1) / 360)
        turned.append((x2 + shift, y2))
    return turned


def longitude(x: float) -> float:
    """The same longitude between -180 and 180."""
    return (x + 180) % 360 - 180


def area_and_centre(rings: list[Ring]) -> tuple[float, Point]:
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


def inside(ring: Ring, x: float, y: float) -> bool:
    """Whether a point lies in a ring, by the number of sides that a line east of it crosses."""
    crossings = 0
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1):
            crossings += 1
    return crossings % 2 == 1


def mainland(rings: list[Ring]) -> list[Ring]:
    """The largest ring and those near it: overseas parts would pull "northern France" across an ocean."""
    measured = [(*area_and_centre([ring]), ring) for ring in rings]
    area, (x, y), _ = max(measured, key=lambda m: m[0])
    reach = 3 * math.sqrt(area / math.pi) / KM_PER_DEGREE + 3
    return [ring for _, (rx, ry), ring in measured if math.hypot(rx - x, ry - y) <= reach]


def clip(rings: list[Ring], inside: Callable[[Point], float]) -> list[Ring]:
    """The rings' part where `inside` is not negative; `inside` is linear in longitude and latitude."""
    kept = []
    for ring in rings:
        out: Ring = []
        for a, b in zip(ring, ring[1:] + ring[:1], strict=True):
            side_a, side_b = inside(a), inside(b)
            if side_a >= 0:
                out.append(a)
            if side_a * side_b < 0:
                t = side_a / (side_a - side_b)
                out.append((a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])))
        if len(out) > 2:
            kept.append(out)
    return kept


def parts(rings: list[Ring]) -> Iterator[tuple[str, float, float, float]]:
    """Yields (part, latitude, longitude, radius_km) of the halves, quarters and middle of a country's mainland."""
    main = mainland(rings)
    area, (cx, cy) = area_and_centre(main)
    xs, ys = [x for ring in main for x, _ in ring], [y for ring in main for _, y in ring]
    x_mid, y_mid = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    halves = {
        "north": lambda p: p[1] - y_mid,
        "south": lambda p: y_mid - p[1],
        "east": lambda p: p[0] - x_mid,
        "west": lambda p: x_mid - p[0],
    }
    for name, half in halves.items():
        yield name, *_circle(clip(main, half), area)
    for first in ("north", "south"):
        for second in ("east", "west"):
            quarter = clip(clip(main, halves[first]), halves[second])
            if quarter and area_and_centre(quarter)[0] > area / 50:
                yield first + second, *_circle(quarter, area)
    yield "centre", cy, longitude(cx), 0.5 * math.sqrt(area / math.pi)


def _circle(rings: list[Ring], whole: float) -> tuple[float, float, float]:
    area, (x, y) = area_and_centre(rings)
    return y, longitude(x), max(1.15 * math.sqrt(area / math.pi), 0.1 * math.sqrt(whole / math.pi))


def borders(path: Path, layer: str) -> Iterator[tuple[str, str, Ring]]:
    """Yields (id, id, points) for each two geometries that share arcs, the points of all arcs they share."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    arcs = _decoded_arcs(topology)
    owners: dict[int, set[str]] = {}
    for geometry in topology["objects"][layer]["geometries"]:
        for index in _flat(geometry.get("arcs", [])):
            owners.setdefault(index if index >= 0 else ~index, set()).add(str(geometry.get("id", "")))
    shared: dict[tuple[str, str], Ring] = {}
    for index, ids in sorted(owners.items()):
        if len(ids) == 2:
            shared.setdefault(tuple(sorted(ids)), []).extend(arcs[index])
    for (one, other), line in shared.items():
        yield one, other, line


def _flat(nested: list) -> Iterator[int]:
    for item in nested:
        if isinstance(item, list):
            yield from _flat(item)
        else:
            yield item


def middle(line: Ring) -> Point3:
    """Longitude and latitude of the middle of a line's extent, and the radius in km of a circle around all of it."""
    xs, ys = [x for x, _ in line], [y for _, y in line]
    x, y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    near_x, near_y = min(line, key=lambda p: (p[0] - x) ** 2 + (p[1] - y) ** 2)
    shrink = math.cos(math.radians(near_y))
    reach = max(math.hypot((px - near_x) * shrink, py - near_y) for px, py in line)
    return near_x, near_y, max(10.0, reach * KM_PER_DEGREE)
