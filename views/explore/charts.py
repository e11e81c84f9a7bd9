"""Map and timeline on the page: what is asked, what is drawn, and what a click or a drag does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np
import streamlit as st

from views import controls, frame, query
from views.catalogue import NEUTRAL
from views.explore import bar
from views.figures import density, many, placing
from views.figures import map as map_view
from views.figures import timeline as timeline_view
from views.figures.drawing import Drawing
from views.figures.lanes import DAY_MS, NO_GROUP, OTHERS, Arrangement, Lane, ends_of, label_of, lanes_from, room_around
from views.figures.marks import view_of
from views.linked_chart import linked_chart
from views.palette import LIGHT, Palette
from views.query import Found, Opened, PerPlace
from views.query.answers import LANES_BY
from views.query.index import NONE
from views.query.index import OTHERS as OTHERS_BIT
from views.selection import OUT, Area, Selection
from views.texts import language, say

MAP_HEIGHT, TIMELINE_HEIGHT, STRETCHES = 372, 250, 240
MAP_TOOLS = [["pan2d", "select2d", "lasso2d"], ["zoomInMap", "zoomOutMap", "resetViewMap"]]
TIMELINE_TOOLS = [["select2d", "pan2d"], ["zoomIn2d", "zoomOut2d", "resetScale2d"]]


def draw_map(opened: Opened, selection: Selection) -> None:
    """The map, filtered by everything but the area marked on it."""
    palette = frame.palette()
    scene, alt, few = _on_map(opened, selection, palette, _seen())
    linked_chart(
        bar.enlarged(_ground(opened, palette, few)),
        key="map",
        scene=scene,
        alt=alt,
        on_brush=controls.mark_area,
        on_pick=controls.pick_on_map,
        on_view=_look,
        config={"scrollZoom": True, "displayModeBar": True, "modeBarButtons": MAP_TOOLS},
    )


def foresee(opened: Opened, selection: Selection) -> Iterator[None]:
    """Work out the charts as a first visit draws them, one at a time."""
    _on_map(opened, selection, LIGHT, None)
    yield
    _on_timeline(opened, selection, LIGHT, next(iter(LANES_BY)))
    yield


def _on_map(opened: Opened, selection: Selection, palette: Palette, seen: many.Frame | None) -> tuple[bytes, str, bool]:
    """What lies on the map, the same in words, and whether it is single events."""
    found = query.on_map(opened, without(selection, "area"))
    if isinstance(found, Found):
        return *_few_on_map(opened, found, palette, selection.event, selection.area, language()), True
    return *_many_on_map(opened, found, seen, selection.area, language()), False


def without(selection: Selection, own: str) -> Selection:
    """The selection as far as it filters a view: without the view's own mark, and without the selected event."""
    return replace(selection, **{own: None}, event=None)


def _look(value: Mapping) -> None:
    """The reader has moved the map; what is drawn as numbers is asked for anew."""
    names = ("zoom", "west", "south", "east", "north")
    try:
        st.session_state.seen = many.Frame(*(float(value[name]) for name in names))
    except (KeyError, TypeError, ValueError):
        st.session_state.seen = None


def _seen() -> many.Frame | None:
    return st.session_state.get("seen")


@lru_cache(maxsize=8)
def _ground(opened: Opened, palette: Palette, few: bool) -> dict:
    return map_view.ground(palette, first_view(opened), height=MAP_HEIGHT, many=not few).json


@lru_cache(maxsize=24)
def _few_on_map(
    opened: Opened, found: Found, palette: Palette, event: str | None, area: Area | None, _: str
) -> tuple[bytes, str]:
    whole = opened.total <= query.FEW  # then what is worked out of all events is good for any of them
    ranks = tuple(range(opened.total)) if whole else found.ranks
    pins, verdict = _pins(opened, ranks, language()), query.verdict(found)
    if whole:
        verdict = np.full(opened.total, OUT, dtype=np.int8)
        verdict[list(found.ranks)] = query.verdict(found)
    marks = list(placing.marks_of(pins, verdict, event))
    areas = placing.areas_of(pins, verdict, event)
    return map_view.scene(marks, areas, area), map_view.describe_few(marks, areas)


@lru_cache(maxsize=8)
def _pins(opened: Opened, ranks: tuple[int, ...], _: str) -> placing.Pins:
    return placing.pins_of(query.few(opened, ranks))


@lru_cache(maxsize=24)
def _many_on_map(
    opened: Opened, found: PerPlace, seen: many.Frame | None, area: Area | None, _: str
) -> tuple[bytes, str]:
    at = seen or many.frame_of(*first_view(opened), map_view.WIDTH, MAP_HEIGHT)
    points = opened.points
    where = (points.longitude, points.latitude, points.radius_km, points.exact)
    places = many.Places(
        found.point, found.hue, found.events, found.possible, found.happened, *(column[found.point] for column in where)
    )
    colours, names = hues(opened)
    marks = many.cell_marks(places, at, colours, names, lambda numbers: _names(opened, numbers))
    areas = many.area_marks(places, at, colours, names, lambda numbers: _places(opened, numbers))
    top = [(mark.place, mark.number) for mark in sorted(marks, key=lambda mark: -mark.number)[:6]]
    areas_known = int(places.events[~places.exact].sum())
    return map_view.scene(marks, areas, area), map_view.describe(int(places.events.sum()), top, areas_known)


def first_view(opened: Opened) -> tuple[float, float, float]:
    """Longitude, latitude and zoom that show every place of the table."""
    points = opened.points
    return view_of(points.longitude, points.latitude, map_view.WIDTH, MAP_HEIGHT)


def hues(opened: Opened) -> tuple[list[str], list[str]]:
    """Colour and name of each lane of an event's first group."""
    parties = [opened.party(term.value) for term in opened.lane_terms("group")]
    colours, names = [party.colour for party in parties], [party.short for party in parties]
    colours += [NEUTRAL] * (8 - len(colours))
    names += [""] * (OTHERS_BIT - len(names))
    return colours, [*names, say("explore.lanes.others"), say("explore.lanes.none_group")]


def _names(opened: Opened, numbers: Sequence[int]) -> dict[int, str]:
    return {number: place["place"] or "" for number, place in _places(opened, numbers).items()}


def _places(opened: Opened, numbers: Sequence[int]) -> dict[int, dict]:
    names = ("point", "place", "place_kind", "country_code", "longitude", "latitude", "radius_km", "geonames_id")
    sql = f"SELECT {', '.join(names)} FROM points WHERE point IN (SELECT unnest(?::INTEGER[]))"
    return {row[0]: dict(zip(names, row, strict=True)) for row in opened.rows(sql, [list(numbers)])}


def draw_timeline(opened: Opened, selection: Selection) -> None:
    """The timeline, filtered by everything but the brush on it."""
    drawn, alt, rings = _on_timeline(opened, selection, frame.palette(), bar.lanes_by())
    linked_chart(
        bar.enlarged(drawn),
        key="timeline",
        brush={"marked": _brushed(selection), "days": opened.days, "words": _brush_words(), "rings": rings},
        alt=alt,
        on_brush=controls.brush_days,
        on_pick=controls.pick_on_timeline,
        config={"displayModeBar": "hover", "modeBarButtons": TIMELINE_TOOLS},
    )


def _on_timeline(
    opened: Opened, selection: Selection, palette: Palette, by: str
) -> tuple[dict, str, list[tuple[float, float, float]]]:
    """The timeline, the same in words, and the rings around the selected event's marks."""
    found = query.on_timeline(opened, without(selection, "brush"), by)
    if not isinstance(found, Found):
        return *_many_on_timeline(opened, found, palette, by, language()), []
    drawn, alt = _few_on_timeline(opened, found, palette, by, language())
    few, verdict = _sliced(opened, found, language()), query.verdict(found)
    setting = _setting(opened, by, found, language())
    return drawn, alt, timeline_view.rings(few, verdict, selection.event, TIMELINE_HEIGHT, setting)


def _brushed(selection: Selection) -> list[str] | None:
    brush = selection.brush
    return [brush.first.isoformat(), brush.last.isoformat()] if brush else None


def _brush_words() -> list[str]:
    """Names of the brush's parts for screen readers: all of it, its first day, its last day."""
    return [say("explore.brush.whole"), say("explore.brush.first"), say("explore.brush.last")]


@lru_cache(maxsize=16)
def _sliced(opened: Opened, found: Found, _: str):
    return query.slice_of(opened, query.few(opened, found.ranks))


@lru_cache(maxsize=16)
def _setting(opened: Opened, by: str, found: Found, _: str) -> timeline_view.Setting:
    events = query.few(opened, found.ranks)
    days = [[None if day is None else day // DAY_MS for day in _milliseconds(events[end])] for end in ("first", "last")]
    strip = density.strip_of(list(zip(*days, strict=True)), opened.days or (0, 365), STRETCHES)
    return timeline_view.Setting(by, tuple(lanes(opened, by)), axis(opened), strip)


def _milliseconds(days) -> list[int | None]:
    return [None if day != day else int(day.timestamp() * 1000) for day in days]


@lru_cache(maxsize=16)
def _few_on_timeline(opened: Opened, found: Found, palette: Palette, by: str, code: str) -> tuple[dict, str]:
    setting = _setting(opened, by, found, code)
    few, verdict = _sliced(opened, found, code), query.verdict(found)
    figure = timeline_view.draw(few, verdict, palette, height=TIMELINE_HEIGHT, setting=setting)
    exact = int(few.events["day"].sum())
    return figure.json, timeline_view.describe(len(few.events), exact, setting.lanes)


@lru_cache(maxsize=16)
def _many_on_timeline(opened: Opened, found, palette: Palette, by: str, _: str) -> tuple[dict, str]:
    own = lanes(opened, by)
    ends = ends_of([1] * len(own))
    figure = Drawing()
    rows = [{OTHERS: OTHERS_BIT, NO_GROUP: NONE}.get(lane.group, number) for number, lane in enumerate(own)]
    edges = found.edges.tolist()
    density.draw_lanes(figure, own, ends, edges, found.within, found.touching, rows)
    strip = density.Strip(tuple(edges), *(tuple(values.tolist()) for values in found.strip))
    whole = Arrangement(tuple(own), ends, axis(opened), ())
    timeline_view.frame(figure, whole, palette, TIMELINE_HEIGHT, strip)
    return figure.json, timeline_view.describe(found.events, None, own)


def axis(opened: Opened) -> tuple[float, float]:
    """First and last millisecond of the time axis."""
    first, last = opened.days or (10957, 11322)
    return room_around(first * DAY_MS, (last + 1) * DAY_MS)


def lanes(opened: Opened, by: str) -> list[Lane]:
    """The lanes of the whole table, the values with most events first; they stay where they are under any filter."""
    if by == "group":
        ranked = [(p.id, p.short, p.colour, events) for p, events in opened.group_counts()]
    else:
        ranked = [(t.value, label_of(t.value, by), NEUTRAL, t.events) for t in opened.terms(by)]
    return lanes_from(ranked, opened.without(by), by)
