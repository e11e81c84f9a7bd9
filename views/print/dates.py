"""Where a time axis is marked, and what stands there. Pure."""

from __future__ import annotations

from datetime import date, timedelta

from views import wording

YEARS, MONTHS, DAYS = (1, 2, 5, 10, 20, 50, 100), (1, 2, 3, 6), (1, 2, 7, 14)


def ticks(first: date, last: date, most: int) -> list[tuple[date, str]]:
    """At most `most` days between first and last with their words: the first of years, of months, or days."""
    for step in DAYS:
        if (last - first).days / step <= most:
            start = date.fromordinal(-(-first.toordinal() // step) * step)
            days = [start + timedelta(days=step * k) for k in range((last - start).days // step + 1)]
            return [(day, wording.day(day)) for day in days]
    for step in MONTHS:
        if (last.year - first.year) * 12 + last.month - first.month <= most * step:
            found = (date(year, month, 1) for year in range(first.year, last.year + 1) for month in range(1, 13, step))
            return [(day, wording.when(f"{day:%Y-%m}")) for day in found if first <= day <= last]
    step = next((s for s in YEARS if (last.year - first.year) / s <= most), YEARS[-1])
    years = range(-(-first.year // step) * step, last.year + 1, step)
    return [(date(year, 1, 1), str(year)) for year in years if date(year, 1, 1) >= first]
