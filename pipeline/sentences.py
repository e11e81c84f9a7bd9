"""Sentences of a text, with quotations and abbreviations respected."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.model import Span

LONGEST = 1200  # characters; longer runs are tables or lists and no sentence
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof gen col lt maj capt cpl sgt adm cmdr brig rev hon sen rep gov pres st mt ft jr sr vs etc no nos"
    " vol jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun"
    " a.k.a e.g i.e u.s u.k u.n u.a.e d.c a.m p.m co corp inc ltd bros dept est approx fig al ca cf"
    " m mme mlle janv févr fevr juil sept déc av p pp art".split()
)
# It begins with one of a few signs, which makes the search quick: a blank line; stops, perhaps with closing marks,
# before white space; a stop without a space behind it before a capitalised word, where the group in it is filled.
_STOP = re.compile(r"[.!?…\n](?:(?<=\n)[ \t]*\n\s*|(?<!\n)(?:[.!?…]*[\"'”’»)\]]*(?=\s|$)|(?<!…)(?=[A-Z][a-z]+[ ,])()))")
_OPENING_MARK = re.compile(r"[(\[“\"«]")
_LEAD = re.compile(r"[\s\"'“‘«(\[—-]*")
_LONGEST_WORD = 24  # letters looked at before a stop


def split(text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """Sentences of text[start:end], trimmed of white space, in order; a blank line always ends one.

    A stop inside a double quotation ends a sentence too, so that a long quotation does not become one sentence.
    """
    end = len(text) if end is None else end
    spans, at = [], start
    for match in _STOP.finditer(text, start, end):
        if match.end() > at and _ends(text, at, match, end):
            _append(spans, text, at, match.end())
            at = match.end()
    _append(spans, text, at, end)
    if max(map(_length, spans), default=0) <= LONGEST:
        return tuple(spans)
    return tuple(piece for span in spans for piece in _cut(text, span))


@lru_cache(maxsize=2)
def split_all(text: str) -> tuple[Span, ...]:
    """The sentences of a whole text, kept for the next stage that reads it."""
    return split(text)


def _length(span: Span) -> int:
    return span.end - span.start


def _cut(text: str, span: Span) -> list[Span]:
    """A run of words too long to be a sentence in pieces, so that later stages stay linear in the text's length."""
    pieces, at = [], span.start
    while span.end - at > LONGEST:
        space = text.rfind(" ", at + 1, at + LONGEST)
        stop = space if space > at else at + LONGEST
        _append(pieces, text, at, stop)
        at = stop
    _append(pieces, text, at, span.end)
    return pieces


def _append(spans: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        spans.append(Span(start, end))


def _ends(text: str, begin: int, match: re.Match[str], end: int) -> bool:
    """Whether a stop ends a sentence: not after an abbreviation or an initial, not before a small letter."""
    start, stop = match.span()
    if match.lastindex or text[start] == "\n":
        return True
    opens = _LEAD.match(text, stop, end).end()
    if opens < end and text[opens].islower():
        return False
    if stop - start > 1 or text[start] != ".":
        return True
    word = _last_word(text[max(begin, start - _LONGEST_WORD) : start])
    bare = word.lower()
    return not (bare in _ABBREVIATIONS or (len(bare) == 1 and bare.isalpha() and word.isupper()))


def _last_word(before: str) -> str:
    """What stands between the last space or opening mark and the end."""
    if not before or before[-1].isspace():
        return ""
    word = before.rsplit(None, 1)[-1]
    return word if word.isalnum() else _OPENING_MARK.split(word)[-1]
