"""Mentions as flat records: the lines of `tag`, the rows of the table's `mentions`."""

from __future__ import annotations

from pipeline.model import Analysis, DateMention, EventMention, GroupMention, PlaceMention

COMMON = ("document", "kind", "start", "end", "text", "rule")
BY_KIND = {
    "date": ("timex_type", "value", "mod", "earliest", "latest", "edtf", "precision", "anchor"),
    "place": ("latitude", "longitude", "radius_km", "place_kind", "geonames_id", "country_code"),
    "group": ("group_id",),
    "event": ("event_type", "status"),
}

Mention = DateMention | PlaceMention | GroupMention | EventMention
Record = dict[str, str | int | float | None]


def records(analysis: Analysis) -> list[Record]:
    """Every mention of a document as a record with the keys of its kind, in the order of the text.

    Days are ISO 8601 strings; a value that stays open is None.
    """
    kinds = {"date": analysis.dates, "place": analysis.places, "group": analysis.groups, "event": analysis.events}
    found = [_record(kind, mention) for kind, mentions in kinds.items() for mention in mentions]
    return sorted(found, key=lambda r: (r["start"], r["end"], r["kind"]))


def _record(kind: str, mention: Mention) -> Record:
    record: Record = {key: kind if key == "kind" else getattr(mention, key) for key in COMMON}
    for key in BY_KIND[kind]:
        record[key] = _value(mention, key)
    return record


def _value(mention: Mention, key: str) -> str | int | float | None:
    if key in ("earliest", "latest"):
        day = getattr(mention.interval, key, None)
        return day.isoformat() if day else None
    value = getattr(mention, key)
    return str(value) if isinstance(value, str) else value  # an enum's member as the word it stands for
