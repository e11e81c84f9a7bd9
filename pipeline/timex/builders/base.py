"""What builders are given and what they make, and their register by the names that vocabulary files use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.timex.symbols import Anchor, Count, Symbol

if TYPE_CHECKING:
    from pipeline.timex.chart import Chart, Match


@dataclass(frozen=True, slots=True)
class Built:
    """A symbol with its modifier, under the name of the rule that made it."""

    symbol: Symbol
    mod: str | None
    rule: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two expressions that one pattern couples: tokens [first, end) and what each says;
    `joined` where they are a range."""

    first: tuple[int, int, Built]
    last: tuple[int, int, Built]
    joined: bool


class Nothing:
    """What is passed over, so that nothing in it is taken for a date."""


Builder = Callable[["Match", "Chart"], "Built | Pair | Nothing | Count | None"]
BUILDERS: dict[str, Builder] = {}


# Slots that a builder cannot do without; a bar stands between alternatives.
NEEDS = {
    "length": ("unit|units",), "shift": ("which", "unit|units|season"), "two": ("dual",), "period": ("which",),
    "deictic": ("deictic",), "century": ("ord",), "figures": ("numeric|daymonth|yearmonth",),
    "typo": ("int", "month"), "nth": ("unit|weekday",),
    "weekday_in": ("weekday", "of"), "part": ("of",), "same": ("of",), "feast": ("feast",), "hijri": ("hmonth",),
    "noon": ("fixed",), "daypart": ("daypart",), "moment": ("time",), "reference": ("ref",), "any_year": ("season",),
    "before_christ": ("int|ints",), "recur": ("unit|weekday|season|daypart|month|value",), "pair": ("first", "last"),
    "years": ("first", "last"), "same_part": ("of",),
    "from_day": ("unit", "of"), "pair_of_parts": ("first", "last", "unit"),
    "pair_of_lengths": ("first", "last", "unit"), "current": ("unit",), "ended": ("unit", "of"),
    "years_from": ("years", "of"), "day_beside": ("which", "of"), "hours": ("first", "last"),
    "tonight": ("daypart",),
}  # fmt: skip


def builder(function: Builder) -> Builder:
    BUILDERS[function.__name__] = function
    return function


def slots_of(match: Match) -> dict:
    return {slot.name: slot.value for slot in match.slots}


def direction(spec: str) -> tuple[Anchor, int]:
    """ "now -1" → counts from the day of writing, one back."""
    anchor, _, number = spec.partition(" ")
    return Anchor(anchor), int(number)


def mods(slots: dict, inner: str | None = None) -> str | None:
    return slots.get("part") or slots.get("mod") or inner


def goes_on(match: Match, chart: Chart) -> bool:
    """Whether a hyphen ties what follows to the expression."""
    after = chart.tokens[match.end : match.end + 2]
    return len(after) == 2 and after[0].word == "-" and after[0].glued and after[1].glued
