"""Text as tokens: words, numbers and single signs, each with its place in the text.

A token says whether white space stands before it and whether a break does: no expression reaches over a break. A line
break is one unless the line is merely wrapped (the next line goes on in lower case, or the text breaks all its lines).
Most words of a text have nothing to do with dates, so a text is first cut into bare words, and only what the grammar
looks at is made into tokens.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

# Possessive quantifiers: no input makes this expression go back. Numbers keep their thousands and decimals. What most
# words are comes first: plain letters with nothing odd behind them, then any letters.
_TOKEN = re.compile(
    r"([A-Za-z]++(?![^\x00-\x7f])|[^\W\d_]++(?:[\u0300-\u036f\u064b-\u0652\u0640]++[^\W\d_]*+)*+|[^\w\s]|_"
    r"|\d{1,3}(?:,\d{3})++(?![\d])|(?<!\d\.)\d++[.,]\d++(?![.,/]?\d)|\d++)"
)
_ACCENTS = re.compile("[\u064b-\u0652\u0640]")  # Arabic vowel signs and the stretching sign, written or not at will
_SIGNS = {"’": "'", "‘": "'", "ʼ": "'", "–": "-", "—": "--", "‐": "-", "‑": "-", "،": ",", "−": "-", "`": "'"}
_DIGITS = {ord(a): str(i % 10) for i, a in enumerate("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹")}
_ALEF = str.maketrans("أإآٱىة", "اااايه")
_CLOSE = ("", " ")  # what stands between words where nothing breaks


class Token(NamedTuple):
    """`word` is what is looked up: lower case, one sort of apostrophe and dash, Arabic letters in their plain form."""

    start: int
    end: int
    word: str
    kind: str  # "number", "word", "sign"
    capital: bool
    glued: bool  # nothing stands between it and the token before
    breaks: bool  # a break stands before it


class Words:
    """A text cut into words, numbers and signs; all lists are by the ordinal of the word.

    `raw` is what the text has, `looked_up` the form in which it is looked up, `breaks` the ordinals of words that stand
    after a break. `wrapped` tells whether the text breaks its lines at a margin.
    """

    __slots__ = ("_gaps", "breaks", "looked_up", "raw", "starts", "text", "wrapped")

    def __init__(self, text: str) -> None:
        pieces = _TOKEN.split(text)
        self.text = text
        self.raw = pieces[1::2]
        self._gaps = pieces[0::2]
        self.starts = list(accumulate(map(len, pieces), initial=0))[1:-1:2]
        self.looked_up = _looked_up(self.raw)
        odd = [i for i, gap in enumerate(self._gaps[:-1]) if gap not in _CLOSE]
        self.wrapped = bool(odd) and _is_wrapped(text)
        self.breaks = frozenset(i for i in odd if self._breaks(i))

    def __len__(self) -> int:
        return len(self.raw)

    def is_capital(self, i: int) -> bool:
        return self.raw[i][0].isupper()

    def kind(self, i: int) -> str:
        first = self.raw[i][0]
        if first.isalpha():
            return "word"
        return "number" if first.isdecimal() else "word" if first.isalnum() else "sign"

    def is_glued(self, i: int) -> bool:
        """Whether nothing stands between a word and the one before it."""
        return i > 0 and not self._gaps[i]

    def end(self, i: int) -> int:
        """Where a word ends in the text."""
        return self.starts[i] + len(self.raw[i])

    def tokens(self, first: int, end: int) -> list[Token]:
        """The words [first, end) as tokens."""
        new, raw, starts = tuple.__new__, self.raw, self.starts
        return [
            new(Token, (starts[i], starts[i] + len(raw[i]), self.looked_up[i], self.kind(i), raw[i][0].isupper(),
                        self.is_glued(i), i in self.breaks))
            for i in range(first, end)
        ]  # fmt: skip

    def beside(self, first: int, end: int, stand_in: Mapping[str, str]) -> tuple[Token, ...]:
        """The words [first, end) as tokens that stand nowhere, each word changed for its stand-in."""
        new, looked_up = tuple.__new__, self.looked_up
        return tuple([
            new(Token, (0, 0, stand_in[looked_up[i]], self.kind(i), self.is_capital(i), self.is_glued(i),
                        i in self.breaks))
            for i in range(first, end)
        ])  # fmt: skip

    def _breaks(self, i: int) -> bool:
        gap = self._gaps[i]
        lines = gap.count("\n")
        if lines == 0:
            return len(gap) > 8 or "\t" in gap
        if lines > 1:
            return True
        soft = self.wrapped or self.raw[i][0].islower() or (i > 0 and self.raw[i - 1] == ",")
        return not soft


def tokenise(text: str) -> list[Token]:
    """All tokens of a text, in order, in time linear in its length."""
    words = Words(text)
    return words.tokens(0, len(words))


def plain(word: str) -> str:
    """A word in the form in which it is looked up."""
    return _plain(word)


def _looked_up(raw: list[str]) -> list[str]:
    if not raw:
        return []
    # One call for all: no word has a space in it, and none gets one by the change to small letters.
    small = " ".join(raw).lower().replace("`", "'").split(" ")
    if not all(map(str.isascii, raw)):
        for i, word in enumerate(raw):
            if not word.isascii():
                small[i] = _plain(word)
    return small


@lru_cache(maxsize=8192)
def _plain(raw: str) -> str:
    if raw in _SIGNS:
        return _SIGNS[raw]
    if raw[0].isdecimal():
        return raw.translate(_DIGITS)
    word = raw.lower()
    return word if word.isascii() else _ACCENTS.sub("", word).translate(_ALEF)


def _is_wrapped(text: str) -> bool:
    """Whether lines end wherever the margin was: many line breaks, most of them inside sentences."""
    lines = [line for line in text[:20000].split("\n") if line.strip()]
    if len(lines) < 6:
        return False
    pairs = list(pairwise(lines))
    inside = sum(b.lstrip()[0].islower() for a, b in pairs if a.rstrip()[-1] not in '.?!"”:')
    return inside > 0.35 * len(pairs)
