"""Rows of the table as values of the pipeline: what `rows` does, the other way round.

Of a mention the table keeps what can be seen: words and candidates of a place are not among it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from pipeline.merge.event import rank
from pipeline.model import (
    Claim,
    Event,
    EventMention,
    Interval,
    PlaceKind,
    PlaceMention,
    Precision,
    Span,
    Status,
    Toll,
    When,
)

Row = Mapping[str, object]


def event_of_rows(event: Row, claims: Iterable[Row]) -> Event:
    """An event of its row and those of its claims."""
    known = [_claim(row) for row in sorted(claims, key=rank)]
    first = known[0].mention if known else None
    return Event(
        event_id=event["event_id"],
        title=event["title"],
        event_type=event["event_type"],
        status=Status(event["status"]),
        when=_when(event, None),
        when_reason=first.when_reason if first and event["edtf"] is None else None,
        place=_place(event, "", 0, 0),
        place_reason=first.place_reason if first and event["latitude"] is None else None,
        groups=tuple(event["groups"] or ()),
        actors=tuple(event["actors"] or ()),
        documents=tuple(event["documents"] or ()),
        claims=tuple(known),
        confidence=event["confidence"],
        evidence=event["evidence"],
        disagreements=tuple(event["disagreements"] or ()),
        toll=_tolls(event["toll"]),
    )


def _claim(row: Row) -> Claim:
    span = Span(row["date_start"], row["date_end"]) if row["date_start"] is not None else None
    mention = EventMention(
        document=row["document"],
        start=row["trigger_start"],
        end=row["trigger_end"],
        text="",
        rule=row["event_rule"],
        event_type=row["event_type"],
        status=Status(row["status"]),
        title=row["title"],
        sentence=Span(row["sentence_start"], row["sentence_end"]),
        when=_when(row, span),
        when_reason=row["date_reason"],
        place=_place(row, row["document"], row["place_start"], row["place_end"], row["place_confidence"]),
        place_rule=row["place_rule"],
        place_reason=row["place_reason"],
        groups=tuple(row["groups"] or ()),
        actors=tuple(row["actors"] or ()),
        confidence=row["confidence"],
        toll=_tolls(row["toll"]),
    )
    return Claim(row["claim_id"], row["event_id"], mention, row["evidence"], row["own_event_id"] or "")


def _when(row: Row, span: Span | None) -> When | None:
    if row["edtf"] is None:
        return None
    days = Interval(row["earliest"], row["latest"])
    return When(days, row["edtf"], Precision(row["precision"]), row["date_rule"], row["date_text"], span)


def _place(
    row: Row, document: str, start: int | None, end: int | None, sure: float | None = 0.0
) -> PlaceMention | None:
    if row["place_text"] is None:
        return None
    kind = PlaceKind(row["place_kind"]) if row["place_kind"] else None
    return PlaceMention(
        document=document, start=start, end=end, text=row["place_text"], rule="", name=row["place"],
        latitude=row["latitude"], longitude=row["longitude"], radius_km=row["radius_km"], place_kind=kind,
        geonames_id=row["geonames_id"], country_code=row["country_code"], confidence=sure or 0.0,
    )  # fmt: skip


def _tolls(text: str | None) -> tuple[Toll, ...]:
    return tuple(
        Toll(t["kind"], t["low"], t["high"], t["text"], Span(t["start"], t["end"]), t["source"])
        for t in json.loads(text or "[]")
    )
