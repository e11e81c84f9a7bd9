"""Whether two mentions tell of one happening: by family of type, status, date, place, parties and wording."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from math import asin, cos, radians, sin, sqrt

from pipeline.groups.text import fold
from pipeline.model import EventMention, PlaceMention, Status

NEAR_KM = 15.0  # two points for one town
SLACK = timedelta(days=1)  # reports of one happening may differ by a day
ALIKE = 0.3  # share of content words that two documents' sentences must have in common
TELLING = 6  # content words by which a sentence is known again
_WORD = re.compile(r"[^\W_]{3,}")
_COMMON = frozenset("the and for that with has have was were had from its their who which this are been after".split())
_REAL = frozenset({Status.OCCURRED, Status.ONGOING, Status.CLAIMED})


@dataclass(frozen=True, slots=True)
class Told:
    """A mention with its sentence and what comparing it needs."""

    mention: EventMention
    evidence: str
    words: frozenset[str]
    family: str
    parties: frozenset[str]
    text_id: str  # digest of the document's words

    @property
    def rank(self) -> tuple:
        """Best first: confidence, then narrower dates, then the words themselves, never the order of reading."""
        m = self.mention
        days = m.when.interval.days if m.when else None
        return (-m.confidence, days is None, days or 0, self.evidence, m.event_type, m.document, m.start, m.text)


def told(mention: EventMention, text: str, family: str, text_id: str) -> Told:
    """A mention made ready for comparing; `text` is its document's."""
    evidence = " ".join(text[mention.sentence.start : mention.sentence.end].split())
    named = (a for a in mention.actors if " " not in a and a.islower())
    return Told(mention, evidence, content_words(evidence), family, frozenset((*mention.groups, *named)), text_id)


def content_words(sentence: str) -> frozenset[str]:
    """The words of a sentence, folded, by which it is compared: short and common ones are left out."""
    return frozenset(map(fold, _WORD.findall(sentence))) - _COMMON


def same_here(a: Told, b: Told) -> bool:
    """Whether two mentions of one document tell of one happening."""
    one, other = a.mention, b.mention
    if a.family != b.family or not _status_fits(one, other) or not _dates_touch(one, other, timedelta(0)):
        return False
    if a.family == "speech" and not (one.event_type == other.event_type and one.event_type != "statement"):
        return False
    if not places_fit(one.place, other.place):
        return False
    if a.parties & b.parties:
        return _dates_say_same(one, other) or places_same(one.place, other.place)
    silent = not a.parties or not b.parties
    if silent and one.event_type == other.event_type and one.status in (Status.PLANNED, Status.THREATENED):
        return True
    return silent and places_same(one.place, other.place) and _dates_say_same(one, other)


def same_there(a: Told, b: Told) -> bool:
    """Whether mentions of two documents tell of one happening; both are dated."""
    one, other = a.mention, b.mention
    if a.family != b.family or not _status_fits(one, other) or not _dates_touch(one, other, SLACK):
        return False
    if one.groups and other.groups and not set(one.groups) & set(other.groups):
        return False
    if not a.words or not b.words or len(a.words & b.words) < ALIKE * min(len(a.words), len(b.words)):
        return False
    return places_same(one.place, other.place)


def _status_fits(one: EventMention, other: EventMention) -> bool:
    return one.status == other.status or {one.status, other.status} <= _REAL


def _dates_touch(one: EventMention, other: EventMention, slack: timedelta) -> bool:
    """Whether no day separates the two; an undated mention fits any date."""
    if not one.when or not other.when:
        return True
    return one.when.interval.gap(other.when.interval) <= slack.days


def _dates_say_same(one: EventMention, other: EventMention) -> bool:
    return not one.when or not other.when or one.when.interval.intersect(other.when.interval) is not None


def places_fit(one: PlaceMention | None, other: PlaceMention | None) -> bool:
    """Whether the two may be one place: the same, one within the other's radius, or one not given."""
    if one is None or other is None or places_same(one, other):
        return True
    if one.latitude is None or other.latitude is None:
        return False
    areas = [p for p in (one, other) if p.place_kind and p.place_kind.is_area]
    return bool(areas) and _distance(one, other) <= max(p.radius_km or 0 for p in areas)


def places_same(one: PlaceMention | None, other: PlaceMention | None) -> bool:
    """Whether the two are one place: one entry of the gazetteer, one name, or next to each other."""
    if one is None or other is None:
        return one is other
    if (one.geonames_id and one.geonames_id == other.geonames_id) or place_name(one) == place_name(other):
        return True
    return one.latitude is not None and other.latitude is not None and _distance(one, other) <= NEAR_KM


def place_name(place: PlaceMention) -> str:
    """A place's name as a key."""
    return fold(place.name or place.text)


def _distance(one: PlaceMention, other: PlaceMention) -> float:
    """Great-circle distance in kilometres."""
    a, b = radians(one.latitude), radians(other.latitude)
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(other.longitude - one.longitude) / 2) ** 2
    return 12742 * asin(sqrt(min(1.0, half)))
