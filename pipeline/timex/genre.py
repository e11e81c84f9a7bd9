"""News or narrative: told apart by the text itself."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model import Publication
from pipeline.timex.symbols import Anchor, Calendar, Expression, Length, Shift, Symbol, Within

_ENTRIES = 3  # so many lines under days make a list


def is_narrative(expressions: Sequence[Expression], publication: Publication) -> bool:
    """Whether a text tells of times long past in their order: most years it names are not the year of writing, and it
    hardly speaks of today, last week or a bare Tuesday."""
    years = [y for e in expressions if (y := _year(e.symbol))]
    if len(years) < 4:
        return False
    now = publication.interval.latest.year if publication.interval and publication.interval.latest else None
    far = sum(now is None or abs(y - now) > 1 for y in years)
    deictic = sum(_is_deictic(e.symbol) for e in expressions)
    return far >= 0.6 * len(years) and deictic <= 0.2 * len(years)


def is_retrospect(told: Sequence[Expression], publication: Publication) -> bool:
    """Whether a text opens with a date of another year and goes on without one: "On 3 May 2011 … On 16 October …".

    `told` are the expressions of its body. One word of today, last week or a bare Tuesday makes it news.
    """
    if not told or not isinstance(told[0].symbol, Calendar) or not told[0].symbol.month:
        return False
    first, now = _year(told[0].symbol), publication.interval and publication.interval.latest
    if first is None or (now and abs(first - now.year) <= 1):
        return False
    return not any(_is_deictic(e.symbol) for e in told)


def is_chronology(text: str, expressions: Sequence[Expression]) -> bool:
    """Whether lines open with days without a year, under a year that the text named before: a list of events."""
    entries = [e for e in expressions if _is_entry(e, text)]
    if len(entries) < _ENTRIES:
        return False
    return any(_year(e.symbol) for e in expressions if e.start < entries[0].start) and not any(
        _is_deictic(e.symbol) for e in expressions
    )


def _is_entry(expression: Expression, text: str) -> bool:
    symbol, start = expression.symbol, expression.start
    if not isinstance(symbol, Calendar) or symbol.year or not (symbol.month and symbol.day):
        return False
    return not start or "\n" in text[max(0, start - 3) : start]


def _year(symbol: Symbol) -> int | None:
    return symbol.year if isinstance(symbol, Calendar) and not symbol.hijri else None


def _is_deictic(symbol: Symbol) -> bool:
    if isinstance(symbol, Within):
        return symbol.of is not None and _is_deictic(symbol.of)
    if isinstance(symbol, Shift):
        return symbol.anchor is Anchor.NOW
    if isinstance(symbol, Length):
        return symbol.toward is not None
    return isinstance(symbol, Calendar) and bool(symbol.weekday) and not symbol.month
