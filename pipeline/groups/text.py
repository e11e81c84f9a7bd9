"""Words as keys: folding away accents, case and the ways of writing an Arabic name in Latin letters."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import accumulate
from operator import attrgetter

from msgspec import Struct

from pipeline.memo import Memo

_PLAIN = r"[^\W_][a-zA-Z0-9]*+[^\W_]*+(?:['’ʿʾ`][^\W\d_]++)*+"  # plain letters apart: they are the quickest to tell
# A French elision is a word of its own: "l'armée" is two, "Mali's" one. Few texts have one, and looking for it costs.
_ELIDED = rf"\b(?:[cdjlmnstCDJLMNST]|[qQ][uU])(?=['’]\w\w)|{_PLAIN}"
_ELISION = re.compile(r"['’](?:(?<=\b[cdjlmnstCDJLMNST].)|(?<=\b[qQ][uU].))(?=\w\w)")
_WORD, _PIECES, _PLAIN_PIECES = re.compile(_ELIDED), re.compile(f"({_ELIDED})"), re.compile(f"({_PLAIN})")
_APOSTROPHES = str.maketrans("", "", "'’ʿʾ`ʻ")
_CLITICS = re.compile(r"['’]s$")
_ARTICLES = frozenset(
    {"al", "el", "ad", "ed", "ud", "ul", "as", "es", "ash", "esh", "at", "et", "ar", "er", "an", "il"}
)
_SOUNDS = (
    (re.compile(r"^[ae](d|s|t|r|n)(?=\1)"), ""),  # "eddine" is the article and "dine"
    (re.compile(r"ou|oo|w(?=u)|o"), "u"),
    (re.compile(r"ee|ei|ie|y|e(?!$)"), "i"),
    (re.compile(r"e$"), ""),
    (re.compile(r"ck|kh|q|c(?!h)"), "k"),
    (re.compile(r"gh"), "g"),
    (re.compile(r"dh|dj(?=j)"), "d"),
    (re.compile(r"th"), "t"),
    (re.compile(r"ch"), "sh"),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"h$"), ""),
)


class Token(Struct, frozen=True, gc=False):  # a text has hundreds, and no other class is made and read so fast
    """A word of a text: where it stands, as written, and its keys for matching."""

    start: int
    end: int
    text: str  # as written
    key: str  # folded: "Ançar" → "ansar"


start_of, key_of = attrgetter("start"), attrgetter("key")


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """A word without accents, case, apostrophes; ç as s, since it stands for that sound in names ("Ançar")."""
    if word.isascii():
        return word.lower().translate(_APOSTROPHES)
    plain = word.replace("ç", "s").replace("Ç", "S").translate(_APOSTROPHES)
    return "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c)).lower()


@lru_cache(maxsize=16384)
def sound(key: str) -> str:
    """The key under which spellings of one Arabic or Tamasheq name fall together; "" for an article."""
    if key in _ARTICLES:
        return ""
    for pattern, replacement in _SOUNDS:
        key = pattern.sub(replacement, key)
    return key


def _key(word: str) -> str:
    key = fold(_CLITICS.sub("", word))
    return word if key == word else key


_KEYS = Memo(_key)


@lru_cache(maxsize=2)
def all_tokens(text: str) -> tuple[Token, ...]:
    """The words of a whole document, kept for the next stage that reads it."""
    return tuple(tokens(text))


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The words of text[start:end] with offsets into `text`; a possessive 's is left out of the key."""
    if start or end is not None:
        found = _WORD.finditer(text, start, len(text) if end is None else end)
        return [Token(*m.span(), word := m.group(), _KEYS[word]) for m in found]
    elided = ("'" in text or "’" in text) and _ELISION.search(text)
    pieces = (_PIECES if elided else _PLAIN_PIECES).split(text)  # gap, word, gap …: in one call
    words, ends = pieces[1::2], list(accumulate(map(len, pieces)))
    return list(map(Token, ends[::2], ends[1::2], words, map(_KEYS.__getitem__, words)))
