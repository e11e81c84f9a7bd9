"""Symbols given a day of writing and the dates mentioned before: what TIMEX3 value each has.

News counts from the day of writing; narrative from the date last mentioned.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from pipeline.edtf import add_months
from pipeline.model import Interval
from pipeline.timex import holidays, values
from pipeline.timex.builders import duration_value
from pipeline.timex.calendar_dates import calendar_date
from pipeline.timex.scene import PUBLICATION, Mention, Outcome, Scene, from_base, unanchored
from pipeline.timex.symbols import (
    Anchor,
    Calendar,
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

FAR = 3  # sentences after which "in the evening" is no longer that of the day last named, in news
TODAY = Shift(0, "D")
NEAR = 2  # sentences back to which "the month" may refer, in news
FINE = {"D": 1, "W": 7, "WE": 7, "M": 31, "Q": 92, "Y": 366, "DE": 3660, "CE": 36600}  # days in a unit, roughly


def anchor(symbol: Symbol, scene: Scene) -> Outcome:
    """The value of a symbol in a scene."""
    return _ANCHOR[type(symbol)](symbol, scene)


def anchor_alone(symbol: Symbol) -> Outcome:
    """The value of a symbol by itself, with no day of writing and nothing mentioned before."""
    return anchor(symbol, Scene(None, False, None, None))


def _shift(symbol: Shift, scene: Scene) -> Outcome:
    if by_clock := _by_clock(symbol, scene):
        return by_clock
    base, name, width = _shift_base(symbol, scene)
    if base is None:
        return unanchored()
    steps = float(symbol.amount)
    if width > FINE.get(symbol.unit, 1) and symbol.anchor is Anchor.THEN and steps:
        return Outcome(None, name, "the date it counts from is not told so closely")
    unit = symbol.unit
    if unit == "WE" and steps == 0 and scene.tense == "past" and base.isoweekday() < 6 and name == PUBLICATION:
        steps = -1.0  # "the weekend" told within the week as past is the one before
    if unit == "Q" and steps == 0 and symbol.anchor is Anchor.THEN and name == PUBLICATION and scene.tense != "future":
        steps = -1.0  # "the quarter" of a report on results is the one that has ended
    if unit == "W" and abs(steps) == 1 and _counts_days(symbol):
        unit, steps = "D", steps * 7
    value = _like(scene, name, unit, steps) or values.of_unit(base, unit, steps)
    return Outcome(value, name, None if value else "beyond the calendar")


def _by_clock(symbol: Shift, scene: Scene) -> Outcome | None:
    """ "Two hours later" than a time by the clock is one too."""
    minutes = {"H": 60, "MI": 1}.get(symbol.unit)
    last = scene.last
    if minutes is None or symbol.anchor is not Anchor.THEN or symbol.amount == "X" or last is None or last.ancient:
        return None
    try:
        moved = datetime.strptime(last.value, "%Y-%m-%dT%H:%M") + timedelta(minutes=float(symbol.amount) * minutes)
    except (ValueError, OverflowError):
        return None  # no clock time
    return Outcome(f"{moved:%Y-%m-%dT%H:%M}".zfill(16), last.name)


def _counts_days(symbol: Shift) -> bool:
    return symbol.grain == "D"


def _like(scene: Scene, name: str | None, unit: str, steps: float) -> str | None:
    """A year earlier than a quarter is a quarter."""
    if unit != "Y" or not steps or not scene.last or name != scene.last.name or steps != int(steps):
        return None
    value = scene.last.value
    if value[:4].isdecimal() and ("-Q" in value or "-H" in value):
        return f"{int(value[:4]) + int(steps):04d}{value[4:]}"
    return None


def _shift_base(symbol: Shift, scene: Scene) -> tuple[date | None, str | None, int]:
    """The day counted from, its name, and how many days wide it was told."""
    if source := _source_before(symbol, scene):
        return source.days.earliest, source.name, 1
    if symbol.anchor is Anchor.NOW and (
        not scene.narrative or not scene.last or (symbol.unit == "D" and symbol.amount == 0)
    ):
        if scene.base:
            return scene.base, PUBLICATION, 1
        return None, None, 1
    if scene.narrative or symbol.anchor is Anchor.THEN:
        mention = scene.last
        if symbol.unit in ("D", "H", "MI") and mention and mention.days.days > 1:
            close = scene.last_day and scene.last_day.paragraph >= mention.paragraph - 1
            mention = scene.last_day if close else mention
        if mention and symbol.amount == 0 and mention.days.days > FINE.get(symbol.unit, 1):
            mention = _closer(scene, FINE.get(symbol.unit, 1))  # "the month" after a bare year
        if mention and _told_ahead(mention, scene):
            mention = None
        if mention:
            day = mention.days.latest if symbol.unit == "D" and float(symbol.amount) > 0 else mention.days.earliest
            return day, mention.name, mention.days.days
    if symbol.anchor is Anchor.THEN and symbol.amount != "X" and float(symbol.amount) > 0:
        return None, None, 1  # "a day later" than what?
    return (scene.base, PUBLICATION, 1) if scene.base else (None, None, 1)


def _told_ahead(mention: Mention, scene: Scene) -> bool:
    """Whether news tells as past what would count from a day that is still ahead: it counts from the day of writing."""
    return not scene.narrative and scene.tense == "past" and bool(scene.base) and mention.days.earliest > scene.base


def _closer(scene: Scene, width: int) -> Mention | None:
    """The date last told so closely, in news if it is near; in a narrative the last one of whatever width."""
    fine = scene.last_fine
    if fine and fine.days.days <= width and (scene.narrative or fine.sentence >= scene.sentence - NEAR):
        return fine
    return scene.last if scene.narrative else None


def _source_before(symbol: Shift, scene: Scene) -> Mention | None:
    """The dated source that ends the sentence before "a day later", where that sentence names no date of its own."""
    source = scene.source
    if source is None or symbol.anchor is not Anchor.THEN or symbol.amount in ("X", 0):
        return None
    if scene.sentence != source.sentence + 1 or (scene.last and scene.last.sentence >= source.sentence):
        return None
    return source


def _nth(symbol: Nth, scene: Scene) -> Outcome:
    if symbol.unit == "FIELDS":
        return _fields(symbol.of, scene)
    if symbol.unit == "LAST":
        return Outcome(scene.last.value, scene.last.name) if scene.last else unanchored()
    if symbol.of is None:
        return _nth_alone(symbol, scene)
    outer = anchor(symbol.of, scene)
    if symbol.unit in ("SAME", "SAMEQ"):
        return _same_part(outer, scene, symbol.unit == "SAMEQ")
    days = values.interval(outer.value)
    if days is None:
        return outer._replace(value=None, reason=outer.reason or "a part of something that has no days")
    if symbol.unit == "YEARS":
        value = values.years_on(outer.value, symbol.number)
        return Outcome(value, outer.anchor, None if value else "no such part")
    if symbol.unit == "DAYSFROM":
        value = values.of_unit(days.earliest, "D", symbol.number) if days.is_day else None
        return Outcome(value, outer.anchor, None if value else "no such part")
    if symbol.unit == "H" and symbol.number and len(outer.value) != 4:
        return outer._replace(days=_half(days, symbol.number))  # "the second half of January"
    try:
        value = _nth_of(symbol, days)
    except (ValueError, OverflowError):
        value = None
    return Outcome(value, outer.anchor, None if value else "no such part")


def _fields(pair: Stretch, scene: Scene) -> Outcome:
    """ "October of last year": the second names the year of the first."""
    outer = anchor(pair.last, scene)
    days = values.interval(outer.value)
    if days is None:
        return Outcome(None, outer.anchor, outer.reason)
    return anchor(replace(pair.first, year=days.earliest.year), scene)._replace(anchor=outer.anchor)


def _same_part(year: Outcome, scene: Scene, quarterly: bool = False) -> Outcome:
    """ "The same month a year ago": the fields of the date last mentioned, in another year; of a quarter where nothing
    was mentioned, the quarter that has ended."""
    value = scene.last.value if scene.last else ""
    if quarterly and "-Q" not in value and scene.base:
        value = values.of_unit(scene.base, "Q", -1) or ""
        year = year._replace(value=f"{int(value[:4]) - 1:04d}", anchor=PUBLICATION) if value else year
    if year.value is None or not values.interval(year.value) or value[4:5] != "-":
        return year
    moved = year.value[:4] + value[4:]
    return year._replace(value=moved) if values.interval(moved) else year


def _half(days: Interval, number: int) -> Interval:
    middle = days.earliest + timedelta(days=(days.latest - days.earliest).days // 2)
    return Interval(days.earliest, middle) if number == 1 else Interval(middle + timedelta(days=1), days.latest)


def _nth_of(symbol: Nth, days: Interval) -> str | None:
    n, first, last = symbol.number, days.earliest, days.latest
    if symbol.unit == "WEEKDAY":
        return (first + timedelta(days=n - 1)).isoformat() if days.days == 7 else None
    if n == 0:
        return values.of_unit(last, symbol.unit)
    if symbol.weekday:
        return holidays.nth_weekday(first.year, first.month, symbol.weekday, n).isoformat()
    if symbol.unit in ("Q", "H"):
        parts = 4 if symbol.unit == "Q" else 2
        number = parts if n < 0 else n
        return f"{first.year:04d}-{symbol.unit}{number}" if number <= parts else None
    if symbol.unit == "D":
        day = last + timedelta(days=n + 1) if n < 0 else first + timedelta(days=n - 1)
        return day.isoformat() if first <= day <= last else None
    start = values.of_unit(last, symbol.unit, n + 1) if n < 0 else values.of_unit(first, symbol.unit, n - 1)
    inside = values.interval(start)
    return start if inside and inside.earliest <= last and inside.latest >= first else None


def _nth_alone(symbol: Nth, scene: Scene) -> Outcome:
    """ "the third quarter": the latest one begun, the next one where the clause looks ahead."""
    base, name = from_base(scene)
    number = symbol.number if symbol.number > 0 else 4 if symbol.unit == "Q" else 2
    if base is None or symbol.unit not in ("Q", "H") or number > (4 if symbol.unit == "Q" else 2):
        return unanchored(f"XXXX-{symbol.unit}{number}" if symbol.unit in ("Q", "H") else None)
    if scene.narrative:
        return Outcome(f"{base.year:04d}-{symbol.unit}{number}", name)
    every = ((y, values.interval(f"{y:04d}-{symbol.unit}{number}")) for y in range(base.year - 1, base.year + 2))
    spans = {y: days for y, days in every if days}
    if scene.tense == "future":
        year = min((y for y, s in spans.items() if s.latest >= base), default=base.year)
    else:
        year = max((y for y, s in spans.items() if s.earliest <= base), default=base.year)
    return Outcome(f"{year:04d}-{symbol.unit}{number}", name)


def _feast(symbol: Feast, scene: Scene) -> Outcome:
    if symbol.year is not None:
        within = anchor(symbol.year, scene)
        days = values.interval(within.value)
        found = holidays.days(symbol.key, days.earliest.year) if days else ()
        return Outcome(found[0].isoformat(), within.anchor) if found else Outcome(None, None, "not in that year")
    if len(rule := holidays.rules().get(symbol.key, "")) == 10 and rule[4] == "-":
        return Outcome(rule)
    base, name = from_base(scene)
    if base is None:
        return unanchored()
    found = [d for y in range(base.year - 1, base.year + 2) for d in holidays.days(symbol.key, y)]
    if symbol.toward == -1 or (scene.tense == "past" and not scene.narrative):
        found = [d for d in found if d <= base]
    elif symbol.toward == 1 or (scene.tense == "future" and not scene.narrative):
        found = [d for d in found if d >= base]
    if not found:
        return Outcome(None, name, "no such holiday in the calendar around")
    return Outcome(min(found, key=lambda d: abs((d - base).days)).isoformat(), name)


# ---------------------------------------------------------------- times, durations, sets, references
def _within(symbol: Within, scene: Scene) -> Outcome:
    if symbol.of is None or (scene.narrative and symbol.of == TODAY and scene.last_day):  # "tonight" is the story's
        mention = scene.last_day
        since = scene.last.sentence if scene.last else scene.sentence - FAR
        near = mention and (scene.narrative or mention.sentence >= since) and not _told_ahead(mention, scene)
        if near:
            day: str | None = mention.days.earliest.isoformat()
            name: str | None = mention.name
        else:
            day, name = (scene.base.isoformat(), PUBLICATION) if scene.base else ("XXXX-XX-XX", None)
    else:
        outer = anchor(symbol.of, scene)
        day, name = outer.value, outer.anchor
    if day is None or "T" in day:
        return Outcome(None, name, "the day of this time is not known")
    suffix = symbol.clock or symbol.part
    reason = None if values.interval(day) else "the day of this time is not known"
    return Outcome(f"{day}T{suffix}", name, reason)


def _ref(symbol: Ref, scene: Scene) -> Outcome:
    return Outcome(symbol.value, None, "names no date")


def _length(symbol: Length, scene: Scene) -> Outcome:
    value = duration_value(symbol.amount, symbol.unit)
    for amount, unit in symbol.extra:
        value += duration_value(amount, unit)[1:]
    if symbol.toward is None or symbol.amount == "X" or scene.base is None or scene.narrative:
        return Outcome(value, None, "a length of time")
    days = _stretch_from(scene.base, float(symbol.amount), symbol.unit, symbol.toward)
    return Outcome(value, PUBLICATION, None if days else "beyond the calendar", days)


def _stretch_from(base: date, amount: float, unit: str, toward: int) -> Interval | None:
    months = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}.get(unit)
    days = {"D": 1, "W": 7, "WE": 7, "FN": 14}.get(unit, 1 if unit in ("H", "MI", "S") else None)
    try:
        if months:
            end = add_months(base, round(amount * months) * toward)
        elif days:
            end = base + timedelta(days=round(amount * days) * toward if unit not in ("H", "MI", "S") else toward)
        else:
            return None
    except OverflowError:
        return None
    return Interval(min(base, end), max(base, end))


def _recur(symbol: Recur, scene: Scene) -> Outcome:
    return Outcome(symbol.value, None, "a repetition")


def _stretch(symbol: Stretch, scene: Scene) -> Outcome:
    last = anchor(symbol.last, scene)
    days = values.interval(last.value)
    if days is None:
        return Outcome(None, last.anchor, last.reason)
    first = anchor(replace(symbol.first, year=days.earliest.year), scene)
    if not values.interval(first.value):
        return Outcome(None, last.anchor, "no such day in the calendar")
    return Outcome(f"{first.value}/{last.value}", last.anchor)


_ANCHOR = {
    Calendar: calendar_date, Shift: _shift, Nth: _nth, Feast: _feast, Within: _within, Ref: _ref, Length: _length,
    Recur: _recur, Stretch: _stretch,
}  # fmt: skip
