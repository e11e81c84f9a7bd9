"""EDTF (ISO 8601-2) dates: reading them as intervals of days, writing intervals, saying them as people write dates.

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

from pipeline.model import Interval

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
OPEN = ".."

_ATOM = re.compile(r"(-?[\dX]{4})(?:-([\dX]{2})(?:-([\dX]{2}))?)?\Z")
_TRIM = re.compile(r"[~?%]")
# Code of a part of the year → its first month and number of months; winter belongs to the year it begins in.
_PARTS = {21: (3, 3), 22: (6, 3), 23: (9, 3), 24: (12, 3)}
_PARTS |= {25 + i: _PARTS[21 + i] for i in range(4)}  # northern hemisphere, said outright
_PARTS |= {29: (9, 3), 30: (12, 3), 31: (3, 3), 32: (6, 3)}  # southern
_PARTS |= {33 + i: (1 + 3 * i, 3) for i in range(4)}
_PARTS |= {37 + i: (1 + 4 * i, 4) for i in range(3)}
_PARTS |= {40: (1, 6), 41: (7, 6)}
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_THIRDS = ("early", "mid", "late")


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


def _atom(text: str) -> Interval:
    match = _ATOM.match(_TRIM.sub("", text))
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


def say(edtf: str) -> str:
    """A date as people write it: "16 Sep 2010", "early 2012", "about 30 Oct 2012", "by 7 Nov 2012", "4–15 Nov 2012"."""
    text = edtf.strip()
    parse(text)
    if text[:1] in "[{":
        return _say_set(text[1:-1].split(","))
    if "/" not in text:
        return _qualified(text)
    start, end = text.split("/")
    if start in ("", OPEN):
        return "by " + _bare(end)
    if end in ("", OPEN):
        return "after " + _bare(start)
    third = _say_third(_TRIM.sub("", start), _TRIM.sub("", end))
    if third:
        return third
    prefix = "about " if any("~" in e or "%" in e for e in (start, end)) else ""
    return prefix + _say_range(_TRIM.sub("", start), _TRIM.sub("", end)) + ("?" if text.endswith(("?", "%")) else "")


def _qualified(text: str) -> str:
    prefix = "about " if text[-1] in "~%" else ""
    return prefix + _bare(text) + ("?" if text[-1] in "?%" else "")


def _bare(text: str) -> str:
    """One date without qualifiers, in words."""
    year, month, day = _ATOM.match(_TRIM.sub("", text)).groups()
    if month is None:
        return _say_year(year)
    if month.isdigit() and int(month) > 12:
        return _say_part(int(month), year)
    name = "" if "X" in month else MONTHS[int(month) - 1]
    shown = "" if year == "XXXX" else _say_year(year)
    number = "" if not day or "X" in day else str(int(day))
    return " ".join(p for p in (number, name, shown) if p) or "a date"


def _say_year(year: str) -> str:
    if year.endswith("XX"):
        number = int(year[:2]) + 1
        ending = "th" if 10 < number < 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
        return f"{number}{ending} century"
    return year.replace("X", "0s") if year.endswith("X") else str(int(year))


def _say_part(code: int, year: str) -> str:
    if 21 <= code <= 32:
        return f"{_SEASONS[21 + (code - 21) % 4]} {_say_year(year)}"
    if code <= 36:
        return f"Q{code - 32} {_say_year(year)}"
    if code <= 39:
        return f"{_THIRDS[code - 37]} {_say_year(year)}".replace("mid ", "mid-")
    return f"{('first', 'second')[code - 40]} half of {_say_year(year)}"


def _say_third(start: str, end: str) -> str | None:
    """ "early 2012" for its first four months, "late Oct 2012" for the month's last ten days, None otherwise."""
    if len(start) == 7 and len(end) == 7 and start[:4] == end[:4]:
        third = {("01", "04"): 0, ("05", "08"): 1, ("09", "12"): 2}.get((start[5:], end[5:]))
        stem = _say_year(start[:4])
    elif len(start) == 10 and len(end) == 10 and start[:7] == end[:7]:
        last = "20" if end[8:] == "20" else "end" if int(end[8:]) >= 28 else end[8:]
        third = {("01", "10"): 0, ("11", "20"): 1, ("21", "end"): 2}.get((start[8:], last))
        stem = _bare(start[:7])
    else:
        return None
    return None if third is None else f"{_THIRDS[third]} {stem}".replace("mid ", "mid-")


def _say_range(start: str, end: str) -> str:
    a, b = _bare(start), _bare(end)
    if len(start) == len(end) == 10 and start[:7] == end[:7]:
        return f"{int(start[8:])}–{b}"
    if len(start) == len(end) and len(start) > 4 and start[:4] == end[:4]:
        gap = " – " if len(start) == 10 else "–"
        return a.removesuffix(" " + _say_year(start[:4])) + gap + b
    return f"{a}–{b}" if len(a) == len(b) == 4 else f"{a} – {b}"


def _say_set(members: list[str]) -> str:
    dates = [m.strip() for m in members]
    if all(re.fullmatch(r"\d{4}-\d\d-\d\d", d) for d in dates) and len({d[:7] for d in dates}) == 1:
        numbers = [str(int(d[8:])) for d in dates]
        return ", ".join(numbers[:-1]) + f" or {_bare(dates[-1])}" if len(dates) > 1 else _bare(dates[0])
    said = [_say_member(d) for d in dates]
    return " or ".join(said) if len(said) < 3 else ", ".join(said[:-1]) + f" or {said[-1]}"


def _say_member(text: str) -> str:
    if OPEN not in text:
        return _bare(text)
    first, _, last = text.partition(OPEN)
    if not first or not last:
        return ("by " if not first else "after ") + _bare(first or last)
    return f"{_bare(first)} – {_bare(last)}"
