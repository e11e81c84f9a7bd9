"""What the URL carries, and nothing else: a selection to query parameters and back. Pure; the page does the binding.

| parameter | value |
| --- | --- |
| `group`, `type`, `status`, `place`, `document`, `origin` | one a value, repeated; groups by their short name |
| `confidence` | per cent, at least |
| `more` | groups without a button of their own, as `group`, which is read for them too |
| `years` | twice: first and last year |
| `q` | free text |
| `brush` | `2012-10-01..2012-11-15` |
| `area` | `box:west,south,east,north`, `lasso:lon lat,lon lat,…` or `spot:lon,lat` |
| `event` | event id |
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from urllib.parse import parse_qs, urlencode

from views.selection import Area, Brush, Filters, Selection

LISTS = {
    "group": "groups",
    "type": "types",
    "status": "statuses",
    "place": "places",
    "document": "documents",
    "origin": "origins",
}
PLACES_AFTER_POINT = 4  # of a degree: ten metres
LASSO_CORNERS = 60  # more would make a link too long to paste
Query = dict[str, list[str]]


def encode(selection: Selection) -> Query:
    """Query parameters of a selection; what is at rest is left out."""
    filters = selection.filters
    query: Query = {key: list(getattr(filters, field)) for key, field in LISTS.items() if getattr(filters, field)}
    if filters.years:
        query["years"] = [str(year) for year in filters.years]
    if filters.confidence:
        query["confidence"] = [str(filters.confidence)]
    singles = {
        "q": filters.text,
        "brush": encode_brush(selection.brush),
        "area": encode_area(selection.area),
        "event": selection.event,
    }
    return query | {key: [value] for key, value in singles.items() if value}


def decode(query: Mapping[str, Sequence[str]]) -> Selection:
    """The selection of query parameters; what cannot be read is left out, as if it had not been given."""
    lists = {field: tuple(query.get(key, ())) for key, field in LISTS.items()}
    lists["groups"] += tuple(query.get("more", ()))
    return Selection(
        Filters(**lists, years=_years(query.get("years", ())), text=_one(query, "q") or "", confidence=_percent(query)),
        decode_brush(_one(query, "brush")),
        decode_area(_one(query, "area")),
        _one(query, "event"),
    )


def link(selection: Selection) -> str:
    """The part of a link after its question mark."""
    return urlencode(encode(selection), doseq=True)


def from_link(query: str) -> Selection:
    """The selection of a link, or of the part after its question mark."""
    return decode(parse_qs(query.rpartition("?")[2], keep_blank_values=False))


def encode_brush(brush: Brush | None) -> str | None:
    return f"{brush.first.isoformat()}..{brush.last.isoformat()}" if brush else None


def decode_brush(text: str | None) -> Brush | None:
    first, dots, last = (text or "").partition("..")
    try:
        return Brush(date.fromisoformat(first), date.fromisoformat(last)) if dots else None
    except ValueError:
        return None


def encode_area(area: Area | None) -> str | None:
    if area is None:
        return None
    if area.kind == "lasso":
        return "lasso:" + ",".join(f"{_degrees(x)} {_degrees(y)}" for x, y in _thin(area.ring[:-1]))
    numbers = area.ring[0] if area.kind == "spot" else (*area.ring[0], *area.ring[2])
    places = 6 if area.kind == "spot" else PLACES_AFTER_POINT
    return f"{area.kind}:" + ",".join(_degrees(number, places) for number in numbers)


def decode_area(text: str | None) -> Area | None:
    kind, colon, rest = (text or "").partition(":")
    if not colon:
        return None
    try:
        if kind == "lasso":
            return Area.lasso([_globe(*map(float, point.split(" "))) for point in rest.split(",")])
        numbers = [float(number) for number in rest.split(",")]
        corners = [_globe(x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]
        flat = [number for corner in corners for number in corner]
        return {"box": Area.box, "spot": Area.spot}[kind](*flat)
    except (ValueError, KeyError, TypeError):
        return None


def _globe(longitude: float, latitude: float) -> tuple[float, float]:
    if not (abs(longitude) <= 540 and abs(latitude) <= 90):  # also refuses NaN
        raise ValueError(f"not on the globe: {longitude}, {latitude}")
    return longitude, latitude


def _degrees(number: float, places: int = PLACES_AFTER_POINT) -> str:
    return f"{number:.{places}f}".rstrip("0").rstrip(".") or "0"


def _thin(ring: Sequence[tuple[float, float]]) -> Sequence[tuple[float, float]]:
    step = -(-len(ring) // LASSO_CORNERS)
    return ring[::step] if step > 1 and len(ring[::step]) >= 3 else ring


def _years(values: Sequence[str]) -> tuple[int, int] | None:
    try:
        first, last = (int(value) for value in values)
        date(first, 1, 1), date(last, 12, 31)
    except ValueError:
        return None
    return (first, last) if first <= last else None


def _percent(query: Mapping[str, Sequence[str]]) -> int:
    text = _one(query, "confidence") or ""
    return min(int(text), 100) if text.isascii() and text.isdigit() else 0


def _one(query: Mapping[str, Sequence[str]], key: str) -> str | None:
    return next((value for value in query.get(key, ()) if value), None)
