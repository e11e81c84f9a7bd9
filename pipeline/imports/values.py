"""What values that recur mean: countries, provinces, parties, dates of any width. Millions of rows have few of them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from pipeline import edtf
from pipeline.groups import Registry, load_registry
from pipeline.groups.names import names_of
from pipeline.groups.text import sound, tokens
from pipeline.model import Interval, PlaceKind, Precision
from pipeline.places import load_gazetteer
from pipeline.places.model import Place, haversine_km
from pipeline.places.names import fold
from pipeline.places.tables import table

DATA = Path(__file__).parent / "data"
FAR = 2.0  # radii of a province beyond which a point can't stand for it, and
SLACK = 50  # kilometres


def country_code(value: str, system: str) -> str | None:
    """ISO 3166-1 alpha-2 of a country in another system of codes, or by its name; None where it is none."""
    text = value.strip()
    if system == "numeric":
        text = text.partition(".")[0].zfill(3)
    if system != "name":
        return _codes()[system].get(text.upper())
    names = _codes()["name"]
    return names.get(fold(text)) or names.get(fold(re.sub(r"\s*\([^()]*\)", "", text)))


@cache
def _codes() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {system: {} for system in ("iso2", "iso3", "numeric", "fips", "name")}
    countries = load_gazetteer().countries
    for row in table(DATA / "countries.tsv"):
        code = row["iso2"]
        for system in ("iso2", "iso3", "numeric", "fips"):
            found[system].update(dict.fromkeys(filter(None, row[system].split("|")), code))
        own = [countries[code].name] if code in countries else []
        found["name"].update(dict.fromkeys(map(fold, [*own, *row.several("other_names")]), code))
    for sense in (s for code in countries for s in load_gazetteer().senses(countries[code].name)):
        if sense.place.kind is PlaceKind.COUNTRY and sense.place.country_code:
            found["name"].setdefault(fold(sense.place.name), sense.place.country_code)
    return found


def area(kind: str, country: str | None, name: str | None, latitude: float, longitude: float) -> Place | None:
    """The country or province that a point stands for, None where the gazetteer has none near it of that name."""
    gazetteer = load_gazetteer()
    if kind == PlaceKind.COUNTRY:
        return gazetteer.countries.get(country or "")
    if kind != PlaceKind.ADMIN1 or not country or not name:
        return None
    for sense in gazetteer.senses(name):
        place = sense.place
        if place.kind is PlaceKind.ADMIN1 and place.country_code == country:
            away = haversine_km(place.latitude, place.longitude, latitude, longitude)
            if away <= FAR * place.radius_km + SLACK:
                return place
    return None


def party(name: str, registry: Registry | None = None) -> str | None:
    """The registry id of a party by the way tables of events write it; None where no one party bears that name."""
    registry = registry or load_registry()
    bare = name.strip()
    for pattern in _naming().cut:
        bare = pattern.sub("", bare)
    forms = [bare, *(part for part in bare.split(_naming().joint) if part != bare)]
    found = {group for form in forms for group in _by_name(form, registry)}
    if len(found) == 1:
        return found.pop()
    return _state(bare, registry) if not found else None


def _by_name(name: str, registry: Registry) -> set[str]:
    words = tokens(name)
    if not words:
        return set()
    names = names_of(registry)
    for trie, keys in ((names.written, [w.key for w in words]), (names.sounding, [sound(w.key) for w in words])):
        keys = [key for key in keys if key]
        hit = trie.longest(keys, 0) if keys else None
        if hit and hit[0] == len(keys):
            return {n.group_id for n in hit[1] if registry.group(n.group_id).kind != "office-holder"}
    return set()


def _state(name: str, registry: Registry) -> str | None:
    for pattern in _naming().states:
        if (match := pattern.fullmatch(name)) and (code := country_code(match[1], "name")):
            state = registry.state(code)
            return state.id if state else None
    return None


class _Naming:
    def __init__(self, path: Path) -> None:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        if unknown := set(data) ^ {"states", "cut", "joint"}:
            raise ValueError(f"{path.name}: {sorted(unknown)[0]} is unknown or missing")
        self.states = [re.compile(re.escape(text).replace(r"\{\}", "(.+)"), re.IGNORECASE) for text in data["states"]]
        self.cut = [re.compile(text) for text in data["cut"]]
        self.joint: str = data["joint"]


@cache
def _naming() -> _Naming:
    return _Naming(DATA / "parties.toml")


def dates(texts: Iterable[str]) -> list[tuple[str, object, object, str, str]]:
    """Text, first day, last day, EDTF and precision of those texts that are EDTF: "2012", "2012-05", "2012-05-03~"."""
    found = []
    for text in texts:
        try:
            days = edtf.parse(text)
        except ValueError:
            continue
        if days.earliest or days.latest:
            found.append((text, days.earliest, days.latest, text.strip(), str(_precision(days))))
    return found


def _precision(days: Interval) -> Precision:
    if days.is_day:
        return Precision.DAY
    length = (edtf.of(days) if days.earliest and days.latest else "").count("-")
    whole = days.earliest and days.latest and "/" not in edtf.of(days)
    return (Precision.YEAR if length == 0 else Precision.MONTH) if whole else Precision.RANGE
