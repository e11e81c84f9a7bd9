"""Outlines of countries, of their provinces and of parts of countries: what a map shades instead of a circle.

The file is read at the first question, and never while prose is read. Provinces are those of 2015; one made since, or
none of Natural Earth's, has no outline here.
"""

from __future__ import annotations

import zipfile
from functools import lru_cache
from itertools import accumulate, pairwise
from pathlib import Path

import numpy as np

from pipeline.places import polygons, tables
from pipeline.places.names import fold
from pipeline.places.polygons import Ring
from pipeline.places.tables import DATA, GazetteerError

HUNDREDTHS = 100  # of a degree, in which points are kept
GENEROUS = 0.6  # of a country's extent: northern Mali begins south of Gao, and nobody draws a line through its middle
PARTS = {  # how areas read as parts of a country are called, and the part
    "northern": "north", "southern": "south", "eastern": "east", "western": "west", "northeastern": "northeast",
    "northwestern": "northwest", "southeastern": "southeast", "southwestern": "southwest",
}  # fmt: skip


def shape(geonames_id: int | None) -> tuple[Ring, ...] | None:
    """Closed outer rings of (longitude, latitude) in degrees of a country or a province; None where there are none.

    Raises GazetteerError where the file of shapes cannot be used.
    """
    return _shapes().rings(_shapes().by_id.get(geonames_id or 0))


def shape_named(country_code: str | None, name: str | None) -> tuple[Ring, ...] | None:
    """As `shape`, by the name that the gazetteer gives it: of a province, of a part of a country ("northern Mali"), of
    what a place lies in that is known no nearer ("Tin Hama, Mali")."""
    if not country_code or not name:
        return None
    shapes = _shapes()
    for known in dict.fromkeys((name, name.rpartition(", ")[2])):
        if (row := shapes.by_name.get((country_code, known))) is not None:
            return shapes.rings(row)
    return _part(country_code, name)


@lru_cache(maxsize=256)
def _part(country_code: str, name: str) -> tuple[Ring, ...] | None:
    word, _, whole = name.partition(" ")
    country = _countries().get(country_code)
    if country is None or word not in PARTS or fold(whole) != fold(country[1]):
        return None
    rings = shape(country[0])
    clipped = polygons.part(rings, PARTS[word], GENEROUS) if rings else []
    return tuple([*ring, ring[0]] for ring in clipped) or None


@lru_cache(maxsize=1)
def _countries() -> dict[str, tuple[int | None, str]]:
    """GeoNames' id and name by ISO 3166-1 alpha-2 code."""
    return {row["code"]: (row.integer("geonames_id"), row["name"]) for row in tables.table(DATA / "countries.tsv")}


@lru_cache(maxsize=1)
def _shapes(file: Path = DATA / "shapes.npz") -> _Shapes:
    return _Shapes(file)


class _Shapes:
    """Rows of outlines; their rings stand one after the other in one column of points."""

    def __init__(self, file: Path) -> None:
        try:
            with np.load(file) as columns:
                ids, names = columns["geonames_id"].tolist(), _lines(columns["names"])
                countries = _lines(columns["countries"])
                self._rings = [0, *accumulate(columns["rings"].tolist())]
                self._points = [0, *accumulate(columns["points"].tolist())]
                self._steps = columns["steps"]
        except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
            raise GazetteerError(
                f"{file} cannot be read ({error}); rebuild it with scripts/build_shapes.py or fetch it again"
            ) from error
        self.by_id = {number: row for row, number in enumerate(ids) if number}
        self.by_name = {pair: row for row, pair in enumerate(zip(countries, names, strict=True))}

    def rings(self, row: int | None) -> tuple[Ring, ...] | None:
        if row is None:
            return None
        bounds = self._points[self._rings[row] : self._rings[row + 1] + 1]
        return tuple(self._ring(start, end) for start, end in pairwise(bounds))

    def _ring(self, start: int, end: int) -> Ring:
        points = np.cumsum(self._steps[start:end], axis=0, dtype=np.int64) / HUNDREDTHS
        return [(x, y) for x, y in points.tolist()]


def _lines(column: np.ndarray) -> list[str]:
    return column.tobytes().decode().split("\n")
