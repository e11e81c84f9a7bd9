"""What a text says of the day it was published, part two: what is known of the events, groups and persons it names,
and what its relative dates make of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Protocol

from pipeline import edtf
from pipeline.dating.constraints import Constraint
from pipeline.dating.evidence import WEIGHT, Evidence
from pipeline.dating.known_events import KnownEvent, in_small_letters, spoken_of
from pipeline.model import BlockKind, GroupMention, Interval, Span
from pipeline.timex import values
from pipeline.timex.symbols import Anchor, Calendar, Expression, Length, Shift

SHARED = 2  # words of six letters that two sentences about one thing have in common
MENTIONS = 200  # dates compared at most: longer texts are books
SEARCHED = 800  # days around an event in which a relative date is tried
_FORMER = re.compile(r"\b(former|ex|late|then|future|ancien|ancienne|feu)\b[\s-]*\w*[\s-]*\w*\s*\Z", re.I)
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_WORD = re.compile(r"[^\W\d_]{6,}")


class Party(Protocol):
    """As much of a registry's group as dating needs; an office-holder's `terms` name office and days."""

    name: str
    kind: str
    active: Interval


class Parties(Protocol):
    """A registry: the party of an id; KeyError where there is none."""

    def group(self, group_id: str) -> Party: ...


def known_events(seen: Evidence) -> Iterator[Constraint]:
    """Events of the list that a sentence speaks of, and the relative dates that it gives them."""
    told: set[str] = set()
    text = seen.prose.text
    small = in_small_letters(text)
    candidates = spoken_of(text, small)
    for sentence in seen.sentences if candidates else ():
        here = slice(sentence.start, sentence.end)
        for event in candidates:
            if not event.told_in(text[here], small[here]):
                continue
            inside = seen.inside(sentence)
            yield from _relative_to(event, inside)
            if not event.foreseen and event.name not in told:
                told.add(event.name)
                yield _after(event, sentence)


def _after(event: KnownEvent, sentence: Span) -> Constraint:
    day = event.interval.earliest if event.lasting else event.interval.latest or event.interval.earliest
    text = f"It speaks of {event.name} ({edtf.say(edtf.of(event.interval))})."
    return Constraint(text, "known-event", WEIGHT["known-event"], Interval(day, None), span=sentence)


def _relative_to(event: KnownEvent, expressions: Sequence[Expression]) -> Iterator[Constraint]:
    for e in expressions:
        days = _publication_days(event, e)
        if days:
            when = edtf.say(edtf.of(event.interval))
            text = f"The text says «{e.text}» of {event.name} ({when})."
            yield Constraint(
                text, "known-event-relative", WEIGHT["known-event-relative"], days, span=Span(e.start, e.end)
            )


def _publication_days(event: KnownEvent, e: Expression) -> Interval | None:
    """The days of writing on which a relative expression would mean the event."""
    symbol = e.symbol
    if isinstance(symbol, Length) and symbol.toward == -1 and event.lasting:
        return _since(event.interval.earliest, symbol)
    if not isinstance(symbol, Shift) or symbol.anchor is not Anchor.NOW or float(symbol.amount) > 0:
        return None
    if event.lasting or e.tense == "future" or symbol.unit not in ("D", "W", "M", "Y"):
        return None
    return _days_of(event.interval, symbol)


def _since(start: date, length: Length) -> Interval | None:
    """ "for the last two weeks": from a day less than that to half a unit more after the beginning."""
    unit = {"D": 1, "W": 7, "M": 30, "Y": 365, "FN": 14}.get(length.unit)
    if unit is None or length.amount == "X" or not 0 < float(length.amount) * unit < 20000:
        return None
    days = round(float(length.amount) * unit)
    return Interval(start + timedelta(days=days - 1), start + timedelta(days=days + unit // 2))


def _days_of(event: Interval, symbol: Shift) -> Interval | None:
    if event.latest is None:
        return None
    first = event.earliest - timedelta(days=7)
    fits = []
    for n in range(SEARCHED):
        day = first + timedelta(days=n)
        meant = values.interval(values.of_unit(day, symbol.unit, float(symbol.amount)))
        if meant and meant.intersect(event) and day >= event.earliest:
            fits.append(day)
    return Interval(fits[0], fits[-1]) if fits else None


def relative_to_dated(seen: Evidence) -> Iterator[Constraint]:
    """ "last month's kidnappings" of something the text dates to 16 September: published in October."""
    body = seen.said(BlockKind.BODY)
    dated = [e for e in body if _is_dated(e)]
    months = {(e.symbol.month, e.symbol.year) for e in dated}
    now = [e for e in body if _is_month_now(e)][:MENTIONS]
    if not dated or not now:
        return
    stems = [(e, _stems(seen.sentence_of(e.start))) for e in dated[:MENTIONS]]
    for e in now:
        owns = seen.prose.text[e.end : e.end + 2] in ("'s", "’s") and e.symbol.amount < 0 and dated[0].start < e.start
        words = _stems(seen.sentence_of(e.start))
        sharing = [other for other, theirs in stems if len(words & theirs) >= SHARED]
        if owns and len(months) == 1:
            yield _months_after(dated[0], e, -int(e.symbol.amount))
        elif len({(s.symbol.month, s.symbol.year) for s in sharing}) == 1:
            yield _months_after(sharing[0], e, -int(e.symbol.amount))


def _is_dated(e: Expression) -> bool:
    symbol = e.symbol
    if not isinstance(symbol, Calendar) or not symbol.month or symbol.hijri or symbol.toward is not None:
        return False
    return e.tense != "future" and (not symbol.year or symbol.day is not None)


def _is_month_now(e: Expression) -> bool:
    symbol = e.symbol
    now = isinstance(symbol, Shift) and symbol.unit == "M" and symbol.anchor is Anchor.NOW
    return now and symbol.amount in (-1, 0) and e.rule != "shift"


def _stems(sentence: str) -> set[str]:
    return {w[:5].lower() for w in _WORD.findall(sentence) if w[0].islower()}


def _months_after(dated: Expression, relative: Expression, months: int) -> Constraint:
    symbol = dated.symbol
    text = f"The text says «{relative.text}» of something it dates to «{dated.text}»"
    span, rule = Span(relative.start, relative.end), "relative-to-dated"
    if symbol.year:
        month = edtf.add_months(date(symbol.year, symbol.month, 1), months)
        return Constraint(f"{text}.", rule, WEIGHT[rule], edtf.parse(f"{month:%Y-%m}"), span=span)
    month = (symbol.month - 1 + months) % 12 + 1
    return Constraint(f"{text}, which puts it in {_MONTHS[month - 1]}.", rule, WEIGHT[rule], month=month, span=span)


def parties(seen: Evidence, mentions: Sequence[GroupMention], registry: Parties) -> Iterator[Constraint]:
    """Groups not older than their founding, office-holders named with their office while they held it."""
    founded: dict[str, Constraint] = {}
    held: dict[tuple, Constraint] = {}
    for mention in mentions:
        if mention.group_id is None or seen.kind_at(mention.start) not in (
            BlockKind.TITLE,
            BlockKind.BODY,
            BlockKind.DATELINE,
        ):
            continue
        try:
            party = registry.group(mention.group_id)
        except KeyError:
            continue
        if party.kind == "office-holder":
            for constraint in _office(seen, mention, party):
                held.setdefault((mention.group_id, constraint.interval), constraint)
        elif mention.group_id not in founded and party.active.earliest and party.kind != "government":
            founded[mention.group_id] = _founded(mention, party)
    yield from held.values()
    yield from sorted(founded.values(), key=lambda c: c.interval.earliest, reverse=True)[:2]


def _founded(mention: GroupMention, party: Party) -> Constraint:
    text = f"It names {party.name}, which has existed since {edtf.say(edtf.of(Interval.day(party.active.earliest)))}."
    return Constraint(
        text, "group-exists", WEIGHT["group-exists"], Interval(party.active.earliest, None), span=mention.span
    )


def _office(seen: Evidence, mention: GroupMention, holder: Party) -> Iterator[Constraint]:
    """The hull of the terms of the office that stands beside the name; none where the name stands alone."""
    before = seen.prose.text[max(0, mention.start - 60) : mention.start]
    near = (before + seen.prose.text[mention.start : mention.end + 40]).casefold()
    if (
        seen.looks_back(mention.start)
        or _FORMER.search(before)
        or re.search(r"\b(former|ex-|ancien)", before[-40:], re.I)
    ):
        return
    terms = [t for t in getattr(holder, "terms", ()) if t.office.casefold() in near]
    for office in sorted({t.office for t in terms}):
        spans = [t.interval for t in terms if t.office == office]
        starts, ends = [s.earliest for s in spans], [s.latest for s in spans]
        hull = Interval(None if None in starts else min(starts), None if None in ends else max(ends))
        if hull != Interval(None, None):
            text = f"It names {holder.name} as {office} ({edtf.say(edtf.of(hull))})."
            yield Constraint(text, "office-holder", WEIGHT["office-holder"], hull, span=mention.span)
