"""The side file of a table: what the views ask of every event, in narrow columns and in order of time.

Made once a build, beside its files, from nothing but the store; it can be deleted at any time. An event is a row of
`marks`; a place, a combination of groups and one of documents are rows of their own, since there are far fewer of them
than of events: what is asked of a place (is it in this area?) is worked out once a place and not once an event.

| table | columns |
| --- | --- |
| `marks` | `n` (rank in time, undated last), `lo`, `hi` (days since 1970, a sentinel where open; undated: lo > hi), |
|         | `point` (-1 unplaced), `groupset`, `docset`, `type`, `status`, `origin` (codes), `confidence` (per cent), |
|         | `by_group`, `by_type`, `by_country` (bits: its lanes), `hue` (lane of its first group) |
| `details` | `n`, `row` (in the store), `event_id`, `title`, `edtf` |
| `points` | `point`, `place`, `place_kind`, `country_code`, `longitude`, `latitude`, `radius_km`, `geonames_id`, |
|          | `exact` (a town or site), `events` |
| `groupsets`, `docsets` | number and list |
| `terms` | `facet`, `code`, `value`, `events`; `lane` where the value has one |
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import duckdb

from pipeline.model import PlaceKind

VERSION = "1"  # of this layout; a file of another is made anew
TABLES = ("marks", "details", "points", "groupsets", "docsets", "terms")
OPEN_START, OPEN_END = -(2**30), 2**30
LANES, OTHERS, NONE = 6, 6, 7  # values with a lane of their own; the bits of the others' lane and of those without
EXACT = tuple(kind.value for kind in PlaceKind if not kind.is_area)
LARGE = 50_000_000  # bytes of a store whose side file is made in a process of its own, to keep this one small

_SETS = """
CREATE TABLE target.{name}s AS SELECT (row_number() OVER (ORDER BY members) - 1)::INTEGER AS {name}, members
FROM (SELECT DISTINCT coalesce({column}, []) AS members FROM source.events)"""

_POINTS = """
CREATE TABLE target.points AS
SELECT (row_number() OVER (ORDER BY latitude, longitude, place, place_kind, radius_km, country_code, geonames_id)
       - 1)::INTEGER AS point, *, coalesce(place_kind IN {exact}, true) AS exact
FROM (SELECT place, place_kind, country_code, longitude, latitude, radius_km, geonames_id,
             count(*)::INTEGER AS events FROM source.events
      WHERE longitude IS NOT NULL AND latitude IS NOT NULL GROUP BY ALL)"""

_TERMS = """
INSERT INTO target.terms
SELECT '{facet}', (row_number() OVER ranked - 1)::INTEGER, value, events,
       least(row_number() OVER ranked - 1, {others})::INTEGER
FROM (SELECT value, count(*)::INTEGER AS events FROM ({counted}) WHERE value IS NOT NULL GROUP BY value)
WINDOW ranked AS (ORDER BY events DESC, value)"""

_COUNTED = {
    "group": "SELECT unnest(groups) AS value FROM source.events",
    "type": "SELECT event_type AS value FROM source.events",
    "status": "SELECT status AS value FROM source.events",
    "country": "SELECT country_code AS value FROM source.events",
    "place": "SELECT place AS value FROM source.events WHERE longitude IS NOT NULL AND latitude IS NOT NULL",
    "document": "SELECT unnest(documents) AS value FROM source.events",
    "origin": "SELECT {origin} AS value FROM source.events",
}

_LANES = """
CREATE TEMP TABLE lanes AS
SELECT groupset, coalesce(bit_or(1 << lane) FILTER (lane IS NOT NULL), 1 << {none})::UTINYINT AS by_group,
       coalesce(min(lane) FILTER (place = 1), {none})::UTINYINT AS hue
FROM (SELECT groupset, unnest(members) AS value, generate_subscripts(members, 1) AS place FROM target.groupsets
      UNION ALL SELECT groupset, NULL, 0 FROM target.groupsets WHERE len(members) = 0)
LEFT JOIN (SELECT value, lane FROM target.terms WHERE facet = 'group') USING (value) GROUP BY groupset"""

_RANKED = """
CREATE TEMP TABLE ranked AS
SELECT (row_number() OVER (ORDER BY coalesce(earliest, latest) NULLS LAST, latest NULLS LAST, event_id) - 1)::INTEGER
       AS n, rowid AS row FROM source.events"""

_MARKS = """
CREATE TABLE target.marks AS
SELECT r.n,
       CASE WHEN e.earliest IS NULL AND e.latest IS NULL THEN {open_end}
            ELSE coalesce(e.earliest - DATE '1970-01-01', {open_start}) END::INTEGER AS lo,
       CASE WHEN e.earliest IS NULL AND e.latest IS NULL THEN {open_start}
            ELSE coalesce(e.latest - DATE '1970-01-01', {open_end}) END::INTEGER AS hi,
       coalesce(p.point, -1)::INTEGER AS point, g.groupset, d.docset,
       coalesce(t.code, 255)::UTINYINT AS type, coalesce(s.code, 255)::UTINYINT AS status,
       coalesce(o.code, 255)::UTINYINT AS origin, round(100 * coalesce(e.confidence, 0))::UTINYINT AS confidence,
       l.by_group, l.hue, (1 << coalesce(t.lane, {none}))::UTINYINT AS by_type,
       (1 << coalesce(c.lane, {none}))::UTINYINT AS by_country
FROM (SELECT rowid AS row, *, {origin} AS came_from FROM source.events) e JOIN ranked r USING (row)
LEFT JOIN target.points p ON (e.longitude = p.longitude AND e.latitude = p.latitude
     AND e.place IS NOT DISTINCT FROM p.place AND e.place_kind IS NOT DISTINCT FROM p.place_kind
     AND e.radius_km IS NOT DISTINCT FROM p.radius_km AND e.country_code IS NOT DISTINCT FROM p.country_code
     AND e.geonames_id IS NOT DISTINCT FROM p.geonames_id)
JOIN target.groupsets g ON g.members = coalesce(e.groups, []) JOIN lanes l USING (groupset)
JOIN target.docsets d ON d.members = coalesce(e.documents, [])
LEFT JOIN target.terms t ON t.facet = 'type' AND t.value = e.event_type
LEFT JOIN target.terms s ON s.facet = 'status' AND s.value = e.status
LEFT JOIN target.terms c ON c.facet = 'country' AND c.value = e.country_code
LEFT JOIN target.terms o ON o.facet = 'origin' AND o.value = e.came_from
ORDER BY n"""

_DETAILS = """
CREATE TABLE target.details AS SELECT n, row, event_id, title, edtf
FROM ranked JOIN (SELECT rowid AS row, event_id, title, edtf FROM source.events) USING (row) ORDER BY n"""


def make_index(source: Path, target: Path) -> None:
    """`write_index`, for a large store in another process; raises OSError where that fails."""
    if source.stat().st_size < LARGE:
        write_index(source, target)
        return
    command = [sys.executable, "-m", "views.query.index", str(source), str(target)]
    done = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False)
    if done.returncode:
        raise OSError(None, (done.stderr.strip().splitlines() or ["no reason given"])[-1], str(target))


def write_index(source: Path, target: Path) -> None:
    """The side file `target` of the store's file `source`, in one step for its readers.

    Raises duckdb.Error where the store cannot be read, OSError or duckdb.IOException where `target` cannot be written.
    """
    part = target.with_name(f".{target.name}.{os.getpid()}")
    part.unlink(missing_ok=True)
    try:
        with duckdb.connect(config={"memory_limit": "1GB"}) as database:
            database.execute(f"ATTACH {_quoted(source)} AS source (READ_ONLY)")
            database.execute(f"ATTACH {_quoted(part)} AS target")
            for statement in _statements(database):
                database.execute(statement)
            database.execute("DETACH target")
        os.replace(part, target)
    finally:
        part.unlink(missing_ok=True)


def _statements(database: duckdb.DuckDBPyConnection) -> list[str]:
    columns = {row[0] for row in database.execute("DESCRIBE source.events").fetchall()}
    words = {
        "origin": "origin" if "origin" in columns else "NULL::VARCHAR",
        "open_start": OPEN_START,
        "open_end": OPEN_END,
        "others": OTHERS,
        "none": NONE,
        "exact": str(EXACT),
    }
    counted = {facet: sql.format(**words) for facet, sql in _COUNTED.items()}
    return [
        f"CREATE TABLE target.about AS SELECT '{VERSION}' AS version",
        _SETS.format(name="groupset", column="groups"),
        _SETS.format(name="docset", column="documents"),
        _POINTS.format(**words),
        "CREATE TABLE target.terms (facet VARCHAR, code INTEGER, value VARCHAR, events INTEGER, lane INTEGER)",
        *(_TERMS.format(facet=facet, counted=sql, **words) for facet, sql in counted.items()),
        _LANES.format(**words),
        _RANKED,
        _MARKS.format(**words),
        _DETAILS,
    ]


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


if __name__ == "__main__":
    write_index(Path(sys.argv[1]).absolute(), Path(sys.argv[2]).absolute())
