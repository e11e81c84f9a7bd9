"""Reads TopoJSON shapes and borders, in plain Python: only the gazetteer's builds need it."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from pipeline.places.model import KM_PER_DEGREE
from pipeline.places.polygons import Ring

Point3 = tuple[float, float, float]


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
    return unwrapped(ring)


def unwrapped(ring: Ring) -> Ring:
    """The ring with longitudes running on beyond 180° where it crosses the date line."""
    turned, shift = ring[:1], 0.0
    for (x1, _), (x2, y2) in pairwise(ring):
        shift -= 360 * round((x2 - x1) / 360)
        turned.append((x2 + shift, y2))
    return turned


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
