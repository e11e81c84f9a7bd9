"""The fields of an event that can be corrected: what values they take, and how a value becomes part of the event.

Values are JSON: text; for `date` EDTF; for `place` an object (`name`, `latitude`, `longitude`, `radius_km`,
`place_kind` and, where known, `geonames_id`, `country_code`); lists of texts for `groups` (registry ids) and `actors`;
for `toll` a list of objects (`kind`, `low`, `high`). None leaves date and place open.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

from pipeline import edtf
from pipeline.events import load_event_types
from pipeline.events.toll import kinds as toll_kinds
from pipeline.groups import load_registry
from pipeline.model import Event, Interval, PlaceKind, PlaceMention, Precision, Span, Status, Toll, When

FIELDS = ("title", "event_type", "status", "date", "place", "groups", "actors", "toll")
RULE = "corrected"  # by which a corrected value says where it comes from
LONGEST = 500  # characters of a title or a name
MOST = 50  # items of a list
EARTH = 20_038  # kilometres half around it
_NOWHERE = Span(0, 0)
Json = str | int | float | None | list | dict


class ValueInvalid(ValueError):
    """A value that a field can't take; the message says why and what it takes."""


def check(field: str | None, value: Json) -> None:
    """ValueInvalid where `field` is none that can be corrected, or can't take `value`."""
    if field not in FIELDS:
        raise ValueInvalid(f"“{field}” is no field that can be corrected; {', '.join(FIELDS)} are")
    _CHECKS[field](value)


def date_of(text: str) -> When:
    """A date as people correct it, EDTF. ValueInvalid says what is wrong with it in words."""
    try:
        interval = edtf.parse(text)
    except ValueError as error:
        raise ValueInvalid(
            f"“{text}” is no date in EDTF ({error}). Write 2013-01-25, 2013-01, 2013, 2013-01~ for about, "
            "2013-01-04/2013-01-15 for some day between, ../2013-01-25 for by, 2013-01-25/.. for after."
        ) from error
    if interval.earliest is None and interval.latest is None:
        raise ValueInvalid(f"“{text}” names no days. Leave the date empty where it is not known.")
    return When(interval, text.strip(), _precision(interval, text), RULE)


def _precision(interval: Interval, text: str) -> Precision:
    plain = text.strip().rstrip("~?%")
    if interval.is_day:
        return Precision.DAY
    if any(mark in plain for mark in "/[{") or interval.days is None:
        return Precision.RANGE
    parts = plain.split("-")
    if len(parts) == 1:
        return Precision.DECADE if plain.endswith("X") else Precision.YEAR
    return Precision.SEASON if len(parts) == 2 and parts[1].isdigit() and int(parts[1]) > 12 else Precision.MONTH


def value_of(event: Event, field: str) -> Json:
    """What an event has in a field, as a correction would write it."""
    if field == "date":
        return event.when.edtf if event.when else None
    if field == "place":
        return place_value(event.place)
    if field == "toll":
        return [{"kind": t.kind, "low": t.low, "high": t.high} for t in event.toll]
    value = getattr(event, field)
    return list(value) if isinstance(value, tuple) else str(value)


def place_value(place: PlaceMention | None) -> Json:
    """A place as a correction writes it, None where there is none on the map."""
    if place is None:
        return None
    value = {"name": place.name or place.text, "latitude": place.latitude, "longitude": place.longitude}
    value |= {"radius_km": place.radius_km, "place_kind": str(place.place_kind) if place.place_kind else None}
    value |= {"geonames_id": place.geonames_id, "country_code": place.country_code}
    return {key: item for key, item in value.items() if item is not None}


def with_value(event: Event, field: str, value: Json) -> Event:
    """The event with a field set; `value` has been checked."""
    if field == "date":
        if value is None:
            return replace(event, when=None, when_reason="taken away by a correction")
        return replace(event, when=date_of(value), when_reason=None)
    if field == "place":
        return replace(event, place=_place(value), place_reason="taken away by a correction" if value is None else None)
    if field == "toll":
        return replace(event, toll=tuple(Toll(t["kind"], t["low"], t.get("high"), "", _NOWHERE) for t in value))
    if field == "status":
        return replace(event, status=Status(value))
    return replace(event, **{field: tuple(value) if isinstance(value, list) else value})


def _place(value: Mapping | None) -> PlaceMention | None:
    if value is None:
        return None
    return PlaceMention(
        document="", start=0, end=0, text=value["name"], rule=RULE, name=value["name"],
        latitude=float(value["latitude"]), longitude=float(value["longitude"]), radius_km=float(value["radius_km"]),
        place_kind=PlaceKind(value["place_kind"]), geonames_id=value.get("geonames_id"),
        country_code=value.get("country_code"), confidence=1.0,
    )  # fmt: skip


def _check_title(value: Json) -> None:
    if not isinstance(value, str) or not value.strip():
        raise ValueInvalid("A title can't be empty.")
    if len(value) > LONGEST:
        raise ValueInvalid(f"A title has at most {LONGEST} characters; this one has {len(value):,}.")


def _check_type(value: Json) -> None:
    if value not in load_event_types():
        raise ValueInvalid(f"“{value}” is no type of event; these are: {', '.join(load_event_types())}.")


def _check_status(value: Json) -> None:
    if value not in [str(s) for s in Status]:
        raise ValueInvalid(f"“{value}” is no status; these are: {', '.join(Status)}.")


def _check_date(value: Json) -> None:
    if value is None:
        return
    if not isinstance(value, str):
        raise ValueInvalid("A date is written as text, in EDTF.")
    date_of(value)


def _check_place(value: Json) -> None:
    if value is None:
        return
    if not isinstance(value, dict) or not isinstance(value.get("name"), str) or not value["name"].strip():
        raise ValueInvalid("A place needs a name.")
    if len(value["name"]) > LONGEST:
        raise ValueInvalid(f"A place's name has at most {LONGEST} characters.")
    for key, low, high in (("latitude", -90, 90), ("longitude", -180, 180), ("radius_km", 0, EARTH)):
        number = value.get(key)
        if not _is_number(number) or not low <= number <= high:
            raise ValueInvalid(f"The place's {key} is a number from {low} to {high:,}, not “{number}”.")
    if value.get("place_kind") not in [str(k) for k in PlaceKind]:
        raise ValueInvalid(f"“{value.get('place_kind')}” is no kind of place; these are: {', '.join(PlaceKind)}.")
    if not isinstance(value.get("geonames_id"), int | None):
        raise ValueInvalid("A place's geonames_id is a whole number.")
    if not isinstance(value.get("country_code"), str | None):
        raise ValueInvalid("A place's country_code is a text.")


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _check_groups(value: Json) -> None:
    _check_list(value, "groups")
    unknown = [group for group in value if group not in load_registry().by_id]
    if unknown:
        raise ValueInvalid(f"The registry has no “{unknown[0]}”. Add it to a file of your own groups first.")


def _check_actors(value: Json) -> None:
    _check_list(value, "actors")


def _check_list(value: Json, name: str) -> None:
    if not isinstance(value, list) or not all(isinstance(v, str) and 0 < len(v.strip()) <= LONGEST for v in value):
        raise ValueInvalid(f"The {name} are a list of names, none of them empty.")
    if len(value) > MOST or len(set(value)) < len(value):
        raise ValueInvalid(f"The {name} are at most {MOST}, each named once.")


def _check_toll(value: Json) -> None:
    if not isinstance(value, list) or len(value) > MOST:
        raise ValueInvalid("The toll is a list of numbers of people.")
    for item in value:
        if not isinstance(item, dict) or item.get("kind") not in toll_kinds():
            raise ValueInvalid(f"The kinds of toll are: {', '.join(toll_kinds())}.")
        low, high = item.get("low"), item.get("high")
        if not isinstance(low, int) or low < 0 or not (high is None or (isinstance(high, int) and high >= low)):
            raise ValueInvalid("A toll goes from a number of people to one as high or higher, or is left open.")
    if len({item["kind"] for item in value}) < len(value):
        raise ValueInvalid("Each kind of toll is given once.")


_CHECKS = {
    "title": _check_title,
    "event_type": _check_type,
    "status": _check_status,
    "date": _check_date,
    "place": _check_place,
    "groups": _check_groups,
    "actors": _check_actors,
    "toll": _check_toll,
}
