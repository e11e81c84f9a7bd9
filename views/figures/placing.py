"""What stands on the map: a mark an event in a town, an area for those known by region only. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

import pandas as pd

from views import geometry, wording
from views.catalogue import NEUTRAL
from views.figures.marks import caption, escape, pixels
from views.figures.spread import MOST_AT_A_PLACE, Cluster
from views.palette import sign
from views.selection import OUT, POSSIBLE, Verdict
from views.texts import say


@dataclass(frozen=True, slots=True)
class Mark:
    """One circle on the map: an event in a town, or a stack of too many to spread."""

    longitude: float
    latitude: float
    dx: float
    dy: float
    colour: str
    hollow: bool
    glyph: str
    ongoing: bool
    faint: bool
    selected: bool
    event: str
    caption: str
    place: str
    number: int = 1  # events that it stands for
    cell: tuple[float, ...] = ()  # west, south, east, north of the places that it stands for, where they are several
    index: int = 0  # among the marks; the page moves them by it when the zoom changes


@dataclass(frozen=True, slots=True)
class AreaMark:
    """Events known to have been somewhere in one area."""

    rows: Sequence[Mapping]  # its events; of very many, one with the place
    colour: str
    facts: bool  # something took place there; otherwise it is only outlined
    certain: bool  # at least one is certainly inside the selection
    selected: bool
    many: int = 0  # its events, where `rows` does not hold them
    words: str = ""  # its caption

    @property
    def number(self) -> int:
        return self.many or len(self.rows)

    @property
    def place(self) -> Mapping:
        return self.rows[0]

    @property
    def rings(self) -> list[geometry.Ring]:
        place = self.place
        radius = float(place["radius_km"]) if pd.notna(place["radius_km"]) else 50.0
        return geometry.shape(
            place["place_kind"],
            place["country_code"],
            place["latitude"],
            place["longitude"],
            radius,
            geonames_id=place["geonames_id"],
            name=place["place"],
        )


PLACE = ["place", "place_kind", "country_code", "longitude", "latitude", "radius_km", "geonames_id", "placed"]
COLUMNS = ["event_id", "title", "status", "said", "colour", *PLACE]


@dataclass(frozen=True, eq=False)
class Pins:
    """Placed events, ready to be drawn under any verdict: sorted and grouped once, each mark made once."""

    events: int
    towns: tuple[tuple[int, Mapping], ...]  # row number and event, those of one point one after the other
    areas: tuple[tuple[tuple[int, Mapping], ...], ...]  # those of one area together, the largest first: they lie lowest
    made: dict[tuple[int, int], Mark] = field(default_factory=dict)

    def mark(self, row: int, event: Mapping, verdict: int) -> Mark:
        """The mark of one event under a verdict."""
        if (row, verdict) not in self.made:
            self.made[row, verdict] = _mark(event, verdict)
        return self.made[row, verdict]


def pins_of(events: pd.DataFrame) -> Pins:
    """The placed ones of these events; kept marks are in the language spoken now."""
    rows = list(enumerate(events[COLUMNS].to_dict("records")))
    area = events["area"].tolist()
    towns = [pair for pair in rows if pair[1]["placed"] and not area[pair[0]]]
    towns.sort(key=lambda pair: (pair[1]["latitude"], pair[1]["longitude"]))
    places: dict[tuple, list[tuple[int, Mapping]]] = {}
    for row, event in rows:
        if area[row]:
            places.setdefault((event["place"] or "", event["latitude"], event["longitude"]), []).append((row, event))
    largest = sorted(places, key=lambda place: (-max(_radius(event) for _, event in places[place]), place))
    return Pins(len(events), tuple(towns), tuple(tuple(places[place]) for place in largest))


def _radius(event: Mapping) -> float:
    return float(event["radius_km"]) if pd.notna(event["radius_km"]) else 0.0


def areas_of(pins: Pins, verdict: Verdict, selected: str | None) -> list[AreaMark]:
    """The areas of the events that the verdict lets through."""
    passes = verdict.tolist()
    shown = ([(event, passes[row]) for row, event in area if passes[row] > OUT] for area in pins.areas)
    return [_area_of(rows, selected) for rows in shown if rows]


def _area_of(rows: Sequence[tuple[Mapping, int]], selected: str | None) -> AreaMark:
    events = [event for event, _ in rows]
    colours = {event["colour"] for event in events}
    return AreaMark(
        events,
        colours.pop() if len(colours) == 1 else NEUTRAL,
        facts=any(not sign(event["status"]).hollow for event in events),
        certain=any(verdict > POSSIBLE for _, verdict in rows),
        selected=any(event["event_id"] == selected for event in events),
        words=_area_caption(rows),
    )


def _area_caption(rows: Sequence[tuple[Mapping, int]]) -> str:
    first, verdict = rows[0]
    if len(rows) == 1:
        return caption(first, verdict)
    titles = "<br>".join(f"{escape(event['said'])}: {escape(str(event['title'])[:60])}" for event, _ in rows[:6])
    more = "<br>" + escape(say("explore.map.and_more", n=len(rows) - 6)) if len(rows) > 6 else ""
    return say("explore.map.somewhere", place=f"<b>{escape(first['place'])}</b>") + f"<br>{titles}{more}"


def marks_of(pins: Pins, verdict: Verdict, selected: str | None) -> Iterator[Mark]:
    """One mark an event in a town that the verdict lets through, or one for all of a place where they are too many."""
    passes = verdict.tolist()
    shown = ((row, event) for row, event in pins.towns if passes[row] > OUT)
    for _, run in groupby(shown, key=lambda pair: (pair[1]["latitude"], pair[1]["longitude"])):
        rows = list(run)
        if len(rows) > MOST_AT_A_PLACE:
            yield _stack([(event, passes[row]) for row, event in rows], selected)
            continue
        for row, event in rows:
            mark = pins.mark(row, event, passes[row])
            yield replace(mark, selected=True) if event["event_id"] == selected else mark


def _mark(event: Mapping, verdict: int) -> Mark:
    drawn = sign(event["status"])
    return Mark(
        event["longitude"],
        event["latitude"],
        0,
        0,
        event["colour"],
        drawn.hollow,
        drawn.glyph,
        event["status"] == "ongoing",
        verdict == POSSIBLE,
        False,
        event["event_id"],
        caption(event, verdict),
        event["place"] or "",
    )


def apart(marks: list[Mark], gathered: list[Cluster], zoom: float) -> list[Mark]:
    """The marks numbered, and moved so that none covers another of its place or of one a dot's width away."""
    moved = {}
    for cluster in gathered:
        for index, (x, y) in zip(cluster.members, cluster.spots, strict=True):
            own_x, own_y = pixels(marks[index].longitude, marks[index].latitude, zoom)
            moved[index] = replace(marks[index], index=index, dx=x - own_x, dy=y - own_y)
    return [moved[index] for index in range(len(marks))]


def stacked(place: str, events: int) -> str:
    """The caption of a mark that stands for many events."""
    return f"<b>{escape(place)}</b>: {escape(wording.events(events))}<br>{escape(say('explore.map.click'))}"


def _stack(rows: Sequence[tuple[Mapping, int]], selected: str | None) -> Mark:
    first, _ = rows[0]
    colours = {event["colour"] for event, _ in rows}
    return Mark(
        first["longitude"],
        first["latitude"],
        0,
        0,
        colours.pop() if len(colours) == 1 else NEUTRAL,
        True,
        wording.compact(len(rows)),
        False,
        all(verdict == POSSIBLE for _, verdict in rows),
        any(event["event_id"] == selected for event, _ in rows),
        first["event_id"],
        stacked(str(first["place"]), len(rows)),
        str(first["place"]),
        len(rows),
    )
