"""What an expression says before anything is known of the day it was written: symbolic, unanchored values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from msgspec import Struct

Count = float | str  # a number, or "X" where the text leaves it open ("several")


class Anchor(StrEnum):
    """What a relative expression counts from."""

    NOW = "now"  # the day of writing
    THEN = "then"  # the date last mentioned


@dataclass(frozen=True, slots=True)
class Calendar:
    """A date with some of its fields named: "Thursday", "3 March", "autumn 2012", "the 1990s".

    `period` is a part of a year (SP SU FA WI, Q1–Q4, H1, H2) or, without one, a decade or century by its leading
    digits ("199", "19"). `toward` is -1 for *last*, 0 for *this*, +1 for *next*, None where no direction is given.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    period: str | None = None
    digits: str | None = None
    hijri: bool = False
    bce: bool = False
    toward: int | None = None
    generic: bool = False  # "in summer": any year's
    then: bool = False  # "that spring", "the following March": of the date last mentioned


@dataclass(frozen=True, slots=True)
class Shift:
    """So many units from an anchor, told at the width of a grain: "today", "last week", "two months later"."""

    amount: Count
    unit: str
    anchor: Anchor = Anchor.NOW
    grain: str | None = None  # defaults to the unit


@dataclass(frozen=True, slots=True)
class Nth:
    """A part of a longer stretch by its number, -1 the last: "the first quarter of last year"."""

    number: int
    unit: str
    of: Symbol | None
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Feast:
    """A holiday by its key in holidays.toml."""

    key: str
    year: Symbol | None = None
    toward: int | None = None


@dataclass(frozen=True, slots=True)
class Within:
    """A time of day on a day: "Tuesday evening", "8:30 am on 3 March"."""

    of: Symbol | None  # None: the day in question
    clock: str | None = None  # "18:30", with a zone's "Z" where given
    part: str | None = None  # MO AF EV NI MI DT


@dataclass(frozen=True, slots=True)
class Ref:
    """PAST_REF, PRESENT_REF, FUTURE_REF."""

    value: str


@dataclass(frozen=True, slots=True)
class Length:
    """A duration. `toward` -1 ends it at the day of writing ("the last two weeks"), +1 begins it there."""

    amount: Count
    unit: str
    toward: int | None = None
    extra: tuple[tuple[Count, str], ...] = ()  # "two years and three months"


@dataclass(frozen=True, slots=True)
class Recur:
    """A set: "every Monday", "daily", "twice a month"."""

    value: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """One expression that names two ends: "16–17 January 2013", "2007-08"."""

    first: Symbol
    last: Symbol


Symbol = Calendar | Shift | Nth | Feast | Within | Ref | Length | Recur | Stretch


class Expression(Struct, frozen=True, gc=False):
    """A temporal expression found in a text: characters [start, end), what it says, and what stands around it.

    `tense` is "past" or "future" where the clause tells, `preposition` the word before ("since", "by"), `role` "start"
    or "end" where the text couples it with its neighbour to a range ("from May", "to July").
    """

    start: int
    end: int
    text: str
    rule: str
    symbol: Symbol
    mod: str | None = None
    tense: str | None = None
    preposition: str | None = None
    role: str | None = None
    sentence: int = 0  # ordinal of the sentence and of the paragraph it stands in
    paragraph: int = 0
    heading: bool = False  # it opens a heading
    reported: bool = False  # a reporting verb stands just before
