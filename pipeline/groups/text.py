"""Words as keys: folding away accents, case and the ways of writing an Arabic name in Latin letters."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

# A French elision is a word of its own: "l'armée" is two, "Mali's" one.
_WORD = re.compile(r"\b(?:[cdjlmnstCDJLMNST]|[qQ][uU])(?=['’]\w\w)|[^\W_]+(?:['’ʿʾ`][^\W\d_]+)*")
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


class Token(NamedTuple):  # a tuple, since a text has thousands
    """A word of a text: where it stands, as written, and its keys for matching."""

    start: int
    end: int
    text: str  # as written
    key: str  # folded: "Ançar" → "ansar"


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


@lru_cache(maxsize=65536)
def _word_key(word: str) -> str:
    return fold(_CLITICS.sub("", word))


@lru_cache(maxsize=2)
def all_tokens(text: str) -> tuple[Token, ...]:
    """The words of a whole document, kept for the next stage that reads it."""
    return tuple(tokens(text))


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The words of text[start:end] with offsets into `text`; a possessive 's is left out of the key."""
    found = _WORD.finditer(text, start, len(text) if end is None else end)
    new = tuple.__new__  # a third faster than Token(…)
    return [new(Token, (m.start(), m.end(), word := m.group(), _word_key(word))) for m in found]
