"""Where everything stands on the timeline: lanes, the rows within them, and the span of each mark. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

import numpy as np
import pandas as pd

from views import wording
from views.catalogue import NEUTRAL, NO_GROUP, Catalogue
from views.figures.marks import caption
from views.selection import CERTAIN, OUT
from views.texts import say

MOST_LANES = 6  # values with a lane of their own; the others share one
OTHERS = "\0others"
MOST_ROWS = 9  # within a lane; more marks than that lie over each other
DAY_MS = 86_400_000
MARGIN = 32  # pixels of the height that are not lanes
OPEN_SHARE = 0.07  # of the axis over which an open end fades away
DOT_SHARE = 0.011  # of the axis that a dot takes up, about 13 pixels of 1,200


@dataclass(frozen=True, slots=True)
class Lane:
    """One row of the timeline."""

    group: str
    label: str
    colour: str
    events: int


@dataclass(frozen=True, slots=True)
class Slot:
    """One event in one lane: `start` to `end` in milliseconds since 1970, end exclusive; `y` from 0 to 1, downwards."""

    event: dict
    number: int  # of its row among the events
    colour: str
    start: float
    end: float
    lane: str
    row: int  # within its lane, from the top
    rows: int  # that its lane has
    words: str  # its caption, were it certainly inside
    y: float = 0.0
    thickness: float = 0.0
    dot: float = 12.0  # pixels of its dot
    verdict: int = OUT


def lanes_of(catalogue: Catalogue, by: str = "group") -> list[Lane]:
    """Lanes from the top: the values with most events, then the other values in one, then events without any."""
    dated = catalogue.events[catalogue.events["dated"]]
    counts = Counter(value for row in dated.to_dict("records") for value in values_of(row, by))
    alone = sum(not values_of(row, by) for row in dated.to_dict("records"))
    if by == "group":
        named = [(p, n) for p, n in catalogue.group_counts() if p.id in counts]
        return lanes_from([(p.id, p.short, p.colour, n) for p, n in named], alone, by)
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return lanes_from([(value, label_of(value, by), NEUTRAL, n) for value, n in ranked], alone, by)


def lanes_from(ranked: Sequence[tuple[str, str, str, int]], alone: int, by: str = "group") -> list[Lane]:
    """Lanes of (value, label, colour, events), those with most events first, and of so many events without a value."""
    lanes = [Lane(*value) for value in ranked[:MOST_LANES]]
    if rest := ranked[MOST_LANES:]:
        label = say(f"explore.lanes.others_{by}", n=len(rest))
        lanes.append(Lane(OTHERS, label, NEUTRAL, sum(n for *_, n in rest)))
    if alone:
        lanes.append(Lane(NO_GROUP, say(f"explore.lanes.none_{by}"), NEUTRAL, alone))
    return lanes


def label_of(value: str, by: str) -> str:
    """A type or country in words; a country is its code where the gazetteer has none of it."""
    return wording.event_type(value) if by == "type" else wording.country(value)


def values_of(row: Mapping, by: str) -> Sequence[str]:
    """The groups, the type or the country of an event."""
    if by == "group":
        return row["groups"]
    value = row["event_type" if by == "type" else "country_code"]
    return [value] if isinstance(value, str) and value else []


def axis_of(catalogue: Catalogue) -> tuple[float, float]:
    """First and last millisecond of the axis, with room for a fading end."""
    events = catalogue.events
    days = pd.concat([events["first"], events["last"]]).dropna()
    if days.empty:
        now = pd.Timestamp("2000-01-01")
        return milliseconds(now), milliseconds(now) + 365 * DAY_MS
    start, end = milliseconds(days.min()), milliseconds(days.max()) + DAY_MS
    return room_around(start, end)


def room_around(start: float, end: float) -> tuple[float, float]:
    """An axis over these milliseconds, with room for a fading end."""
    room = max((end - start) * (OPEN_SHARE + 0.01), 8 * DAY_MS)
    return start - room, end + room


def milliseconds(stamp: pd.Timestamp) -> float:
    """Milliseconds since 1970, as a date axis counts."""
    return stamp.timestamp() * 1000


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The timeline of a whole table: nothing on it moves when a filter changes."""

    lanes: tuple[Lane, ...]
    ends: tuple[float, ...]  # where each lane ends, from 0 to 1
    axis: tuple[float, float]  # milliseconds
    slots: tuple[Slot, ...]


@lru_cache(maxsize=8)
def arrange(
    catalogue: Catalogue,
    height: int,
    by: str = "group",
    lanes: tuple[Lane, ...] | None = None,
    axis: tuple[float, float] | None = None,
) -> Arrangement:
    """Every dated event in each of its lanes, on a figure of so many pixels' height; worked out once a table.

    `lanes` and `axis` are those of a larger table that these events are from, by default their own.
    """
    lanes = tuple(lanes_of(catalogue, by)) if lanes is None else lanes
    axis = axis or axis_of(catalogue)
    slots = _slots(catalogue, lanes, axis, by)
    rows = {slot.lane: slot.rows for slot in slots}
    ends = ends_of([rows.get(lane.group, 1) for lane in lanes])
    spans = {lane.group: span for lane, span in zip(lanes, pairwise((0.0, *ends)), strict=True)}
    return Arrangement(lanes, ends, axis, tuple(_settled(slot, *spans[slot.lane], height) for slot in slots))


def ends_of(rows: Sequence[int]) -> tuple[float, ...]:
    """Where lanes of so many rows end, from 0 to 1: more rows, more room."""
    weights = [1 + 0.25 * (number - 1) for number in rows]
    return tuple(float(end) for end in np.cumsum(weights) / (sum(weights) or 1))


def _slots(catalogue: Catalogue, lanes: Sequence[Lane], axis: tuple[float, float], by: str) -> list[Slot]:
    own = {lane.group for lane in lanes}
    dated = np.flatnonzero(catalogue.events["dated"].to_numpy())
    rows = catalogue.events.iloc[dated].to_dict("records")
    spans = [_span(row, axis) for row in rows]
    words = [caption(row, CERTAIN) for row in rows]
    gap = (axis[1] - axis[0]) * DOT_SHARE
    extents = [_extent(row, span, gap) for row, span in zip(rows, spans, strict=True)]
    homes = [_lanes(values_of(row, by), own) for row in rows]
    slots: list[Slot] = []
    for lane in lanes:
        inside = [i for i, home in enumerate(homes) if lane.group in home]
        heights, used = pack([extents[i] for i in inside])
        for i, number in zip(inside, heights, strict=True):
            colour = lane.colour if by == "group" else rows[i]["colour"]
            slots.append(Slot(rows[i], int(dated[i]), colour, *spans[i], lane.group, number, used, words[i]))
    return slots


def _settled(slot: Slot, top: float, end: float, height: int) -> Slot:
    """The slot at its height between the top and the end of its lane."""
    step = (end - top) * 0.86 / slot.rows
    pixels = height - MARGIN
    return replace(
        slot,
        y=top + (end - top) * 0.07 + (slot.row + 0.5) * step,
        thickness=min(step * 0.72, 10 / pixels),
        dot=min(12.0, max(6.0, step * pixels)),
    )


def _lanes(values: Sequence[str], own: set[str]) -> set[str]:
    return {value if value in own else OTHERS for value in values} or {NO_GROUP}


def _span(row: dict, axis: tuple[float, float]) -> tuple[float, float]:
    room = (axis[1] - axis[0]) * OPEN_SHARE
    first, last = row["first"], row["last"]
    start = milliseconds(first) if pd.notna(first) else milliseconds(last) + DAY_MS - room
    end = milliseconds(last) + DAY_MS if pd.notna(last) else start + room
    return start, end


def _extent(row: dict, span: tuple[float, float], dot: float) -> tuple[float, float]:
    """What a mark takes up: its bar and its dot."""
    middle = dot_at(row, *span)
    return min(span[0], middle - dot / 2), max(span[1], middle + dot / 2)


def pack(extents: Sequence[tuple[float, float]]) -> tuple[list[int], int]:
    """Row of each extent so that none of a row overlap (first fit), and the number of rows; at most MOST_ROWS."""
    rows, ends = [0] * len(extents), []
    for i in sorted(range(len(extents)), key=lambda k: (extents[k], k)):
        start, end = extents[i]
        free = next((row for row, taken in enumerate(ends) if taken <= start), len(ends))
        if free == len(ends) and free < MOST_ROWS:
            ends.append(end)
        free = min(free, MOST_ROWS - 1)
        ends[free] = max(ends[free], end)
        rows[i] = free
    return rows, max(len(ends), 1)


def dot_at(event: dict, start: float, end: float) -> float:
    """Where a dot stands: in the middle of a day or interval, at the known end of an open one."""
    if pd.isna(event["first"]):
        return end - DAY_MS / 2
    return start + DAY_MS / 2 if pd.isna(event["last"]) else (start + end) / 2
