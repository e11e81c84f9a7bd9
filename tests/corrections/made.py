"""Invented events for corrections: so many documents, each with sentences of its own."""

from __future__ import annotations

from datetime import date

from pipeline import corrections
from pipeline.corrections import Entry, Ledger
from pipeline.merge.compare import digest
from pipeline.model import Claim, Event, EventMention, Interval, PlaceKind, PlaceMention, Precision, Span, Status, When

TOWNS = (("Gao", 16.27, -0.04), ("Kidal", 18.44, 1.41), ("Mopti", 14.49, -4.2), ("Segou", 13.43, -6.27))


def event(number: int, claims: int = 2) -> Event:
    """An event with claims of documents `a`, `b`, …; every sentence names the event and the document."""
    made = tuple(_claim(number, "abcdef"[i]) for i in range(claims))
    best = made[0].mention
    return Event(
        f"event{number}", best.title, best.event_type, best.status, best.when, None, best.place, None, best.groups, (),
        tuple(c.mention.document for c in made), made, 0.9, made[0].evidence,
    )  # fmt: skip


def _claim(number: int, document: str) -> Claim:
    town, latitude, longitude = TOWNS[number % len(TOWNS)]
    day = date(2019, 3, 1 + number)
    evidence = f"Convoy number {number} was attacked in {town}, as paper {document} has it from the driver."
    start = 200 * number
    place = PlaceMention(
        document, start + 40, start + 44, town, "gazetteer", town, latitude, longitude, 8.0, PlaceKind.CITY, None, "ML",
        0.9,
    )  # fmt: skip
    mention = EventMention(
        document, start + 20, start + 28, "attacked", "verb:attack", "attack", Status.OCCURRED, f"Convoy {number}",
        Span(start, start + len(evidence)), When(Interval.day(day), day.isoformat(), Precision.DAY, "stated", None),
        None, place, "clause-place", None, ("aqim",), (), round(0.9 - "abcdef".index(document) / 10, 3),
    )  # fmt: skip
    claim_id = digest("claim", document, str(mention.start), str(mention.end), mention.event_type, evidence)
    return Claim(claim_id, f"event{number}", mention, evidence, digest("own", document, str(number)))


def ledger(*entries: Entry) -> Ledger:
    return Ledger(entries)


def applied(events: list[Event], *entries: Entry) -> dict[str, Event]:
    """Events as corrected, by id."""
    return {e.event_id: e for e in corrections.apply(events, ledger(*entries)).events}
