"""Words of a text with what their writing says: capitals, what parts them, where sentences open."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate

from msgspec import Struct

from pipeline.memo import Memo
from pipeline.places.names import fold

# Letters, a number, or initials with their stops ("U.S.", "W.Va."). It begins with one class of signs, and plain
# letters are tried first, both of which make the search quick.
_WORD = re.compile(r"([^\W_](?:(?<!\d)[a-zA-Z]++[^\W\d_]*+|(?<=\d)[\d.,]*+|(?<=[A-Z])\.(?:[A-Z]\.|Va\.)+|[^\W\d_]*+))")
_BREAK = re.compile(r"[.!?:;\n\"“”«»(\[•|]")
_ABBREVIATED = frozenset("st ste mt ft pt mr mrs ms dr gen col lt sgt capt rev sen rep gov prof jr sr no vs".split())
_ENDS = (".", "!", "?", ".”", '."')  # of a sentence
_JOINS = frozenset({" ", "-", "'", "’", "‑", "\u00a0"})


class Token(Struct, frozen=True, gc=False):  # a text has hundreds, and no other class is made and read so fast
    """A word at text[start:end]; `gap` is what stands between it and the word before."""

    start: int
    end: int
    text: str
    key: str
    gap: str
    cap: bool  # begins with a capital, or is written in a script without capitals
    caseless: bool
    opens: bool  # stands where a sentence, a line or a quotation begins
    joins: bool  # may belong to one name with the word before it
    loud: bool  # stands in a line most of whose words are capitalised, so that capitals say nothing

    @property
    def number(self) -> bool:
        return self.text[0].isdigit()


def tokenise(text: str) -> list[Token]:
    """The words of `text`, in order."""
    pieces = _WORD.split(text)  # gap, word, gap, word … gap: in one call, which pays
    gaps, words, ends = pieces[::2], pieces[1::2], list(accumulate(map(len, pieces)))
    if not words:
        return []
    starts = ends[:-1:2]
    keys, caps, caseless = zip(*map(_WRITTEN.__getitem__, words), strict=True)
    opens, joins, loud = [False] * len(words), [True] * len(words), [False] * len(words)
    for i in [i for i, gap in enumerate(gaps[:-1]) if gap != " "]:
        opens[i], joins[i] = _GAPS[gaps[i]]
        if not i:
            opens[i] = True
        elif gaps[i] == ". " and _abbreviates(words[i - 1]):
            opens[i], joins[i] = False, True
    for line in _lines(text, starts):
        if _is_loud(words[line], caps[line], caseless[line]):
            loud[line] = [True] * (line.stop - line.start)
    return list(map(Token, starts, ends[1::2], words, keys, gaps, caps, caseless, opens, joins, loud))


def _written(word: str) -> tuple[str, bool, bool]:
    """Its folded form, whether it counts as capitalised, and whether its script has no capitals."""
    first, key = word[0], fold(word)
    upper = first.isupper()
    caseless = not upper and not first.islower() and first.isalpha()
    return word if key == word else key, upper or caseless, caseless


_WRITTEN = Memo(_written)


def _abbreviates(word: str) -> bool:
    key, cap, _ = _WRITTEN[word]
    return key in _ABBREVIATED or (len(word) == 1 and cap)


def _said_by(gap: str) -> tuple[bool, bool]:
    """Whether what stands between two words begins a sentence, and whether it leaves them one name."""
    return bool(_BREAK.search(gap)), gap in _JOINS or _wrapped(gap)


_GAPS = Memo(_said_by, kept=1000)


def _wrapped(gap: str) -> bool:
    return gap.count("\n") == 1 and not gap.strip() and len(gap) < 3


def _lines(text: str, starts: list[int]) -> Iterator[slice]:
    """The words of each short line that does not end as a sentence does."""
    at = 0
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        if end - at < 200 and not text[at:end].rstrip().endswith(_ENDS):
            yield slice(bisect_left(starts, at), bisect_left(starts, end))
        at = end + 1


def _is_loud(words: Sequence[str], caps: Sequence[bool], caseless: Sequence[bool]) -> bool:
    """Whether most of a line's words are capitalised, short ones and figures apart."""
    long = [
        cap
        for word, cap, bare in zip(words, caps, caseless, strict=True)
        if len(word) > 3 and not word[0].isdigit() and not bare
    ]
    return len(long) >= 4 and sum(long) > 0.75 * len(long)


def capitalised(tokens: Sequence[Token]) -> list[int]:
    """The positions of words that begin with a capital."""
    return [k for k, token in enumerate(tokens) if token.cap]


def name_key(tokens: list[Token]) -> str:
    """The folded name that these words make together; an apostrophe joins what it parts ("N'Djamena")."""
    key = tokens[0].key
    for token in tokens[1:]:
        key += token.key if token.gap in ("'", "’") else " " + token.key
    return key
