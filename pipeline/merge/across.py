"""Happenings of different documents joined where they are one.

Only mentions of one family whose dates touch, whose places may be the same and that share words are compared: they come
in blocks of one family and place, each in order of time, and are looked up by their words. So the work grows with the
number of mentions, not with its square, and what is held of a block does not outlast its days.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np

from pipeline.merge.compare import ALIKE, SLACK, Key, same_there
from pipeline.store.disk import on_disk

ALONE = -1
_AT_ONCE = 1 << 16  # numbers made at once

_FEW = 8  # members of the past that a block carries along before it is swept


@dataclass(frozen=True, slots=True)
class Sets:
    """Numbers in sets of several."""

    of: np.ndarray  # by number its set, counted from 0, or `ALONE`
    count: int  # sets
    members: int  # numbers in them


class Union:
    """Numbers joined into sets; the smallest number stands for its set."""

    def __init__(self, path: Path, size: int) -> None:
        """Of numbers below `size`, in a file."""
        parent = on_disk(path, "uint32", size)
        for first in range(0, size, _AT_ONCE):
            parent[first : first + _AT_ONCE] = np.arange(first, min(first + _AT_ONCE, size))
        self._parent, self._size = memoryview(parent), size

    def root(self, i: int) -> int:
        """The number that stands for the set of `i`."""
        parent = self._parent
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    def join(self, i: int, j: int) -> None:
        """Makes the sets of two numbers one."""
        i, j = self.root(i), self.root(j)
        self._parent[max(i, j)] = min(i, j)

    def sets(self, path: Path) -> Sets:
        """The sets of several numbers, in a file."""
        found, count, members = on_disk(path, "int64", self._size), 0, 0
        found[:] = ALONE
        sets = memoryview(found)
        for i, parent in enumerate(self._parent):
            if parent != i:
                root = self.root(i)
                if sets[root] == ALONE:
                    sets[root], count, members = count, count + 1, members + 1
                sets[i], members = sets[root], members + 1
        return Sets(found, count, members)


def join_block(block: Iterable[Key], union: Union) -> None:
    """Joins the happenings of a block's mentions that are one; mentions come by their first day.

    Mentions that read alike in everything compared stand for each other: two of different documents are enough for
    whatever comes later.
    """
    near = _Near()
    for key in block:
        alike = near.alike(key)
        for other in alike:
            if other.document != key.document:
                union.join(other.happening, key.happening)
        if len(alike) > 1:
            continue
        for other in near.sharing(key):
            same = other.document == key.document or union.root(other.happening) == union.root(key.happening)
            if not same and same_there(other, key):
                union.join(other.happening, key.happening)
        near.add(key, alike)


class _Near:
    """The mentions of a block whose days reach to the one at hand, by their words."""

    def __init__(self) -> None:
        self._members: list[Key] = []
        self._enough: list[float] = []  # words in common, by member
        self._by_word: defaultdict[str, list[int]] = defaultdict(list)
        self._alike: dict[tuple, list[Key]] = {}
        self._swept = 0  # members left by the last sweep

    def alike(self, key: Key) -> list[Key]:
        """Members of at most two documents of which nothing that is compared tells `key` apart."""
        return self._alike.setdefault(key.features, [])

    def sharing(self, key: Key) -> list[Key]:
        """Members with enough words in common with `key` and days that touch its days."""
        known = self._by_word
        shared = Counter(chain.from_iterable([known[word] for word in key.words if word in known]))
        day, enough, enough_of = key.days[0] - SLACK, ALIKE * len(key.words), self._enough
        near = [self._members[i] for i, count in shared.items() if count >= enough or count >= enough_of[i]]
        return [member for member in near if member.days[1] >= day]

    def add(self, key: Key, alike: list[Key]) -> None:
        """Takes in a member; members of the past go once they are many."""
        if not alike or alike[0].document != key.document:
            alike.append(key)
        if len(self._members) > _FEW + 2 * self._swept:
            self._sweep(key.days[0] - SLACK)
        self._enter(key)

    def _enter(self, key: Key) -> None:
        by_word, number = self._by_word, len(self._members)
        for word in key.words:
            by_word[word].append(number)
        self._members.append(key)
        self._enough.append(ALIKE * len(key.words))

    def _sweep(self, day: int) -> None:
        kept = [member for member in self._members if member.days[1] >= day]
        self._members, self._enough, self._swept = [], [], len(kept)
        self._by_word.clear()
        self._alike = {k: v for k, v in self._alike.items() if v and v[0].days[1] >= day}
        for member in kept:
            self._enter(member)
