"""Write the lines of the basemap as the page paints them, so that a browser neither reads nor projects GeoJSON.

    python scripts/ground_lines.py             # as `scripts/build_basemap.py` does at its end

Writes `static/basemap/NAME.lines` beside each `NAME.geojson` that the map's ground is painted of. All numbers are of 32
bits, little-endian: how many lines there are, how many points each has, then the points one after the other, where they
lie on a square world of side 1 around 0, 0 (web-mercator, to the right and down).
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

FOLDER = Path(__file__).resolve().parent.parent / "static" / "basemap"
NAMES = ("land", "borders", "provinces")
POLE = 80  # degrees; a line nearer to one may cross ±180 any number of times
HIGHEST = 85  # degrees that are shown

Line = Sequence[Sequence[float]]


def lines_of(collection: dict) -> Iterator[Line]:
    """Rings and lines of a GeoJSON collection, in its order."""
    for feature in collection["features"]:
        kind, coordinates = feature["geometry"]["type"], feature["geometry"]["coordinates"]
        yield from (ring for polygon in coordinates for ring in polygon) if kind == "MultiPolygon" else coordinates


def on_world(line: Line) -> list[tuple[float, float]]:
    """A line on the world. Across ±180 the longitudes run on, so that none crosses the whole map; not around a pole,
    which all of them meet."""
    turn, before, points = 0, line[0][0], []
    for longitude, latitude in line:
        leap = longitude - before if abs(latitude) < POLE else 0
        if abs(leap) > 180:
            turn -= math.copysign(360, leap)
        before = longitude
        shown = max(-HIGHEST, min(HIGHEST, latitude))
        down = -math.log(math.tan(math.pi / 4 + math.radians(shown) / 2)) / (2 * math.pi)
        points.append(((longitude + turn) / 360, down))
    return points


def packed(lines: Sequence[Line]) -> bytes:
    """These lines as a file has them."""
    lengths = np.array([len(lines), *map(len, lines)], dtype="<u4")
    points = np.array([point for line in lines for point in on_world(line)], dtype="<f4")
    return lengths.tobytes() + points.tobytes()


def main() -> None:
    for name in NAMES:
        collection = json.loads((FOLDER / f"{name}.geojson").read_text(encoding="utf-8"))
        path = FOLDER / f"{name}.lines"
        path.write_bytes(packed(list(lines_of(collection))))
        print(f"static/basemap/{path.name}  {path.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()
