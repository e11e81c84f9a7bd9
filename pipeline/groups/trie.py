"""A trie over word keys: all names in a text in one pass, longest first, however many names there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from typing import Generic, TypeVar

T = TypeVar("T")


class Trie(Generic[T]):
    """Sequences of keys to values; a sequence may carry several values."""

    __slots__ = ("_root",)

    def __init__(self) -> None:
        self._root: dict = {}

    def add(self, keys: Iterable[str], value: T) -> None:
        """Puts a value under a sequence of keys; an empty sequence raises ValueError."""
        node = self._root
        for key in keys:
            node = node.setdefault(key, {})
        if node is self._root:
            raise ValueError("a name needs at least one word")
        values = node.setdefault(None, [])  # None is no key of a word, so it can hold the values
        if value not in values:
            values.append(value)

    def opens(self, key: str) -> bool:
        """Whether any sequence begins with a key."""
        return key in self._root

    def openers(self) -> Set[str]:
        """The first keys of all sequences."""
        return self._root.keys()

    def following(self, key: str) -> Set[str | None]:
        """The second keys of the sequences that begin with a key."""
        return self._root.get(key, {}).keys()

    def every(self, keys: Sequence[str], at: int, end: int | None = None) -> list[tuple[int, Sequence[T]]]:
        """All sequences that begin at `at` and end by `end`, longest first: index after the last key, and the values.

        Empty keys are passed over.
        """
        node, index, found = self._root.get(keys[at]), at + 1, []
        end = len(keys) if end is None else min(end, len(keys))
        while node is not None:
            if None in node:
                found.append((index, node[None]))
            while index < end and keys[index] == "":
                index += 1
            node, index = (node.get(keys[index]) if index < end else None), index + 1
        found.reverse()
        return found

    def longest(self, keys: Sequence[str], at: int) -> tuple[int, tuple[T, ...]] | None:
        """The longest sequence that begins at `at`: index after its last key, and its values.

        Empty keys are passed over.
        """
        node = self._root.get(keys[at])
        best, index = None, at + 1
        while node is not None:
            if None in node:
                best = (index, tuple(node[None]))
            while index < len(keys) and keys[index] == "":
                index += 1
            if index >= len(keys):
                break
            node, index = node.get(keys[index]), index + 1
        return best
