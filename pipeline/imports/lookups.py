"""Small tables beside the records: what codes mean, and what Python has made of values that recur."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import duckdb
import pyarrow as pa

from pipeline.events.types import load_event_types
from pipeline.groups import load_registry
from pipeline.imports import values
from pipeline.imports.mapping import DateCode, Mapping
from pipeline.imports.sql import EDTF, UNIT, cell, day
from pipeline.model import PlaceKind, Status
from pipeline.store.sql import fill

_T, _I, _R, _B, _D = pa.string(), pa.int64(), pa.float64(), pa.bool_(), pa.date32()

_SIDES = ("groups", "actors")
MANY = 65_536  # names, or combinations of them, of which it is remembered who they are


def fill_lookups(db: duckdb.DuckDBPyConnection, mapping: Mapping) -> None:
    """Makes the tables type_values, status_values, date_codes, place_codes, edtf_dates, countries, areas, and
    the function `parties_of`."""
    _codes(db, mapping)
    _dates(db, mapping)
    _places(db, mapping)
    _parties(db)


def _table(db: duckdb.DuckDBPyConnection, name: str, columns: dict[str, pa.DataType], rows: Sequence[tuple]) -> None:
    arrays = [pa.array([row[i] for row in rows], kind) for i, kind in enumerate(columns.values())]
    found = pa.table(arrays, names=list(columns))
    fill(db, name, found.schema, found.to_batches())


def _codes(db: duckdb.DuckDBPyConnection, mapping: Mapping) -> None:
    own = {value.lower(): (m.type, m.status or None, m.says or None) for value, m in mapping.type.values.items()}
    types = {name: (name, None, None) for name in load_event_types()} | own
    columns = {"value": _T, "event_type": _T, "status": _T, "says": _T}
    _table(db, "type_values", columns, [(value, *meaning) for value, meaning in types.items()])
    _table(db, "status_values", {"value": _T}, [(str(status),) for status in Status])
    dates = mapping.date.codes if mapping.date.precision else {"": DateCode("day")}
    _table(
        db,
        "date_codes",
        {"code": _T, "precision": _T, "before": _I, "after": _I, "whole": _T, "about": _B},
        [(code, d.precision, d.days_before, d.days_after, d.whole, d.about) for code, d in dates.items()],
    )
    places = mapping.place.codes if mapping.place.precision else {"": mapping.place.otherwise}
    _table(
        db,
        "place_codes",
        {"code": _T, "kind": _T, "radius_km": _R, "nowhere": _B},
        [(code, p.kind, p.radius_km, p.nowhere) for code, p in places.items()],
    )


def _dates(db: duckdb.DuckDBPyConnection, mapping: Mapping) -> None:
    """Dates that no format reads, as EDTF, where the mapping allows that."""
    texts: set[str] = set()
    if EDTF in mapping.date.formats:
        for column in {mapping.date.earliest, mapping.date.latest} - {""}:
            wanted = f"SELECT DISTINCT {cell(column)} FROM raw WHERE {day(column, mapping.date.formats)} IS NULL"
            texts |= {text for (text,) in db.execute(wanted).fetchall() if text}
    columns = {"text": _T, "first_day": _D, "last_day": _D, "edtf": _T, "precision": _T}
    _table(db, "edtf_dates", columns, values.dates(sorted(texts)))


def _places(db: duckdb.DuckDBPyConnection, mapping: Mapping) -> None:
    place = mapping.place
    found = db.execute(f"SELECT DISTINCT {cell(place.country)} FROM raw").fetchall() if place.country else []
    codes = [(text, values.country_code(text, place.country_system)) for (text,) in found if text]
    _table(db, "countries", {"text": _T, "code": _T}, sorted(codes))
    known, areas = dict(codes), []
    coded = [(code, p) for code, p in place.codes.items() if p.kind in (PlaceKind.COUNTRY, PlaceKind.ADMIN1)]
    for code, kind in coded if place.precision and place.latitude else ():
        name = f"split_part({cell(kind.name)}, ',', 1)" if place.before_comma else cell(kind.name)
        rows = db.execute(
            f"SELECT {cell(place.country)}, {name}, avg(TRY_CAST({cell(place.latitude)} AS DOUBLE)), "
            f"avg(TRY_CAST({cell(place.longitude)} AS DOUBLE)) FROM raw WHERE {cell(place.precision)} = ? GROUP BY ALL",
            [code],
        ).fetchall()
        for country, text, latitude, longitude in rows:
            if country and latitude is not None and longitude is not None:
                found = values.area(kind.kind, known.get(country), text, latitude, longitude)
                if found:
                    circle = (found.name, found.latitude, found.longitude, found.radius_km, found.geonames_id)
                    areas.append((code, country, text or "", *circle))
    columns = {"code": _T, "country": _T, "text": _T, "name": _T, "latitude": _R, "longitude": _R, "radius_km": _R,
               "geonames_id": _I}  # fmt: skip
    _table(db, "areas", columns, sorted(areas, key=lambda area: area[:3]))


def _parties(db: duckdb.DuckDBPyConnection) -> None:
    """`parties_of`: names parted by `UNIT`, as groups and actors, each once and in their order."""

    def parties_of(given: pa.ChunkedArray) -> pa.StructArray:
        found = [_sides(names) for names in given.to_pylist()]
        sides = ([side[i] for side in found] for i in range(len(_SIDES)))
        return pa.StructArray.from_arrays([pa.array(side, pa.list_(_T)) for side in sides], _SIDES)

    sides = duckdb.struct_type(dict.fromkeys(_SIDES, duckdb.list_type(duckdb.type("VARCHAR"))))
    db.create_function("parties_of", parties_of, ["VARCHAR"], sides, type="arrow")


@lru_cache(maxsize=MANY)
def _sides(names: str) -> tuple[list[str], list[str]]:
    groups, actors = {}, {}
    for name in filter(None, names.split(UNIT)):
        party, armed = _party(name)
        (groups if armed else actors)[party] = None
    return list(groups), list(actors)


@lru_cache(maxsize=MANY)
def _party(name: str) -> tuple[str, bool]:
    registry = load_registry()
    found = values.party(name, registry)
    return found or name, found is not None and registry.group(found).is_armed
