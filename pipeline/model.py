"""The words of Dateline as values: documents, mentions, claims, events.

Every stage takes and returns these; none of them knows a file, a screen or a network. Offsets count characters of
`Document.text`, end exclusive. A value that could not be read is None and carries a reason; it is never a guess.
What a document has in numbers is a Struct, which is made ten times as fast as a frozen dataclass.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from msgspec import Struct


class Precision(StrEnum):
    """The width at which the text spoke of a date."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    RANGE = "range"


class Status(StrEnum):
    """Whether the text says that the event took place."""

    OCCURRED = "occurred"
    ONGOING = "ongoing"
    PLANNED = "planned"
    THREATENED = "threatened"
    CLAIMED = "claimed"
    DENIED = "denied"


class PlaceKind(StrEnum):
    """What sort of place; only `CITY` and `FACILITY` may be drawn as points."""

    CITY = "city"
    FACILITY = "facility"
    ADMIN1 = "admin1"
    COUNTRY = "country"
    REGION = "region"  # part of a country, or a region across borders
    NATURAL = "natural"  # desert, river, sea, mountains

    @property
    def is_area(self) -> bool:
        """Whether a lone dot would claim more than the text did."""
        return self not in (PlaceKind.CITY, PlaceKind.FACILITY)


class BlockKind(StrEnum):
    """What a stretch of a document is. Only TITLE and BODY are the report's own prose."""

    TITLE = "title"
    BODY = "body"
    DATELINE = "dateline"  # place and date that open a wire report
    BYLINE = "byline"  # author, date line under a headline
    CREDIT = "credit"  # copyright and syndication lines
    SOURCE = "source"  # a citation inside prose: "(Le Combat [Bamako], November 5)"
    ASIDE = "aside"  # a site editor's insertion into somebody else's report
    DUPLICATE = "duplicate"  # a paragraph that stood before
    COMMENT = "comment"
    SIDEBAR = "sidebar"
    CHROME = "chrome"  # navigation, forms, counters


class Span(Struct, frozen=True, order=True, gc=False):
    """Characters [start, end) of a document's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


class Interval(Struct, frozen=True, gc=False):
    """Days from `earliest` to `latest`, both inclusive; None leaves that side open."""

    earliest: date | None
    latest: date | None

    def __post_init__(self) -> None:
        if self.earliest and self.latest and self.earliest > self.latest:
            raise ValueError(f"interval ends ({self.latest}) before it begins ({self.earliest})")

    @classmethod
    def day(cls, day: date) -> Interval:
        return cls(day, day)

    @property
    def is_day(self) -> bool:
        return self.earliest is not None and self.earliest == self.latest

    @property
    def days(self) -> int | None:
        """Number of days in it, None where a side is open."""
        if self.earliest is None or self.latest is None:
            return None
        return (self.latest - self.earliest).days + 1

    def intersect(self, other: Interval) -> Interval | None:
        """The days in both, None where there is none."""
        starts = [d for d in (self.earliest, other.earliest) if d]
        ends = [d for d in (self.latest, other.latest) if d]
        start, end = max(starts, default=None), min(ends, default=None)
        return None if start and end and start > end else Interval(start, end)

    def covers(self, other: Interval) -> bool:
        """Whether every day of `other` certainly lies in this interval."""
        if self.earliest and (other.earliest is None or other.earliest < self.earliest):
            return False
        return not (self.latest and (other.latest is None or other.latest > self.latest))

    def gap(self, other: Interval) -> int:
        """Days between the two, 0 where they touch or overlap."""
        if self.intersect(other):
            return 0
        first, second = sorted((self, other), key=lambda i: i.earliest or date.min)
        return (second.earliest - first.latest) // timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Document:
    """One source text with what its file states of it; nothing here is inferred."""

    id: str
    text: str  # the file's content after its front matter
    source: str  # path, and record number where a file holds several
    sha256: str  # of the file's (or record's) bytes
    title: str | None = None
    publisher: str | None = None
    published: str | None = None  # EDTF, as stated
    url: str | None = None
    language: str | None = None  # ISO 639-1
    place: str | None = None
    published_rule: str = "stated"  # or "corrected", where somebody set `published` right


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that could not be read: why, and what its owner can do."""

    source: str
    reason: str
    remedy: str


class Block(Struct, frozen=True, gc=False):
    """A stretch of a document and what it is, under the rule that says so."""

    span: Span
    kind: BlockKind
    rule: str


@dataclass(frozen=True, slots=True)
class Prose:
    """A document's text sorted into blocks. Blocks never overlap and are in order, SOURCE, ASIDE and DATELINE blocks
    cutting the BODY block they stand in, so that every block is of one kind from end to end."""

    text: str
    blocks: tuple[Block, ...]

    def of_kind(self, *kinds: BlockKind) -> tuple[Block, ...]:
        return tuple(b for b in self.blocks if b.kind in kinds)

    def masked(self, *kinds: BlockKind) -> str:
        """The text with everything outside blocks of these kinds blanked, same length, line breaks kept."""
        text, parts, at = self.text, [], 0
        for block in self.blocks:
            if block.kind in kinds:
                start, end = block.span.start, block.span.end
                parts += [_blank(text[at:start]), text[start:end]]
                at = end
        return "".join([*parts, _blank(text[at:])])


def _blank(text: str) -> str:
    if not text.strip(" \n"):  # as most of what stands between blocks
        return text
    return "\n".join(" " * len(line) for line in text.split("\n"))


@dataclass(frozen=True, slots=True)
class Reason:
    """One ground for a publication date, with the days it leaves possible."""

    text: str  # a sentence for the analyst
    rule: str
    interval: Interval
    weight: float  # 0 to 1; stronger grounds prevail where two conflict
    span: Span | None = None  # the words it rests on, None for metadata
    weekdays: frozenset[int] = frozenset()  # ISO weekdays it leaves possible, empty for all


@dataclass(frozen=True, slots=True)
class Publication:
    """When a document was published: stated, or worked out from its text.

    `interval` is None where the text gives no ground. `weekdays` (ISO, 1 Monday) narrows the days of the interval;
    empty means any day.
    """

    interval: Interval | None
    edtf: str | None
    precision: Precision | None
    rule: str
    weekdays: frozenset[int] = frozenset()
    reasons: tuple[Reason, ...] = ()
    left_out: tuple[Reason, ...] = ()  # grounds that conflict with stronger ones


class DateMention(Struct, frozen=True, gc=False):
    """A temporal expression, TIMEX3 in `timex_type`, `value` and `mod`."""

    document: str
    start: int
    end: int
    text: str
    rule: str
    timex_type: str  # DATE, TIME, DURATION, SET
    value: str | None
    mod: str | None
    interval: Interval | None  # None for durations, sets and what could not be resolved
    edtf: str | None
    precision: Precision | None
    anchor: str | None  # what a relative value counts from: "publication 2012-11-15", "mention 120-131"
    reason: str | None = None  # why there is no interval

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class Candidate(Struct, frozen=True, gc=False):
    """A place that a name may mean."""

    name: str
    latitude: float
    longitude: float
    radius_km: float
    place_kind: PlaceKind
    geonames_id: int | None
    country_code: str | None  # ISO 3166-1 alpha-2
    score: float  # 0 to 1, within one mention


class PlaceMention(Struct, frozen=True, gc=False):
    """A toponym and the place it was resolved to; coordinates are None where it stays open, with a reason."""

    document: str
    start: int
    end: int
    text: str
    rule: str
    name: str | None
    latitude: float | None
    longitude: float | None
    radius_km: float | None
    place_kind: PlaceKind | None
    geonames_id: int | None
    country_code: str | None
    confidence: float
    candidates: tuple[Candidate, ...] = ()  # best first, the chosen one included
    reason: str | None = None

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class GroupMention(Struct, frozen=True, gc=False):
    """A name (or a later reference) of a party in the registry."""

    document: str
    start: int
    end: int
    text: str
    rule: str
    group_id: str | None  # None where the name fits several parties
    candidates: tuple[str, ...] = ()
    reason: str | None = None

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class When(Struct, frozen=True, gc=False):
    """The date of an event: interval, EDTF, and the words and rule it came from."""

    interval: Interval
    edtf: str
    precision: Precision
    rule: str
    text: str | None = None  # the words, None where no words name it (publication, source tag)
    span: Span | None = None


class Toll(Struct, frozen=True, gc=False):
    """How many people an event cost, as one source counts them: `low` to `high`, `high` None where it is left open."""

    kind: str  # killed, wounded, abducted, missing
    low: int
    high: int | None
    text: str  # the words
    span: Span
    source: str | None = None  # who says so, in the text's words; None for the report itself


class EventMention(Struct, frozen=True, gc=False):
    """A clause that tells of one happening; [start, end) is its trigger, `sentence` its evidence."""

    document: str
    start: int
    end: int
    text: str
    rule: str
    event_type: str
    status: Status
    title: str
    sentence: Span
    when: When | None
    when_reason: str | None  # why there is no date
    place: PlaceMention | None
    place_rule: str | None  # how this place came to this event
    place_reason: str | None  # why there is no place
    groups: tuple[str, ...]  # registry ids of armed groups
    actors: tuple[str, ...]  # every other party: registry id, or its words
    confidence: float
    toll: tuple[Toll, ...] = ()
    doers: tuple[str, ...] = ()  # registry ids of those who did it

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that one document yields."""

    document: Document
    language: str
    prose: Prose
    publication: Publication
    dates: tuple[DateMention, ...]
    places: tuple[PlaceMention, ...]
    groups: tuple[GroupMention, ...]
    events: tuple[EventMention, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """What one document says of one event: its mention, under the event it was merged into."""

    claim_id: str
    event_id: str
    mention: EventMention
    evidence: str  # the sentence, verbatim
    own_event_id: str = ""  # the id that its event bears where this claim is the first


@dataclass(frozen=True, slots=True)
class Event:
    """One happening in the world; values are those of its best claim, disagreement is kept in the claims."""

    event_id: str
    title: str
    event_type: str
    status: Status
    when: When | None
    when_reason: str | None
    place: PlaceMention | None
    place_reason: str | None
    groups: tuple[str, ...]
    actors: tuple[str, ...]
    documents: tuple[str, ...]
    claims: tuple[Claim, ...]  # best first
    confidence: float
    evidence: str
    disagreements: tuple[str, ...] = ()  # names of the fields in which claims differ
    toll: tuple[Toll, ...] = ()  # of each kind that of the best claim that gives one
