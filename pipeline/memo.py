"""What is worked out once and kept: what a function says of each word, what a value has."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

T = TypeVar("T")

KEPT = 200_000  # words; those met later are worked out each time


class Memo(dict[str, T]):
    """A dict that works out what it lacks, and keeps so many answers: nothing is looked up faster."""

    def __init__(self, work_out: Callable[[str], T], kept: int = KEPT) -> None:
        super().__init__()
        self._work_out, self._kept = work_out, kept

    def __missing__(self, word: str) -> T:
        found = self._work_out(word)
        if len(self) < self._kept:
            self[word] = found
        return found


class lazy(Generic[T]):
    """`functools.cached_property` as of Python 3.12, without the lock that made it slow before."""

    def __init__(self, work_out: Callable[[Any], T]) -> None:
        self._work_out = work_out
        self.__doc__ = work_out.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, instance: Any, owner: type | None = None) -> T:
        if instance is None:
            return self
        found = instance.__dict__[self._name] = self._work_out(instance)
        return found
