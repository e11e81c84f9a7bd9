"""What stands on the map: a mark an event in a town, an area for those known by region only. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from views import geometry, wording
from views.catalogue import NEUTRAL
from views.figures.marks import caption, escape, pixels
from views.figures.spread import MOST_AT_A_PLACE, Cluster
from views.palette import Palette, sign
from views.selection import POSSIBLE
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

    rows: pd.DataFrame  # its events; of very many, one row with the place
    colour: str
    facts: bool  # something took place there; otherwise it is only outlined
    certain: bool  # at least one is certainly inside the selection
    selected: bool
    many: int = 0  # its events, where `rows` does not hold them
    words: str = ""  # its caption, where `rows` does not give it

    @property
    def number(self) -> int:
        return self.many or len(self.rows)

    @property
    def place(self) -> pd.Series:
        return self.rows.iloc[0]

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


def areas_of(shown: pd.DataFrame, selected: str | None) -> list[AreaMark]:
    """The areas of events (with a column `verdict`), the largest first: they lie lowest."""
    places = [rows for _, rows in shown.groupby(["place", "latitude", "longitude"], sort=True)]
    places.sort(key=lambda rows: (-float(rows["radius_km"].max() or 0), str(rows["place"].iloc[0])))
    return [_area_of(rows, selected) for rows in places]


def _area_of(rows: pd.DataFrame, selected: str | None) -> AreaMark:
    colours = set(rows["colour"])
    return AreaMark(
        rows,
        colours.pop() if len(colours) == 1 else NEUTRAL,
        facts=any(not sign(status).hollow for status in rows["status"]),
        certain=bool((rows["verdict"] > POSSIBLE).any()),
        selected=selected in set(rows["event_id"]),
    )


def area_caption(rows: pd.DataFrame) -> str:
    if len(rows) == 1:
        return caption(rows.iloc[0], int(rows["verdict"].iloc[0]))
    first = rows.iloc[0]
    titles = "<br>".join(f"{escape(r['said'])}: {escape(str(r['title'])[:60])}" for _, r in rows.head(6).iterrows())
    more = "<br>" + escape(say("explore.map.and_more", n=len(rows) - 6)) if len(rows) > 6 else ""
    return say("explore.map.somewhere", place=f"<b>{escape(first['place'])}</b>") + f"<br>{titles}{more}"


def marks_of(shown: pd.DataFrame, palette: Palette, selected: str | None) -> Iterator[Mark]:
    """One mark an event in a town (with a column `verdict`), or one for all of them where they are too many."""
    names = ["latitude", "longitude"]
    numbers = shown.groupby(names)["event_id"].transform("size") if len(shown) else pd.Series(dtype=int)
    stacks = {
        point: _stack(rows, point[1], point[0], palette, selected)
        for point, rows in shown[numbers > MOST_AT_A_PLACE].groupby(names)
    }
    single = shown[numbers <= MOST_AT_A_PLACE].sort_values(names, kind="stable").to_dict("records")
    marks = [_mark(row, selected) for row in single]
    yield from sorted([*marks, *stacks.values()], key=lambda mark: (mark.latitude, mark.longitude))


def _mark(row: Mapping, selected: str | None) -> Mark:
    drawn = sign(row["status"])
    return Mark(
        row["longitude"],
        row["latitude"],
        0,
        0,
        row["colour"],
        drawn.hollow,
        drawn.glyph,
        row["status"] == "ongoing",
        row["verdict"] == POSSIBLE,
        row["event_id"] == selected,
        row["event_id"],
        caption(row, row["verdict"]),
        row["place"] or "",
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


def _stack(rows: pd.DataFrame, longitude: float, latitude: float, palette: Palette, selected: str | None) -> Mark:
    colours = set(rows["colour"])
    note = stacked(str(rows["place"].iloc[0]), len(rows))
    possible = bool((rows["verdict"] == POSSIBLE).all())
    chosen = selected in set(rows["event_id"])
    colour = colours.pop() if len(colours) == 1 else NEUTRAL
    first, name = str(rows["event_id"].iloc[0]), str(rows["place"].iloc[0])
    words = wording.compact(len(rows))
    return Mark(longitude, latitude, 0, 0, colour, True, words, False, possible, chosen, first, note, name, len(rows))
