"""Text as tokens: words, numbers and single signs, each with its place in the text.

A token says whether white space stands before it and whether a break does: no expression reaches over a break. A line
break is one unless the line is merely wrapped (the next line goes on in lower case, or the text breaks all its lines).
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

# Possessive quantifiers: no input makes this expression go back. Numbers keep their thousands and decimals.
_TOKEN = re.compile(
    r"(?P<number>\d{1,3}(?:,\d{3})++(?![\d])|(?<!\d\.)\d++[.,]\d++(?![.,/]?\d)|\d++)"
    r"|(?P<word>[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u064b-\u0652\u0640])*+)|(?P<sign>[^\w\s]|_)"
)
_ACCENTS = re.compile("[\u064b-\u0652\u0640]")  # Arabic vowel signs and the stretching sign, written or not at will
_SIGNS = {"’": "'", "‘": "'", "ʼ": "'", "–": "-", "—": "--", "‐": "-", "‑": "-", "،": ",", "−": "-", "`": "'"}
_DIGITS = {ord(a): str(i % 10) for i, a in enumerate("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹")}
_ALEF = str.maketrans("أإآٱىة", "اااايه")


class Token(NamedTuple):
    """`word` is what is looked up: lower case, one sort of apostrophe and dash, Arabic letters in their plain form."""

    start: int
    end: int
    word: str
    kind: str  # "number", "word", "sign"
    capital: bool
    glued: bool  # nothing stands between it and the token before
    breaks: bool  # a break stands before it


def tokenise(text: str) -> list[Token]:
    """All tokens of a text, in order, in time linear in its length."""
    tokens: list[Token] = []
    new = tuple.__new__  # past the named tuple's own, which takes twice as long
    wrapped = _is_wrapped(text)
    last = 0
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        raw, kind = match.group(), match.lastgroup
        gap = start - last
        glued = gap == 0 and last > 0
        breaks = not glued and not (gap == 1 and text[last] == " ") and _breaks(text, last, start, raw, wrapped)
        word = raw.lower() if raw.isascii() and kind == "word" else _plain(raw, kind)
        tokens.append(new(Token, (start, end, word, kind, raw[0].isupper(), glued, breaks)))
        last = end
    return tokens


def plain(word: str) -> str:
    """A word in the form in which it is looked up."""
    return _plain(word, "word")


def _plain(raw: str, kind: str | None) -> str:
    if kind == "sign":
        return _SIGNS.get(raw, raw)
    if kind == "number":
        return raw if raw.isascii() else raw.translate(_DIGITS)
    word = raw.lower()
    return word if word.isascii() else _ACCENTS.sub("", word).translate(_ALEF)


def _breaks(text: str, last: int, start: int, raw: str, wrapped: bool) -> bool:
    gap = text[last:start]
    lines = gap.count("\n")
    if lines == 0:
        return len(gap) > 8 or "\t" in gap
    if lines > 1:
        return True
    soft = wrapped or raw[0].islower() or (last and text[last - 1] == ",")
    return not soft


def _is_wrapped(text: str) -> bool:
    """Whether lines end wherever the margin was: many line breaks, most of them inside sentences."""
    lines = [line for line in text[:20000].split("\n") if line.strip()]
    if len(lines) < 6:
        return False
    pairs = list(pairwise(lines))
    inside = sum(b.lstrip()[0].islower() for a, b in pairs if a.rstrip()[-1] not in '.?!"”:')
    return inside > 0.35 * len(pairs)
