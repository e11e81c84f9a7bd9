"""How names are compared: one folded form for spelling, accents, case and punctuation."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_MARKS = re.compile(r"[\u0300-\u036f\u064b-\u065f\u0670\u0640]")
_APOSTROPHES = re.compile(r"['’‘ʼ`´ʿʾ]")
_NOT_WORD = re.compile(r"[\W_]+")
# The same for plain letters: apostrophes go, all else that is no word is a space.
_ASCII = {n: None if chr(n) in "'`" else chr(n).lower() if chr(n).isalnum() else " " for n in range(128)}
_LETTERS = str.maketrans(
    {
        "ø": "o",
        "đ": "d",
        "ł": "l",
        "ı": "i",
        "æ": "ae",
        "œ": "oe",
        "ð": "d",
        "þ": "th",
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ى": "ي",
        "ة": "ه",
    }
)


@lru_cache(maxsize=1 << 14)
def fold(name: str) -> str:
    """The form under which names are looked up: lower case, no accents, words parted by single spaces."""
    if name.isascii():
        return " ".join(name.translate(_ASCII).split())
    folded = _once(name)
    if folded.isascii():
        return folded.lower()
    while folded != (again := _once(folded)):  # some letters fold to others that fold further
        folded = again
    return folded


def _once(name: str) -> str:
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", name.casefold())).translate(_LETTERS)
    return _NOT_WORD.sub(" ", _APOSTROPHES.sub("", plain)).strip()
