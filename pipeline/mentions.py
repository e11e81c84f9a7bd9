"""Mentions as flat records: the lines of `tag`, the rows of the table's `mentions`."""

from __future__ import annotations

from pipeline.model import Analysis, Candidate, DateMention, EventMention, GroupMention, PlaceMention

COMMON = ("document", "kind", "start", "end", "text", "rule")
BY_KIND = {
    "date": ("timex_type", "value", "mod", "earliest", "latest", "edtf", "precision", "anchor"),
    "place": ("latitude", "longitude", "radius_km", "place_kind", "geonames_id", "country_code"),
    "group": ("group_id",),
    "event": ("event_type", "status"),
}

Mention = DateMention | PlaceMention | GroupMention | EventMention
Record = dict[str, str | int | float | list | None]
FOR_REVIEW = {"place": ("place", "place_confidence", "place_reason", "place_candidates")}
OF_A_PLACE = {"place": "name", "place_confidence": "confidence", "place_reason": "reason"}
SLIGHT = 0.01  # share below which a runner-up is not worth a look


def records(analysis: Analysis, *, reviewed: bool = False) -> list[Record]:
    """Every mention of a document as a record with the keys of its kind, in the order of the text.

    Days are ISO 8601 strings; a value that stays open is None. With `reviewed` come the keys that a reviewer asks for:
    `place_candidates` are the places that a name may mean, likeliest first, with the `share` of each; empty where there
    is but one.
    """
    kinds = {"date": analysis.dates, "place": analysis.places, "group": analysis.groups, "event": analysis.events}
    found = [_record(kind, mention, reviewed) for kind, mentions in kinds.items() for mention in mentions]
    return sorted(found, key=lambda r: (r["start"], r["end"], r["kind"]))


def _record(kind: str, mention: Mention, reviewed: bool) -> Record:
    record: Record = {key: kind if key == "kind" else getattr(mention, key) for key in COMMON}
    for key in BY_KIND[kind] + (FOR_REVIEW.get(kind, ()) if reviewed else ()):
        record[key] = _value(mention, key)
    return record


def _value(mention: Mention, key: str) -> str | int | float | list | None:
    if key in ("earliest", "latest"):
        day = getattr(mention.interval, key, None)
        return day.isoformat() if day else None
    if key == "place_candidates":
        return _candidates(mention)
    value = getattr(mention, OF_A_PLACE.get(key, key))
    return str(value) if isinstance(value, str) else value  # an enum's member as the word it stands for


def _candidates(mention: PlaceMention) -> list[dict]:
    found = [c for c in mention.candidates if c.score >= SLIGHT]
    return [_candidate(c) for c in found] if len(found) > 1 else []


def _candidate(c: Candidate) -> dict:
    return {
        "place": c.name, "place_kind": str(c.place_kind), "latitude": c.latitude, "longitude": c.longitude,
        "radius_km": c.radius_km, "geonames_id": c.geonames_id, "country_code": c.country_code, "share": c.score,
    }  # fmt: skip
