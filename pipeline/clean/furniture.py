"""The words by which a page's furniture is known, read from `data/furniture.yaml`."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

import yaml

from pipeline import plain_yaml

DATA = Path(__file__).parent / "data" / "furniture.yaml"

_NUMBER = re.compile(r"\d+")
_NOT_WORD = re.compile(r"[^\w#©]+")
_ASCII = "".join(c.lower() if c.isalnum() or c == "#" else " " for c in map(chr, range(128)))


class FurnitureError(ValueError):
    """The data file is not as it must be; the message names the file and the key."""


@dataclass(frozen=True, slots=True)
class Furniture:
    """Phrases by what they tell, each normalised by `words_of`; a field a key of the data file."""

    chrome_lines: frozenset[str]
    chrome_phrases: frozenset[str]
    toolbar_words: frozenset[str]
    comment_headings: frozenset[str]
    comment_signatures: frozenset[str]
    sidebar_headings: frozenset[str]
    sidebar_prefixes: frozenset[str]
    credit_prefixes: frozenset[str]
    byline_prefixes: frozenset[str]
    date_line_words: frozenset[str]
    months: frozenset[str]
    weekdays: frozenset[str]
    outlets: frozenset[str]
    outlet_words: frozenset[str]


@cache
def load_furniture(path: Path = DATA) -> Furniture:
    """The phrases in `path`; raises FurnitureError naming file and key or line."""
    try:
        data = plain_yaml.load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise FurnitureError(f"{path}: {error}") from error
    if not isinstance(data, dict):
        raise FurnitureError(f"{path}: must be a list of keys with phrases")
    known = [field.name for field in fields(Furniture)]
    if unknown := sorted(set(data) - set(known)):
        raise FurnitureError(f"{path}: unknown key {unknown[0]!r}; there are {', '.join(known)}")
    return Furniture(**{key: _phrases(path, key, data.get(key)) for key in known})


def _phrases(path: Path, key: str, values: object) -> frozenset[str]:
    if not isinstance(values, list) or not values:
        raise FurnitureError(f"{path}: {key!r} must be a list of phrases")
    for value in values:
        if not isinstance(value, str) or not words_of(value):
            raise FurnitureError(f"{path}: {key!r} holds {value!r}, which is no phrase; put it in quotes")
    return frozenset(words_of(value) for value in values)


def words_of(text: str) -> str:
    """A line as phrases are compared: lower case, words alone, every number a #."""
    if text.isascii():  # most lines, and a third of the time
        return " ".join(_NUMBER.sub("#", text).translate(_ASCII).split())
    return " ".join(_NOT_WORD.sub(" ", _NUMBER.sub("#", text.casefold())).replace("_", " ").split())
