"""Days of holidays and months of the Islamic calendar."""

from __future__ import annotations

import re
import tomllib
from datetime import date, timedelta
from functools import cache, lru_cache
from pathlib import Path

from pipeline.edtf import month_end
from pipeline.model import Interval

_FILE = Path(__file__).parent / "holidays.toml"
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_RULE = re.compile(r"\d\d-\d\d|\d{4}-\d\d-\d\d|easter[+-]\d+|-?[1-5] (mon|tue|wed|thu|fri|sat|sun) \d+|hijri \d\d-\d\d")


@cache
def rules() -> dict[str, str]:
    """The holiday rules by key. ValueError names the file and the key that cannot be read."""
    try:
        table = tomllib.loads(_FILE.read_text(encoding="utf-8"))["holidays"]
    except (tomllib.TOMLDecodeError, KeyError) as error:
        raise ValueError(f"{_FILE}: {error}") from error
    for key, rule in table.items():
        if not isinstance(rule, str) or not _RULE.fullmatch(rule):
            raise ValueError(f"{_FILE}: {key}: cannot read {rule!r}")
    return table


@lru_cache(maxsize=4096)
def days(key: str, year: int) -> tuple[date, ...]:
    """The days on which a holiday falls in a year: one, for Islamic ones sometimes two or none."""
    rule = rules().get(key)
    if rule is None or not 1583 <= year <= 2400:
        return ()
    if rule.startswith("easter"):
        return (easter(year) + timedelta(days=int(rule[6:])),)
    if rule.startswith("hijri"):
        month, day = map(int, rule[6:].split("-"))
        return tuple(m.earliest + timedelta(days=day - 1) for m in hijri_month(month, year))
    if len(rule) == 10:
        return (date.fromisoformat(rule),)
    if " " in rule:
        number, name, month = rule.split()
        return (nth_weekday(year, int(month), _WEEKDAYS.index(name) + 1, int(number)),)
    return (date.fromisoformat(f"{year:04d}-{rule}"),)


def nth_weekday(year: int, month: int, weekday: int, number: int) -> date:
    """The n-th such weekday of a month, counted from its end where n is negative. ValueError where there is none."""
    if number < 0:
        last = month_end(year, month)
        found = last - timedelta(days=(last.isoweekday() - weekday) % 7 + 7 * (-number - 1))
    else:
        first = date(year, month, 1)
        found = first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (number - 1))
    if found.month != month:
        raise ValueError("no such weekday in that month")
    return found


def easter(year: int) -> date:
    """Western Easter Sunday (dateutil's table-free method after Oudin)."""
    from dateutil.easter import easter as _easter

    return _easter(year)


@lru_cache(maxsize=4096)
def hijri_month(month: int, year: int) -> tuple[Interval, ...]:
    """The stretches of an Islamic month that begin in a Gregorian year; empty where the calendar is not tabulated
    (1924 to 2077)."""
    from hijridate import Hijri

    found = []
    for hijri_year in range(year - 583, year - 577):
        begins = _hijri(Hijri, hijri_year, month)
        after = _hijri(Hijri, hijri_year + month // 12, month % 12 + 1)
        if begins and after and begins.year == year:
            found.append(Interval(begins, after - timedelta(days=1)))
    return tuple(found)


def _hijri(calendar: type, year: int, month: int) -> date | None:
    try:
        day = calendar(year, month, 1).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return date(day.year, day.month, day.day)


def hijri_year_month(year: int, month: int) -> Interval | None:
    """A month of a year counted in the Islamic era."""
    from hijridate import Hijri

    begins, after = _hijri(Hijri, year, month), _hijri(Hijri, year + month // 12, month % 12 + 1)
    return Interval(begins, after - timedelta(days=1)) if begins and after else None
