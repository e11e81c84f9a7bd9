"""Sentences of a text, with quotations and abbreviations respected."""

from __future__ import annotations

import re

from pipeline.model import Span

LONGEST = 1200  # characters; longer runs are tables or lists and no sentence
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof gen col lt maj capt cpl sgt adm cmdr brig rev hon sen rep gov pres st mt ft jr sr vs etc no nos"
    " vol jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun"
    " a.k.a e.g i.e u.s u.k u.n u.a.e d.c a.m p.m co corp inc ltd bros dept est approx fig al ca cf"
    " m mme mlle janv févr fevr juil sept déc av p pp art".split()
)
_STOP = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s|$)|\n[ \t]*\n\s*|(?<=[.!?])(?=[A-Z][a-z]+[ ,])")
_LAST_WORD = re.compile(r"[^\s(\[“\"«]+$")
_INK = re.compile(r"\S")
_OPENING = "\"'“‘«([—-"


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
    return tuple(piece for span in spans for piece in _cut(text, span))


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
    mark = match.group()
    if not mark or mark.isspace():
        return True
    if not _opens_sentence(text, match.end(), end):
        return False
    if mark != ".":
        return True
    word = _LAST_WORD.search(text, max(begin, match.start() - 24), match.start())
    if not word:
        return True
    bare = word.group().lower()
    return not (bare in _ABBREVIATIONS or (len(bare) == 1 and bare.isalpha() and word.group().isupper()))


def _opens_sentence(text: str, start: int, end: int) -> bool:
    """Whether what comes next may open a sentence: anything but a small letter, opening marks passed over."""
    ink = _INK.search(text, start, end)
    while ink and ink.group() in _OPENING:
        ink = _INK.search(text, ink.end(), end)
    return ink is None or not ink.group().islower()
