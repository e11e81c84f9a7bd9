"""Mentions as flat records: the lines of `tag`, the rows of the table's `mentions`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from operator import attrgetter, itemgetter

from pipeline.model import Analysis, Candidate, DateMention, EventMention, GroupMention, PlaceMention

COMMON = ("document", "kind", "start", "end", "text", "rule")
BY_KIND = {
    "date": ("timex_type", "value", "mod", "earliest", "latest", "edtf", "precision", "anchor"),
    "place": ("latitude", "longitude", "radius_km", "place_kind", "geonames_id", "country_code"),
    "group": ("group_id",),
    "event": ("event_type", "status"),
}

Mention = DateMention | PlaceMention | GroupMention | EventMention
Record = dict[str, str | int | float | list | date | None]
FOR_REVIEW = {"place": ("place", "place_confidence", "place_reason", "place_candidates")}
OF_A_PLACE = {"place": "name", "place_confidence": "confidence", "place_reason": "reason"}
DAYS = ("earliest", "latest")
SLIGHT = 0.01  # share below which a runner-up is not worth a look


def records(analysis: Analysis, *, reviewed: bool = False) -> list[Record]:
    """Every mention of a document as a record with the keys of its kind, in the order of the text.

    Days are ISO 8601 strings; a value that stays open is None. With `reviewed` come the keys that a reviewer asks for:
    `place_candidates` are the places that a name may mean, likeliest first, with the `share` of each; empty where there
    is but one.
    """
    found = list(map(dict, dated_records(analysis, reviewed=reviewed)))
    for record in found:
        record.update((key, record[key].isoformat()) for key in DAYS if record.get(key))
    return found


def dated_records(analysis: Analysis, *, reviewed: bool = False) -> list[Record]:
    """The same with days as dates."""
    kinds = {"date": analysis.dates, "place": analysis.places, "group": analysis.groups, "event": analysis.events}
    readers = {kind: _READERS[kind] + (_REVIEWED.get(kind, ()) if reviewed else ()) for kind in kinds}
    found = [
        {"document": m.document, "kind": kind} | {key: read(m) for key, read in readers[kind]}
        for kind, mentions in kinds.items()
        for m in mentions
    ]
    return sorted(found, key=_ORDER)


def _reader(key: str) -> Callable[[Mention], object]:
    """How a value is read off a mention; an enum's member becomes the word it stands for."""
    if key in DAYS:
        return lambda mention: getattr(mention.interval, key, None)
    if key == "place_candidates":
        return _candidates
    if key in ("precision", "place_kind", "status", "place_reason"):
        name = OF_A_PLACE.get(key, key)
        return lambda mention: None if (word := getattr(mention, name)) is None else str(word)
    return attrgetter(OF_A_PLACE.get(key, key))


def _candidates(mention: Mention) -> list[dict]:
    found = [c for c in mention.candidates if c.score >= SLIGHT]
    return [_candidate(c) for c in found] if len(found) > 1 else []


def _candidate(c: Candidate) -> dict:
    return {
        "place": c.name, "place_kind": str(c.place_kind), "latitude": c.latitude, "longitude": c.longitude,
        "radius_km": c.radius_km, "geonames_id": c.geonames_id, "country_code": c.country_code, "share": c.score,
    }  # fmt: skip


_READERS = {kind: tuple((key, _reader(key)) for key in (*COMMON[2:], *keys)) for kind, keys in BY_KIND.items()}
_REVIEWED = {kind: tuple((key, _reader(key)) for key in keys) for kind, keys in FOR_REVIEW.items()}
_ORDER = itemgetter("start", "end", "kind")
