"""What a function says of each word, kept: news repeats its words, and nothing is looked up faster than in a dict."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

KEPT = 200_000  # words; those met later are worked out each time


class Memo(dict[str, T]):
    """A dict that works out what it lacks, and keeps so many answers."""

    def __init__(self, work_out: Callable[[str], T], kept: int = KEPT) -> None:
        super().__init__()
        self._work_out, self._kept = work_out, kept

    def __missing__(self, word: str) -> T:
        found = self._work_out(word)
        if len(self) < self._kept:
            self[word] = found
        return found
