"""Happenings whose dates are known: a small list that dates texts which speak of them."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline import edtf
from pipeline.memo import Memo
from pipeline.model import Interval

FILE = Path(__file__).parent / "known_events.toml"
_KEYS = {"name", "date", "words", "source", "lasting", "foreseen"}


def in_small_letters(text: str) -> str:
    """The text with a small letter for every letter."""
    small = text.lower()
    return small if len(small) == len(text) else "".join([c if len(c.lower()) > 1 else c.lower() for c in text])


@dataclass(frozen=True, slots=True)
class Words:
    """Words of which one must stand in a sentence."""

    pattern: re.Pattern[str]
    openings: tuple[tuple[str, str], ...]  # longest and first word of each, small: without these it isn't there

    def stand_in(self, text: str, small: str) -> bool:
        """Whether one of them does."""
        for longest, opening in self.openings:
            at = small.find(opening) if longest in small else -1
            while at >= 0:
                if self.pattern.match(text, at):
                    return True
                at = small.find(opening, at + 1)
        return False


@dataclass(frozen=True, slots=True)
class KnownEvent:
    """An event and the words by which a sentence speaks of it: one of each list must stand in the sentence.

    `lasting` events go on for weeks or more, so that a length of time may count from their first day; `foreseen` ones
    were spoken of long before, so that a mention says nothing of the day of writing.
    """

    name: str
    interval: Interval
    words: tuple[Words, ...]
    source: str
    lasting: bool = False
    foreseen: bool = False

    def told_in(self, text: str, small: str | None = None) -> bool:
        """Whether a text speaks of it; `small` is the same by `in_small_letters`, where many are asked of one text."""
        small = in_small_letters(text) if small is None else small
        return all(words.stand_in(text, small) for words in self.words)


def spoken_of(text: str, small: str) -> list[KnownEvent]:
    """The events of the list that a text speaks of; `small` is the same by `in_small_letters`."""
    numbers = set().union(*map(_TELLING.__getitem__, set(small.split())))
    events = load_known_events()
    return [events[number] for number in sorted(numbers) if events[number].told_in(text, small)]


def _telling(stretch: str) -> tuple[int, ...]:
    """Numbers of the events that a stretch of small letters without white space may tell of."""
    return tuple({number for word, numbers in _by_word().items() if word in stretch for number in numbers})


@cache
def _by_word() -> dict[str, list[int]]:
    """Numbers of events by the longest word of each of their first words."""
    found = defaultdict(list)
    for number, event in enumerate(load_known_events()):
        for longest, _ in event.words[0].openings:
            found[longest].append(number)
    return found


_TELLING = Memo(_telling, kept=50_000)


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
    words = tuple(Words(_pattern(group), tuple(dict.fromkeys(map(_opening, group)))) for group in groups)
    return KnownEvent(name, interval, words, raw["source"], bool(raw.get("lasting")), bool(raw.get("foreseen")))


def _opening(form: str) -> tuple[str, str]:
    words = [word.rstrip("*") for word in in_small_letters(form).split()]
    return max(words, key=len), words[0]


def _pattern(words: list[str]) -> re.Pattern[str]:
    """Any of the words, whole, in any case; a trailing * stands for any ending."""
    forms = [re.escape(w.rstrip("*")).replace(r"\ ", r"\s+") + (r"\w*+" if w.endswith("*") else "") for w in words]
    return re.compile(r"(?<!\w)(?:" + "|".join(forms) + r")(?!\w)", re.IGNORECASE)
