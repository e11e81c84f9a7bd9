"""Dates of the calendar with fields left out: the year of "3 March", the week of "Tuesday", the month of "the 16th".

In news the missing field is that of the nearest such date, tense and words like *last* and *until* telling the
direction; in narrative it is taken from the date last mentioned.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

import msgspec

from pipeline.model import Interval
from pipeline.timex import holidays, values
from pipeline.timex.scene import (
    FORWARD,
    PUBLICATION,
    YEARS_AHEAD,
    Outcome,
    Scene,
    from_base,
    name_is_year,
    told_by_year,
    unanchored,
)
from pipeline.timex.symbols import Calendar

PAST_SLACK = 45  # a day told as past lies at most so many days ahead: verbs are only guessed at
LONG_PAST = 100  # a day as far back as that is the next one where the clause looks ahead
NEAR_DAYS = 100  # a weekday with the day of a month is looked for so many days around
STORY_DAYS = 31  # a day so soon after the story's last day belongs to it
LOOK_BACK = 150  # a narrative's month lies at most so many days before the date last mentioned


def calendar_date(symbol: Calendar, scene: Scene) -> Outcome:
    """The value of a date of the calendar, its missing fields taken from the scene."""
    if symbol.hijri:
        return _hijri(symbol, scene)
    if symbol.digits:
        return Outcome(("BC" if symbol.bce else "") + symbol.digits, reason=_era(symbol))
    if symbol.year is not None:
        return _with_year(symbol)
    if symbol.then and scene.last and not scene.narrative:
        symbol, scene = _of_last(symbol, scene)
    if symbol.month:
        return _month(symbol, scene)
    if symbol.weekday:
        return _weekday(symbol, scene)
    if symbol.period:
        return _part_of_year(symbol, scene)
    return _day_of_month(symbol, scene)


def _of_last(symbol: Calendar, scene: Scene) -> tuple[Calendar, Scene]:
    """In news "that spring" belongs to the date last mentioned, and not to the day of writing."""
    toward = 0 if symbol.toward is None else symbol.toward
    return replace(symbol, toward=toward), msgspec.structs.replace(scene, base=None, report=None, tense=None)


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
    base, name = _goes_on(symbol, scene) or from_base(scene)
    field = f"XXXX-{symbol.month:02d}" + (f"-{symbol.day:02d}" if symbol.day else "")
    if base is None:
        return Outcome(field, None, "no year is named, and nothing tells it")
    year = _year_for(symbol, base, name, scene)
    if year is None:
        return Outcome(field, None, "no such day in the years around")
    return Outcome(f"{year:04d}" + field[4:], name)


def _goes_on(symbol: Calendar, scene: Scene) -> tuple[date, str] | None:
    """The day of the story that a day of the calendar follows within weeks, although a bare year or a month
    years ahead has been named since: "on 3 May 1915 … foreseen for 1916. On 4 May …"."""
    story, year = scene.last_fine, scene.last
    if not (scene.narrative and symbol.day and story and year):
        return None
    if year.sentence >= scene.sentence:
        return None
    if not name_is_year(year):
        story = scene.last_day
        if story is None or year.days.earliest.year - story.days.earliest.year <= YEARS_AHEAD:
            return None
    day = _date(story.days.earliest.year, symbol.month, symbol.day) if story.days.is_day and not story.ancient else None
    follows = day is not None and 0 <= (day - story.days.earliest).days <= STORY_DAYS
    return (story.days.earliest, story.name) if follows else None


def _year_for(symbol: Calendar, base: date, name: str | None, scene: Scene) -> int | None:
    base = scene.before or base
    candidates = _around(base.year, symbol.month, symbol.day or 15)
    if scene.before:
        candidates = [c for c in candidates if c.replace(day=1) <= scene.before] or candidates
        return max(candidates).year if candidates else None
    if symbol.weekday and symbol.day:
        fitting = [c for c in candidates if c.isoweekday() == symbol.weekday and abs((c - base).days) < 1200]
        candidates = fitting or candidates
    if not candidates:
        return None
    if symbol.toward is not None:
        if symbol.toward and told_by_year(name, scene):
            return base.year + symbol.toward  # "the following March", after a year
        return _year_toward(symbol, base, candidates)
    if scene.narrative and told_by_year(name, scene) and any(c.year == base.year for c in candidates):
        return base.year
    if scene.narrative:
        middle = base if symbol.day or base.day > 1 else base.replace(day=15)
        return min(candidates, key=lambda c: abs((c - middle).days - (182 - LOOK_BACK))).year
    if symbol.day:
        if scene.tense == "past" and name == PUBLICATION and not symbol.weekday:
            candidates = [c for c in candidates if (c - base).days <= PAST_SLACK] or candidates
        near = min(candidates, key=lambda c: abs((c - base).days))
        if scene.tense == "future" and name == PUBLICATION and (base - near).days > LONG_PAST and not symbol.weekday:
            return min((c for c in candidates if c > base), default=near).year  # "takes effect Oct. 1", said in March
        return near.year
    return _bare_month(symbol.month, base, scene)


@lru_cache(maxsize=8192)
def _around(year: int, month: int, day: int) -> list[date]:
    """That day in the years around one; not to be changed."""
    years = range(max(1, year - 8), min(9998, year + 8) + 1)
    return [found for y in years if (found := _date(y, month, day))]


def _year_toward(symbol: Calendar, base: date, candidates: list[date]) -> int:
    """*Last*, *this* and *next* count by months, and by days where a day is named."""
    if symbol.toward == 0:
        return base.year
    if symbol.day:
        behind, ahead = [c for c in candidates if c <= base], [c for c in candidates if c >= base]
    else:
        behind = [c for c in candidates if (c.year, c.month) < (base.year, base.month)]
        ahead = [c for c in candidates if (c.year, c.month) > (base.year, base.month)]
    return (max(behind, default=base) if symbol.toward < 0 else min(ahead, default=base)).year


def _bare_month(month: int, base: date, scene: Scene) -> int:
    """The nearest such month, the past one where the words lean that way."""
    ahead = (month - base.month) % 12
    if ahead == 0:
        return base.year
    limit = 6
    if scene.tense == "past" or scene.leaning < 0 or scene.preposition == "since":
        limit = 3 if scene.tense != "past" else 1
    if (scene.tense == "future" and scene.leaning >= 0) or scene.preposition in FORWARD:
        limit = 11
    return base.year + (month < base.month) if ahead < limit else base.year - (month > base.month)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _weekday(symbol: Calendar, scene: Scene) -> Outcome:
    base, name = _weekday_base(symbol, scene)
    if base is None:
        return unanchored(f"XXXX-WXX-{symbol.weekday}")
    if symbol.day and (found := _weekday_and_day(symbol, base)):
        return Outcome(found.isoformat(), name)
    back = (base.isoweekday() - symbol.weekday) % 7
    ahead = (symbol.weekday - base.isoweekday()) % 7
    if symbol.toward == -1:
        step = -(back or 7)
    elif symbol.toward == 1:
        step = ahead or 7
    elif symbol.toward == 0:
        step = symbol.weekday - base.isoweekday()
        if name == PUBLICATION and ((step < 0 and scene.tense == "future") or (step > 0 and scene.tense == "past")):
            step += 7 if step < 0 else -7
    elif name != PUBLICATION and not (scene.report and name == scene.report.name):
        step = ahead if ahead < 6 else -back
    else:
        step = ahead if scene.tense == "future" else -back
    value = values.of_unit(base, "D", step)
    return Outcome(value, name, None if value else "beyond the calendar")


def _weekday_and_day(symbol: Calendar, base: date) -> date | None:
    """ "Friday the 13th": the nearest."""
    near = sorted(range(-NEAR_DAYS, NEAR_DAYS + 1), key=abs)
    for step in near:
        try:
            day = base + timedelta(days=step)
        except OverflowError:
            continue
        if day.day == symbol.day and day.isoweekday() == symbol.weekday:
            return day
    return None


def _weekday_base(symbol: Calendar, scene: Scene) -> tuple[date | None, str | None]:
    if scene.report and (symbol.toward == -1 or (symbol.toward is None and scene.tense != "future")):
        return scene.report.days.earliest, scene.report.name
    if scene.narrative and scene.last_day:
        return scene.last_day.days.earliest, scene.last_day.name
    return (scene.base, PUBLICATION) if scene.base else from_base(scene)


def _part_of_year(symbol: Calendar, scene: Scene) -> Outcome:
    base, name = from_base(scene)
    if base is None or symbol.generic:
        reason = "any year's" if symbol.generic else "no year is named, and nothing tells it"
        return Outcome(f"XXXX-{symbol.period}", None, reason)
    last = scene.last
    if last and last.explicit and not scene.narrative and last.sentence == scene.sentence and symbol.toward is None:
        return Outcome(f"{last.days.earliest.year:04d}-{symbol.period}", last.name)  # "in 1986, through the winter"
    years = range(max(1, base.year - 2), base.year + 3)
    spans = {y: days for y in years if (days := values.interval(f"{y:04d}-{symbol.period}"))}
    if symbol.toward == 0:
        year = base.year if base.month > 6 or symbol.period != "WI" else base.year - 1
    elif symbol.toward and told_by_year(name, scene):
        year = base.year + symbol.toward
    elif symbol.toward is not None and symbol.toward < 0:
        year = max((y for y, s in spans.items() if s.latest < base), default=base.year) + symbol.toward + 1
    elif symbol.toward == 1:
        year = min((y for y, s in spans.items() if s.earliest > base), default=base.year)
    elif scene.tense == "future" and not scene.narrative:
        year = min((y for y, s in spans.items() if s.latest >= base), default=base.year)
    elif scene.narrative:
        year = base.year
    else:
        year = max((y for y, s in spans.items() if s.earliest <= base), default=base.year)
    return Outcome(f"{year:04d}-{symbol.period}", name)


def _day_of_month(symbol: Calendar, scene: Scene) -> Outcome:
    """ "the 16th": of the month in question, of the one before where it lies ahead and is told as past."""
    base, name = from_base(scene)
    if base is None or symbol.day is None:
        return unanchored(f"XXXX-XX-{symbol.day:02d}" if symbol.day else None)
    near = scene.last_day
    if name == PUBLICATION and near and near.sentence >= scene.sentence - 1:
        base, name = near.days.earliest, near.name
    elif name == PUBLICATION and scene.tense == "past" and symbol.day > base.day and base.toordinal() > 31:
        base = base.replace(day=1) - timedelta(days=1)
    elif name == PUBLICATION and scene.tense == "future" and symbol.day < base.day and base.year < 9999:
        base = base.replace(day=28) + timedelta(days=4)
    value = f"{base:%Y-%m}-{symbol.day:02d}".zfill(10)
    return Outcome(value, name) if values.interval(value) else Outcome(None, name, "no such day in that month")


def _hijri(symbol: Calendar, scene: Scene) -> Outcome:
    if symbol.year:
        days = holidays.hijri_year_month(symbol.year, symbol.month) if symbol.year < 1600 else None
        found = (days,) if days else holidays.hijri_month(symbol.month, symbol.year)
        name = None
    else:
        base, name = from_base(scene)
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
