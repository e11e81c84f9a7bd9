"""Words of a text with what their writing says: capitals, what parts them, where sentences open."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from pipeline.places.names import fold

_WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W\d_]+|\d[\d.,]*")
_BREAK = re.compile(r"[.!?:;\n\"“”«»(\[•|]")
_ABBREVIATED = frozenset("st ste mt ft pt mr mrs ms dr gen col lt sgt capt rev sen rep gov prof jr sr no vs".split())
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
    at = 0
    for match in _WORD.finditer(text):
        word, start = match.group(), match.start()
        gap, first = text[at:start], word[0]
        upper = first.isupper()
        caseless = not upper and not first.islower() and first.isalpha()
        opens = gap != " " and (not tokens or _opens(gap, tokens[-1]))
        at = match.end()
        tokens.append(Token(start, at, word, fold(word), gap, upper or caseless, caseless, opens))
    _mark_loud_lines(text, tokens)
    return tokens


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
    starts = [t.start for t in tokens]
    at = 0
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        low, high = bisect_left(starts, at), bisect_left(starts, end)
        words = [t for t in tokens[low:high] if len(t.text) > 3 and not t.number and not t.caseless]
        sentence = text[at:end].rstrip().endswith((".", "!", "?", ".”", '."'))
        if len(words) >= 4 and end - at < 200 and not sentence and sum(t.cap for t in words) > 0.75 * len(words):
            for token in tokens[low:high]:
                token.loud = True
        at = end + 1


def name_key(tokens: list[Token]) -> str:
    """The folded name that these words make together; an apostrophe joins what it parts ("N'Djamena")."""
    key = tokens[0].key
    for token in tokens[1:]:
        key += token.key if token.gap in ("'", "’") else " " + token.key
    return key
