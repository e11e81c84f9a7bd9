"""Villages too many and too small to be looked for in every text: asked for by name and area, where a text gives both.

They are read at the first question about their country, so that prose which names none pays nothing for them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, lru_cache
from statistics import mean

from msgspec import Struct

from pipeline.model import PlaceKind
from pipeline.places import tables
from pipeline.places.gazetteer import Gazetteer
from pipeline.places.model import Place, haversine_km
from pipeline.places.names import fold
from pipeline.places.support import AROUND
from pipeline.places.tables import DATA

LISTED_RADIUS = 5.0  # km, of a village whose point is OpenStreetMap's
REACH = 1.6  # of an area's radius that a village in it may lie away from its middle
TOGETHER = 40.0  # km that villages of one name may lie apart and be told as one
NARROW = (PlaceKind.ADMIN1, PlaceKind.CITY)  # areas in which a name may be spelt with a letter wrong
LONG = 6  # letters from which on it may be
# West Africa's names are written the French way and the English: Ouro and Wuro, Gourou and Guru, Djibo and Jibo.
_SPELT = (
    ("tch", "c"), ("ou", "u"), ("w", "u"), ("gh", "g"), ("kh", "k"), ("dj", "j"), ("ch", "c"), ("dh", "d"),
    ("th", "t"), ("ph", "f"), ("ck", "k"), ("q", "k"), ("y", "i"),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")


class Found(Struct, frozen=True, gc=False):
    """A village, and whether it is spelt as the text has it, or about so."""

    place: Place
    exact: bool


@lru_cache(maxsize=1 << 12)
def spelling(name: str) -> str:
    """A form that a name has in most of its spellings."""
    key = fold(name).replace(" ", "")
    for written, plain in _SPELT:
        key = key.replace(written, plain)
    return _DOUBLED.sub(r"\1", key)


class Villages:
    """The villages of one country, by spelling."""

    def __init__(self, gazetteer: Gazetteer, country: str) -> None:
        self._listed = _lines().get(country, {})
        self._others: dict[str, list[Place]] = defaultdict(list)
        by_hand = _by_hand().get(country, ())
        # Elsewhere the gazetteer's towns are all there are: a name spelt almost like one's is another place.
        towns = [(town, [town.name]) for town in gazetteer.towns_of(country)] if self._listed or by_hand else ()
        for place, names in (*by_hand, *towns):
            for key in dict.fromkeys(map(spelling, names)):
                self._others[key].append(place)

    def find(self, name: str, area: Place) -> Found | None:
        """The village of that name in the area; None where there is none, or there are several far from each other."""
        key = spelling(name)
        inside = exact = self._inside(key, area)
        if not inside and len(key) >= LONG and area.kind in NARROW:
            inside = self._spelt_like(key, area)
        if not inside:
            return None
        middle = mean(p.latitude for p in inside), mean(p.longitude for p in inside)
        nearest = min(inside, key=lambda p: (haversine_km(*middle, p.latitude, p.longitude), p.name))
        if any(haversine_km(p.latitude, p.longitude, nearest.latitude, nearest.longitude) > TOGETHER for p in inside):
            return None
        return Found(nearest, bool(exact))

    def _inside(self, key: str, area: Place) -> list[Place]:
        places = (*self._others.get(key, ()), *map(_village, self._listed.get(key, ())))
        return [place for place in places if _holds(area, place)]

    def _spelt_like(self, key: str, area: Place) -> list[Place]:
        """Those of the only spelling in the area that a letter parts from the key."""
        near = {
            other
            for other in (*self._listed, *self._others)
            if abs(len(other) - len(key)) < 2 and one_apart(key, other)
        }
        alike = [inside for other in sorted(near) if (inside := self._inside(other, area))]
        return alike[0] if len(alike) == 1 else []


@cache
def villages(gazetteer: Gazetteer, country: str | None) -> Villages:
    """The villages of a country, read once. Raises GazetteerError where a data file cannot be used."""
    return Villages(gazetteer, country or "")


def one_apart(one: str, other: str) -> bool:
    """Whether one letter more, less or another makes one word the other; the first letters are the same."""
    if one[0] != other[0] or one == other:
        return False
    if len(one) > len(other):
        one, other = other, one
    start = next((k for k, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    return one[start + (len(one) == len(other)) :] == other[start + 1 :]


def _holds(area: Place, place: Place) -> bool:
    if area.kind is PlaceKind.COUNTRY:
        return True
    if area.kind is PlaceKind.ADMIN1 and not area.district and area.admin1 and place.admin1:
        return area.admin1 == place.admin1
    radius = max(area.radius_km, AROUND) if area.kind is PlaceKind.CITY else area.radius_km
    return haversine_km(area.latitude, area.longitude, place.latitude, place.longitude) <= REACH * radius


@cache
def _lines() -> dict[str, dict[str, list[list[str]]]]:
    """The lines of the large file by country and spelling, read by hand: a table's rows would take far longer."""
    found: dict[str, dict[str, list[list[str]]]] = {}
    for line in (DATA / "villages_osm.tsv").read_text(encoding="utf-8").splitlines()[2:]:
        fields = line.split("\t")
        country = found.setdefault(fields[0], {})
        for key in fields[3].split("|"):
            country.setdefault(key, []).append(fields)
    return found


def _village(fields: list[str]) -> Place:
    country, admin1, name, _, latitude, longitude = fields
    return Place(name, float(latitude), float(longitude), LISTED_RADIUS, PlaceKind.CITY, None, country, admin1 or None)


@cache
def _by_hand() -> dict[str, list[tuple[Place, list[str]]]]:
    """The villages that are entered by hand, by country: a text may spell them another way."""
    found = defaultdict(list)
    for row in (*tables.table(DATA / "villages.tsv"), *tables.table(DATA / "more_villages.tsv")):
        place = Place(row["name"], *row.circle(), row.kind(), None, row["country"])
        found[row["country"]].append((place, [row["name"], *row.several("other_names")]))
    return found
