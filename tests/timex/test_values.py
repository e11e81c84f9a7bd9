"""TIMEX3 values and the days they mean."""

from datetime import date

import pytest

from pipeline import edtf
from pipeline.model import Interval, Precision
from pipeline.timex import values


@pytest.mark.parametrize(
    ("value", "first", "last", "precision"),
    [
        ("2012-10-30", date(2012, 10, 30), date(2012, 10, 30), Precision.DAY),
        ("2012-10-30T18:00", date(2012, 10, 30), date(2012, 10, 30), Precision.DAY),
        ("2012-10", date(2012, 10, 1), date(2012, 10, 31), Precision.MONTH),
        ("2012", date(2012, 1, 1), date(2012, 12, 31), Precision.YEAR),
        ("2012-W14", date(2012, 4, 2), date(2012, 4, 8), Precision.WEEK),
        ("2012-W14-WE", date(2012, 4, 7), date(2012, 4, 8), Precision.WEEK),
        ("2012-Q3", date(2012, 7, 1), date(2012, 9, 30), Precision.SEASON),
        ("2012-H2", date(2012, 7, 1), date(2012, 12, 31), Precision.SEASON),
        ("2012-WI", date(2012, 12, 1), date(2013, 2, 28), Precision.SEASON),
        ("199", date(1990, 1, 1), date(1999, 12, 31), Precision.DECADE),
        ("18", date(1800, 1, 1), date(1899, 12, 31), Precision.RANGE),
    ],
)
def test_a_value_has_its_days(value, first, last, precision):
    """The interval, its EDTF and its precision agree."""
    days = values.interval(value)
    assert days == Interval(first, last)
    assert edtf.parse(values.edtf(value, days)) == days
    assert values.precision(value) is precision


@pytest.mark.parametrize(
    "value", ["P2Y", "PXD", "PAST_REF", "XXXX-10-30", "XXXX-WXX-4", "BC0480", "2012-02-30", "", None]
)
def test_other_values_have_none(value):
    """Durations, references and values with open fields name no days."""
    assert values.interval(value) is None


def test_units_are_told_at_their_width():
    """A shift by months gives a month, by years a year."""
    day = date(2012, 3, 31)
    assert values.of_unit(day, "M", -1) == "2012-02"
    assert values.of_unit(day, "Q", -1) == "2011-Q4"
    assert values.of_unit(day, "W", 1) == "2012-W14"
    assert values.of_unit(day, "DE", -2) == "199"
    assert values.of_unit(day, "Y", 99999) is None
