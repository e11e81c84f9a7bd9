"""The notation of EDTF (ISO 8601-2) dates: reading it as intervals of days, writing intervals.

Read are level 1 and the parts of level 2 that prose needs: unspecified digits (`201X`, `2010-XX-16`), qualifiers
(`~`, `?`, `%`), seasons, quarters, quadrimesters and halves (`2012-21` … `2012-41`), intervals with open or unknown
ends (`2014-07-07/..`), and one-of sets (`[2010-10-07,2010-10-14]`). A date whose year is wholly unspecified reads as an
interval open on both sides: it names no days yet.

Source: https://www.loc.gov/standards/datetime/
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from pipeline.model import Interval

OPEN = ".."

ATOM = re.compile(r"(-?[\dX]{4})(?:-([\dX]{2})(?:-([\dX]{2}))?)?\Z")
TRIM = re.compile(r"[~?%]")
# Code of a part of the year → its first month and number of months; winter belongs to the year it begins in.
_PARTS = {21: (3, 3), 22: (6, 3), 23: (9, 3), 24: (12, 3)}
_PARTS |= {25 + i: _PARTS[21 + i] for i in range(4)}  # northern hemisphere, said outright
_PARTS |= {29: (9, 3), 30: (12, 3), 31: (3, 3), 32: (6, 3)}  # southern
_PARTS |= {33 + i: (1 + 3 * i, 3) for i in range(4)}
_PARTS |= {37 + i: (1 + 4 * i, 4) for i in range(3)}
_PARTS |= {40: (1, 6), 41: (7, 6)}


def parse(edtf: str) -> Interval:
    """The days an EDTF string may mean, from the earliest to the latest; ValueError where it is none."""
    text = edtf.strip()
    if len(text) > 400:
        raise ValueError(f"not an EDTF date: {text[:40]}…")
    if text[:1] in "[{" and text[-1:] in "]}" and len(text) > 2:
        return _hull(_member(part) for part in text[1:-1].split(","))
    if "/" in text:
        return _parse_range(text, text.split("/"))
    return _atom(text)


def _parse_range(text: str, ends: list[str]) -> Interval:
    if len(ends) != 2 or (ends[0] in ("", OPEN) and ends[1] in ("", OPEN)):
        raise ValueError(f"not an EDTF interval: {text}")
    start, end = (None if e in ("", OPEN) else _atom(e) for e in ends)
    return Interval(start.earliest if start else None, end.latest if end else None)


def _member(text: str) -> Interval:
    text = text.strip()
    if OPEN not in text:
        return _atom(text)
    first, _, last = text.partition(OPEN)
    return Interval(_atom(first).earliest if first else None, _atom(last).latest if last else None)


def _hull(intervals: Iterable[Interval]) -> Interval:
    parts = list(intervals)
    starts, ends = [i.earliest for i in parts], [i.latest for i in parts]
    return Interval(None if None in starts else min(starts), None if None in ends else max(ends))


@lru_cache(maxsize=8192)
def _atom(text: str) -> Interval:
    match = ATOM.match(TRIM.sub("", text))
    if not match:
        raise ValueError(f"not an EDTF date: {text!r}")
    year, month, day = match.groups()
    if "X" in year and not re.match(r"\d+X*\Z", year):
        if not (month or day) or year != "XXXX":
            raise ValueError(f"not a year that can be read as an interval: {text!r}")
        _check_yearless(month, day, text)
        return Interval(None, None)
    first, last = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if not 1 <= first <= last <= 9999:
        raise ValueError(f"year out of range in {text!r}")
    if month is None:
        return Interval(date(first, 1, 1), date(last, 12, 31))
    return _months(first, last, month, day, text)


def _check_yearless(month: str, day: str | None, text: str) -> None:
    if ("X" not in month and not 1 <= int(month) <= 41) or (day and "X" not in day and not 1 <= int(day) <= 31):
        raise ValueError(f"not an EDTF date: {text!r}")


def _months(first: int, last: int, month: str, day: str | None, text: str) -> Interval:
    if month.isdigit() and int(month) in _PARTS:
        if day:
            raise ValueError(f"a part of a year has no day: {text!r}")
        start, length = _PARTS[int(month)]
        end = start + length - 1
        if end > 12 and last == 9999:
            raise ValueError(f"year out of range in {text!r}")
        return Interval(date(first, start, 1), month_end(last + (end > 12), end - 12 * (end > 12)))
    low, high = _digits(month, 1, 12, text)
    if day is None:
        return Interval(date(first, low, 1), month_end(last, high))
    d1, d2 = _digits(day, 1, 31, text)
    try:
        return Interval(date(first, low, d1), date(last, high, min(d2, calendar.monthrange(last, high)[1])))
    except ValueError as error:
        raise ValueError(f"no such day: {text!r}") from error


def _digits(field: str, low: int, high: int, text: str) -> tuple[int, int]:
    """The least and greatest number that fit a field with unspecified digits."""
    if "X" not in field:
        if not low <= int(field) <= high:
            raise ValueError(f"no such date: {text!r}")
        return int(field), int(field)
    fits = [n for n in range(low, high + 1) if all(a in ("X", b) for a, b in zip(field, f"{n:02d}", strict=True))]
    if not fits:
        raise ValueError(f"no such date: {text!r}")
    return fits[0], fits[-1]


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def add_months(day: date, months: int) -> date:
    """The same day of the month, so many months on; the month's last day where it is shorter. OverflowError beyond
    the calendar."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise OverflowError("date out of range")
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def of(interval: Interval) -> str:
    """The shortest EDTF string for an interval: a year, a month, a day, or two ends. ValueError where both are open."""
    a, b = interval.earliest, interval.latest
    if a is None and b is None:
        raise ValueError("an interval open on both sides has no EDTF")
    if a is None or b is None:
        return f"{a or OPEN}/{b or OPEN}"
    if a == b:
        return a.isoformat()
    if a.day == 1 and b == month_end(b.year, b.month):
        first, last = f"{a:%Y-%m}", f"{b:%Y-%m}"
        if a.month == 1 and b.month == 12:
            first, last = f"{a:%Y}", f"{b:%Y}"
        first, last = first.zfill(7 if "-" in first else 4), last.zfill(7 if "-" in last else 4)
        return first if first == last else f"{first}/{last}"
    return f"{a}/{b}"


def one_of(days: Iterable[date]) -> str:
    """A set of which one day is meant: "[2010-10-07,2010-10-14]"; a single day stands by itself."""
    ordered = sorted(set(days))
    return ordered[0].isoformat() if len(ordered) == 1 else "[" + ",".join(map(str, ordered)) + "]"


def about(edtf: str) -> str:
    """The same date, marked approximate: "2012-10-30~"."""
    if edtf[:1] in "[{":
        return edtf
    return "/".join(p if p in ("", OPEN) or p[-1] in "~?%" else p + "~" for p in edtf.split("/"))
