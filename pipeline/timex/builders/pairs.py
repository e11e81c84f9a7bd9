"""Builders of two expressions at once: "3 and 5 March", "from May to July", "2007-08"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.timex.builders.base import Built, Pair, builder
from pipeline.timex.shapes import counts
from pipeline.timex.symbols import Calendar

if TYPE_CHECKING:
    from pipeline.timex.chart import Chart, Match, Slot

# Words between two dates that make them a list and not a range, unless "between" stands before.
_LISTING = frozenset({"and", "or", ",", "et", "ou", "و", "او"})
LONGEST_BCE = 150  # years between the two, so that "300 and 480 BC" is no pair
BETWEEN = frozenset({"between", "entre", "بين"})


@builder
def pair(match: Match, chart: Chart) -> Pair | None:
    """Two dates that the text couples; the first takes from the second the fields it leaves out."""
    slots = {slot.name: slot for slot in match.slots}
    first, last = slots["first"], slots["last"]
    a, b = _as_built(first.value, match), _as_built(last.value, match)
    if isinstance(b.symbol, Calendar) and isinstance(a.symbol, Calendar):
        a, b = _share(a, b, last.value)
    if a is None or b is None:
        return None
    return Pair((first.first, first.end, a), (last.first, last.end, b), _joined(match, chart, first, last))


def _joined(match: Match, chart: Chart, first: Slot, last: Slot) -> bool:
    """Whether two dates are the ends of a range, and not a list."""
    opener = chart.tokens[match.first - 1].word if match.first else ""
    return opener in BETWEEN or not any(chart.tokens[i].word in _LISTING for i in range(first.end, last.first))


def _as_built(value: object, match: Match) -> Built:
    if isinstance(value, Built):
        return value
    bare = Calendar(month=value) if match.rule.name == "months" else Calendar(day=value)
    return Built(bare, None, match.rule.name)


def _share(a: Built, b: Built, last: object) -> tuple[Built | None, Built | None]:
    x, y = a.symbol, b.symbol
    if x.day and not x.month and not x.weekday:  # "3 and 5 March"
        return replace(a, symbol=replace(x, month=y.month, year=y.year)), b
    if y.day and not y.month and not y.weekday:  # "March 3 and 5"
        year = x.year or y.year
        return replace(a, symbol=replace(x, year=year)), replace(b, symbol=replace(y, month=x.month, year=year))
    if x.period and y.period and y.year and not x.year:  # "the spring and summer of 1940"
        return replace(a, symbol=replace(x, year=y.year)), b
    if x.month and not x.day and not x.year and y.month and y.month >= x.month:  # "May and June 1940"
        return replace(a, symbol=replace(x, year=y.year)), b
    return a, b


@builder
def years(match: Match, chart: Chart) -> Pair | None:
    """Two years joined by a dash, the second perhaps by its last two figures: 2007–08."""
    slots = {slot.name: slot for slot in match.slots}
    first, last = slots["first"], slots["last"]
    if isinstance(last.value, Built):  # "480–479 BC"
        if not 0 <= first.value - last.value.symbol.year <= LONGEST_BCE:
            return None
        a = Built(Calendar(year=first.value, bce=True), None, match.rule.name)
        return Pair((first.first, first.end, a), (last.first, last.end, last.value), _joined(match, chart, first, last))
    after = chart.tokens[last.end] if last.end < len(chart.tokens) else None
    if after and not after.breaks and counts(after, chart.lexicon):
        return None
    end = last.value if last.value > 99 else first.value - first.value % 100 + last.value
    if end <= first.value:
        return None
    a, b = (Built(Calendar(year=y), None, match.rule.name) for y in (first.value, end))
    return Pair((first.first, first.end, a), (last.first, last.end, b), True)
