"""Happenings whose dates are known: a small list that dates texts which speak of them."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline import edtf
from pipeline.model import Interval

FILE = Path(__file__).parent / "known_events.toml"
_KEYS = {"name", "date", "words", "source", "lasting", "foreseen"}


@dataclass(frozen=True, slots=True)
class KnownEvent:
    """An event and the words by which a sentence speaks of it: one of each list must stand in the sentence.

    `lasting` events go on for weeks or more, so that a length of time may count from their first day; `foreseen` ones
    were spoken of long before, so that a mention says nothing of the day of writing.
    """

    name: str
    interval: Interval
    patterns: tuple[re.Pattern[str], ...]
    # Letters without which no pattern of the same place can match, and whether they are a word by themselves.
    hints: tuple[tuple[tuple[str, bool], ...], ...]
    source: str
    lasting: bool = False
    foreseen: bool = False

    def told_in(self, sentence: str) -> bool:
        """Whether a sentence speaks of it."""
        return all(pattern.search(sentence) for pattern in self.patterns)

    def may_be_told_in(self, small: str, words: frozenset[str]) -> bool:
        """Whether a text in small letters, of these words, may speak of it: quick, and never wrong to say no."""
        return all(any(h in words if whole else h in small for h, whole in hints) for hints in self.hints)


@cache
def load_known_events(path: Path = FILE) -> tuple[KnownEvent, ...]:
    """The list, read once. ValueError names the file and the entry at fault."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ValueError(f"{path}: {error}") from error
    return tuple(_event(raw, f"{path}: event {i + 1}") for i, raw in enumerate(data.get("event", [])))


def _event(raw: dict, where: str) -> KnownEvent:
    name = raw.get("name")
    where = f"{where} ({name})"
    if unknown := set(raw) - _KEYS:
        raise ValueError(f"{where}: unknown key {sorted(unknown)[0]!r}")
    if missing := {"name", "date", "words", "source"} - set(raw):
        raise ValueError(f"{where}: {sorted(missing)[0]} is missing")
    try:
        interval = edtf.parse(raw["date"])
    except (ValueError, AttributeError) as error:
        raise ValueError(f"{where}: {error}") from error
    groups = raw["words"]
    if not groups or not all(
        isinstance(g, list) and g and all(isinstance(w, str) and w.strip() for w in g) for g in groups
    ):
        raise ValueError(f"{where}: words must be a list of lists of words")
    patterns = tuple(_pattern(words) for words in groups)
    hints = tuple(tuple(_hint(word) for word in words) for words in groups)
    return KnownEvent(
        name, interval, patterns, hints, raw["source"], bool(raw.get("lasting")), bool(raw.get("foreseen"))
    )


def _hint(word: str) -> tuple[str, bool]:
    first = word.lower().split()[0]
    return first.rstrip("*"), first.isalnum()


def _pattern(words: list[str]) -> re.Pattern[str]:
    """Any of the words, whole, in any case; a trailing * stands for any ending."""
    forms = [re.escape(w.rstrip("*")).replace(r"\ ", r"\s+") + (r"\w*+" if w.endswith("*") else "") for w in words]
    return re.compile(r"(?<!\w)(?:" + "|".join(forms) + r")(?!\w)", re.IGNORECASE)
