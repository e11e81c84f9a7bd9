"""The gazetteer's towns: a file of columns, looked up by folded name, by id, by country and by where they lie."""

from __future__ import annotations

import math
import zipfile
from bisect import bisect_left
from functools import cached_property
from pathlib import Path

import numpy as np

from pipeline.model import PlaceKind
from pipeline.places.model import Place
from pipeline.places.tables import GazetteerError

DENSITY = 3000  # people a km² that a town's radius is worked out with


class Towns:
    """Towns in columns, most populous first, and the names that lead to them."""

    def __init__(self, file: Path) -> None:
        try:
            with np.load(file) as columns:
                self._columns = {name: columns[name] for name in columns.files}
            self._keys = self._lines("keys")  # in order
            self._names = self._columns["names"].tobytes()
            self._admin1 = [tuple(code.split(".", 1)) for code in self._lines("admin1_codes")]
            self._bounds = np.concatenate([[0], np.cumsum(self._columns.pop("counts"), dtype=np.int32)])
        except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
            raise GazetteerError(
                f"{file} cannot be read ({error}); rebuild it with scripts/build_gazetteer.py or fetch it again"
            ) from error

    def _lines(self, column: str) -> list[str]:
        return self._columns.pop(column).tobytes().decode().split("\n")

    def goes_on(self, word: str) -> bool:
        """Whether any name of more words begins with that one."""
        at = bisect_left(self._keys, f"{word} ")
        return at < len(self._keys) and self._keys[at].startswith(f"{word} ")

    def bearers(self, key: str) -> list[tuple[int, bool]]:
        """Rows of the towns of that folded name, each with whether it is the town's first name."""
        at = bisect_left(self._keys, key)
        if at == len(self._keys) or self._keys[at] != key:
            return []
        rows = self._columns["bearers"][self._bounds[at] : self._bounds[at + 1]].tolist()
        return [(row >> 1, not row & 1) for row in rows]

    @cached_property
    def _name_starts(self) -> np.ndarray:
        breaks = np.flatnonzero(self._columns["names"] == ord("\n"))
        return np.concatenate([[0], breaks + 1, [len(self._names) + 1]])

    @cached_property
    def _row_by_id(self) -> np.ndarray:
        return np.argsort(self._columns["geonames_id"], kind="stable")

    @cached_property
    def _populations(self) -> np.ndarray:
        return np.bincount(self._columns["admin1"], weights=self._columns["population"])

    @cached_property
    def _admin1_row(self) -> dict[tuple[str, str], int]:
        return {pair: row for row, pair in enumerate(self._admin1)}

    def population(self, country: str, admin1: str) -> int:
        """People of all towns of a subdivision."""
        row = self._admin1_row.get((country, admin1))
        return int(self._populations[row]) if row is not None else 0

    def row_of(self, geonames_id: int) -> int | None:
        ids = self._columns["geonames_id"]
        at = int(np.searchsorted(ids, geonames_id, sorter=self._row_by_id))
        row = int(self._row_by_id[at]) if at < len(ids) else -1
        return row if row >= 0 and ids[row] == geonames_id else None

    def rows_of(self, country: str) -> list[int]:
        codes = [row for row, (code, _) in enumerate(self._admin1) if code == country]
        return np.flatnonzero(np.isin(self._columns["admin1"], codes)).tolist()

    def place(self, row: int) -> Place:
        start, end = self._name_starts[row], self._name_starts[row + 1] - 1
        country, admin1 = self._admin1[self._columns["admin1"][row]]
        population = int(self._columns["population"][row])
        return Place(
            self._names[start:end].decode(), float(self._columns["latitude"][row]) / 1e4,
            float(self._columns["longitude"][row]) / 1e4,
            round(max(2.0, math.sqrt(population / DENSITY / math.pi)), 1), PlaceKind.CITY,
            int(self._columns["geonames_id"][row]), country, admin1, population, math.log(population + 300),
        )  # fmt: skip

    def nearest(self, latitude: float, longitude: float, count: int) -> list[int]:
        across = (self._columns["longitude"] / 1e4 - longitude + 180) % 360 - 180
        squared = (self._columns["latitude"] / 1e4 - latitude) ** 2 + (across * math.cos(math.radians(latitude))) ** 2
        count = min(count, len(squared))
        return np.argpartition(squared, count - 1)[:count].tolist()
