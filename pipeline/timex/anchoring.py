"""Symbols given a day of writing and the dates mentioned before: what TIMEX3 value each has.

News counts from the day of writing; narrative from the date last mentioned. The direction of a bare weekday or month
comes from the tense of its clause.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from pipeline.edtf import add_months
from pipeline.model import Interval
from pipeline.timex import holidays, values
from pipeline.timex.build import duration_value
from pipeline.timex.symbols import (
    Anchor, Calendar, Expression, Feast, Length, Nth, Recur, Ref, Shift, Stretch, Symbol, Within,
)  # fmt: skip

PUBLICATION = "publication"
FINE = {"D": 1, "W": 7, "WE": 7, "M": 31, "Q": 92, "Y": 366, "DE": 3660, "CE": 36600}
_FORWARD = frozenset({"until", "till", "by", "jusque", "jusqu", "d'ici"})
PAST_SLACK = 45  # a day told as past lies at most so many days ahead: verbs are only guessed at
_LOOK_BACK = 150


@dataclass(frozen=True, slots=True)
class Mention:
    """A resolved date that later ones may count from."""

    value: str
    days: Interval
    start: int
    end: int
    sentence: int
    paragraph: int
    explicit: bool = False  # its year was said

    @property
    def name(self) -> str:
        return f"mention {self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A value with what it counts from; a reason where it has no days. `days` where they are not the value's own."""

    value: str | None
    anchor: str | None = None
    reason: str | None = None
    days: Interval | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """What one expression is seen against: the day of writing, whether the text is a narrative, the last mentions."""

    base: date | None
    narrative: bool
    last: Mention | None  # the date last mentioned
    last_day: Mention | None  # the last one told to the day
    last_fine: Mention | None = None  # the last one told more closely than to the year
    section: Mention | None = None  # the year that the heading names
    sentence: int = 0
    report: Mention | None = None  # the dated report that this passage quotes
    tense: str | None = None
    preposition: str | None = None
    before: date | None = None  # the end of the range that this date begins
    leaning: int = 0  # -1 where words lean to the past ("early", "late"), +1 to what comes


def anchor(symbol: Symbol, scene: Scene) -> Outcome:
    """The value of a symbol in a scene."""
    return _ANCHOR[type(symbol)](symbol, scene)


def anchor_alone(symbol: Symbol) -> Outcome:
    """The value of a symbol by itself, with no day of writing and nothing mentioned before."""
    return anchor(symbol, Scene(None, False, None, None))


def scene_for(expression: Expression, scene: Scene) -> Scene:
    """The scene with what stands around one expression."""
    scene = replace(scene, sentence=expression.sentence)
    leaning = -1 if expression.mod in ("START", "END", "MID") else 0
    tense = "future" if expression.preposition in _FORWARD else expression.tense
    return replace(scene, tense=tense, preposition=expression.preposition, leaning=leaning)


def _unanchored(value: str | None = None) -> Outcome:
    return Outcome(value, None, "the text does not say when it was written")


def _from_base(scene: Scene) -> tuple[date | None, str | None]:
    """The day that a date of the calendar with missing fields is nearest to."""
    if scene.narrative and scene.last:
        mention = scene.last
        section = scene.section
        if section and mention.days.earliest.year != section.days.earliest.year and mention.sentence != scene.sentence:
            return section.days.earliest, section.name
        if (
            name_is_year(mention)
            and scene.last_fine
            and scene.last_fine.days.earliest.year == mention.days.earliest.year
        ):
            mention = scene.last_fine
        return mention.days.earliest, mention.name
    if scene.base:
        return scene.base, PUBLICATION
    if scene.last:
        return scene.last.days.earliest, scene.last.name
    return None, None


# ---------------------------------------------------------------- dates of the calendar
def _calendar(symbol: Calendar, scene: Scene) -> Outcome:
    if symbol.hijri:
        return _hijri(symbol, scene)
    if symbol.digits:
        return Outcome(("BC" if symbol.bce else "") + symbol.digits, reason=_era(symbol))
    if symbol.year is not None:
        return _with_year(symbol)
    if symbol.month:
        return _month(symbol, scene)
    if symbol.weekday:
        return _weekday(symbol, scene)
    if symbol.period:
        return _part_of_year(symbol, scene)
    return _day_of_month(symbol, scene)


def _era(symbol: Calendar) -> str | None:
    return "before the common era" if symbol.bce else None


def _with_year(symbol: Calendar) -> Outcome:
    stem = f"{symbol.year:04d}"
    if symbol.bce:
        part = f"-{symbol.month:02d}" if symbol.month else f"-{symbol.period}" if symbol.period else ""
        return Outcome(f"BC{stem}{part}", reason=_era(symbol))
    if symbol.period:
        return Outcome(f"{stem}-{symbol.period}")
    if symbol.month and symbol.day:
        value = f"{stem}-{symbol.month:02d}-{symbol.day:02d}"
        return Outcome(value, reason=None if values.interval(value) else "no such day in the calendar")
    return Outcome(f"{stem}-{symbol.month:02d}" if symbol.month else stem)


def _month(symbol: Calendar, scene: Scene) -> Outcome:
    base, name = _from_base(scene)
    field = f"XXXX-{symbol.month:02d}" + (f"-{symbol.day:02d}" if symbol.day else "")
    if base is None:
        return Outcome(field, None, "no year is named, and nothing tells it")
    year = _year_for(symbol, base, name, scene)
    if year is None:
        return Outcome(field, None, "no such day in the years around")
    return Outcome(f"{year:04d}" + field[4:], name)


def _year_for(symbol: Calendar, base: date, name: str | None, scene: Scene) -> int | None:
    base = scene.before or base
    candidates = [
        c
        for y in range(base.year - 8, base.year + 9)
        if 1 <= y <= 9998 and (c := _date(y, symbol.month, symbol.day or 15))
    ]
    if scene.before:
        candidates = [c for c in candidates if c.replace(day=1) <= scene.before] or candidates
        return max(candidates).year if candidates else None
    if symbol.weekday and symbol.day:
        fitting = [c for c in candidates if c.isoweekday() == symbol.weekday and abs((c - base).days) < 1200]
        candidates = fitting or candidates
    if not candidates:
        return None
    if symbol.toward is not None:
        return _year_toward(symbol, base, candidates)
    if scene.narrative and _told_by_year(name, scene) and any(c.year == base.year for c in candidates):
        return base.year
    if scene.narrative:
        middle = base if symbol.day or base.day > 1 else base.replace(day=15)
        return min(candidates, key=lambda c: abs((c - middle).days - (182 - _LOOK_BACK))).year
    if symbol.day:
        if scene.tense == "past" and name == PUBLICATION and not symbol.weekday:
            candidates = [c for c in candidates if (c - base).days <= PAST_SLACK] or candidates
        return min(candidates, key=lambda c: abs((c - base).days)).year
    return _bare_month(symbol.month, base, scene)


def _told_by_year(name: str | None, scene: Scene) -> bool:
    """Whether what is counted from was told to the year only."""
    return any(m is not None and m.name == name and name_is_year(m) for m in (scene.last, scene.section))


def name_is_year(mention: Mention) -> bool:
    """Whether a mention was told to the year only."""
    return mention.days.days > 120


def _year_toward(symbol: Calendar, base: date, candidates: list[date]) -> int:
    if symbol.toward == 0:
        return base.year
    if symbol.toward < 0:
        return max((c for c in candidates if (c.year, c.month) < (base.year, base.month)), default=base).year
    return min((c for c in candidates if (c.year, c.month) > (base.year, base.month)), default=base).year


def _bare_month(month: int, base: date, scene: Scene) -> int:
    """The nearest such month, the past one where the words lean that way."""
    ahead = (month - base.month) % 12
    if ahead == 0:
        return base.year
    limit = 6
    if scene.tense == "past" or scene.leaning < 0 or scene.preposition == "since":
        limit = 3 if scene.tense != "past" else 1
    if scene.tense == "future" and scene.leaning >= 0 or scene.preposition in _FORWARD:
        limit = 10
    return base.year + (month < base.month) if ahead < limit else base.year - (month > base.month)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _weekday(symbol: Calendar, scene: Scene) -> Outcome:
    base, name = _weekday_base(symbol, scene)
    if base is None:
        return _unanchored(f"XXXX-WXX-{symbol.weekday}")
    back = (base.isoweekday() - symbol.weekday) % 7
    ahead = (symbol.weekday - base.isoweekday()) % 7
    if symbol.toward == -1:
        step = -(back or 7)
    elif symbol.toward == 1:
        step = ahead or 7
    elif symbol.toward == 0:
        step = symbol.weekday - base.isoweekday()
    elif name != PUBLICATION and not (scene.report and name == scene.report.name):
        step = ahead if ahead < 6 else -back
    else:
        step = ahead if scene.tense == "future" else -back
    value = values.of_unit(base, "D", step)
    return Outcome(value, name, None if value else "beyond the calendar")


def _weekday_base(symbol: Calendar, scene: Scene) -> tuple[date | None, str | None]:
    if scene.report and (symbol.toward == -1 or (symbol.toward is None and scene.tense != "future")):
        return scene.report.days.earliest, scene.report.name
    if scene.narrative and scene.last_day:
        return scene.last_day.days.earliest, scene.last_day.name
    return (scene.base, PUBLICATION) if scene.base else _from_base(scene)


def _part_of_year(symbol: Calendar, scene: Scene) -> Outcome:
    base, name = _from_base(scene)
    if base is None or symbol.generic:
        reason = "any year's" if symbol.generic else "no year is named, and nothing tells it"
        return Outcome(f"XXXX-{symbol.period}", None, reason)
    years = range(max(1, base.year - 2), base.year + 3)
    spans = {y: days for y in years if (days := values.interval(f"{y:04d}-{symbol.period}"))}
    if symbol.toward == 0:
        year = base.year if base.month > 2 or symbol.period != "WI" else base.year - 1
    elif symbol.toward == -1:
        year = max((y for y, s in spans.items() if s.latest < base), default=base.year)
    elif symbol.toward == 1:
        year = min((y for y, s in spans.items() if s.earliest > base), default=base.year)
    elif scene.tense == "future" and not scene.narrative:
        year = min((y for y, s in spans.items() if s.latest >= base), default=base.year)
    elif scene.narrative:
        year = min(spans, key=lambda y: abs((spans[y].earliest - base).days - 32))
    else:
        year = max((y for y, s in spans.items() if s.earliest <= base), default=base.year)
    return Outcome(f"{year:04d}-{symbol.period}", name)


def _day_of_month(symbol: Calendar, scene: Scene) -> Outcome:
    """ "the 16th": of the month in question."""
    base, name = _from_base(scene)
    if base is None or symbol.day is None:
        return _unanchored(f"XXXX-XX-{symbol.day:02d}" if symbol.day else None)
    value = f"{base:%Y-%m}-{symbol.day:02d}".zfill(10)
    return Outcome(value, name) if values.interval(value) else Outcome(None, name, "no such day in that month")


def _hijri(symbol: Calendar, scene: Scene) -> Outcome:
    if symbol.year:
        days = holidays.hijri_year_month(symbol.year, symbol.month) if symbol.year < 1600 else None
        found = (days,) if days else holidays.hijri_month(symbol.month, symbol.year)
        name = None
    else:
        base, name = _from_base(scene)
        if base is None:
            return Outcome(None, None, "no year is named, and nothing tells it")
        found = tuple(
            i for y in (base.year - 1, base.year, base.year + 1) for i in holidays.hijri_month(symbol.month, y)
        )
        if scene.tense == "past":
            found = tuple(i for i in found if i.earliest <= base) or found
        found = tuple(sorted(found, key=lambda i: i.gap(Interval.day(base))))
    if not found:
        return Outcome(None, name, "beyond the tabulated Islamic calendar")
    days = found[0]
    if symbol.day and symbol.day <= days.days:
        return Outcome((days.earliest + timedelta(days=symbol.day - 1)).isoformat(), name)
    return Outcome(None, name, None, days)  # TIMEX3 has no notation for another calendar's month


# ---------------------------------------------------------------- relative dates
def _shift(symbol: Shift, scene: Scene) -> Outcome:
    base, name, width = _shift_base(symbol, scene)
    if base is None:
        return _unanchored()
    steps = float(symbol.amount)
    if width > FINE.get(symbol.unit, 1) and symbol.anchor is Anchor.THEN and steps:
        return Outcome(None, name, "the date it counts from is not told so closely")
    unit = symbol.unit
    if unit == "WE" and steps == 0 and scene.tense == "past" and base.isoweekday() < 6 and name == PUBLICATION:
        steps = -1.0  # "this weekend" told on a Monday as past is the one before
    if unit == "W" and abs(steps) == 1 and _counts_days(symbol):
        unit, steps = "D", steps * 7
    value = _like(scene, name, unit, steps) or values.of_unit(base, unit, steps)
    return Outcome(value, name, None if value else "beyond the calendar")


def _counts_days(symbol: Shift) -> bool:
    return symbol.grain == "D"


def _like(scene: Scene, name: str | None, unit: str, steps: float) -> str | None:
    """A year earlier than a quarter is a quarter."""
    if unit != "Y" or not scene.last or name != scene.last.name or steps != int(steps):
        return None
    value = scene.last.value
    if "-Q" in value or "-H" in value:
        return f"{int(value[:4]) + int(steps):04d}{value[4:]}"
    return None


def _shift_base(symbol: Shift, scene: Scene) -> tuple[date | None, str | None, int]:
    """The day counted from, its name, and how many days wide it was told."""
    if symbol.anchor is Anchor.NOW and (
        not scene.narrative or not scene.last or symbol.unit == "D" and symbol.amount == 0
    ):
        if scene.base:
            return scene.base, PUBLICATION, 1
        return None, None, 1
    if scene.narrative or symbol.anchor is Anchor.THEN:
        mention = scene.last
        if symbol.unit in ("D", "H", "MI") and mention and mention.days.days > 1:
            close = scene.last_day and scene.last_day.paragraph >= mention.paragraph - 1
            mention = scene.last_day if close else mention
        if mention:
            day = mention.days.latest if symbol.unit == "D" and float(symbol.amount) > 0 else mention.days.earliest
            return day, mention.name, mention.days.days
    if symbol.anchor is Anchor.THEN and symbol.amount != "X" and float(symbol.amount) > 0:
        return None, None, 1  # "a day later" than what?
    return (scene.base, PUBLICATION, 1) if scene.base else (None, None, 1)


def _nth(symbol: Nth, scene: Scene) -> Outcome:
    if symbol.unit == "FIELDS":
        return _fields(symbol.of, scene)
    if symbol.of is None:
        return _nth_alone(symbol, scene)
    outer = anchor(symbol.of, scene)
    days = values.interval(outer.value)
    if days is None:
        return replace(outer, value=None, reason=outer.reason or "a part of something that has no days")
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
    return replace(anchor(replace(pair.first, year=days.earliest.year), scene), anchor=outer.anchor)


def _nth_of(symbol: Nth, days: Interval) -> str | None:
    n, first, last = symbol.number, days.earliest, days.latest
    if symbol.unit == "WEEKDAY":
        return (first + timedelta(days=n - 1)).isoformat() if days.days == 7 else None
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
    base, name = _from_base(scene)
    number = symbol.number if symbol.number > 0 else 4 if symbol.unit == "Q" else 2
    if base is None or symbol.unit not in ("Q", "H") or number > (4 if symbol.unit == "Q" else 2):
        return _unanchored(f"XXXX-{symbol.unit}{number}" if symbol.unit in ("Q", "H") else None)
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
    base, name = _from_base(scene)
    if base is None:
        return _unanchored()
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
    if symbol.of is None:
        mention = scene.last_day
        near = mention and (scene.narrative or mention.sentence >= (scene.last.sentence if scene.last else 0))
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
    Calendar: _calendar, Shift: _shift, Nth: _nth, Feast: _feast, Within: _within, Ref: _ref, Length: _length,
    Recur: _recur, Stretch: _stretch,
}  # fmt: skip
__all__ = ["PUBLICATION", "Mention", "Outcome", "Scene", "anchor", "anchor_alone", "scene_for"]
