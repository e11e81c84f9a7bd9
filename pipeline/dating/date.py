"""All grounds gathered, weighed and solved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from pipeline.dating import evidence, knowledge
from pipeline.dating.constraints import Constraint, Solution, solve, written
from pipeline.dating.knowledge import Parties
from pipeline.edtf import month_end
from pipeline.model import Document, GroupMention, Interval, Precision, Prose, Publication
from pipeline.timex.symbols import Expression


def date_document(
    document: Document,
    prose: Prose,
    expressions: Sequence[Expression],
    group_mentions: Sequence[GroupMention],
    groups: Parties,
) -> Publication:
    """When a document was published. A stated day stands, whatever the text says against it, which is then listed in
    `left_out`; a part of a date, or none, is narrowed by the text. Without any ground `interval` is None.

    ValueError where `document.published` is no EDTF date.
    """
    seen = evidence.Evidence(document, prose, expressions)
    found: list[Constraint] = []
    if document.published:
        found.append(evidence.from_statement(document.published, document.published_rule))
    found += _once(evidence.date_lines(seen))
    found += [*knowledge.parties(seen, group_mentions, groups), *knowledge.known_events(seen)]
    found += [*evidence.filing_weekday(seen), *knowledge.relative_to_dated(seen), *evidence.dates_mentioned(seen)]
    return _publication(document, solve(_settled(found)))


def _once(constraints: Sequence[Constraint]) -> list[Constraint]:
    """The first of each rule: a second date line belongs to something else."""
    first: dict[str, Constraint] = {}
    for constraint in constraints:
        first.setdefault(constraint.rule, constraint)
    return list(first.values())


def _settled(found: list[Constraint]) -> list[Constraint]:
    """Where a day is stated outright, grounds that miss it by no more than their slack say nothing against it."""
    exact = next((c for c in sorted(found, key=lambda c: -c.weight) if c.interval.is_day and c.weight > 0.9), None)
    if exact is None:
        return found
    day = exact.interval.earliest
    return [c for c in found if c is exact or c.allows(day) or not _near(c, day)]


def _near(constraint: Constraint, day: date) -> bool:
    return any(constraint.allows(day + timedelta(days=n)) for n in range(-constraint.slack, constraint.slack + 1))


def _publication(document: Document, solution: Solution) -> Publication:
    reasons = tuple(c.reason for c in solution.kept)
    left_out = tuple(replace(c.reason, text=_conflict(c)) for c in solution.left_out)
    interval = solution.interval
    if interval is None:
        return Publication(None, None, None, "undated", solution.weekdays, reasons, left_out)
    strongest = solution.kept[0].rule
    if strongest == document.published_rule and solution.kept[0].interval == interval:
        return Publication(
            interval, document.published, _precision(interval), strongest, frozenset(), reasons, left_out
        )
    rule = strongest if len(solution.kept) == 1 or solution.kept[0].interval == interval else "inferred-from-text"
    return Publication(interval, written(solution), _precision(interval), rule, solution.weekdays, reasons, left_out)


def _conflict(constraint: Constraint) -> str:
    return f"{constraint.text.rstrip('.')}: left out, as stronger grounds rule it out."


def _precision(interval: Interval) -> Precision:
    first, last = interval.earliest, interval.latest
    if first is None or last is None:
        return Precision.RANGE
    if first == last:
        return Precision.DAY
    if (first.day, first.month, last) == (1, 1, date(first.year, 12, 31)):
        return Precision.YEAR
    if first.day == 1 and last == month_end(first.year, first.month):
        return Precision.MONTH
    return Precision.RANGE
