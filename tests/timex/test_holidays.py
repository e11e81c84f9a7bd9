"""Holidays fall on the days that almanacs give."""

from datetime import date

import pytest

from pipeline.model import Interval
from pipeline.timex import holidays


@pytest.mark.parametrize(
    ("key", "year", "day"),
    [
        ("easter", 2012, date(2012, 4, 8)),
        ("ascension", 2013, date(2013, 5, 9)),
        ("thanksgiving", 2012, date(2012, 11, 22)),
        ("memorial-day", 2012, date(2012, 5, 28)),
        ("eid-al-fitr", 2012, date(2012, 8, 19)),
        ("christmas", 1999, date(1999, 12, 25)),
    ],
)
def test_a_holiday_falls_on_its_day(key, year, day):
    """Fixed, movable and Islamic holidays alike."""
    assert holidays.days(key, year) == (day,)


def test_an_islamic_holiday_may_fall_twice_in_a_year():
    """The Islamic year is shorter: 2000 had two ends of Ramadan."""
    assert holidays.days("eid-al-fitr", 2000) == (date(2000, 1, 8), date(2000, 12, 27))


def test_an_islamic_month_has_days():
    """Ramadan 1433 by the Umm al-Qura calendar."""
    assert holidays.hijri_month(9, 2012) == (Interval(date(2012, 7, 20), date(2012, 8, 18)),)
    assert holidays.hijri_year_month(1433, 9) == Interval(date(2012, 7, 20), date(2012, 8, 18))


def test_what_is_not_tabulated_is_empty():
    """Outside the tables nothing is made up."""
    assert holidays.hijri_month(9, 1800) == ()
    assert holidays.days("no-such-day", 2012) == ()


def test_there_may_be_no_fifth_monday():
    """The n-th weekday of a month is an error where there is none."""
    with pytest.raises(ValueError, match="no such weekday"):
        holidays.nth_weekday(2012, 2, 1, 5)
