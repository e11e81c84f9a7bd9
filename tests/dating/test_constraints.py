"""The solving of constraints: what is kept agrees, what is left out does not."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import edtf
from pipeline.dating.constraints import Constraint, solve, written
from pipeline.model import Interval

DAYS = st.dates(date(2005, 1, 1), date(2015, 12, 31))


@st.composite
def constraints(draw):
    first = draw(st.none() | DAYS)
    last = draw(st.none() | st.integers(0, 900))
    end = None if last is None else (first or draw(DAYS)) + timedelta(last)
    return Constraint(
        "because", "test", draw(st.floats(0, 1)), Interval(first, end),
        weekdays=frozenset(draw(st.sets(st.integers(1, 7), max_size=3))),
        month=draw(st.none() | st.integers(1, 12)), day=draw(st.none() | st.integers(1, 28)),
    )  # fmt: skip


@settings(deadline=None)
@given(st.lists(constraints(), max_size=6))
def test_a_solution_keeps_or_leaves_out_every_constraint(given_constraints):
    """None is lost, and the strongest is always kept where it allows any day at all."""
    solution = solve(given_constraints)
    assert len(solution.kept) + len(solution.left_out) == len(given_constraints)
    weights = [c.weight for c in solution.kept]
    assert weights == sorted(weights, reverse=True)


@settings(deadline=None)
@given(st.lists(constraints(), max_size=6))
def test_an_interval_lies_within_all_that_was_kept(given_constraints):
    """No day outside a kept constraint is claimed, and the EDTF says no other days."""
    solution = solve(given_constraints)
    if solution.interval is None:
        return
    assert all(c.interval.covers(solution.interval) for c in solution.kept)
    read = edtf.parse(written(solution))
    assert solution.interval.covers(read)


def test_a_day_of_the_month_in_two_years_is_one_of_two():
    """Where separate days remain, they are listed and not smeared over the time between."""
    both = solve([
        Constraint("dateline", "a", 0.9, month=10, day=30),
        Constraint("office", "b", 0.7, edtf.parse("2011/2012")),
    ])  # fmt: skip
    assert written(both) == "[2011-10-30,2012-10-30]"


def test_nothing_gives_nothing():
    """Without constraints there is no interval."""
    assert solve([]).interval is None
