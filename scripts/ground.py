"""Which of GeoNames' divisions a point lies in, as the towns around it say: only the gazetteer's build needs it."""

from __future__ import annotations

import math
from collections import Counter, defaultdict

import numpy as np
import topology  # noqa: F401 - puts the project's root on the path

from pipeline.places.model import KM_PER_DEGREE

AROUND, NEARLY_ALL = 8, 0.75  # towns around a point that are asked for its division, and how many must agree
BESIDE_KM = 100.0  # from a point, within which a town lies around it


class Ground:
    """Towns by country: which division a point lies in, as those around it say."""

    def __init__(self, cities: list[dict]) -> None:
        columns = defaultdict(list)
        for city in cities:
            columns[city["countrycode"]].append((city["latitude"], city["longitude"], city["admin1code"]))
        self._points = {code: np.array([row[:2] for row in rows]) for code, rows in columns.items()}
        self._codes = {code: np.array([row[2] for row in rows]) for code, rows in columns.items()}

    def _distances(self, country: str, point: tuple) -> np.ndarray:
        away = self._points[country] - np.array(point)
        return np.hypot(away[:, 0], away[:, 1] * math.cos(math.radians(point[0]))) * KM_PER_DEGREE

    def away(self, country: str, admin1: str, point: tuple) -> float:
        """Kilometres from the point to the nearest town of a division; 0 where it has no town."""
        if country not in self._points:
            return 0.0
        own = self._codes[country] == admin1
        return float(self._distances(country, point)[own].min()) if own.any() else 0.0

    def nearest(self, country: str, point: tuple) -> str:
        """The code of the town nearest to the point; "" in a country without towns."""
        return str(self._codes[country][self._distances(country, point).argmin()]) if country in self._points else ""

    def code(self, country: str, point: tuple, said: str) -> str:
        """The code that nearly all towns around the point have, where none of them has the one that is `said`."""
        if country not in self._points:
            return said
        away = self._distances(country, point)
        near = [n for n in np.argsort(away, kind="stable")[:AROUND] if away[n] < BESIDE_KM]
        around = self._codes[country][near].tolist()
        code, most = (Counter(around).most_common(1) or [("", 0)])[0]
        return code if said not in around and most >= NEARLY_ALL * AROUND and code not in ("", "00") else said
