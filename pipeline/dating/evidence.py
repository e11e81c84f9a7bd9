"""What a text says of the day it was published, part one: the lines that state it, and the dates it mentions."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter

from pipeline import edtf
from pipeline.dating.constraints import Constraint
from pipeline.memo import lazy
from pipeline.model import Block, BlockKind, Document, Interval, Prose, Span
from pipeline.sentences import split
from pipeline.timex import values
from pipeline.timex.anchoring import anchor_alone
from pipeline.timex.symbols import Calendar, Expression, Within

_START = attrgetter("start")
HEAD_CHARACTERS = 4000  # and no farther down than this
HEAD_LINES = 14  # a line that holds only a date counts as a date line among so many first lines
_DATELINE = re.compile(r"[^\W\d_a-z][^\n:]{0,40}?[,(]\s*\Z")
_DATE_WORDS = re.compile(
    r"(published|posted|updated|date|publi[ée]e?|le|on|at|by|mis en ligne|dated|filed|[\s:|,.\-–—•()])*", re.I
)
_COPYRIGHT = re.compile(r"©|\(c\)|copyright|all rights reserved", re.I)
WEIGHT = {
    "stated": 1.0, "corrected": 1.0, "date-line": 0.95, "dateline": 0.9, "copyright": 0.8, "source-date": 0.75,
    "office-holder": 0.7,
    "known-event-relative": 0.72, "filing-weekday": 0.65, "group-exists": 0.6, "date-mentioned-past": 0.71,
    "relative-to-dated": 0.52, "known-event": 0.5, "date-mentioned-ahead": 0.35,
}  # fmt: skip


class Evidence:
    """A document as the gatherers see it; every look-up takes the time of a binary search."""

    def __init__(self, document: Document, prose: Prose, expressions: Sequence[Expression]) -> None:
        self.document, self.prose, self.expressions = document, prose, expressions
        self._blocks = [b.span.start for b in prose.blocks]
        self._expressions = [e.start for e in expressions]
        self._sentences: dict[Span, tuple[Span, ...]] = {}

    @property
    def sentences(self) -> Iterator[Span]:
        """The sentences of title and body, in order."""
        for block in self.prose.of_kind(BlockKind.TITLE, BlockKind.BODY):
            yield from self._sentences_of(block.span)

    def _sentences_of(self, block: Span) -> tuple[Span, ...]:
        """A block's sentences, worked out where a gatherer asks for them."""
        found = self._sentences.get(block)
        if found is None:
            found = self._sentences[block] = split(self.prose.text, block.start, block.end)
        return found

    def _block_at(self, start: int) -> Block | None:
        i = bisect_right(self._blocks, start) - 1
        return self.prose.blocks[i] if i >= 0 and start < self.prose.blocks[i].span.end else None

    def kind_at(self, start: int) -> BlockKind | None:
        """The kind of the block that a character lies in."""
        block = self._block_at(start)
        return block.kind if block else None

    def sentence_at(self, start: int) -> Span | None:
        """The sentence of title or body that a character lies in."""
        block = self._block_at(start)
        if block is None or block.kind not in (BlockKind.TITLE, BlockKind.BODY):
            return None
        sentences = self._sentences_of(block.span)
        i = bisect_right(sentences, start, key=_START) - 1
        return sentences[i] if i >= 0 and start < sentences[i].end else None

    def sentence_of(self, start: int) -> str:
        """That sentence's words."""
        span = self.sentence_at(start)
        return self.prose.text[span.start : span.end] if span else ""

    def inside(self, span: Span) -> Sequence[Expression]:
        """The expressions that begin in a span."""
        return self.expressions[bisect_left(self._expressions, span.start) : bisect_left(self._expressions, span.end)]

    def looks_back(self, start: int) -> bool:
        """Whether the sentence names a year: who held an office then says nothing of the day of writing."""
        span = self.sentence_at(start)
        return span is not None and any(isinstance(e.symbol, Calendar) and e.symbol.year for e in self.inside(span))

    def said(self, *kinds: BlockKind) -> list[Expression]:
        """The expressions in blocks of these kinds."""
        return [e for e, kind in zip(self.expressions, self._kinds, strict=True) if kind in kinds]

    @lazy
    def _kinds(self) -> list[BlockKind | None]:
        return [self.kind_at(e.start) for e in self.expressions]


def from_statement(published: str, rule: str = "stated") -> Constraint:
    """The constraint in a date that the source states, or that was set right (`rule` "stated" or "corrected").

    It may leave out its year ("XXXX-10-30"). ValueError for what is no EDTF.
    """
    interval = edtf.parse(published)
    month = day = None
    if interval == Interval(None, None):
        fields = [f for f in re.sub(r"[~?%]", "", published).split("-") if f]
        month, day = (int(f) if f.isdigit() else None for f in [*fields[1:], "X"][:2])
    said = edtf.say(published)
    text = f"The source gives {said} as its date." if rule == "stated" else f"Its date was corrected to {said}."
    return Constraint(text, rule, WEIGHT[rule], interval, month=month, day=day)


def date_lines(seen: Evidence) -> Iterator[Constraint]:
    """A date under the headline, a dateline's date, a copyright's year."""
    for e in seen.expressions:
        symbol = e.symbol.of if isinstance(e.symbol, Within) else e.symbol
        if not isinstance(symbol, Calendar) or symbol.hijri or symbol.toward is not None:
            continue
        kind = seen.kind_at(e.start)
        if kind is BlockKind.CREDIT:
            yield from _copyright(seen, e, symbol)
        elif symbol.month and symbol.day and (kind is BlockKind.DATELINE or _is_dateline(seen, e)):
            yield _dated(e, symbol, "dateline", "The dateline gives", 3)
        elif symbol.month and (kind is BlockKind.BYLINE or _is_date_line(seen, e)):
            yield _dated(e, symbol, "date-line", "The line under the headline gives", 1)


def _copyright(seen: Evidence, e: Expression, symbol: Calendar) -> Iterator[Constraint]:
    if symbol.year and not symbol.month and _COPYRIGHT.search(_line(seen.prose.text, e.start)):
        interval = edtf.parse(f"{symbol.year:04d}")
        text = f"The copyright line names {symbol.year}."
        yield Constraint(text, "copyright", WEIGHT["copyright"], interval, span=Span(e.start, e.end), slack=366)


def _dated(e: Expression, symbol: Calendar, rule: str, opening: str, slack: int) -> Constraint:
    span, text = Span(e.start, e.end), f"{opening} {e.text}."
    weekdays = frozenset({symbol.weekday}) if symbol.weekday else frozenset()
    if symbol.year:
        days = values.interval(anchor_alone(symbol).value)
        if days:
            return Constraint(text, rule, WEIGHT[rule], days, span=span, slack=slack)
    return Constraint(
        text, rule, WEIGHT[rule], weekdays=weekdays, month=symbol.month, day=symbol.day, span=span, slack=slack
    )


def _line(text: str, at: int) -> str:
    end = text.find("\n", at)
    return text[text.rfind("\n", 0, at) + 1 : len(text) if end < 0 else end]


def _is_date_line(seen: Evidence, e: Expression) -> bool:
    """Whether the line, one of the first, holds nothing but this date."""
    text = seen.prose.text
    if (
        text.count("\n", 0, min(e.start, HEAD_CHARACTERS)) > HEAD_LINES
        or e.start > HEAD_CHARACTERS
        or seen.kind_at(e.start)
        not in (
            BlockKind.BODY,
            BlockKind.TITLE,
            BlockKind.BYLINE,
        )
    ):
        return False
    line, opens = _line(text, e.start), text.rfind("\n", 0, e.start) + 1
    if len(line) > 80:
        return False
    rest = line[: e.start - opens] + " " + line[e.end - opens :]
    return bool(_DATE_WORDS.fullmatch(rest)) and (opens > 0 or "\n" in text[e.end :])


def _is_dateline(seen: Evidence, e: Expression) -> bool:
    """PLACE, Oct 30: at the head of a body paragraph."""
    text = seen.prose.text
    opens = text.rfind("\n", 0, e.start) + 1
    head = text[opens : e.start]
    after = text[e.end : e.end + 12].lstrip(" .)")
    return (
        len(head) <= 60
        and bool(_DATELINE.match(head))
        and head.split(",")[0].strip().isupper()
        and (after[:1] in "-–—:" or after.startswith("("))
        and seen.kind_at(e.start) is BlockKind.BODY
    )


def filing_weekday(seen: Evidence) -> Iterator[Constraint]:
    """ "… an official said Thursday" in the lead: the day it was filed."""
    body = seen.prose.of_kind(BlockKind.BODY)
    if not body:
        return
    said = seen.said(BlockKind.BODY)
    lead = min((e.paragraph for e in said), default=0)
    for e in said:
        symbol = e.symbol
        bare = isinstance(symbol, Calendar) and symbol.weekday and not symbol.month and symbol.toward is None
        if bare and e.reported and e.tense != "future" and e.paragraph == lead:
            text = f"The lead reports what was said on {_DAYS[symbol.weekday - 1]}, the day it was filed."
            span = Span(e.start, e.end)
            yield Constraint(
                text,
                "filing-weekday",
                WEIGHT["filing-weekday"],
                weekdays=frozenset({symbol.weekday}),
                span=span,
                slack=6,
            )
            return


_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def dates_mentioned(seen: Evidence) -> Iterator[Constraint]:
    """The latest date told as past, the earliest told as ahead, the latest a source is cited under."""
    past, ahead, cited = [], [], []
    for e in seen.said(BlockKind.TITLE, BlockKind.BODY, BlockKind.SOURCE):
        symbol = e.symbol
        if not isinstance(symbol, Calendar) or symbol.year is None or symbol.bce or symbol.hijri:
            continue
        days = values.interval(anchor_alone(symbol).value)
        if days is None:
            continue
        if seen.kind_at(e.start) is BlockKind.SOURCE:
            cited.append((days, e))
        elif e.tense == "future" or e.preposition in ("until", "till", "by"):
            if symbol.month:
                ahead.append((days, e))
        elif symbol.month or e.preposition in ("since", "depuis", "منذ"):
            past.append((days, e))
    yield from _bound(cited, "source-date", "It cites a source of {}.", True)
    yield from _bound(past, "date-mentioned-past", "It tells of {} as past.", True)
    yield from _bound(ahead, "date-mentioned-ahead", "It speaks of {} as still to come.", False)


def _bound(found: list, rule: str, text: str, lower: bool) -> Iterator[Constraint]:
    if not found:
        return
    days, e = max(found, key=lambda f: f[0].earliest) if lower else min(found, key=lambda f: f[0].latest)
    interval = Interval(days.earliest, None) if lower else Interval(None, days.latest)
    yield Constraint(text.format(f"«{e.text}»"), rule, WEIGHT[rule], interval, span=Span(e.start, e.end), slack=1)
