"""Clusters of different documents joined where they tell of one happening.

Only mentions of one family whose dates touch and whose places may be the same are compared: they are sorted into blocks
by place and gone through in order of time. So the work grows with the number of mentions, not with its square.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from math import cos, floor, radians

from pipeline.merge.compare import NEAR_KM, SLACK, TELLING, Told, place_name, same_there
from pipeline.merge.event import basis
from pipeline.model import PlaceMention

WIDEST = 62  # days; vaguer dates do not tie documents together
_CELL = 0.5  # degrees; a grid in which places near each other share a cell
_KM_A_DEGREE = 111.2
_POLAR = 85.0  # degrees of latitude from which on all longitudes are one cell

Member = tuple[Told, int]  # a mention and the number of its cluster


def across(clusters: list[list[Told]]) -> list[list[Told]]:
    """The clusters, those of one happening made one; in whatever order they come, the same ones join."""
    parent = list(range(len(clusters)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, j in _same_words(clusters):
        parent[max(root(i), root(j))] = min(root(i), root(j))
    for block in _blocks(clusters):
        for (a, i), (b, j) in _meeting(block):
            if root(i) != root(j) and a.text_id != b.text_id and same_there(a, b):
                parent[max(root(i), root(j))] = min(root(i), root(j))
    joined: dict[int, list[Told]] = {}
    for i, cluster in enumerate(clusters):
        joined.setdefault(root(i), []).extend(cluster)
    return list(joined.values())


def _same_words(clusters: Sequence[Sequence[Told]]) -> Iterator[tuple[int, int]]:
    """Pairs of clusters of different documents with one telling sentence, read alike in both."""
    first: dict[str, tuple[int, str]] = {}
    for number, cluster in enumerate(clusters):
        for told in cluster:
            if len(told.words) < TELLING:
                continue
            known, text_id = first.setdefault(basis(told, told.mention.when), (number, told.text_id))
            if text_id != told.text_id:
                yield known, number


def _blocks(clusters: Sequence[Sequence[Told]]) -> Iterator[list[Member]]:
    """Dated mentions that may be of one family and place, in order of their first day."""
    blocks: dict[tuple, list[Member]] = {}
    for number, cluster in enumerate(clusters):
        for told in cluster:
            when = told.mention.when
            if not when or not when.interval.days or when.interval.days > WIDEST:
                continue
            for key in _place_keys(told.mention.place):
                blocks.setdefault((told.family, key), []).append((told, number))
    for block in blocks.values():
        if len(block) > 1:
            yield sorted(block, key=lambda member: _first(member[0]))


def _place_keys(place: PlaceMention | None) -> Iterator[object]:
    """Keys of which two mentions of one place share at least one: the name, and the cells around the point."""
    if place is None:
        yield None
        return
    yield place_name(place)
    if place.latitude is None:
        return
    high = NEAR_KM / 2 / _KM_A_DEGREE
    rows = range(floor((place.latitude - high) / _CELL), floor((place.latitude + high) / _CELL) + 1)
    edge = abs(place.latitude) + 2 * high
    if edge > _POLAR:
        yield from ((row, None) for row in rows)
        return
    wide = high / cos(radians(edge))
    columns = range(floor((place.longitude - wide) / _CELL), floor((place.longitude + wide) / _CELL) + 1)
    yield from ((row, column % int(360 / _CELL)) for row in rows for column in columns)


def _meeting(block: Sequence[Member]) -> Iterator[tuple[Member, Member]]:
    """Pairs of a block whose dates touch."""
    open_still: list[Member] = []
    for member in block:
        day = _first(member[0])
        open_still = [other for other in open_still if other[0].mention.when.interval.latest + SLACK >= day]
        for other in open_still:
            yield other, member
        open_still.append(member)


def _first(told: Told) -> date:
    return told.mention.when.interval.earliest
