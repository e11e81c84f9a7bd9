"""Mentions of events as rows of the table's part `claims`, and what of them is a column of `events` as well."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import json

from pipeline.model import EventMention, PlaceMention, Toll, When

Row = dict[str, object]

READ = "text"  # the origin of what was read in documents; imports have their own
WHEN = ("earliest", "latest", "edtf", "precision", "date_text", "date_rule")
PLACE = ("place", "place_kind", "latitude", "longitude", "radius_km", "geonames_id", "country_code", "place_text")


def encode(value: object) -> str:
    """A value as JSON on one line, with spaces behind commas and colons."""
    return json.format(json.encode(value), indent=0).decode()


def claim_row(mention: EventMention, evidence: str, claim_id: str, event_id: str, own_event_id: str) -> Row:
    """A row of `claims`."""
    when, place = mention.when, mention.place
    days = when.span if when else None
    return {
        "claim_id": claim_id,
        "event_id": event_id,
        "document": mention.document,
        "title": mention.title,
        "event_type": mention.event_type,
        "status": str(mention.status),
        "event_rule": mention.rule,
        "trigger_start": mention.start,
        "trigger_end": mention.end,
        "sentence_start": mention.sentence.start,
        "sentence_end": mention.sentence.end,
        **when_columns(when),
        "date_start": days.start if days else None,
        "date_end": days.end if days else None,
        "date_reason": mention.when_reason,
        **place_columns(place),
        "place_rule": mention.place_rule,
        "place_start": place.start if place else None,
        "place_end": place.end if place else None,
        "place_reason": mention.place_reason,
        "groups": list(mention.groups),
        "actors": list(mention.actors),
        "confidence": mention.confidence,
        "evidence": evidence,
        "toll": toll_column(mention.toll),
        "own_event_id": own_event_id or None,
        "place_confidence": place.confidence if place else None,
        "origin": READ,
    }


def when_columns(when: When | None) -> Row:
    """The columns `WHEN`, empty where there is no date."""
    if when is None:
        return dict.fromkeys(WHEN)
    days = when.interval
    return dict(
        zip(WHEN, (days.earliest, days.latest, when.edtf, str(when.precision), when.text, when.rule), strict=True)
    )


def place_columns(place: PlaceMention | None) -> Row:
    """The columns `PLACE`, empty where there is no place."""
    if place is None:
        return dict.fromkeys(PLACE)
    kind = str(place.place_kind) if place.place_kind else None
    values = (place.name, kind, place.latitude, place.longitude, place.radius_km, place.geonames_id)
    return dict(zip(PLACE, (*values, place.country_code, place.text), strict=True))


def toll_column(tolls: Iterable[Toll]) -> str | None:
    """Tolls as a JSON list of objects, None where there are none."""
    values = [
        {"kind": t.kind, "low": t.low, "high": t.high, "text": t.text, "start": t.span.start, "end": t.span.end,
         "source": t.source}
        for t in tolls
    ]  # fmt: skip
    return encode(values) if values else None
