"""The bundled gazetteer: names to places, without a network.

Towns come packed (GeoNames' cities500, see data/README.md) and are looked up by folded name, and so do localities
smaller than these, which count among their neighbours only; everything smaller in number (countries, subdivisions,
counties, regions, the supplement of sites) is read from the tables beside them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from pipeline.memo import Memo
from pipeline.model import PlaceKind
from pipeline.places import tables
from pipeline.places.model import Place, distance_km
from pipeline.places.names import fold
from pipeline.places.tables import DATA, GazetteerError
from pipeline.places.towns import Towns

CAPITAL_BONUS = 0.16  # points for a capital by logarithm of its country's people: its name stands for the government
COUNTY_PENALTY = 0.5  # a county is named less than a town of as many people
OTHER_NAME_PENALTY, SHORT_NAME_PENALTY = 3.0, 1.5
DIVISION_WEIGHT, DIVISION_SLOPE = 9.2, 0.37  # a province is named in proportion to a root of its people
NAMESAKE = 1.5  # points less for a province with more people than the country of its name
COUNTY_WEIGHT = 13.0  # of an Irish county that is called one
DISTRICT_WEIGHT = 5.5  # a district is named beside what it lies in, or called one
VILLAGE_WEIGHT = 7.0  # of a village of a thousand people
LOCALITY_WEIGHT = 5.6  # of a place smaller than any town
SITE_WEIGHT = 11.0  # of a place that is listed for being in the news, however small


class Sense(Struct, frozen=True, gc=False):
    """One place that a name may mean; `first` says that it is the place's own first name, `short` that it is how that
    begins ("Newcastle" upon Tyne)."""

    place: Place
    first: bool
    short: bool = False

    @property
    def weight(self) -> float:
        return self.place.weight - (0 if self.first else SHORT_NAME_PENALTY if self.short else OTHER_NAME_PENALTY)


@dataclass(frozen=True, slots=True)
class Circle:
    """A part of a country, or a border: where it lies and how large it is."""

    latitude: float
    longitude: float
    radius_km: float


class Gazetteer:
    """Places by name. Made by `load_gazetteer`; not changed afterwards."""

    def __init__(self, directory: Path = DATA) -> None:
        """Raises GazetteerError where a data file is missing or cannot be used."""
        self._directory = directory
        self._towns, self._localities = Towns(directory / "cities.npz"), Towns(directory / "localities.npz")
        self._others: dict[str, list[Sense]] = {}
        self.countries: dict[str, Place] = {}
        self.capitals: dict[str, str] = {}
        self.neighbours: dict[str, frozenset[str]] = {}
        self.demonyms: dict[str, str] = {}
        self.admin1: dict[tuple[str, str], Place] = {}
        self._called: dict[int, str] = {}
        self._divisions: dict[int, Place] = {}  # by the identity of the region
        self._read_countries()
        self._read_regions()
        self._read_sites("sites.tsv", SITE_WEIGHT)
        self._read_sites("landscape.tsv", SITE_WEIGHT)
        self._read_sites("villages.tsv", VILLAGE_WEIGHT)
        self._read_subdivisions()
        self._read_districts()
        self._merge_divisions()
        self._openers = {key.partition(" ")[0] for key in self._others if " " in key}
        self._opens, self._known = Memo(self._goes_on), Memo(self._senses, kept=1 << 16)

    def warm(self) -> Gazetteer:
        """Reads what is otherwise read at first use."""
        for lazy in ("common_words", "given_names", "surnames", "_parts", "_borders", "_short_forms"):
            getattr(self, lazy)
        return self

    # --- questions -------------------------------------------------------------------------------------------------

    def senses(self, name: str) -> tuple[Sense, ...]:
        """All places of that name, heaviest first; empty where there is none."""
        return self.senses_of_key(fold(name))

    def senses_of_key(self, key: str) -> tuple[Sense, ...]:
        """As `senses`, for a name that `fold` has already been through."""
        first, more, _ = key.partition(" ")
        return self._known[key] if not more or self._opens[first] else ()

    def _goes_on(self, word: str) -> bool:
        """Whether any name of more words begins with that one: most stretches of capitalised words are none."""
        return word in self._openers or self._towns.goes_on(word) or self._localities.goes_on(word)

    def _senses(self, key: str) -> tuple[Sense, ...]:
        found = list(self._others.get(key, ()))
        countries = {sense.place.country_code for sense in found if sense.place.kind is PlaceKind.COUNTRY}
        for row, first in self._towns.bearers(key):
            town = self._town(row)
            if not first and town.country_code in countries:
                continue  # "Mexico" is not the City
            if not any(_same_spot(town, sense.place) for sense in found):
                own = fold(town.name)
                found.append(Sense(town, first or own in (f"{key} city", f"city of {key}"), own.startswith(f"{key} ")))
        found += [Sense(self._locality(row), True) for row, _ in self._localities.bearers(key)]
        return tuple(sorted(found, key=lambda s: (-s.weight, s.place.geonames_id or 0, s.place.name)))

    def knows(self, key: str) -> bool:
        """Whether any place bears that folded name."""
        return bool(self.senses_of_key(key))

    def part(self, country_code: str, part: str) -> Circle | None:
        """The north, southeast, centre … of a country."""
        return self._parts.get((country_code, part))

    def border(self, one: str, other: str) -> Circle | None:
        """The border between two countries, None where they share none on land."""
        return self._borders.get((min(one, other), max(one, other)))

    def short_form(self, text: str) -> list[tuple[Place, bool]]:
        """States and provinces of that abbreviation, each with whether it may stand without a town before it."""
        return self._short_forms.get(text.rstrip("."), [])

    @cached_property
    def common_words(self) -> frozenset[str]:
        """English words that are names of places as well."""
        return tables.words(self._directory / "words.txt")

    @cached_property
    def given_names(self) -> dict[str, float]:
        """Given names with their share in a thousand people."""
        own = tables.shares(self._directory / "given_names.tsv")
        more = tables.words(self._directory / "more_given_names.txt")
        return dict.fromkeys(map(fold, more), 0.1) | own

    @cached_property
    def surnames(self) -> dict[str, float]:
        """Surnames that are names of places as well, with their share in a thousand people."""
        return tables.shares(self._directory / "surnames.tsv")

    def towns_near(self, latitude: float, longitude: float, count: int = 1) -> list[tuple[Place, float]]:
        """The nearest towns with their distance in km, nearest first."""
        rows = self._towns.nearest(latitude, longitude, count)
        here = Place("", latitude, longitude, 0, PlaceKind.CITY)
        return sorted(((self._town(row), distance_km(here, self._town(row))) for row in rows), key=lambda t: t[1])

    def towns_of(self, country: str) -> list[Place]:
        """All towns of a country, largest first."""
        return [self._town(row) for row in self._towns.rows_of(country)]

    # --- reading ---------------------------------------------------------------------------------------------------

    @lru_cache(maxsize=1 << 14)  # noqa: B019
    def _town(self, row: int) -> Place:
        town = self._towns.place(row)
        if town.geonames_id in self._called:
            town = replace(town, name=self._called[town.geonames_id])
        if self.capitals.get(town.country_code) == fold(town.name):
            ruled = math.log(self.countries[town.country_code].population + 1)
            return replace(town, weight=town.weight + CAPITAL_BONUS * ruled)
        return town

    def _locality(self, row: int) -> Place:
        place = self._localities.place(row)
        return replace(place, geonames_id=place.geonames_id or None, weight=LOCALITY_WEIGHT)

    def _add(self, place: Place, other_names: list[str]) -> None:
        """Enters a place under its names, unless a like one stands there already."""
        for number, name in enumerate([place.name, *other_names]):
            senses = self._others.setdefault(fold(name), [])
            known = next((sense.place for sense in senses if _same_area(place, sense.place)), None)
            if known is None:
                senses.append(Sense(place, number == 0 or place.kind is PlaceKind.COUNTRY))
            elif _is_division(known, place):
                division = replace(place, name=known.name, weight=max(place.weight, known.weight))
                self._divisions.setdefault(id(known), division)

    def _merge_divisions(self) -> None:
        """Regions entered by hand that are a country's provinces become these: with GeoNames' id, and so an outline."""
        for senses in self._others.values():
            for number, sense in enumerate(senses):
                if (division := self._divisions.get(id(sense.place))) is not None:
                    senses[number] = replace(sense, place=division)

    def _read_countries(self) -> None:
        for row in tables.table(self._directory / "countries.tsv"):
            code, population = row["code"], row.integer("population") or 0
            weight = 13.5 + 0.35 * math.log(population + 1)
            self.countries[code] = Place(
                row["name"], *row.circle(), PlaceKind.COUNTRY, row.integer("geonames_id"), code,
                population=population, weight=weight,
            )  # fmt: skip
            self.capitals[code] = fold(row["capital"])
            self.neighbours[code] = frozenset(row["neighbours"].split(",")) - {""}
        names = {r["code"]: r for r in tables.table(self._directory / "country_names.tsv")}
        translated = {r["code"]: r.several("names") for r in tables.table(self._directory / "country_translations.tsv")}
        for code, place in self.countries.items():
            known = names.get(code)
            self._add(place, [*(known.several("other_names") if known else []), *translated.get(code, [])])
            for demonym in known.several("demonyms") if known else []:
                self.demonyms[fold(demonym)] = self.demonyms[fold(demonym) + "s"] = code
        for place in self.countries.values():  # "Philippines" and "Laos" are no peoples
            self.demonyms.pop(fold(place.name), None)

    def _read_regions(self) -> None:
        for row in tables.regions(self._directory / "regions.toml"):
            kind = row.kind()
            circle = row.circle()
            weight = 15.0 if circle[2] > 500 else 13.8
            place = Place(
                row["name"], *circle, kind, row.integer("geonames_id"), row["country"] or None, weight=weight
            )  # fmt: skip
            self._add(place, row.several("other_names"))

    def _read_sites(self, file: str, weight: float) -> None:
        for row in tables.table(self._directory / file):
            geonames_id = row.integer("geonames_id")
            town = self._towns.row_of(geonames_id) if geonames_id else None
            if town is not None:
                self._called[geonames_id] = row["name"]
                place = self._town(town)
            else:
                place = Place(
                    row["name"], *row.circle(), row.kind(), geonames_id, row["country"] or None, weight=weight
                )
            for key in dict.fromkeys(fold(name) for name in (row["name"], *row.several("other_names"))):
                self._others.setdefault(key, []).append(Sense(place, True))

    def _read_subdivisions(self) -> None:
        spelt = {row["code"]: row for row in tables.table(self._directory / "province_names.tsv")}
        namesakes = {fold(country.name): country for country in self.countries.values()}
        for row in tables.table(self._directory / "subdivisions.tsv"):
            country = self.countries.get(row["country"])
            people = self._towns.population(row["country"], row["admin1"]) if row["admin1"] else 0
            weight = max(10.5, DIVISION_WEIGHT + DIVISION_SLOPE * math.log(people + 1)) if people else 10.5
            namesake = namesakes.get(fold(row["name"]))
            if namesake and people > namesake.population:  # Georgia: the state is spoken of as readily
                weight = max(weight, namesake.weight - NAMESAKE)
            circle, more = row.circle(), spelt.get(row["code"])
            if more and (radius := more.integer("radius_km")):
                circle = (*circle[:2], float(radius))
            place = Place(
                row["name"], *circle, PlaceKind.ADMIN1, row.integer("geonames_id"), row["country"],
                row["admin1"] or None, people, weight,
            )  # fmt: skip
            if country and fold(country.name) == fold(place.name):
                continue
            if place.admin1:
                self.admin1.setdefault((row["country"], place.admin1), place)
            self._add(place, [*row.several("other_names"), *(more.several("other_names") if more else ())])
            if row["country"] == "IE" and row["kind"] == "County":
                for key in (f"county {fold(place.name)}", f"co {fold(place.name)}"):
                    self._others.setdefault(key, []).append(Sense(replace(place, weight=COUNTY_WEIGHT), True))
        for row in tables.table(self._directory / "us_counties.tsv"):
            people = row.integer("population") or 0
            weight = math.log(people + 5000) - COUNTY_PENALTY
            place = Place(row["name"], *row.circle(), PlaceKind.ADMIN1, None, "US", row["state"], people, weight, True)
            self._others.setdefault(fold(place.name), []).append(Sense(place, True))

    def _read_districts(self) -> None:
        for row in tables.table(self._directory / "districts.tsv"):
            place = Place(
                row["name"], *row.circle(), PlaceKind.ADMIN1, None, row["country"], row["admin1"] or None,
                weight=DISTRICT_WEIGHT, district=True,
            )  # fmt: skip
            for key in dict.fromkeys(fold(name) for name in (place.name, *row.several("other_names"))):
                self._others.setdefault(key, []).append(Sense(place, True))

    @cached_property
    def _parts(self) -> dict[tuple[str, str], Circle]:
        rows = tables.table(self._directory / "country_parts.tsv")
        return {(row["code"], row["part"]): Circle(*row.circle()) for row in rows}

    @cached_property
    def _borders(self) -> dict[tuple[str, str], Circle]:
        rows = tables.table(self._directory / "country_borders.tsv")
        return {(row["one"], row["other"]): Circle(*row.circle()) for row in rows}

    @cached_property
    def _short_forms(self) -> dict[str, list[tuple[Place, bool]]]:
        forms: dict[str, list[tuple[Place, bool]]] = {}
        for row in tables.table(self._directory / "abbreviations.tsv"):
            place = self.admin1.get((row["country"], row["admin1"]))
            if place is None:
                raise GazetteerError(f"{row.where}: no subdivision {row['admin1']} in {row['country']}")
            forms.setdefault(row["short"].rstrip("."), []).append((place, row["alone"] == "yes"))
        return forms


def _same_spot(town: Place, other: Place) -> bool:
    return other.kind is PlaceKind.CITY and (
        town.geonames_id == other.geonames_id
        or (
            town.country_code == other.country_code
            and other.admin1 in (town.admin1, None)  # Kansas City is two towns, a river apart
            and distance_km(town, other) < 5
        )
    )


def _same_area(place: Place, other: Place) -> bool:
    """Whether two tables tell of one area under one name; the first one read stands."""
    alike = place.kind.is_area and other.kind.is_area and other.country_code in (place.country_code, None)
    if alike and other.country_code is None and place.kind is PlaceKind.ADMIN1:
        alike = place.radius_km > 0.3 * other.radius_km  # Burkina Faso has a Sahel region of its own
    return alike and distance_km(place, other) < max(60.0, 0.8 * max(place.radius_km, other.radius_km))


def _is_division(region: Place, division: Place) -> bool:
    """Whether a region entered by hand is that subdivision, about as large."""
    return (
        region.kind is PlaceKind.REGION
        and division.kind is PlaceKind.ADMIN1
        and region.country_code == division.country_code
        and region.geonames_id is None
        and 0.4 < division.radius_km / region.radius_km < 2.5
    )


@lru_cache(maxsize=1)
def load_gazetteer() -> Gazetteer:
    """The bundled gazetteer, read once a process. Raises GazetteerError where a data file cannot be used."""
    return Gazetteer().warm()
