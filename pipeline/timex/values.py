"""TIMEX3 values and the days they mean: "2012-10", "2012-W14", "2012-W14-WE", "2012-Q3", "2012-SU", "199", "19"."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from functools import lru_cache

from pipeline.edtf import add_months, month_end
from pipeline.model import Interval, Precision

SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_EDTF_PARTS = {"SP": 21, "SU": 22, "FA": 23, "WI": 24, "Q1": 33, "Q2": 34, "Q3": 35, "Q4": 36, "H1": 40, "H2": 41}
_YEAR = re.compile(r"(\d{4})(?:-(?:(\d\d)(?:-(\d\d))?|W(\d\d)(-WE)?|([A-Z][A-Z0-9])))?(?:T.*)?\Z", re.S)
_DIGITS = re.compile(r"\d{2,3}\Z")


def of_unit(day: date, unit: str, steps: float = 0) -> str | None:
    """The value, at a unit's width, of the stretch so many units from a day; None beyond the calendar or for units
    that the calendar does not name."""
    try:
        return _of_unit(day, unit, steps)
    except (OverflowError, ValueError):
        return None


def _of_unit(day: date, unit: str, steps: float) -> str | None:
    if unit in ("D", "W", "WE", "FN") or unit in ("H", "MI", "S"):
        return _of_days(day, unit, steps)
    if unit == "M":
        return f"{add_months(day, round(steps)):%Y-%m}".zfill(7)
    if unit == "Q":
        moved = add_months(day.replace(day=1), 3 * round(steps))
        return f"{moved.year:04d}-Q{(moved.month + 2) // 3}"
    if unit == "H2":
        moved = add_months(day.replace(day=1), 6 * round(steps))
        return f"{moved.year:04d}-H{1 + (moved.month > 6)}"
    years = {"Y": 1, "DE": 10, "CE": 100}.get(unit)
    if years is None:
        return None
    if unit == "Y" and steps != int(steps):
        return f"{add_months(day, round(12 * steps)):%Y-%m}".zfill(7)
    moved = day.year + round(steps) * years
    if not 1 <= moved <= 9999:
        return None
    return f"{moved:04d}"[: {"Y": 4, "DE": 3, "CE": 2}[unit]]


def years_on(value: str, years: int) -> str | None:
    """The same day, week or month so many years on; None where there is none."""
    days = interval(value)
    if days is None or not 1 <= days.earliest.year + years <= 9998:
        return None
    if "-W" in value:
        return of_unit(add_months(days.earliest, 12 * years), "WE" if value.endswith("WE") else "W")
    moved = f"{int(value[:4]) + years:04d}{value[4:]}"
    return moved if interval(moved) else None


def _of_days(day: date, unit: str, steps: float) -> str:
    hours = {"H": 24, "MI": 1440, "S": 86400}.get(unit)
    if hours:
        return (day + timedelta(days=int(steps / hours))).isoformat()
    if unit == "D":
        return (day + timedelta(days=round(steps))).isoformat()
    moved = day + timedelta(weeks=steps * (2 if unit == "FN" else 1))
    year, week, _ = moved.isocalendar()
    return f"{year:04d}-W{week:02d}" + ("-WE" if unit == "WE" else "")


@lru_cache(maxsize=8192)
def interval(value: str | None) -> Interval | None:
    """The days a value means; None for durations, sets, references, and values with unknown fields."""
    if not value:
        return None
    try:
        if "/" in value:
            first, last = (interval(v) for v in value.split("/", 1))
            return Interval(first.earliest, last.latest) if first and last else None
        if _DIGITS.match(value):
            width = 10 if len(value) == 3 else 100
            first = int(value) * width
            return Interval(date(max(first, 1), 1, 1), date(first + width - 1, 12, 31))
        match = _YEAR.match(value)
        return _calendar(match) if match else None
    except (ValueError, OverflowError):
        return None


def _calendar(match: re.Match) -> Interval | None:
    year, month, day, week, weekend, part = match.groups()
    number = int(year)
    if day:
        return Interval.day(date(number, int(month), int(day)))
    if month:
        return Interval(date(number, int(month), 1), month_end(number, int(month)))
    if week:
        return Interval(
            date.fromisocalendar(number, int(week), 6 if weekend else 1), date.fromisocalendar(number, int(week), 7)
        )
    if part:
        return _part(number, part)
    return Interval(date(number, 1, 1), date(number, 12, 31))


def _part(year: int, part: str) -> Interval | None:
    if part in SEASONS:
        first, months = SEASONS[part], 3
    elif part[0] in "QH" and part[1].isdigit():
        months = 3 if part[0] == "Q" else 6
        first = (int(part[1]) - 1) * months + 1
    else:
        return None
    begins = date(year, first, 1)
    return Interval(begins, add_months(begins, months) - timedelta(1))


# Years before the common era stand on a scale of their own, so that later is more and decades keep their borders:
# 480 BC is 7519, the 480s are 7510–7519, the fifth century BC is 7500–7599.
_BCE = 7999


def ancient(value: str | None) -> Interval | None:
    """The days of a BC value on the scale for counting, None for other values: "BC0480" is the year 7519."""
    if not value or not value.startswith("BC"):
        return None
    head, sign, tail = value[2:].partition("-")
    if not head.isdigit() or not 2 <= len(head) <= 4:
        return None
    scale = int(str(_BCE)[: len(head)])
    return interval(f"{scale - int(head):0{len(head)}d}{sign}{tail}")


def era(value: str | None) -> str | None:
    """A value on that scale in TIMEX3's notation for years before the common era."""
    if not value or "/" in value:
        return None
    head, sign, tail = value.partition("-")
    if not head.isdigit() or not 2 <= len(head) <= 4:
        return value
    number = int(str(_BCE)[: len(head)]) - int(head)
    return f"BC{number:0{len(head)}d}{sign}{tail}" if number >= 0 else None


@lru_cache(maxsize=8192)
def precision(value: str) -> Precision:
    """The width at which a value speaks."""
    if "/" in value:
        return Precision.RANGE
    if _DIGITS.match(value):
        return Precision.DECADE if len(value) == 3 else Precision.RANGE
    match = _YEAR.match(value)
    if not match:
        return Precision.RANGE
    _, month, day, week, _, part = match.groups()
    if day:
        return Precision.DAY
    if month:
        return Precision.MONTH
    if week:
        return Precision.WEEK
    return Precision.SEASON if part else Precision.YEAR


@lru_cache(maxsize=8192)
def edtf(value: str, days: Interval) -> str:
    """The EDTF string that reads back to a value's days."""
    if _DIGITS.match(value) and days.earliest.year >= 10:
        return value + "X" * (4 - len(value))
    match = _YEAR.match(value)
    if match and match[6] in _EDTF_PARTS:
        return f"{match[1]}-{_EDTF_PARTS[match[6]]}"
    first, last = days.earliest, days.latest
    if first == last:
        return first.isoformat()
    if match and match[2] and not match[3]:
        return value[:7]
    if match and not match[2] and not match[4]:
        return value[:4]
    return f"{first}/{last}"


def narrow(value: str, days: Interval, mod: str) -> tuple[Interval, str] | None:
    """The third of a year or month (or the like part of a decade or century) that START, MID or END names, with its
    EDTF; None where a value is too short to have parts."""
    first, last = days.earliest, days.latest
    which = ("START", "MID", "END").index(mod)
    match = _YEAR.match(value)
    if _DIGITS.match(value):
        width = 10 ** (4 - len(value))
        cuts = (0, round(width * 0.4), round(width * 0.7), width)
        a, b = first.year + cuts[which], first.year + cuts[which + 1] - 1
        return Interval(date(a, 1, 1), date(b, 12, 31)), f"{a:04d}/{b:04d}"
    if match and not any(match.groups()[1:]):
        year = first.year
        a, b = 4 * which + 1, 4 * which + 4
        return Interval(date(year, a, 1), month_end(year, b)), f"{year:04d}-{a:02d}/{year:04d}-{b:02d}"
    if match and match[2] and not match[3]:
        ends = (10, 20, calendar.monthrange(first.year, first.month)[1])
        part = Interval(first.replace(day=10 * which + 1), last.replace(day=ends[which]))
        return part, f"{part.earliest}~/{part.latest}~"
    return None
