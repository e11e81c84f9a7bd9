"""One event of its claims: values of the best, gaps filled from the others, disagreements named."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import combinations

from pipeline.events.toll import kinds as toll_kinds
from pipeline.merge.compare import Told, digest, places_fit
from pipeline.model import Claim, Event, EventMention, Toll

SECOND_DOCUMENT = 0.5  # how much of a further document's confidence counts
DISAGREEMENT = 0.1  # what each field in which claims differ takes away


def event_of(told: Sequence[Told]) -> Event:
    """One event of its claims, best first; its values are the best claim's, empty ones filled from the next."""
    mentions = [t.mention for t in told]
    best = mentions[0]
    dated = next((m for m in mentions if m.when), None)
    placed = next((m for m in mentions if m.place and m.place.latitude is not None), best)
    placed = best if best.place and best.place.latitude is not None else placed
    event_id = min(told, key=lambda t: t.founds).basis
    claims = tuple(Claim(_claim_id(t), event_id, t.mention, t.evidence, t.basis) for t in told)
    differing = _disagreements(mentions)
    first: dict[str, Toll] = {}
    for toll in (t for m in mentions for t in m.toll):
        first.setdefault(toll.kind, toll)
    return Event(
        event_id=event_id,
        title=best.title,
        event_type=best.event_type,
        status=best.status,
        when=dated.when if dated else None,
        when_reason=None if dated else best.when_reason,
        place=placed.place,
        place_reason=placed.place_reason,
        groups=tuple(dict.fromkeys(g for m in mentions for g in m.groups)),
        actors=tuple(dict.fromkeys(a for m in mentions for a in m.actors)),
        documents=tuple(sorted({m.document for m in mentions})),
        claims=claims,
        confidence=_confidence(mentions, differing),
        evidence=told[0].evidence,
        disagreements=differing,
        toll=tuple(first.values()),
    )


def _claim_id(told: Told) -> str:
    m = told.mention
    return digest("claim", m.document, str(m.start), str(m.end), m.event_type, told.evidence)


def _confidence(mentions: Sequence[EventMention], differing: tuple[str, ...]) -> float:
    """How sure the event is, 0 to 1: 1 − (1 − c)·Π(1 − c′/2) − 0.1 for each field in which claims differ.

    c is the best claim's confidence, c′ that of the best claim of each further document.
    """
    by_document: dict[str, float] = {}
    for mention in mentions:
        by_document[mention.document] = max(mention.confidence, by_document.get(mention.document, 0))
    first, *others = sorted(by_document.values(), reverse=True)
    doubt = 1 - first
    for other in others:
        doubt *= 1 - SECOND_DOCUMENT * other
    return round(min(1.0, max(0.05, 1 - doubt - DISAGREEMENT * len(differing))), 3)


def _tolls_differ(tolls: Sequence[Toll]) -> bool:
    """Whether no number fits all."""
    lowest = max((t.low for t in tolls), default=0)
    return any(t.high is not None and t.high < lowest for t in tolls)


def _disagreements(mentions: Sequence[EventMention]) -> tuple[str, ...]:
    """Names of the fields in which claims contradict each other; a narrower value does not contradict a wider one."""
    if len(mentions) == 1 and len(mentions[0].toll) < 2:
        return ()
    intervals = [m.when.interval for m in mentions if m.when]
    first = max((i.earliest or date.min for i in intervals), default=date.min)
    last = min((i.latest or date.max for i in intervals), default=date.max)
    places = {(p.name or p.text, p.latitude, p.longitude): p for m in mentions if (p := m.place)}
    groups = {frozenset(m.groups) for m in mentions if m.groups}
    fields = {
        "event_type": len({m.event_type for m in mentions}) > 1,
        "status": len({m.status for m in mentions}) > 1,
        "date": first > last,
        "place": any(not places_fit(a, b) for a, b in combinations(places.values(), 2)),
        "groups": any(not a & b for a, b in combinations(groups, 2)),
        "toll": any(_tolls_differ([t for m in mentions for t in m.toll if t.kind == kind]) for kind in toll_kinds()),
    }
    return tuple(name for name, differs in fields.items() if differs)
