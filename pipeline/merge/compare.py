"""Whether two mentions tell of one happening: by family of type, status, date, place, parties and wording."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt

from msgspec import Struct

from pipeline.groups.text import fold
from pipeline.model import EventMention, PlaceMention, Status

NEAR_KM = 15.0  # two points for one town
SLACK = 1  # days by which reports of one happening may differ
ALIKE = 0.3  # share of content words that two documents' sentences must have in common
_FEW_DAYS = 3
TELLING = 6  # content words by which a sentence is known again
NEVER = date.max.toordinal() + 1  # after every day: the end of an open interval, the day of a report without one
_WORD = re.compile(r"[^\W_]{3,}")
_COMMON = frozenset("the and for that with has have was were had from its their who which this are been after".split())
_REAL = frozenset({Status.OCCURRED, Status.ONGOING, Status.CLAIMED})
_WAITING = frozenset({Status.PLANNED, Status.THREATENED})


class Spot(Struct, frozen=True, gc=False):
    """A place as far as comparing needs it."""

    name: str  # folded
    geonames_id: int | None
    latitude: float | None
    longitude: float | None
    radius_km: float  # of an area, 0 of a point


class Told(Struct, frozen=True, gc=False):
    """A mention with what decides which others of its document tell of the same happening."""

    mention: EventMention
    evidence: str
    basis: str  # the id of the event where this mention founds it
    family: str
    days: tuple[int, int] | None  # first and last day as ordinals, 0 and NEVER for open sides; None: undated
    spot: Spot | None
    parties: frozenset[str]
    words: tuple[str, ...]  # content words, each once

    @property
    def event_type(self) -> str:
        return self.mention.event_type

    @property
    def status(self) -> Status:
        return self.mention.status


class Key(Struct, frozen=True, gc=False):
    """A mention as far as it decides which ones of other documents tell of the same happening."""

    happening: int  # its number; mentions of one happening within a document share it
    document: int
    status: Status
    days: tuple[int, int]  # first and last, counted from anywhere
    spot: Spot | None
    groups: frozenset[str]
    words: tuple[str, ...]

    @property
    def features(self) -> tuple:
        """All that `same_there` looks at."""
        return (self.status, self.days, self.spot, self.groups, self.words)


def all_told(mentions: Iterable[EventMention], text: str, families: Mapping[str, str]) -> tuple[Told, ...]:
    """A document's mentions made ready for comparing; `text` is its words, `families` the family of each type."""
    text_id = text_digest(text)
    seen: dict[tuple, int] = {}
    return tuple(_told(m, text, text_id, families[m.event_type], seen) for m in mentions)


@lru_cache(maxsize=2)
def text_digest(text: str) -> str:
    """The same for documents of the same words."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()


def digest(*parts: str) -> str:
    """A short id of some words."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]


def _told(mention: EventMention, text: str, text_id: str, family: str, seen: dict[tuple, int]) -> Told:
    evidence = " ".join(text[mention.sentence.start : mention.sentence.end].split())
    named = (a for a in mention.actors if " " not in a and a.islower())
    words, spot = content_words(evidence), _spot(mention.place)
    key = (
        evidence,
        mention.event_type,
        mention.text,
        mention.when.edtf if mention.when else "",
        spot.name if spot else "",
        "" if len(words) >= TELLING else text_id,  # too short to be known again: counts with its whole document
    )
    number = seen[key] = seen.get(key, 0) + 1
    basis, parties = digest("event", *key, str(number)), frozenset((*mention.groups, *named))
    return Told(mention, evidence, basis, family, _days(mention), spot, parties, words)


def _days(mention: EventMention) -> tuple[int, int] | None:
    if not mention.when:
        return None
    first, last = mention.when.interval.earliest, mention.when.interval.latest
    return (first.toordinal() if first else 0, last.toordinal() if last else NEVER)


def _spot(place: PlaceMention | None) -> Spot | None:
    if place is None:
        return None
    area = place.place_kind is not None and place.place_kind.is_area
    radius = (place.radius_km or 0.0) if area else 0.0
    return _one_spot(place_name(place.name, place.text), place.geonames_id, place.latitude, place.longitude, radius)


@lru_cache(maxsize=65536)
def _one_spot(*values) -> Spot:
    """One object for one place, since a corpus names few places often."""
    return Spot(*values)


def content_words(sentence: str) -> tuple[str, ...]:
    """The words of a sentence, folded, by which it is compared: short and common ones are left out."""
    return tuple(sorted(set(map(fold, _WORD.findall(sentence))) - _COMMON))


def same_here(a: Told, b: Told) -> bool:
    """Whether two mentions of one document tell of one happening."""
    if a.family != b.family or not _status_fits(a, b) or not _dates_touch(a, b, 0):
        return False
    if a.family == "speech" and not (a.event_type == b.event_type and a.event_type != "statement"):
        return False
    if not spots_fit(a.spot, b.spot) or _another_deed(a, b):
        return False
    if not a.parties.isdisjoint(b.parties):
        return True
    silent = not a.parties or not b.parties
    if silent and a.event_type == b.event_type and a.status in _WAITING:
        return True
    if silent and a.family == "abduction" and (a.spot is None or b.spot is None):
        return _few_days(a) and _few_days(b)  # "the men were seized on Saturday"
    one = a.event_type == b.event_type != "resolution" and a.days == b.days
    return silent and (a.spot is not None or one or words_alike(a.words, b.words)) and spots_same(a.spot, b.spot)


def _another_deed(a: Told, b: Told) -> bool:
    """Whether one side did this and the other that, or one is a bombing without a place, the other an attack in X."""
    if a.family != "violence":
        return False
    if a.mention.doers and b.mention.doers and set(a.mention.doers).isdisjoint(b.mention.doers):
        return True
    unlike = {a.event_type, b.event_type} == {"bombing", "attack"}
    return unlike and (a.spot is None) != (b.spot is None) and not words_alike(a.words, b.words)


def _few_days(told: Told) -> bool:
    return told.days is not None and told.days[1] - told.days[0] <= _FEW_DAYS


def same_there(a: Key, b: Key) -> bool:
    """Whether mentions of two documents tell of one happening; both are dated and of one family."""
    if not _status_fits(a, b) or not _dates_touch(a, b, SLACK):
        return False
    if a.groups and b.groups and a.groups.isdisjoint(b.groups):
        return False
    return words_alike(a.words, b.words) and spots_same(a.spot, b.spot)


def words_alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether enough words of the shorter sentence stand in the other."""
    if not one or not other:
        return False
    return len(set(one).intersection(other)) >= ALIKE * min(len(one), len(other))


def _status_fits(a: Told | Key, b: Told | Key) -> bool:
    return a.status is b.status or (a.status in _REAL and b.status in _REAL)


def _dates_touch(a: Told | Key, b: Told | Key, slack: int) -> bool:
    """Whether no day separates the two; an undated mention fits any date."""
    if a.days is None or b.days is None:
        return True
    return max(a.days[0], b.days[0]) - min(a.days[1], b.days[1]) <= slack


def spots_fit(one: Spot | None, other: Spot | None) -> bool:
    """Whether the two may be one place: the same, one within the other's radius, or one not given."""
    if one is None or other is None or spots_same(one, other):
        return True
    if one.latitude is None or other.latitude is None:
        return False
    radius = max(one.radius_km, other.radius_km)
    return radius > 0 and _distance(one, other) <= radius


def spots_same(one: Spot | None, other: Spot | None) -> bool:
    """Whether the two are one place: one entry of the gazetteer, one name, or next to each other."""
    if one is None or other is None:
        return one is other
    if (one.geonames_id and one.geonames_id == other.geonames_id) or one.name == other.name:
        return True
    return one.latitude is not None and other.latitude is not None and _distance(one, other) <= NEAR_KM


def place_name(name: str | None, text: str) -> str:
    """A place's name as a key: that of the gazetteer, or the text's words."""
    return fold(name or text)


def _distance(one: Spot, other: Spot) -> float:
    """Great-circle distance in kilometres."""
    a, b = radians(one.latitude), radians(other.latitude)
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(other.longitude - one.longitude) / 2) ** 2
    return 12742 * asin(sqrt(min(1.0, half)))
