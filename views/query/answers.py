"""What the views ask: a handful of small questions, each answered by one pass over the narrow columns.

What is answered is bounded whatever the table's size: single events while there are at most `FEW`, otherwise numbers a
place or a stretch of time, from which narrowing leads to every event.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from views.palette import sign
from views.query.index import LANES, NONE, OPEN_END, OPEN_START, OTHERS
from views.query.opening import Opened
from views.query.where import where
from views.selection import Counter, Selection

FEW = 2000  # events that are drawn one by one
OPEN_SHARE = 0.07  # of all days over which an open end is counted
BINS = 240  # stretches of time that a longer timeline is cut into
PAGE = 200  # rows of the table at once
LANES_BY = {"group": "by_group", "type": "by_type", "country": "by_country"}


@dataclass(frozen=True, slots=True)
class Found:
    """Events one by one: their ranks in time, and whether each lies certainly inside."""

    ranks: tuple[int, ...]
    sure: tuple[bool, ...]


@dataclass(frozen=True, eq=False)
class PerPlace:
    """Numbers of events a place and hue (the lane of an event's first group): arrays of one length."""

    point: np.ndarray
    hue: np.ndarray
    events: np.ndarray
    possible: np.ndarray  # of those: only possibly inside
    happened: np.ndarray  # of those: took place or goes on


@dataclass(frozen=True, eq=False)
class PerTime:
    """Numbers of events a lane (8) and bin: those wholly within it, and those that may lie in it; `edges` in days."""

    edges: np.ndarray
    within: np.ndarray
    touching: np.ndarray
    events: int
    strip: np.ndarray  # within and touching, every event once whatever its lanes


@dataclass(frozen=True, slots=True)
class Tally:
    """The counter, and where an event stands among those shown, by rank in time."""

    counter: Counter
    first: int | None
    before: int | None
    after: int | None
    place: int  # number of events shown up to it, itself included


@lru_cache(maxsize=256)
def rank_of(opened: Opened, event_id: str | None) -> int | None:
    """An event's rank in time; None where there is no such event."""
    if not event_id:
        return None
    found = opened.rows("SELECT n FROM details WHERE event_id = ?", [event_id])
    return found[0][0] if found else None


@lru_cache(maxsize=256)
def id_of(opened: Opened, rank: int) -> str:
    """The id of the event of this rank."""
    return opened.rows("SELECT event_id FROM details WHERE n = ?", [rank])[0][0]


def ids_of(opened: Opened, ranks: Sequence[int]) -> tuple[str, ...]:
    """The ids of the events of these ranks, in order of time."""
    values = {"low": min(ranks, default=0), "high": max(ranks, default=0), "ranks": list(ranks)}
    near = "n BETWEEN $low AND $high AND n IN (SELECT unnest($ranks::INTEGER[]))"
    return tuple(row[0] for row in opened.rows(f"SELECT event_id FROM details WHERE {near} ORDER BY n", values))


@lru_cache(maxsize=64)
def tally(opened: Opened, selection: Selection, rank: int | None) -> Tally:
    """The sum that must come out, and the steps from the event of this rank; where none is given, from the first."""
    part = where(opened, selection)
    at = part.bind(-1 if rank is None else rank)
    shown, undated, unplaced, possible, firsts, before, after, place = opened.rows(
        "SELECT count(*), count(*) FILTER (lo > hi), count(*) FILTER (point < 0), "
        f"count(*) FILTER (NOT {part.certain}), min(n, 2), max(n) FILTER (n < {at}), min(n) FILTER (n > {at}), "
        f"count(*) FILTER (n <= {at}) {part.source}",
        part.values,
    )[0]
    first, second, *_ = [*(firsts or ()), None, None]
    if rank is None:
        before, after, place = None, second, min(shown, 1)
    return Tally(Counter(opened.total, shown, undated, unplaced, possible), first, before, after, place)


def is_shown(opened: Opened, selection: Selection, rank: int) -> bool:
    """Whether the event of this rank passes."""
    part = where(opened, selection)
    return bool(opened.rows(f"SELECT 1 {part.source} AND n = {part.bind(rank)}", part.values))


@lru_cache(maxsize=64)
def group_counts(opened: Opened, selection: Selection) -> dict[str, int]:
    """Events a group under every selection but that of groups."""
    part = where(opened, replace(selection, event=None), "groups")
    counts: dict[str, int] = {}
    for number, events in opened.rows(f"SELECT groupset, count(*) {part.source} GROUP BY 1", part.values):
        for group in opened.groupsets[number]:
            counts[group] = counts.get(group, 0) + events
    return counts


@lru_cache(maxsize=32)
def on_map(opened: Opened, selection: Selection) -> Found | PerPlace:
    """The placed events under every selection but the area: one by one, or by place where there are many."""
    part = where(opened, selection, "area")
    return _found(opened, part, "point >= 0") or _per_place(opened, part)


@lru_cache(maxsize=32)
def on_timeline(
    opened: Opened, selection: Selection, lanes_by: str = "group", span: tuple[int, int] | None = None
) -> Found | PerTime:
    """The dated events under every selection but the brush: one by one, or by stretch of the days `span` (all)."""
    part = where(opened, selection, "brush")
    if span:
        part.inside.append(f"lo <= {part.bind(span[1])} AND hi >= {part.bind(span[0])}")
    return _found(opened, part, "lo <= hi") or _per_time(opened, part, LANES_BY[lanes_by], span or opened.days)


def page(opened: Opened, selection: Selection, start: int = 0, number: int = PAGE) -> Found:
    """So many of the events shown, in order of time, from the `start`th on."""
    part = where(opened, selection)
    return _as_found(
        opened.rows(
            f"SELECT n, {part.certain} {part.source} ORDER BY n LIMIT {part.bind(number)} OFFSET {part.bind(start)}",
            part.values,
        )
    )


def _found(opened: Opened, part, condition: str) -> Found | None:
    """The events one by one, None where there are more than FEW."""
    sql = f"SELECT n, {part.certain} {part.source} AND {condition} LIMIT {FEW + 1}"
    rows = opened.rows(sql, part.values)
    return _as_found(sorted(rows)) if len(rows) <= FEW else None


def _as_found(rows: list[tuple]) -> Found:
    ranks, sure = zip(*rows, strict=True) if rows else ((), ())
    return Found(tuple(ranks), tuple(map(bool, sure)))


def _per_place(opened: Opened, part) -> PerPlace:
    facts = part.bind([term.code for term in opened.terms("status") if not sign(term.value).hollow])
    counts = opened.columns(
        f"SELECT point * 8 + hue AS key, count(*) AS events, count(*) FILTER (NOT {part.certain}) AS possible, "
        f"count(*) FILTER (list_contains({facts}::UTINYINT[], status)) AS happened "
        f"{part.source} AND point >= 0 GROUP BY 1 ORDER BY 1",
        part.values,
    )
    numbers = (counts[name].astype(int) for name in ("events", "possible", "happened"))
    return PerPlace(counts["key"] // 8, counts["key"] % 8, *numbers)


def _per_time(opened: Opened, part, lanes: str, span: tuple[int, int]) -> PerTime:
    """Exact days are by far the most, so they are counted apart from intervals, whose both ends count."""
    first, last = span
    width = max(1, -(-(last - first + 1) // BINS))
    bins = (last - first) // width + 1
    start, step, top = part.bind(first), part.bind(width), part.bind(bins - 1)
    place = f"greatest(0, least({top}, ({{}} - {start}) // {step}))"
    room = part.bind(max(1, round((last - first) * OPEN_SHARE)))  # an open end fades away, here as with single events
    lo = place.format(f"CASE WHEN lo = {OPEN_START} THEN hi - {room} ELSE lo END")
    hi = place.format(f"CASE WHEN hi = {OPEN_END} THEN lo + {room} ELSE hi END")
    days = f"{lanes}::INTEGER * 1048576 + (lo - {start}) // {step} * 1025"
    key = f"CASE WHEN lo = hi THEN {days} WHEN lo <= hi THEN {lanes}::INTEGER * 1048576 + {lo} * 1024 + {hi} END"
    counts = opened.columns(
        f"SELECT {key} AS key, count(*) AS events {part.source} AND lo <= hi GROUP BY 1", part.values
    )
    keys, events = counts["key"].astype(int), counts["events"].astype(int)
    return _spread_out(keys // 1048576, keys // 1024 % 1024, keys % 1024, events, first + width * np.arange(bins + 1))


def _spread_out(masks: np.ndarray, lo: np.ndarray, hi: np.ndarray, events: np.ndarray, edges: np.ndarray) -> PerTime:
    """Counts of (lanes, first bin, last bin) as counts of each lane and bin."""
    bins, lanes = len(edges) - 1, max(LANES, OTHERS, NONE) + 1
    within, touching = np.zeros((lanes + 1, bins), dtype=int), np.zeros((lanes + 1, bins + 1), dtype=int)
    exact = lo == hi
    for lane in range(lanes + 1):
        mine = ((masks >> lane) & 1).astype(bool) if lane < lanes else np.ones(len(masks), dtype=bool)
        np.add.at(within[lane], lo[mine & exact], events[mine & exact])
        wide = mine & ~exact
        np.add.at(touching[lane], lo[wide], events[wide])
        np.add.at(touching[lane], hi[wide] + 1, -events[wide])
    touching = touching.cumsum(axis=1)[:, :bins]
    return PerTime(edges, within[:lanes], touching[:lanes], int(events.sum()), np.stack([within[-1], touching[-1]]))
