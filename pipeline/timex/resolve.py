"""Expressions given their days: one pass over a document for each day on which it may have been published."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from msgspec.structs import replace

from pipeline import edtf
from pipeline.model import BlockKind, DateMention, Interval, Precision, Prose, Publication, Span
from pipeline.timex import values
from pipeline.timex.anchoring import anchor
from pipeline.timex.genre import is_chronology, is_narrative, is_retrospect
from pipeline.timex.scene import PUBLICATION, SOURCE, Mention, Outcome, Scene, in_its_era, name_is_year, scene_for
from pipeline.timex.symbols import Anchor, Calendar, Expression, Length, Recur, Ref, Shift, Within

MANY_DAYS = 62  # beyond this only the first and last possible day are tried: values move with them
ONE_OF = 7  # at most so many separate days are listed as alternatives
UNNARROWED = "earlier-in-period"  # "earlier this month" is any day of it so far, not its first third
BACKGROUND = ("since", "than")  # words before a date that a story only looks back to
FROM_SOURCE = "shift-from-source"  # "a day later" than the source that the sentence before cites
COMPARING = ("year-ago-period", "same-period")  # what figures are held against: nothing counts from it
NARRATIVE_ONLY = ("former", "same-time")  # in news these words name no time
ASIDE = 60  # characters in brackets looked through on either side of a date
REPORT_LAG = 14  # a quoted report is at most so many days older than the document
_ASIDE = (BlockKind.SOURCE, BlockKind.BYLINE, BlockKind.CREDIT)


def resolve(
    document_id: str,
    text: str,
    expressions: Sequence[Expression],
    publication: Publication,
    prose: Prose | None = None,
) -> tuple[DateMention, ...]:
    """Date mentions, one an expression; rules of NARRATIVE_ONLY give none elsewhere.

    Where publication is an interval, every day it allows is tried and the results are joined: their hull, or a one-of
    set of at most seven days.
    """
    narrative = _is_narrative(text, expressions, publication, prose)
    if not narrative:
        expressions = [e for e in expressions if e.rule not in NARRATIVE_ONLY]
    asides = [b.span for b in prose.of_kind(*_ASIDE)] if prose else []
    outside = _outside(text, expressions, asides, narrative)
    cited = _within(expressions, [b.span for b in prose.of_kind(BlockKind.SOURCE)]) if prose else set()
    runs = [_run(expressions, base, narrative, outside, cited) for base in _bases(publication)]
    name = f"{PUBLICATION} {publication.edtf}" if publication.edtf else None
    return tuple(
        _mention(document_id, text, expression, [run[i] for run in runs], name)
        for i, expression in enumerate(expressions)
    )


def _is_narrative(text: str, expressions: Sequence[Expression], publication: Publication, prose: Prose | None) -> bool:
    if is_narrative(expressions, publication) or is_chronology(text, expressions):
        return True
    body = _within(expressions, [b.span for b in prose.of_kind(BlockKind.BODY)]) if prose else range(len(expressions))
    return is_retrospect([expressions[i] for i in sorted(body)], publication)


def _outside(text: str, expressions: Sequence[Expression], asides: Sequence[Span], narrative: bool) -> set[int]:
    """The expressions from which nothing counts: in source tags and bylines, in narratives also in brackets."""
    found = _within(expressions, asides)
    if narrative:
        found |= {i for i, expression in enumerate(expressions) if _bracketed(text, expression)}
    return found


def _within(expressions: Sequence[Expression], spans: Sequence[Span]) -> set[int]:
    """The expressions that begin in one of the spans, which are in order."""
    starts = [span.start for span in spans]
    last = ((i, bisect_right(starts, e.start) - 1) for i, e in enumerate(expressions))
    return {i for i, k in last if k >= 0 and expressions[i].start < spans[k].end}


def _bracketed(text: str, expression: Expression) -> bool:
    """Whether an expression stands in brackets: the dates of a person or a treaty, "as of December 2006"."""
    before, after = (
        text[max(0, expression.start - ASIDE) : expression.start],
        text[expression.end : expression.end + ASIDE],
    )
    opened = before.rfind("(") > before.rfind(")")
    return opened and ")" in after and "\n" not in before[before.rfind("(") :]


def _bases(publication: Publication) -> list[date | None]:
    days = publication.interval
    if days is None or days.earliest is None or days.latest is None:
        return [None]
    if days.days > MANY_DAYS:
        return [days.earliest, days.latest]
    every = [days.earliest + timedelta(days=n) for n in range(days.days)]
    return [d for d in every if not publication.weekdays or d.isoweekday() in publication.weekdays] or list(every)


# ---------------------------------------------------------------- one pass, the day of writing given
class Resolved(NamedTuple):
    """What an expression is on one day of writing."""

    outcome: Outcome
    days: Interval | None
    edtf: str | None
    precision: Precision | None


def _run(
    expressions: Sequence[Expression], base: date | None, narrative: bool, outside: set[int], cited: set[int]
) -> list[Resolved]:
    scene = Scene(base, narrative, None, None)
    out: list[Resolved | None] = [None] * len(expressions)
    for i, expression in enumerate(expressions):
        if out[i] is not None:
            continue
        scene = _near(scene, expression)
        if expression.role == "start" and i + 1 < len(expressions):
            out[i], out[i + 1] = _range(expression, expressions[i + 1], scene)
        else:
            out[i] = _resolved(expression, _outcome(expression, scene))
        if i not in outside:
            scene = _remember(scene, expression, out[i])
        elif i in cited:
            scene = replace(scene, source=_source(expression, out[i]) or scene.source)
    return [r for r in out if r is not None]


def _outcome(expression: Expression, scene: Scene) -> Outcome:
    seen = scene_for(expression, scene)
    return in_its_era(anchor(expression.symbol, seen), seen)


def _near(scene: Scene, expression: Expression) -> Scene:
    """Drop what is too far back to count from."""
    report = scene.report
    if report and expression.paragraph > report.paragraph + 1:
        report = None
    last = scene.last
    if last and not scene.narrative and scene.base and expression.sentence > last.sentence + 2:
        last = None
    if report is scene.report and last is scene.last:
        return scene
    return replace(scene, report=report, last=last)


def _range(first: Expression, last: Expression, scene: Scene) -> tuple[Resolved, Resolved]:
    if _is_weekday(first) and _is_weekday(last):
        return _weekdays(first, last, scene)
    end = _resolved(last, _outcome(last, scene))
    before = end.days.latest if end.days and _lacks_year(first) else None
    start = _resolved(first, anchor(first.symbol, replace(scene_for(first, scene), before=before)))
    return _hull(start, end)


def _hull(start: Resolved, end: Resolved) -> tuple[Resolved, Resolved]:
    """Both ends with the days of the whole range."""
    if not start.days or not end.days or start.days.earliest > end.days.latest:
        return start, end
    hull = Interval(start.days.earliest, end.days.latest)
    whole = edtf.of(hull)
    return tuple(r._replace(days=hull, edtf=whole, precision=Precision.RANGE) for r in (start, end))


def _is_weekday(expression: Expression) -> bool:
    symbol = expression.symbol
    return isinstance(symbol, Calendar) and bool(symbol.weekday) and not symbol.month and symbol.toward is None


def _weekdays(first: Expression, last: Expression, scene: Scene) -> tuple[Resolved, Resolved]:
    """ "From Monday to Friday": the second follows the first within a week."""
    outcome = _outcome(first, scene)
    start = _resolved(first, outcome)
    if not start.days:
        return start, _resolved(last, _outcome(last, scene))
    ahead = (last.symbol.weekday - first.symbol.weekday) % 7
    value = values.of_unit(start.days.earliest, "D", ahead)
    return _hull(start, _resolved(last, Outcome(value, outcome.anchor, None if value else "beyond the calendar")))


def _lacks_year(expression: Expression) -> bool:
    symbol = expression.symbol
    return isinstance(symbol, Calendar) and symbol.year is None and symbol.month is not None


def _resolved(expression: Expression, outcome: Outcome) -> Resolved:
    if outcome.days is not None:
        return Resolved(outcome, outcome.days, edtf.of(outcome.days), Precision.RANGE)
    if outcome.reason or isinstance(expression.symbol, Length | Recur | Ref):
        return Resolved(outcome, None, None, None)
    days = values.interval(outcome.value)
    if days is None:
        return Resolved(outcome._replace(reason="names no days"), None, None, None)
    return _modified(expression, outcome, days)


def _modified(expression: Expression, outcome: Outcome, days: Interval) -> Resolved:
    written, width = values.edtf(outcome.value, days), values.precision(outcome.value)
    if expression.mod in ("START", "MID", "END") and expression.rule != UNNARROWED:
        narrowed = values.narrow(outcome.value, days, expression.mod)
        days, written = narrowed or (days, written)
    elif expression.mod == "APPROX":
        written = edtf.about(written)
    elif expression.mod == "BEFORE":
        days = Interval(None, days.latest)
        written = edtf.of(days)
    elif expression.mod == "AFTER":
        days = Interval(days.earliest, None)
        written = edtf.of(days)
    return Resolved(outcome, days, written, width)


def _remember(scene: Scene, expression: Expression, resolved: Resolved) -> Scene:
    """The scene after a mention: what later ones may count from."""
    ancient = values.ancient(resolved.outcome.value) if scene.narrative else None
    days = ancient or values.interval(resolved.outcome.value)
    if days is None or isinstance(expression.symbol, Length | Recur | Ref):
        return scene
    symbol = expression.symbol
    explicit = isinstance(symbol, Calendar) and symbol.year is not None
    mention = Mention(resolved.outcome.value, days, expression.start, expression.end, expression.sentence,
                      expression.paragraph, explicit, ancient=ancient is not None)  # fmt: skip
    if scene.narrative and isinstance(symbol, Shift) and resolved.outcome.anchor == PUBLICATION:
        return scene
    if not scene.narrative and _compares(expression):
        return scene
    if scene.narrative and isinstance(symbol, Within) and symbol.of is None:
        return scene
    if scene.narrative and (expression.tense == "future" or expression.preposition in BACKGROUND) and explicit:
        return scene
    fine = scene.last_fine if name_is_year(mention) else mention
    report = mention if _is_report(expression, days, scene) else scene.report
    section = mention if expression.heading and name_is_year(mention) and days.days < 400 else _still(scene, mention)
    return replace(
        scene,
        last=mention,
        last_day=mention if days.is_day else scene.last_day,
        report=report,
        last_fine=fine,
        section=section,
    )


def _compares(expression: Expression) -> bool:
    """Whether a date is only what figures are held against: "a year earlier", "the year-ago quarter"."""
    symbol = expression.symbol
    if isinstance(symbol, Shift):
        return symbol.anchor is Anchor.THEN and symbol.unit == "Y" and symbol.amount == -1
    return expression.rule in COMPARING


def _still(scene: Scene, mention: Mention) -> Mention | None:
    """The year that the heading names, until a month or day of a later year is named: the story has moved on."""
    section = scene.section
    moved = section and mention.explicit and not name_is_year(mention) and mention.days.earliest > section.days.latest
    return None if moved else section


def _source(expression: Expression, resolved: Resolved) -> Mention | None:
    """The day of a source cited, None where its tag names none."""
    days = resolved.days
    if days is None or not days.is_day:
        return None
    return Mention(resolved.outcome.value, days, expression.start, expression.end, expression.sentence,
                   expression.paragraph, cited=True)  # fmt: skip


def _is_report(expression: Expression, days: Interval, scene: Scene) -> bool:
    """A dated report: "reported on Wednesday (2 July)"."""
    symbol = expression.symbol
    if not (expression.reported and isinstance(symbol, Calendar) and days.is_day):
        return False
    if not (symbol.weekday and symbol.month and symbol.day):
        return False  # "had announced on 3 February": said in passing
    return scene.base is not None and 0 <= (scene.base - days.earliest).days <= REPORT_LAG


# ---------------------------------------------------------------- the passes joined
def _mention(document: str, text: str, e: Expression, tries: list[Resolved], publication: str | None) -> DateMention:
    kind = _type(e)
    first = tries[0]
    outcome = first.outcome
    name = publication if outcome.anchor == PUBLICATION else outcome.anchor
    rule = FROM_SOURCE if name and name.startswith(f"{SOURCE} ") else e.rule
    if all(t == first for t in tries):
        return DateMention(document, e.start, e.end, e.text, rule, kind, outcome.value, e.mod, first.days, first.edtf,
                           first.precision, name, outcome.reason)  # fmt: skip
    days, written, width = _join(tries)
    reason = next((t.outcome.reason for t in tries if t.outcome.reason), None) if days is None else None
    return DateMention(
        document, e.start, e.end, e.text, rule, kind, _common(tries, e), e.mod, days, written, width, name, reason
    )


def _join(tries: list[Resolved]) -> tuple[Interval | None, str | None, Precision | None]:
    intervals = [t.days for t in tries]
    if any(i is None for i in intervals):
        return None, None, None
    if all(i.is_day for i in intervals):
        days = sorted({i.earliest for i in intervals})
        hull = Interval(days[0], days[-1])
        if len(tries) > 2 and len(days) <= ONE_OF and len(days) < hull.days:
            return hull, edtf.one_of(days), Precision.RANGE
        return hull, edtf.of(hull), Precision.RANGE
    starts, ends = [i.earliest for i in intervals], [i.latest for i in intervals]
    hull = Interval(None if None in starts else min(starts), None if None in ends else max(ends))
    if len({(i.earliest, i.latest) for i in intervals}) == 1:
        return hull, tries[0].edtf, tries[0].precision
    return hull, edtf.of(hull), Precision.RANGE


def _common(tries: list[Resolved], expression: Expression) -> str | None:
    """The value with the figures that stay open as X: "2010-10-XX", "XXXX-WXX-4"."""
    found = [t.outcome.value for t in tries]
    if len(set(found)) == 1:
        return found[0]
    symbol = expression.symbol
    if isinstance(symbol, Calendar) and symbol.weekday and not symbol.day:
        return f"XXXX-WXX-{symbol.weekday}"
    if any(v is None for v in found) or len({len(v) for v in found}) > 1:
        return None
    parts = [v.split("-") for v in found]
    return (
        "-".join(_field(column) for column in zip(*parts, strict=False)) if len({len(p) for p in parts}) == 1 else None
    )


def _field(column: tuple[str, ...]) -> str:
    if len(set(column)) == 1:
        return column[0]
    head = "W" if all(c.startswith("W") and c != "WI" for c in column) else ""
    return head + "X" * (len(column[0]) - len(head))


def _type(expression: Expression) -> str:
    symbol = expression.symbol
    if isinstance(symbol, Length):
        return "DURATION"
    if isinstance(symbol, Recur):
        return "SET"
    if isinstance(symbol, Within) or (isinstance(symbol, Shift) and symbol.unit in ("H", "MI", "S")):
        return "TIME"
    return "DATE"
