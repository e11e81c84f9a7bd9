"""Words of a text with what their writing says: capitals, what parts them, where sentences open."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from pipeline.places.names import fold

_WORD = re.compile(r"((?:[A-Z]\.){2,}|[^\W\d_]+|\d[\d.,]*)")
_BREAK = re.compile(r"[.!?:;\n\"“”«»(\[•|]")
_ABBREVIATED = frozenset("st ste mt ft pt mr mrs ms dr gen col lt sgt capt rev sen rep gov prof jr sr no vs".split())
_ENDS = (".", "!", "?", ".”", '."')  # of a sentence
_JOINS = frozenset({" ", "-", "'", "’", "‑", "\u00a0"})


@dataclass(slots=True)
class Token:
    """A word at text[start:end]; `gap` is what stands between it and the word before."""

    start: int
    end: int
    text: str
    key: str
    gap: str
    cap: bool  # begins with a capital, or is written in a script without capitals
    caseless: bool
    opens: bool  # stands where a sentence, a line or a quotation begins
    loud: bool = False  # stands in a line most of whose words are capitalised, so that capitals say nothing

    @property
    def number(self) -> bool:
        return self.text[0].isdigit()


def tokenise(text: str) -> list[Token]:
    """The words of `text`, in order."""
    tokens: list[Token] = []
    before = None
    parts = _WORD.split(text)  # gap, word, gap, word … gap: in one call, which pays
    gaps, words, ends = parts[::2], parts[1::2], list(accumulate(map(len, parts)))
    told = zip(gaps, words, map(_written, words), ends[::2], ends[1::2], strict=False)
    for gap, word, (key, cap, caseless), start, end in told:
        opens = gap != " " and (before is None or _opens(gap, before))
        before = Token(start, end, word, key, gap, cap, caseless, opens)
        tokens.append(before)
    _mark_loud_lines(text, tokens)
    return tokens


@lru_cache(maxsize=1 << 15)
def _written(word: str) -> tuple[str, bool, bool]:
    """Its folded form, whether it counts as capitalised, and whether its script has no capitals."""
    first = word[0]
    upper = first.isupper()
    caseless = not upper and not first.islower() and first.isalpha()
    return fold(word), upper or caseless, caseless


def _opens(gap: str, before: Token) -> bool:
    return bool(_BREAK.search(gap)) and not (gap == ". " and _abbreviates(before))


def _abbreviates(token: Token) -> bool:
    return token.key in _ABBREVIATED or (len(token.text) == 1 and token.cap)


def joined(token: Token, before: Token) -> bool:
    """Whether two words may belong to one name."""
    return token.gap in _JOINS or (token.gap == ". " and _abbreviates(before)) or _wrapped(token.gap)


def _wrapped(gap: str) -> bool:
    return gap.count("\n") == 1 and not gap.strip() and len(gap) < 3


def _mark_loud_lines(text: str, tokens: list[Token]) -> None:
    starts: list[int] = []
    at = 0
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        if end - at < 200 and not text[at:end].rstrip().endswith(_ENDS):
            starts = starts or [t.start for t in tokens]
            line = tokens[bisect_left(starts, at) : bisect_left(starts, end)]
            words = [t for t in line if len(t.text) > 3 and not t.number and not t.caseless]
            if len(words) >= 4 and sum(t.cap for t in words) > 0.75 * len(words):
                for token in line:
                    token.loud = True
        at = end + 1


def name_key(tokens: list[Token]) -> str:
    """The folded name that these words make together; an apostrophe joins what it parts ("N'Djamena")."""
    key = tokens[0].key
    for token in tokens[1:]:
        key += token.key if token.gap in ("'", "’") else " " + token.key
    return key
