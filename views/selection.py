"""What is selected: filters, a brush over time, an area on the map. Pure: tables and values in, verdicts out.

A verdict says of every event whether it lies *certainly* inside, only *possibly* (its interval or area overlaps the
edge), or outside. Each view is filtered by every selection but its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from views import geometry
from views.texts import say
from views.wording import events as events_in_words

OUT, POSSIBLE, CERTAIN = 0, 1, 2
Verdict = np.ndarray  # of int8, one an event


@dataclass(frozen=True, slots=True)
class Filters:
    """The filter widgets. Empty means everything."""

    groups: tuple[str, ...] = ()  # short names, as on the screen
    years: tuple[int, int] | None = None  # both inclusive
    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    text: str = ""
    origins: tuple[str, ...] = ()
    confidence: int = 0  # per cent; events below it are left out


@dataclass(frozen=True, slots=True)
class Brush:
    """Days marked on the timeline, both inclusive."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError(f"brush ends ({self.last}) before it begins ({self.first})")


@dataclass(frozen=True, slots=True)
class Area:
    """A closed ring of (longitude, latitude) marked on the map; a `spot` is one clicked place, one point only."""

    kind: str  # box, lasso, spot
    ring: tuple[tuple[float, float], ...]

    def __post_init__(self) -> None:
        if self.kind not in ("box", "lasso", "spot") or len(self.ring) < (1 if self.kind == "spot" else 4):
            raise ValueError(f"not an area: {self.kind} of {len(self.ring)} points")

    @classmethod
    def box(cls, west: float, south: float, east: float, north: float) -> Area:
        (west, east), (south, north) = sorted((west, east)), sorted((south, north))
        return cls("box", ((west, south), (east, south), (east, north), (west, north), (west, south)))

    @classmethod
    def lasso(cls, points: list[tuple[float, float]]) -> Area:
        ring = tuple((float(x), float(y)) for x, y in points)
        return cls("lasso", ring if ring[:1] == ring[-1:] else (*ring, *ring[:1]))

    @classmethod
    def spot(cls, longitude: float, latitude: float) -> Area:
        return cls("spot", ((float(longitude), float(latitude)),))


@dataclass(frozen=True, slots=True)
class Selection:
    """All that a link carries."""

    filters: Filters = Filters()
    brush: Brush | None = None
    area: Area | None = None
    event: str | None = None


@dataclass(frozen=True)
class Verdicts:
    """Verdicts of every view: none is filtered by its own selection."""

    shown: Verdict  # all selections: the table and the counter
    on_map: Verdict  # filters and brush
    on_timeline: Verdict  # filters and area


@dataclass(frozen=True, slots=True)
class Counter:
    """The sum that must come out: certain + possible = shown, shown + hidden = total."""

    total: int
    shown: int
    undated: int  # of those shown: not on the timeline
    unplaced: int  # of those shown: not on the map
    possible: int  # of those shown: only possibly inside

    @property
    def hidden(self) -> int:
        return self.total - self.shown

    @property
    def words(self) -> str:
        values = {"shown": self.shown, "total": self.total, "undated": self.undated, "unplaced": self.unplaced}
        words = say("words.counter.shown", **values)
        return f"{words} · {say('words.counter.possible', possible=self.possible)}" if self.possible else words

    @property
    def explanation(self) -> str:
        """The same sum in a sentence."""
        certain = self.shown - self.possible
        inside = say("words.counter.inside", certain=certain, possible=self.possible) if self.possible else ""
        values = {"shown": self.shown, "hidden": self.hidden, "total": self.total}
        values |= {"undated": self.undated, "unplaced": self.unplaced}
        return say("words.counter.explanation", events=events_in_words(self.shown), inside=inside, **values)


def verdicts(events: pd.DataFrame, selection: Selection) -> Verdicts:
    """Every view's verdict on every event."""
    filtered = matching(events, selection.filters)
    brushed = within_days(events, selection.brush.first, selection.brush.last) if selection.brush else None
    marked = within_area(events, selection.area) if selection.area else None
    return Verdicts(_both(filtered, brushed, marked), _both(filtered, brushed), _both(filtered, marked))


def _both(*verdicts: Verdict | None) -> Verdict:
    return np.minimum.reduce([v for v in verdicts if v is not None])


def tally(events: pd.DataFrame, shown: Verdict) -> Counter:
    """The counter over a verdict."""
    inside = shown > OUT
    return Counter(
        total=len(events),
        shown=int(inside.sum()),
        undated=int((inside & ~events["dated"].to_numpy()).sum()),
        unplaced=int((inside & ~events["placed"].to_numpy()).sum()),
        possible=int((shown == POSSIBLE).sum()),
    )


def matching(events: pd.DataFrame, filters: Filters) -> Verdict:
    """Verdict of the filter widgets; only the years can leave an event possible."""
    keep = np.ones(len(events), dtype=bool)
    for column, wanted in (
        ("event_type", filters.types),
        ("status", filters.statuses),
        ("place", filters.places),
    ):
        if wanted:
            keep &= events[column].isin(wanted).to_numpy()
    for column, wanted in (("names", set(filters.groups)), ("documents", set(filters.documents))):
        if wanted:
            keep &= np.array([not wanted.isdisjoint(values) for values in events[column]], dtype=bool)
    if filters.confidence:
        keep &= (100 * events["confidence"].fillna(0)).round().to_numpy() >= filters.confidence
    if filters.origins:
        keep &= events["origin"].isin(filters.origins).to_numpy() if "origin" in events else False
    for word in filters.text.casefold().split():
        keep &= events["words"].str.contains(word, regex=False).to_numpy(dtype=bool)
    verdict = np.where(keep, CERTAIN, OUT).astype(np.int8)
    if filters.years:
        first, last = filters.years
        verdict = _both(verdict, within_days(events, date(first, 1, 1), date(last, 12, 31)))
    return verdict


def within_days(events: pd.DataFrame, first: date, last: date) -> Verdict:
    """Verdict of a stretch of days, both inclusive. An open end is never certainly inside; an undated event is out."""
    start, end = np.datetime64(first, "s"), np.datetime64(last, "s")
    begins, ends = events["first"].to_numpy(), events["last"].to_numpy()
    open_start, open_end = np.isnat(begins), np.isnat(ends)
    overlaps = (open_start | (begins <= end)) & (open_end | (ends >= start)) & events["dated"].to_numpy()
    covered = ~open_start & ~open_end & (begins >= start) & (ends <= end)
    return np.where(covered, CERTAIN, np.where(overlaps, POSSIBLE, OUT)).astype(np.int8)


def within_area(events: pd.DataFrame, area: Area) -> Verdict:
    """Verdict of an area on the map. A region that straddles its edge is possibly inside; an unplaced event is out."""
    longitudes, latitudes = (events[c].to_numpy(dtype=float) for c in ("longitude", "latitude"))
    placed = events["placed"].to_numpy()
    if area.kind == "spot":
        (longitude, latitude), *_ = area.ring
        same = placed & np.isclose(longitudes, longitude, atol=1e-6) & np.isclose(latitudes, latitude, atol=1e-6)
        return np.where(same, CERTAIN, OUT).astype(np.int8)
    radii = np.where(events["area"], events["radius_km"].fillna(0).to_numpy(dtype=float), 0.0)
    inside = placed & geometry.contains(list(area.ring), longitudes, latitudes)
    edge = geometry.distance_to_edge(list(area.ring), longitudes, latitudes)
    certain = inside & (edge >= radii)
    touching = placed & (inside | (edge < radii))
    return np.where(certain, CERTAIN, np.where(touching, POSSIBLE, OUT)).astype(np.int8)
