"""Builders of times of day."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.timex.builders.base import Built, Pair, builder, direction, mods, slots_of
from pipeline.timex.symbols import Nth, Shift, Symbol, Within

if TYPE_CHECKING:
    from pipeline.timex.chart import Chart, Match


@builder
def clock(match: Match, chart: Chart) -> Built | None:
    """A time of day by the clock."""
    slots = slots_of(match)
    text = slots.get("clock", slots.get("dotclock"))
    if text is None:
        hour = slots.get("hour", slots.get("hourword", 99))
        minute = slots.get("minute", 30 if "half" in slots else 0)
        if minute < 0:  # "a quarter to six"
            hour, minute = (hour - 1) % 12 or 12, minute + 60
        text = f"{hour:02d}:{minute:02d}" if hour <= 24 else None
    if text is None:
        return None
    hour = int(text[:2])
    if "ampm" in slots:
        if hour > 12 and slots["ampm"] == "am":
            return None
        hour = hour % 12 + (12 if slots["ampm"] == "pm" else 0) if hour <= 12 else hour
    return Built(
        Within(None, f"{hour:02d}{text[2:]}" + ("Z" if slots.get("zone") == "utc" else "")),
        mods(slots),
        match.rule.name,
    )


@builder
def noon(match: Match, chart: Chart) -> Built:
    """Noon and midnight, which have a clock time of their own."""
    return Built(Within(None, str(slots_of(match)["fixed"])), None, match.rule.name)


@builder
def daypart(match: Match, chart: Chart) -> Built | None:
    """A part of a day: "Tuesday evening", "the night of 3 March", "this morning"."""
    slots = slots_of(match)
    of = slots.get("of")
    if "which" in slots and of is None:
        anchor, step = direction(slots["which"])
        base: Symbol | None = Shift(step, "D", anchor)
    elif isinstance(slots.get("other"), Built):
        # "la nuit de lundi à mardi dernier", "du 31 au 1er": the first day is that before the last
        base = Nth(-1, "DAYSFROM", slots["other"].symbol)
    else:
        base = of.symbol if of else None
    return Built(Within(base, None, slots["daypart"]), mods(slots), match.rule.name)


@builder
def hours(match: Match, chart: Chart) -> Pair | None:
    """Two times of which the second names the half of the day: "from 9 to 11 a.m.", "from 11 to 2 p.m."."""
    slots = {slot.name: slot for slot in match.slots}
    first, last = slots["first"], slots["last"]
    clock = last.value.symbol.clock
    hour, end = first.value, int(clock[:2])
    if not 1 <= hour <= 12:
        return None
    hour = hour % 12 + 12 if hour % 12 + 12 < end else hour % 12
    day = slots["of"].value.symbol if "of" in slots else None
    a, b = (Built(Within(day, c), None, match.rule.name) for c in (f"{hour:02d}:00", clock))
    return Pair((match.first, first.end, a), (last.first, match.end, b), True)


@builder
def tonight(match: Match, chart: Chart) -> Built:
    """A part of the day of writing, in a word of its own."""
    return Built(Within(Shift(0, "D"), None, slots_of(match)["daypart"]), None, match.rule.name)


@builder
def moment(match: Match, chart: Chart) -> Built | None:
    """A clock time with the day it belongs to."""
    slots = slots_of(match)
    time: Built = slots["time"]
    of: Built | None = slots.get("of")
    day = of.symbol if of else None
    clock = time.symbol.clock
    if isinstance(day, Within):  # "ten o'clock Tuesday evening"
        clock = _in_part(clock, day.part)
        day = day.of
    return Built(replace(time.symbol, of=day, clock=clock), time.mod, match.rule.name)


def _in_part(clock: str, part: str | None) -> str:
    """A clock time in a part of the day: ten in the evening is 22:00."""
    hour = int(clock[:2])
    return f"{hour + 12:02d}{clock[2:]}" if hour < 12 and part in ("AF", "EV", "NI") else clock
