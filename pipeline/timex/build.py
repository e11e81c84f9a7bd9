"""What a rule makes of the words its pattern captured: one function a way of building, by its name in the files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.timex.shapes import century_of
from pipeline.timex.symbols import (
    Anchor,
    Calendar,
    Count,
    Feast,
    Length,
    Nth,
    Recur,
    Ref,
    Shift,
    Stretch,
    Symbol,
    Within,
)  # fmt: skip

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
_WIDTH = {"year-ago-period": "Y", "year-end": "Y", "mid-year": "Y"}  # units of rules whose words name none
_PART = {"year-end": "END", "mid-year": "MID"}


# Slots that a builder cannot do without; a bar stands between alternatives.
NEEDS = {
    "length": ("unit|units",), "shift": ("which", "unit|units"), "two": ("dual",), "period": ("which",),
    "deictic": ("deictic",), "century": ("ord",), "figures": ("numeric|daymonth|yearmonth",),
    "typo": ("int", "month"), "nth": ("unit|weekday",),
    "weekday_in": ("weekday", "of"), "part": ("of",), "same": ("of",), "feast": ("feast",), "hijri": ("hmonth",),
    "noon": ("fixed",), "daypart": ("daypart",), "moment": ("time",), "reference": ("ref",), "any_year": ("season",),
    "before_christ": ("int|ints",), "recur": ("unit|weekday|season|daypart|month|value",), "pair": ("first", "last"),
    "years": ("first", "last"), "same_part": ("of",),
}  # fmt: skip


def builder(function: Builder) -> Builder:
    BUILDERS[function.__name__] = function
    return function


def slots_of(match: Match) -> dict:
    return {slot.name: slot.value for slot in match.slots}


def _direction(spec: str) -> tuple[Anchor, int]:
    """ "now -1" → counts from the day of writing, one back."""
    anchor, _, number = spec.partition(" ")
    return Anchor(anchor), int(number)


def _mods(slots: dict, inner: str | None = None) -> str | None:
    return slots.get("part") or slots.get("mod") or inner


def _goes_on(match: Match, chart: Chart) -> bool:
    """Whether a hyphen ties what follows to the expression."""
    after = chart.tokens[match.end : match.end + 2]
    return len(after) == 2 and after[0].word == "-" and after[0].glued and after[1].glued


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
    if chart.tokens[match.first].word in ("a", "an") and _goes_on(match, chart):
        return None  # "a week-long strike" speaks of no "a week"
    amount, unit = (slots.get("count", 1), slots["unit"]) if "unit" in slots else ("X", slots["units"])
    if "half" in slots and amount != "X":
        amount = float(amount) + 0.5
    extra = ((slots["more"], slots["lesser"]),) if "lesser" in slots else ()
    if "which" not in slots:
        return Built(Length(amount, unit, None, extra), _mods(slots), match.rule.name)
    anchor, step = _direction(slots["which"])
    toward = (step > 0) - (step < 0) if anchor is Anchor.NOW else None
    return Built(Length(amount, unit, toward, extra), _mods(slots), match.rule.name)


@builder
def shift(match: Match, chart: Chart) -> Built | None:
    """So many units ago, later, from now; `which` tells anchor and direction."""
    slots = slots_of(match)
    anchor, step = _direction(slots["which"])
    amount = "X" if "units" in slots else slots.get("count", 1.5 if "half" in slots else 1)
    mod = {"MORE_THAN": "BEFORE" if step < 0 else "AFTER", "LESS_THAN": "AFTER" if step < 0 else "BEFORE"}
    given = _mods(slots)
    signed = amount if amount == "X" else amount * step
    if amount == "X":
        return Built(Ref("PAST_REF" if step < 0 else "FUTURE_REF"), None, match.rule.name)
    return Built(Shift(signed, slots["unit"], anchor), mod.get(given, given), match.rule.name)


@builder
def two(match: Match, chart: Chart) -> Built:
    """Two of a unit in one word, as Arabic has it: a length, or so long ago."""
    slots = slots_of(match)
    if "which" not in slots:
        return Built(Length(2.0, slots["dual"]), None, match.rule.name)
    anchor, step = _direction(slots["which"])
    return Built(Shift(2.0 * step, slots["dual"], anchor), None, match.rule.name)


@builder
def period(match: Match, chart: Chart) -> Built | None:
    """This week, last year, the previous month, that day; `which` tells anchor and step."""
    slots = slots_of(match)
    anchor, step = _direction(slots["which"])
    if not {"weekday", "month", "season"} & set(slots):
        symbol: Symbol = Shift(step, slots.get("unit", _WIDTH.get(match.rule.name, "D")), anchor)
    else:
        symbol = Calendar(weekday=slots.get("weekday"), month=slots.get("month"), day=slots.get("day"),
                          period=slots.get("season"), toward=step)  # fmt: skip
        if anchor is Anchor.THEN and step == 0:
            symbol = replace(symbol, toward=None)
    return Built(symbol, _PART.get(match.rule.name, _mods(slots)), match.rule.name)


@builder
def deictic(match: Match, chart: Chart) -> Built:
    """Today, yesterday, tomorrow, with a part of the day or without."""
    slots = slots_of(match)
    day = Shift(slots["deictic"], "D")
    return Built(Within(day, None, slots["daypart"]) if "daypart" in slots else day, _mods(slots), match.rule.name)


@builder
def calendar(match: Match, chart: Chart) -> Built | None:
    """Fields of the calendar: weekday, day, month, year, season, quarter, decade."""
    slots = slots_of(match)
    year = slots.get("year", slots.get("loneyear", slots.get("yy")))
    if "yy" in slots and year < 100:
        year = century_of(year)
    within = slots.get("of")  # a year said in other words: "last year"
    if isinstance(year, int) and "weekday" not in slots and slots.get("day", 0) > 31:
        return None
    digits = slots.get("decade")
    symbol = Calendar(year=year, month=slots.get("month", slots.get("monthnum")), day=slots.get("day"),
                      weekday=slots.get("weekday"), period=slots.get("season"), digits=str(digits) if digits else None,
                      bce="bce" in slots, generic="generic" in slots)  # fmt: skip
    if within is not None:
        return _inside(symbol, within, match, slots)
    return Built(symbol, _mods(slots), match.rule.name)


def _inside(symbol: Calendar, within: Built, match: Match, slots: dict) -> Built | None:
    if isinstance(within.symbol, Calendar) and within.symbol.year and not within.symbol.month:
        return Built(replace(symbol, year=within.symbol.year), _mods(slots), match.rule.name)
    number = symbol.day if symbol.day and not symbol.month else None
    if number:
        return Built(Nth(number, "D", within.symbol), _mods(slots), match.rule.name)
    return Built(Nth(0, "FIELDS", Stretch(symbol, within.symbol)), _mods(slots), match.rule.name)


@builder
def any_year(match: Match, chart: Chart) -> Built:
    """A season of whatever year: "en été"."""
    return Built(Calendar(period=slots_of(match)["season"], generic=True), None, match.rule.name)


@builder
def nothing(match: Match, chart: Chart) -> Nothing:
    """Words that look like a date and are none: an age, a name."""
    return Nothing()


@builder
def before_christ(match: Match, chart: Chart) -> Built | None:
    """A year or decade before the common era: 480 BC, the 470s BC."""
    slots = slots_of(match)
    decade = slots.get("ints")
    year = None if decade else slots["int"]
    if year is not None and not 0 < year < 10000:
        return None
    symbol = Calendar(year=year, month=slots.get("month"), period=slots.get("season"), digits=decade, bce=True)
    return Built(symbol, _mods(slots), match.rule.name)


@builder
def century(match: Match, chart: Chart) -> Built | None:
    """The nineteenth century → 18."""
    slots = slots_of(match)
    number = slots["ord"] - 1
    if not 0 <= number <= 29:
        return None
    return Built(Calendar(digits=f"{number:02d}", bce="bce" in slots), _mods(slots), match.rule.name)


@builder
def figures(match: Match, chart: Chart) -> Built:
    """A date wholly in figures."""
    slots = slots_of(match)
    symbol = slots.get("numeric", slots.get("daymonth", slots.get("yearmonth")))
    if "weekday" in slots:
        symbol = replace(symbol, weekday=slots["weekday"])
    return Built(symbol, None, match.rule.name)


@builder
def typo(match: Match, chart: Chart) -> Built | None:
    """A year with one digit too many: the four leading digits count, if they make a year; the rule's name says so."""
    slots = slots_of(match)
    digits = str(slots["int"])
    if len(digits) != 5 or not 1900 <= int(digits[:4]) <= 2100:
        return None
    return Built(Calendar(year=int(digits[:4]), month=slots["month"], day=slots.get("day")), None, match.rule.name)


@builder
def nth(match: Match, chart: Chart) -> Built | None:
    """The second half of 2008, the last week of July, the week of 3 March, the first Monday in May."""
    slots = slots_of(match)
    number = slots.get("ord", slots.get("edge", 1))
    of = slots.get("of")
    weekday = slots.get("weekday")
    symbol = Nth(int(number), "D" if weekday else slots["unit"], of.symbol if of else None, weekday)
    return Built(symbol, _mods(slots), match.rule.name)


@builder
def weekday_in(match: Match, chart: Chart) -> Built:
    """A weekday of a week: "Monday of last week"."""
    slots = slots_of(match)
    return Built(Nth(slots["weekday"], "WEEKDAY", slots["of"].symbol), _mods(slots), match.rule.name)


@builder
def same_part(match: Match, chart: Chart) -> Built:
    """The part of a year last mentioned, of another year: "the same month of last year"."""
    return Built(Nth(0, "SAME", slots_of(match)["of"].symbol), None, match.rule.name)


@builder
def same_time(match: Match, chart: Chart) -> Built:
    """The date last mentioned, once more: "at the same time"."""
    return Built(Nth(0, "LAST", None), None, match.rule.name)


@builder
def part(match: Match, chart: Chart) -> Built | None:
    """A date with a modifier: early 2012, the end of March, about 30 October, before 1990."""
    slots = slots_of(match)
    inner: Built = slots["of"]
    return Built(inner.symbol, _mods(slots, inner.mod), inner.rule if "mod" in slots else match.rule.name)


@builder
def same(match: Match, chart: Chart) -> Built:
    """A phrase that is a date without more words of its own."""
    inner: Built = slots_of(match)["of"]
    return inner


@builder
def feast(match: Match, chart: Chart) -> Built:
    """A holiday, of a year where one is named."""
    slots = slots_of(match)
    year = slots.get("year", slots.get("of"))
    toward = _direction(slots["which"])[1] if "which" in slots else None
    within = Calendar(year=year) if isinstance(year, int) else year.symbol if year else None
    return Built(Feast(str(slots["feast"]), within, toward), _mods(slots), match.rule.name)


@builder
def hijri(match: Match, chart: Chart) -> Built:
    """A month of the Islamic calendar."""
    slots = slots_of(match)
    year = slots.get("year", slots.get("int"))
    symbol = Calendar(month=slots["hmonth"], day=slots.get("day"), year=year, hijri=True)
    return Built(symbol, _mods(slots), match.rule.name)


@builder
def clock(match: Match, chart: Chart) -> Built | None:
    """A time of day by the clock."""
    slots = slots_of(match)
    text = slots.get("clock", slots.get("dotclock"))
    if text is None:
        hour = slots.get("hour", slots.get("hourword", 99))
        text = f"{hour:02d}:{slots.get('minute', 30 if 'half' in slots else 0):02d}" if hour <= 24 else None
    if text is None:
        return None
    hour = int(text[:2])
    if "ampm" in slots:
        if hour > 12 and slots["ampm"] == "am":
            return None
        hour = hour % 12 + (12 if slots["ampm"] == "pm" else 0) if hour <= 12 else hour
    return Built(
        Within(None, f"{hour:02d}{text[2:]}" + ("Z" if slots.get("zone") == "utc" else "")),
        _mods(slots),
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
        anchor, step = _direction(slots["which"])
        base: Symbol | None = Shift(step, "D", anchor)
    else:
        base = of.symbol if of else None
    return Built(Within(base, None, slots["daypart"]), _mods(slots), match.rule.name)


@builder
def moment(match: Match, chart: Chart) -> Built | None:
    """A clock time with the day it belongs to."""
    slots = slots_of(match)
    time: Built = slots["time"]
    day: Built | None = slots.get("of")
    return Built(replace(time.symbol, of=day.symbol if day else None), time.mod, match.rule.name)


@builder
def reference(match: Match, chart: Chart) -> Built | None:
    """Recently, now, soon; not "now-defunct"."""
    if _goes_on(match, chart):
        return None
    return Built(Ref(f"{slots_of(match)['ref']}_REF"), None, match.rule.name)


_SHORT = {"S": "PT{}S", "MI": "PT{}M", "H": "PT{}H"}


def duration_value(amount: Count, unit: str) -> str:
    """TIMEX3 notation of an amount of a unit: P2Y, PT30M, PXD."""
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
        value = f"XXXX-WXX-{slots['weekday']}"
    elif "season" in slots:
        value = f"XXXX-{slots['season']}"
    elif "daypart" in slots:
        value = f"XXXX-XX-XXT{slots['daypart']}"
    elif "month" in slots:
        value = f"XXXX-{slots['month']:02d}" + (f"-{slots['day']:02d}" if "day" in slots else "")
    else:
        value = duration_value(slots.get("count", 1), slots["unit"])
    return Built(Recur(value), None, match.rule.name)
