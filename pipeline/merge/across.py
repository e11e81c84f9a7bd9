"""Clusters of different documents joined where they tell of one happening.

Only mentions of one family whose dates touch, whose places may be the same and that share words are compared: they are
sorted into blocks by place, gone through in order of time, and looked up by their words. So the work grows with the
number of mentions, not with its square.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from math import cos, floor, radians

from pipeline.merge.compare import ALIKE, NEAR_KM, SLACK, TELLING, Spot, Told, same_there

WIDEST = 62  # days; vaguer dates do not tie documents together
_CELL = 0.5  # degrees; a grid in which places near each other share a cell
_KM_A_DEGREE = 111.2
_POLAR = 85.0  # degrees of latitude from which on all longitudes are one cell
_FEW = 64  # members of the past that a block carries along before it is swept

Member = tuple[Told, int]  # a mention and the number of its cluster


class _Union:
    """Numbers joined into sets; the smallest number stands for its set."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def root(self, i: int) -> int:
        parent = self._parent
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    def join(self, i: int, j: int) -> None:
        i, j = self.root(i), self.root(j)
        self._parent[max(i, j)] = min(i, j)


def across(clusters: list[list[Told]]) -> list[list[Told]]:
    """The clusters, those of one happening made one; in whatever order they come, the same ones join."""
    union = _Union(len(clusters))
    for i, j in _same_words(clusters):
        union.join(i, j)
    for block in _blocks(clusters):
        _join_block(block, union)
    joined: dict[int, list[Told]] = {}
    for i, cluster in enumerate(clusters):
        joined.setdefault(union.root(i), []).extend(cluster)
    return list(joined.values())


def _same_words(clusters: Sequence[Sequence[Told]]) -> Iterator[tuple[int, int]]:
    """Pairs of clusters of different documents with one telling sentence, read alike in both."""
    first: dict[str, int] = {}
    for number, cluster in enumerate(clusters):
        for told in cluster:
            if len(told.words) >= TELLING:
                known = first.setdefault(told.basis, number)
                if known != number:
                    yield known, number


def _blocks(clusters: Sequence[Sequence[Told]]) -> Iterator[list[Member]]:
    """Dated mentions that may be of one family and place, in order of their first day."""
    members = [(t, number) for number, cluster in enumerate(clusters) for t in cluster if _ties(t)]
    keys = _needed_keys({told.spot for told, _ in members})
    blocks: dict[tuple, list[Member]] = {}
    for member in members:
        for key in keys[member[0].spot]:
            blocks.setdefault((member[0].family, key), []).append(member)
    del members
    while blocks:
        block = blocks.popitem()[1]
        if len(block) > 1:
            block.sort(key=lambda member: member[0].days[0])
            yield block


def _ties(told: Told) -> bool:
    """Whether a mention's date and words are such as tie documents together."""
    days = told.days
    return days is not None and days[0] > 0 and days[1] - days[0] < WIDEST and bool(told.words)


def _needed_keys(spots: set[Spot | None]) -> dict[Spot | None, list[object]]:
    """Each spot's keys without those that it shares with no other, one at least."""
    keys = {spot: list(_place_keys(spot)) for spot in spots}
    bearers = Counter(key for row in keys.values() for key in row)
    return {spot: [k for k in row if bearers[k] > 1] or row[:1] for spot, row in keys.items()}


def _place_keys(spot: Spot | None) -> Iterator[object]:
    """Keys of which two mentions of one place share at least one: name, entry, and the cells around the point."""
    if spot is None:
        yield None
        return
    yield spot.name
    if spot.geonames_id:
        yield spot.geonames_id
    if spot.latitude is None:
        return
    high = NEAR_KM / 2 / _KM_A_DEGREE
    rows = range(floor((spot.latitude - high) / _CELL), floor((spot.latitude + high) / _CELL) + 1)
    edge = abs(spot.latitude) + 2 * high
    if edge > _POLAR:
        yield from ((row, None) for row in rows)
        return
    wide = high / cos(radians(edge))
    columns = range(floor((spot.longitude - wide) / _CELL), floor((spot.longitude + wide) / _CELL) + 1)
    yield from ((row, column % int(360 / _CELL)) for row in rows for column in columns)


def _join_block(block: Sequence[Member], union: _Union) -> None:
    """Joins the clusters of a block's members that tell of one happening.

    Members that read alike in everything compared stand for each other: two of different documents are enough for
    whatever comes later.
    """
    near = _Near()
    for told, number in block:
        alike = near.alike(told)
        for other, known in alike:
            if other.text_id != told.text_id:
                union.join(known, number)
        if len(alike) > 1:
            continue
        for other, known in near.sharing(told):
            same = union.root(known) == union.root(number)
            if not same and other.text_id != told.text_id and same_there(other, told):
                union.join(known, number)
        near.add(told, number, alike)


class _Near:
    """The members of a block whose days reach to the one at hand, by their words."""

    def __init__(self) -> None:
        self._members: list[Member] = []
        self._by_word: dict[str, list[int]] = {}
        self._alike: dict[tuple, list[Member]] = {}
        self._swept = 0  # members left by the last sweep

    def alike(self, told: Told) -> list[Member]:
        """Members of at most two documents of which nothing that is compared tells `told` apart."""
        return self._alike.setdefault(told.features, [])

    def sharing(self, told: Told) -> list[Member]:
        """Members with enough words in common with `told` and days that touch its days."""
        shared = Counter(chain.from_iterable(self._by_word.get(word, ()) for word in told.words))
        day, size = told.days[0] - SLACK, len(told.words)
        found = []
        for index, count in shared.items():
            member = self._members[index]
            if count >= ALIKE * min(size, len(member[0].words)) and member[0].days[1] >= day:
                found.append(member)
        return found

    def add(self, told: Told, number: int, alike: list[Member]) -> None:
        """Takes in a member; members of the past go once they are many."""
        if not alike or alike[0][0].text_id != told.text_id:
            alike.append((told, number))
        if len(self._members) > _FEW + 2 * self._swept:
            self._sweep(told.days[0] - SLACK)
        self._enter(told, number)

    def _enter(self, told: Told, number: int) -> None:
        for word in told.words:
            self._by_word.setdefault(word, []).append(len(self._members))
        self._members.append((told, number))

    def _sweep(self, day: int) -> None:
        kept = [member for member in self._members if member[0].days[1] >= day]
        self._members, self._by_word, self._swept = [], {}, len(kept)
        self._alike = {k: v for k, v in self._alike.items() if v and v[0][0].days[1] >= day}
        for member in kept:
            self._enter(*member)
