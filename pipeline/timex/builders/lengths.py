"""Builders of counts, durations, shifts from an anchor and sets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.timex.builders.base import Built, Pair, builder, direction, goes_on, mods, slots_of
from pipeline.timex.symbols import Anchor, Calendar, Count, Length, Recur, Ref, Shift

if TYPE_CHECKING:
    from pipeline.timex.chart import Chart, Match


@builder
def count(match: Match, chart: Chart) -> Count | None:
    """A number of units: figures, words, "a", "several" (X), "two and a half"."""
    slots = slots_of(match)
    amount = slots.get("num", slots.get("quant", 1))
    if "half" in slots:
        amount = float(amount) + 0.5
    return float(amount) if amount != "X" else "X"


@builder
def length(match: Match, chart: Chart) -> Built | None:
    """A duration: "nearly three weeks"; `which` ends it now ("last", "past") or begins it there ("next")."""
    slots = slots_of(match)
    if chart.tokens[match.first].word in ("a", "an") and goes_on(match, chart):
        return None  # "a week-long strike" speaks of no "a week"
    amount, unit = (slots.get("count", 1), slots["unit"]) if "unit" in slots else ("X", slots["units"])
    if "half" in slots and amount != "X":
        amount = float(amount) + 0.5
    extra = ((slots["more"], slots["lesser"]),) if "lesser" in slots else ()
    if "which" not in slots:
        return Built(Length(amount, unit, None, extra), mods(slots), match.rule.name)
    anchor, step = direction(slots["which"])
    toward = (step > 0) - (step < 0) if anchor is Anchor.NOW else None
    return Built(Length(amount, unit, toward, extra), mods(slots), match.rule.name)


@builder
def pair_of_lengths(match: Match, chart: Chart) -> Pair | None:
    """Two lengths of time of one unit: "ten or fifteen years"."""
    slots = {slot.name: slot for slot in match.slots}
    first, last = slots["first"], slots["last"]
    mod = slots["mod"].value if "mod" in slots else None
    if first.value >= last.value:
        return None
    a, b = (Built(Length(s.value, slots["unit"].value), mod, match.rule.name) for s in (first, last))
    return Pair((match.first, first.end, a), (last.first, match.end, b), False)


@builder
def current(match: Match, chart: Chart) -> Built:
    """The last of several: "a third straight day" is the day of which the text speaks."""
    return Built(Shift(0, slots_of(match)["unit"], Anchor.THEN), None, match.rule.name)


@builder
def shift(match: Match, chart: Chart) -> Built | None:
    """So many units ago, later, from now; `which` tells anchor and direction."""
    slots = slots_of(match)
    anchor, step = direction(slots["which"])
    amount = "X" if "units" in slots else slots.get("count", 1)
    amount = amount if amount == "X" else float(amount)
    if "half" in slots and amount != "X":
        amount += 0.5
    mod = {"MORE_THAN": "BEFORE" if step < 0 else "AFTER", "LESS_THAN": "AFTER" if step < 0 else "BEFORE"}
    given = mods(slots)
    if "season" in slots:
        return None if amount == "X" else Built(_season(slots["season"], int(amount * step)), given, match.rule.name)
    signed = amount if amount == "X" else amount * step
    if amount == "X":
        return Built(Ref("PAST_REF" if step < 0 else "FUTURE_REF"), None, match.rule.name)
    return Built(Shift(signed, slots["unit"], anchor), mod.get(given, given), match.rule.name)


def _season(part: str, steps: int) -> Calendar:
    """ "Two summers ago"."""
    return Calendar(period=part, toward=steps)


@builder
def two(match: Match, chart: Chart) -> Built:
    """Two of a unit in one word, as Arabic has it: a length, or so long ago."""
    slots = slots_of(match)
    if "which" not in slots:
        return Built(Length(2.0, slots["dual"]), None, match.rule.name)
    anchor, step = direction(slots["which"])
    return Built(Shift(2.0 * step, slots["dual"], anchor), None, match.rule.name)


_YEARS = {"DE": 10, "CE": 100}
_SHORT = {"S": "PT{}S", "MI": "PT{}M", "H": "PT{}H"}


_HALVES = {"H": "PT30M", "Y": "P6M"}


def duration_value(amount: Count, unit: str) -> str:
    """TIMEX3 notation of an amount of a unit: P2Y, PT30M, PXD."""
    if unit in _YEARS and amount != "X":
        amount, unit = float(amount) * _YEARS[unit], "Y"  # ISO 8601 has neither decades nor centuries
    if unit == "FN":
        amount, unit = amount if amount == "X" else 2 * float(amount), "W"
    if amount == 0.5 and unit in _HALVES:
        return _HALVES[unit]
    if isinstance(amount, float):
        amount = int(amount) if amount == int(amount) else amount
    return _SHORT.get(unit, "P{}" + unit).format(amount)


@builder
def recur(match: Match, chart: Chart) -> Built | None:
    """A set: "daily" (P1D), "every three weeks" (P3W), "each Monday" (XXXX-WXX-1), "every June" (XXXX-06)."""
    slots = slots_of(match)
    if "value" in slots:
        value = slots["value"]
    elif "weekday" in slots:
        value = f"XXXX-WXX-{slots['weekday']}" + (f"T{slots['daypart']}" if "daypart" in slots else "")
    elif "season" in slots:
        value = f"XXXX-{slots['season']}"
    elif "daypart" in slots:
        value = f"XXXX-XX-XXT{slots['daypart']}"
    elif "month" in slots:
        value = f"XXXX-{slots['month']:02d}" + (f"-{slots['day']:02d}" if "day" in slots else "")
    else:
        value = duration_value(slots.get("count", 1), slots["unit"])
    return Built(Recur(value), None, match.rule.name)
