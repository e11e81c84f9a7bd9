"""Constraints on a publication date, and the solving of them: the strongest first, those that conflict left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from msgspec import Struct

from pipeline import edtf
from pipeline.model import Interval, Reason, Span

ALWAYS = Interval(None, None)
LONGEST = 366 * 40  # days enumerated at most; wider intervals keep only their ends


class Constraint(Struct, frozen=True, gc=False):
    """One ground: the days it allows are those of `interval` that have one of these weekdays, this month, this day.

    `slack` is by how many days a stated date may miss it without a contradiction: an agency's "Thursday" is often
    printed on Friday.
    """

    text: str
    rule: str
    weight: float
    interval: Interval = ALWAYS
    weekdays: frozenset[int] = frozenset()
    month: int | None = None
    day: int | None = None
    span: Span | None = None
    slack: int = 0

    def fits(self, day: date) -> bool:
        """Whether a day satisfies the fields; the interval is checked apart."""
        return (
            (not self.weekdays or day.isoweekday() in self.weekdays)
            and (self.month is None or day.month == self.month)
            and (self.day is None or day.day == self.day)
        )

    def allows(self, day: date) -> bool:
        return self.interval.covers(Interval.day(day)) and self.fits(day)

    @property
    def reason(self) -> Reason:
        return Reason(self.text, self.rule, self.interval, self.weight, self.span, self.weekdays)


@dataclass(frozen=True, slots=True)
class Solution:
    """What the constraints leave: an interval (None without grounds), the weekdays still possible, separate days where
    the constraints leave a few."""

    interval: Interval | None = None
    weekdays: frozenset[int] = frozenset()
    days: tuple[date, ...] = ()
    kept: tuple[Constraint, ...] = ()
    left_out: tuple[Constraint, ...] = ()


@dataclass(slots=True)
class _State:
    interval: Interval = ALWAYS
    kept: list[Constraint] = field(default_factory=list)


def solve(constraints: Iterable[Constraint]) -> Solution:
    """Take the constraints by weight; leave out each that the ones before rule out."""
    state, left_out = _State(), []
    for constraint in sorted(constraints, key=lambda c: -c.weight):
        joint = state.interval.intersect(constraint.interval)
        if joint is None or not _possible(joint, [*state.kept, constraint]):
            left_out.append(constraint)
        else:
            state.interval = joint
            state.kept.append(constraint)
    return _solution(state, left_out)


def _possible(interval: Interval, constraints: Sequence[Constraint]) -> bool:
    months = {c.month for c in constraints if c.month}
    days = {c.day for c in constraints if c.day}
    if len(months) > 1 or len(days) > 1:
        return False
    if not any(c.weekdays or c.month or c.day for c in constraints) or not _countable(interval):
        return True
    return next(_fitting(interval, constraints), None) is not None


def _countable(interval: Interval) -> bool:
    return interval.days is not None and interval.days <= LONGEST


def _fitting(interval: Interval, constraints: Sequence[Constraint]) -> Iterator[date]:
    """The days of a countable interval that fit all constraints, which name one month and one day at most."""
    month = next((c.month for c in constraints if c.month), None)
    number = next((c.day for c in constraints if c.day), None)
    sets = [c.weekdays for c in constraints if c.weekdays]
    weekdays = frozenset.intersection(*sets) if sets else None
    first = interval.earliest.toordinal()
    for ordinal in range(first, first + interval.days):
        if weekdays is not None and (ordinal - 1) % 7 + 1 not in weekdays:  # day 1 of the calendar is a Monday
            continue
        day = date.fromordinal(ordinal)
        if (month is None or day.month == month) and (number is None or day.day == number):
            yield day


def _solution(state: _State, left_out: list[Constraint]) -> Solution:
    kept, dated = tuple(state.kept), [c for c in state.kept if c.month or c.day]
    weekdays = _common_weekdays(kept)
    interval = state.interval
    if interval == ALWAYS:
        return Solution(None, weekdays, (), kept, tuple(left_out))
    if not _countable(interval):
        return Solution(interval, weekdays, (), kept, tuple(left_out))
    if not any(c.weekdays or c.month or c.day for c in kept):
        sole = (interval.earliest,) if interval.days == 1 else ()
        return Solution(interval, frozenset(), sole, kept, tuple(left_out))
    allowed = list(_fitting(interval, kept))
    if dated:
        outer = list(_fitting(interval, dated))
        interval = Interval(outer[0], outer[-1]) if len(allowed) > 1 else Interval.day(allowed[0])
    if len(allowed) == 1:
        return Solution(Interval.day(allowed[0]), frozenset(), tuple(allowed), kept, tuple(left_out))
    gaps = len(allowed) < (allowed[-1] - allowed[0]).days + 1
    return Solution(
        interval, weekdays, tuple(allowed) if gaps and any(c.day for c in kept) else (), kept, tuple(left_out)
    )


def _common_weekdays(constraints: Sequence[Constraint]) -> frozenset[int]:
    sets = [c.weekdays for c in constraints if c.weekdays]
    return frozenset.intersection(*sets) if sets else frozenset()


def written(solution: Solution) -> str | None:
    """The EDTF of a solution."""
    if solution.interval is None:
        return None
    if 1 < len(solution.days) <= 7:
        return edtf.one_of(solution.days)
    return edtf.of(solution.interval)
