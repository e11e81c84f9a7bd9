"""Mentions of one happening become one event; every mention stays as a claim with its own values.

Within a document mentions join by family of type, status, date, place and parties. Across documents the bar is
higher: days that touch, the same place, no conflicting parties, and wording in common. The order of the documents plays
no part, and two documents of the same words count as one. An event's id rests on its best claim's evidence, type and
date, so that documents on other events never rename it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations
from math import asin, cos, radians, sin, sqrt

from pipeline.events import load_event_types
from pipeline.groups.text import fold
from pipeline.model import Analysis, Claim, Event, EventMention, PlaceMention, Status

MEMORY = 80  # happenings of a document that a later mention may belong to
NEAR_KM = 15.0  # two points for one town
SLACK = timedelta(days=1)  # reports of one happening may differ by a day
ALIKE = 0.3  # share of content words that two documents' sentences must have in common
WIDEST = 62  # days; vaguer dates do not tie documents together
SECOND_DOCUMENT = 0.5  # how much of a further document's confidence counts
DISAGREEMENT = 0.1  # what each field in which claims differ takes away
_WORD = re.compile(r"[^\W_]{3,}")
_COMMON = frozenset("the and for that with has have was were had from its their who which this are been after".split())
_REAL = frozenset({Status.OCCURRED, Status.ONGOING, Status.CLAIMED})


@dataclass(frozen=True, slots=True)
class _Told:
    """A mention with its sentence and what comparing it needs."""

    mention: EventMention
    evidence: str
    words: frozenset[str]
    family: str

    @property
    def rank(self) -> tuple:
        """Best first: confidence, then narrower dates, then the words themselves, never the order of reading."""
        m = self.mention
        days = m.when.interval.days if m.when else None
        return (-m.confidence, days is None, days or 0, self.evidence, m.event_type, m.document, m.start, m.text)


def merge(analyses: Iterable[Analysis]) -> tuple[Event, ...]:
    """The events of some documents, dated ones first in order of time.

    Permuting the analyses changes nothing; a second copy of a document (same words, whatever its id) adds nothing.
    """
    types = load_event_types()
    clusters: list[list[_Told]] = []
    for analysis in _distinct(analyses):
        text = analysis.document.text
        told = [_told(m, text, types[m.event_type].family) for m in analysis.events]
        clusters += _within(told)
    events = _named([_event(sorted(cluster, key=lambda t: t.rank)) for cluster in _across(clusters)])
    return tuple(sorted(events, key=_order))


def _distinct(analyses: Iterable[Analysis]) -> list[Analysis]:
    """One analysis for each text: of copies, the one whose document id comes first."""
    by_text: dict[bytes, Analysis] = {}
    for analysis in analyses:
        key = hashlib.sha256(" ".join(analysis.document.text.split()).encode()).digest()
        known = by_text.get(key)
        if known is None or (analysis.document.id, analysis.document.source) < (
            known.document.id,
            known.document.source,
        ):
            by_text[key] = analysis
    return sorted(by_text.values(), key=lambda a: (a.document.id, a.document.source))


def _told(mention: EventMention, text: str, family: str) -> _Told:
    evidence = " ".join(text[mention.sentence.start : mention.sentence.end].split())
    return _Told(mention, evidence, frozenset(map(fold, _WORD.findall(evidence))) - _COMMON, family)


def _within(told: list[_Told]) -> list[list[_Told]]:
    """A document's mentions in clusters of one happening; a mention joins the last cluster that it agrees with."""
    clusters: list[list[_Told]] = []
    for one in told:
        home = next((c for c in clusters[: -MEMORY - 1 : -1] if all(_same_here(one, other) for other in c)), None)
        if home is None:
            clusters.append([one])
        else:
            home.append(one)
    return clusters


def _same_here(a: _Told, b: _Told) -> bool:
    """Whether two mentions of one document tell of one happening."""
    one, other = a.mention, b.mention
    if a.family != b.family or not _status_fits(one, other) or not _dates_touch(one, other, timedelta(0)):
        return False
    if a.family == "speech" and not (one.event_type == other.event_type and one.event_type != "statement"):
        return False
    if not _places_fit(one.place, other.place):
        return False
    shared = set(_parties(one)) & set(_parties(other))
    if shared:
        return _dates_say_same(one, other) or _places_same(one.place, other.place)
    silent = not _parties(one) or not _parties(other)
    if silent and one.event_type == other.event_type and one.status in (Status.PLANNED, Status.THREATENED):
        return True
    return silent and _places_same(one.place, other.place) and _dates_say_same(one, other)


def _parties(mention: EventMention) -> tuple[str, ...]:
    return (*mention.groups, *(a for a in mention.actors if " " not in a and a.islower()))


def _status_fits(one: EventMention, other: EventMention) -> bool:
    return one.status == other.status or {one.status, other.status} <= _REAL


def _dates_touch(one: EventMention, other: EventMention, slack: timedelta) -> bool:
    """Whether no day separates the two; an undated mention fits any date."""
    if not one.when or not other.when:
        return True
    return one.when.interval.gap(other.when.interval) <= slack.days


def _dates_say_same(one: EventMention, other: EventMention) -> bool:
    return not one.when or not other.when or one.when.interval.intersect(other.when.interval) is not None


def _places_fit(one: PlaceMention | None, other: PlaceMention | None) -> bool:
    """Whether the two may be one place: the same, one within the other's radius, or one not given."""
    if one is None or other is None or _places_same(one, other):
        return True
    if one.latitude is None or other.latitude is None:
        return False
    areas = [p for p in (one, other) if p.place_kind and p.place_kind.is_area]
    return bool(areas) and _distance(one, other) <= max(p.radius_km or 0 for p in areas)


def _places_same(one: PlaceMention | None, other: PlaceMention | None) -> bool:
    if one is None or other is None:
        return one is other
    if (one.geonames_id and one.geonames_id == other.geonames_id) or fold(one.name or one.text) == fold(
        other.name or other.text
    ):
        return True
    return one.latitude is not None and other.latitude is not None and _distance(one, other) <= NEAR_KM


def _distance(one: PlaceMention, other: PlaceMention) -> float:
    """Great-circle distance in kilometres."""
    a, b = radians(one.latitude), radians(other.latitude)
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(other.longitude - one.longitude) / 2) ** 2
    return 12742 * asin(sqrt(min(1.0, half)))


def _across(clusters: list[list[_Told]]) -> list[list[_Told]]:
    """Clusters of different documents joined where they tell of one happening."""
    parent = list(range(len(clusters)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, j in _pairs(clusters):
        if root(i) != root(j) and any(_same_there(a, b) for a in clusters[i] for b in clusters[j]):
            parent[max(root(i), root(j))] = min(root(i), root(j))
    joined: dict[int, list[_Told]] = {}
    for i, cluster in enumerate(clusters):
        joined.setdefault(root(i), []).extend(cluster)
    return list(joined.values())


def _pairs(clusters: list[list[_Told]]) -> Iterator[tuple[int, int]]:
    """Pairs worth comparing: of one family with dates in the same days or month, from different documents."""
    buckets: dict[tuple, set[int]] = {}
    for number, cluster in enumerate(clusters):
        for told in cluster:
            for key in _buckets(told):
                buckets.setdefault(key, set()).add(number)
    seen = set()
    for members in buckets.values():
        for pair in combinations(sorted(members), 2):
            documents = [{t.mention.document for t in clusters[i]} for i in pair]
            if pair not in seen and documents[0] != documents[1]:
                seen.add(pair)
                yield pair


def _buckets(told: _Told) -> Iterator[tuple]:
    when = told.mention.when
    if not when or not when.interval.days or when.interval.days > WIDEST:
        return
    day, last = when.interval.earliest - SLACK, when.interval.latest + SLACK
    place = told.mention.place
    code = place.country_code if place else None
    while day <= last:
        yield told.family, code, day
        day += timedelta(days=1)


def _same_there(a: _Told, b: _Told) -> bool:
    """Whether mentions of two documents tell of one happening."""
    one, other = a.mention, b.mention
    if a.family != b.family or not _status_fits(one, other) or not one.when or not other.when:
        return False
    if not _dates_touch(one, other, SLACK) or not _places_same(one.place, other.place):
        return False
    if one.groups and other.groups and not set(one.groups) & set(other.groups):
        return False
    if not a.words or not b.words:
        return False
    return len(a.words & b.words) / min(len(a.words), len(b.words)) >= ALIKE


def _event(told: list[_Told]) -> Event:
    """One event of its claims, best first; its values are the best claim's, empty ones filled from the next."""
    mentions = [t.mention for t in told]
    best = mentions[0]
    dated = next((m for m in mentions if m.when), None)
    placed = next((m for m in mentions if m.place and m.place.latitude is not None), best)
    placed = best if best.place and best.place.latitude is not None else placed
    event_id = _digest(
        "event", told[0].evidence, best.event_type, best.text, best.title, dated.when.edtf if dated else ""
    )
    claims = tuple(Claim(_claim_id(t), event_id, t.mention, t.evidence) for t in told)
    differing = _disagreements(mentions)
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
    )


def _claim_id(told: _Told) -> str:
    m = told.mention
    return _digest("claim", m.document, str(m.start), str(m.end), m.event_type, told.evidence)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]


def _confidence(mentions: list[EventMention], differing: tuple[str, ...]) -> float:
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


def _disagreements(mentions: list[EventMention]) -> tuple[str, ...]:
    """Names of the fields in which claims contradict each other; a narrower value does not contradict a wider one."""
    pairs = list(combinations(mentions, 2))
    fields = {
        "event_type": any(a.event_type != b.event_type for a, b in pairs),
        "status": any(a.status != b.status for a, b in pairs),
        "date": any(not _dates_say_same(a, b) for a, b in pairs),
        "place": any(not _places_fit(a.place, b.place) for a, b in pairs),
        "groups": any(a.groups and b.groups and not set(a.groups) & set(b.groups) for a, b in pairs),
    }
    return tuple(name for name, differs in fields.items() if differs)


def _named(events: list[Event]) -> list[Event]:
    """The events with ids told apart where two rest on the same words."""
    seen: dict[str, int] = {}
    named = []
    for event in sorted(events, key=lambda e: (e.event_id, tuple(c.claim_id for c in e.claims))):
        count = seen[event.event_id] = seen.get(event.event_id, 0) + 1
        if count > 1:
            event_id = f"{event.event_id}-{count}"
            claims = tuple(replace(c, event_id=event_id) for c in event.claims)
            event = replace(event, event_id=event_id, claims=claims)
        named.append(event)
    return named


def _order(event: Event) -> tuple:
    interval = event.when.interval if event.when else None
    first = (interval.earliest or interval.latest) if interval else None
    last = (interval.latest or date.max) if interval else date.max
    return (first is None, first or date.max, last, event.event_type, event.event_id)
