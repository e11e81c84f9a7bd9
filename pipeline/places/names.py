"""How names are compared: one folded form for spelling, accents, case and punctuation."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_MARKS = "".join(map(chr, (*range(0x300, 0x370), *range(0x64B, 0x660), 0x670, 0x640)))
_APOSTROPHES = "'’‘ʼ`´ʿʾ"
_NOT_WORD = re.compile(r"[\W_]+")
# The same for plain letters: apostrophes go, all else that is no word is a space.
_ASCII = {n: None if chr(n) in "'`" else chr(n).lower() if chr(n).isalnum() else " " for n in range(128)}
_LETTERS = str.maketrans("", "", _MARKS + _APOSTROPHES) | str.maketrans(
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
    plain = unicodedata.normalize("NFKD", name.casefold()).translate(_LETTERS)
    return _NOT_WORD.sub(" ", plain).strip()
