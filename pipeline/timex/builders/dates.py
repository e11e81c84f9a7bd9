"""Builders of dates of the calendar: days, months, years, parts of them, holidays."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.timex.builders.base import Built, Pair, builder, direction, goes_on, mods, slots_of
from pipeline.timex.shapes import century_of
from pipeline.timex.symbols import Anchor, Calendar, Feast, Nth, Shift, Stretch, Symbol, Within

if TYPE_CHECKING:
    from pipeline.timex.chart import Chart, Match

_WIDTH = {  # units of rules whose words name none
    "year-ago-period": "Y", "year-end": "Y", "mid-year": "Y", "month-end": "M", "mid-month": "M", "mid-week": "W",
}  # fmt: skip
_PART = {"year-end": "END", "mid-year": "MID", "month-end": "END", "mid-month": "MID", "mid-week": "MID"}


@builder
def period(match: Match, chart: Chart) -> Built | None:
    """This week, last year, the previous month, that day; `which` tells anchor and step."""
    slots = slots_of(match)
    if match.rule.name == "anaphoric-period" and goes_on(match, chart):
        return None  # "the week-old truce" speaks of no "the week"
    anchor, step = direction(slots["which"])
    if not {"weekday", "month", "season"} & set(slots):
        symbol: Symbol = Shift(step, slots.get("unit", _WIDTH.get(match.rule.name, "D")), anchor)
    else:
        symbol = Calendar(weekday=slots.get("weekday"), month=slots.get("month"), day=slots.get("day"),
                          period=slots.get("season"), toward=step, then=anchor is Anchor.THEN)  # fmt: skip
        if anchor is Anchor.THEN and step == 0:
            symbol = replace(symbol, toward=None)
    return Built(symbol, _PART.get(match.rule.name, mods(slots)), match.rule.name)


@builder
def deictic(match: Match, chart: Chart) -> Built:
    """Today, yesterday, tomorrow, with a part of the day or without."""
    slots = slots_of(match)
    day = Shift(slots["deictic"], "D")
    return Built(Within(day, None, slots["daypart"]) if "daypart" in slots else day, mods(slots), match.rule.name)


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
    return Built(symbol, mods(slots), match.rule.name)


def _inside(symbol: Calendar, within: Built, match: Match, slots: dict) -> Built | None:
    if isinstance(within.symbol, Calendar) and within.symbol.year and not within.symbol.month:
        return Built(replace(symbol, year=within.symbol.year), mods(slots), match.rule.name)
    number = symbol.day if symbol.day and not symbol.month else None
    if number:
        return Built(Nth(number, "D", within.symbol), mods(slots), match.rule.name)
    return Built(Nth(0, "FIELDS", Stretch(symbol, within.symbol)), mods(slots), match.rule.name)


@builder
def any_year(match: Match, chart: Chart) -> Built:
    """A season of whatever year: "en été"."""
    return Built(Calendar(period=slots_of(match)["season"], generic=True), None, match.rule.name)


@builder
def before_christ(match: Match, chart: Chart) -> Built | None:
    """A year or decade before the common era: 480 BC, the 470s BC."""
    slots = slots_of(match)
    decade = slots.get("ints")
    year = None if decade else slots["int"]
    if year is not None and not 0 < year < 10000:
        return None
    symbol = Calendar(year=year, month=slots.get("month"), period=slots.get("season"), digits=decade, bce=True)
    return Built(symbol, mods(slots), match.rule.name)


@builder
def century(match: Match, chart: Chart) -> Built | None:
    """The nineteenth century → 18."""
    slots = slots_of(match)
    number = slots["ord"] - 1
    if not 0 <= number <= 29:
        return None
    return Built(Calendar(digits=f"{number:02d}", bce="bce" in slots), mods(slots), match.rule.name)


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
    if number > {"Q": 4, "H": 2}.get(slots.get("unit"), 999):
        return None  # "the sixth quarter in a row"
    symbol = Nth(int(number), "D" if weekday else slots["unit"], of.symbol if of else None, weekday)
    return Built(symbol, mods(slots), match.rule.name)


@builder
def weekday_in(match: Match, chart: Chart) -> Built:
    """A weekday of a week: "Monday of last week"."""
    slots = slots_of(match)
    return Built(Nth(slots["weekday"], "WEEKDAY", slots["of"].symbol), mods(slots), match.rule.name)


@builder
def from_day(match: Match, chart: Chart) -> Built | None:
    """So many days or weeks from a day that is named: "a week from Sunday"."""
    slots = slots_of(match)
    amount = slots.get("count", 1)
    days = {"D": 1, "W": 7, "FN": 14}.get(slots["unit"])
    if amount == "X" or amount != int(amount):
        return None
    day = slots["of"].symbol
    if slots["unit"] == "Y":  # "a year from today"
        return Built(Nth(int(amount), "YEARS", day), None, match.rule.name)
    if days is None:
        return None
    if isinstance(day, Calendar):
        day = replace(day, toward=1)
    return Built(Nth(days * int(amount), "DAYSFROM", day), None, match.rule.name)


@builder
def ended(match: Match, chart: Chart) -> Pair:
    """A stretch by the day on which it ends: "the week ended Oct. 28"."""
    places = {slot.name: slot for slot in match.slots}
    unit, of = places["unit"], places["of"]
    stretch = Built(Nth(0, unit.value, of.value.symbol), None, match.rule.name)
    return Pair((match.first, unit.end, stretch), (of.first, match.end, of.value), False)


@builder
def day_beside(match: Match, chart: Chart) -> Built:
    """The day before or after one that has a name: "the day after Thanksgiving"."""
    slots = slots_of(match)
    return Built(Nth(direction(slots["which"])[1], "DAYSFROM", slots["of"].symbol), None, match.rule.name)


@builder
def years_from(match: Match, chart: Chart) -> Built | None:
    """So many years from a day, week or month: "ten years ago this week"."""
    slots = slots_of(match)
    count, of = slots.get("count", 1), slots["of"].symbol
    if count == "X" or count != int(count) or (isinstance(of, Calendar) and (of.year or of.digits)):
        return None
    return Built(Nth(-int(count) * slots["years"], "YEARS", of), None, match.rule.name)


@builder
def pair_of_parts(match: Match, chart: Chart) -> Pair | None:
    """Two parts of a year by their numbers: "the first and second quarters of 1988"."""
    places = {slot.name: slot for slot in match.slots}
    unit, of = places["unit"].value, places["of"].value.symbol if "of" in places else None
    first, last = (Built(Nth(places[k].value, unit, of), None, match.rule.name) for k in ("first", "last"))
    return Pair((match.first, places["first"].end, first), (places["last"].first, match.end, last), False)


@builder
def same_part(match: Match, chart: Chart) -> Built:
    """The part of a year last mentioned, of another year: "the same month of last year"."""
    of: Built = slots_of(match)["of"]
    return Built(Nth(0, "SAMEQ" if of.rule == "year-ago-period" else "SAME", of.symbol), None, match.rule.name)


@builder
def same_time(match: Match, chart: Chart) -> Built:
    """The date last mentioned, once more: "at the same time"."""
    return Built(Nth(0, "LAST", None), None, match.rule.name)


@builder
def feast(match: Match, chart: Chart) -> Built:
    """A holiday, of a year where one is named."""
    slots = slots_of(match)
    year = slots.get("year", slots.get("of"))
    toward = direction(slots["which"])[1] if "which" in slots else None
    within = Calendar(year=year) if isinstance(year, int) else year.symbol if year else None
    return Built(Feast(str(slots["feast"]), within, toward), mods(slots), match.rule.name)


@builder
def hijri(match: Match, chart: Chart) -> Built:
    """A month of the Islamic calendar."""
    slots = slots_of(match)
    year = slots.get("year", slots.get("int"))
    symbol = Calendar(month=slots["hmonth"], day=slots.get("day"), year=year, hijri=True)
    return Built(symbol, mods(slots), match.rule.name)
