"""Analyses and events made up for tests of the table."""

from __future__ import annotations

from datetime import date

from pipeline.model import (
    Analysis,
    Block,
    BlockKind,
    Claim,
    DateMention,
    Document,
    Event,
    EventMention,
    GroupMention,
    Interval,
    PlaceKind,
    PlaceMention,
    Precision,
    Prose,
    Publication,
    Reason,
    Span,
    Status,
    When,
)

TEXT = "MUJAO men seized two lorries at Ber on 3 May 2012. =Nobody= was hurt; the drivers walked home."
SENTENCE = Span(0, 50)


def when() -> When:
    return When(
        Interval.day(date(2012, 5, 3)), "2012-05-03", Precision.DAY, "day-month-year", "3 May 2012", Span(39, 49)
    )


def place(document: str = "ber") -> PlaceMention:
    return PlaceMention(
        document, 32, 35, "Ber", "only-candidate", "Ber", 16.8, -2.5, 5.0, PlaceKind.CITY, 2460000, "ML", 0.9
    )


def mention(document: str = "ber", **values) -> EventMention:
    kept = {
        "start": 10,
        "end": 16,
        "text": "seized",
        "rule": "verb",
        "event_type": "seizure",
        "status": Status.OCCURRED,
        "title": "Lorries seized at Ber",
        "sentence": SENTENCE,
        "when": when(),
        "when_reason": None,
        "place": place(document),
        "place_rule": "same-clause",
        "place_reason": None,
        "groups": ("mujao",),
        "actors": ("drivers; unnamed",),
        "confidence": 0.8,
    }
    return EventMention(document=document, **(kept | values))


def event(number: int = 1, document: str = "ber", **values) -> Event:
    told = mention(document, **values)
    evidence = TEXT[told.sentence.start : told.sentence.end]
    return Event(
        event_id=f"e{number}",
        title=told.title,
        event_type=told.event_type,
        status=told.status,
        when=told.when,
        when_reason=told.when_reason,
        place=told.place,
        place_reason=told.place_reason,
        groups=told.groups,
        actors=told.actors,
        documents=(document,),
        claims=(Claim(f"c{number}", f"e{number}", told, evidence),),
        confidence=told.confidence,
        evidence=evidence,
    )


def analysis(document: str = "ber") -> Analysis:
    reason = Reason("a line under the headline says so", "date-line", Interval.day(date(2012, 5, 4)), 0.9, Span(0, 5))
    return Analysis(
        document=Document(document, TEXT, f"{document}.txt", "ab" * 32, publisher="Wire", url="https://example.org"),
        language="en",
        prose=Prose(TEXT, (Block(Span(0, len(TEXT)), BlockKind.BODY, "paragraph"),)),
        publication=Publication(
            Interval.day(date(2012, 5, 4)),
            "2012-05-04",
            Precision.DAY,
            "date-line",
            frozenset({5}),
            (reason,),
            (reason,),
        ),
        dates=(
            DateMention(
                document, 39, 49, "3 May 2012", "day-month-year", "DATE", "2012-05-03", None,
                Interval.day(date(2012, 5, 3)), "2012-05-03", Precision.DAY, None,
            ),
        ),
        places=(place(document),),
        groups=(GroupMention(document, 0, 5, "MUJAO", "alias", "mujao"),),
        events=(mention(document),),
    )  # fmt: skip
