"""Where a time axis is marked."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from views.print.dates import ticks

DAYS = st.dates(date(1950, 1, 1), date(2049, 12, 31))


@given(DAYS, DAYS, st.integers(1, 14))
def test_marks_lie_within_and_are_not_too_many(one, other, most):
    """In order, on the axis, each said once, and about as many as there is room for."""
    first, last = sorted((one, other))
    found = ticks(first, last, most)
    days = [day for day, _ in found]
    assert days == sorted(set(days))
    assert all(first <= day <= last for day in days)
    assert len(found) <= most + 1
    assert len({words for _, words in found}) == len(found)


def test_the_step_fits_the_span():
    """Days for weeks, months for a year, years for decades."""
    assert next(w for _, w in ticks(date(2012, 11, 1), date(2012, 11, 4), 6)) == "1 Nov 2012"
    assert [w for _, w in ticks(date(2012, 1, 1), date(2012, 12, 31), 12)][:2] == ["Jan 2012", "Feb 2012"]
    assert next(w for _, w in ticks(date(1990, 1, 1), date(2020, 1, 1), 7)) == "1990"
