"""The map: towns as dots, countries and regions as areas. A pure function from events to a plotly figure.

Only circles, lines, fills and text are used: plotly fetches any other marker symbol, and `Scattergeo`'s outlines, from
the internet.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from views import geometry, wording
from views.figures import basemap
from views.figures.drawing import Drawing, trace
from views.figures.labels import NAME_BELOW, name_spots
from views.figures.marks import FAINT, layout, pixels, unpixels, view_of
from views.figures.placing import AreaMark, Mark, apart, area_caption, areas_of, marks_of
from views.figures.spread import MOST_AT_A_PLACE, SPACING, Cluster, clusters, joint
from views.palette import FONT, Palette, fade
from views.selection import OUT, Area, Verdict
from views.texts import number, say

DOT, CORE, RIM, RING = 13.0, 8.0, 2.5, 10.0  # pixels: dot, hollow inside, paper rim, ring of the selected event
WIDTH = 840  # pixels the first view is fitted to; the reader moves it from there


def map_figure(
    events: pd.DataFrame,
    verdict: Verdict,
    palette: Palette,
    *,
    selected: str | None = None,
    area: Area | None = None,
    height: int = 400,
    style: dict | None = None,
) -> go.Figure:
    """Events (prepared by `views.catalogue`) that the verdict lets through, on the offline basemap.

    Every mark's customdata is [event id, longitude, latitude, number of events]. The first view fits all events, shown
    or not, so that it does not depend on the filter; `uirevision` keeps where the reader has moved it since.
    """
    placed = events[events["placed"]]
    view = view_of(placed["longitude"], placed["latitude"], WIDTH, height)
    shown = events.assign(verdict=verdict)[(verdict > OUT) & events["placed"].to_numpy()]
    marks = list(marks_of(shown[~shown["area"]], palette, selected))
    areas = areas_of(shown[shown["area"]], selected)
    return go.Figure(draw(marks, areas, palette, view, area=area, height=height, style=style).json)


def draw(
    marks: list[Mark],
    areas: list[AreaMark],
    palette: Palette,
    view: tuple[float, float, float],
    *,
    area: Area | None = None,
    height: int = 400,
    style: dict | None = None,
    shown_at: float | None = None,
) -> Drawing:
    """Marks (those of one place one after the other) and areas (the largest first) on the basemap.

    `view` is the first view: longitude, latitude, zoom; `shown_at` the zoom at which marks are set apart, by default
    its own.
    """
    longitude, latitude, zoom = view
    zoom = zoom if shown_at is None else shown_at
    figure = Drawing()
    gathered = clusters([(m.longitude, m.latitude) for m in marks], zoom)
    marks = apart(marks, gathered, zoom)
    _draw_areas(figure, areas, marks, palette, zoom)
    _draw_marks(figure, marks, gathered, palette, zoom)
    if area and area.kind != "spot":
        _draw_selection(figure, area, palette)
    if not figure.data:  # without a trace of its kind plotly draws axes in place of the map
        figure.add_trace(trace("scattermap", lon=[None], lat=[None], hoverinfo="skip", showlegend=False))
    return layout(
        figure,
        palette,
        height,
        map={
            "style": style or basemap.style(palette),
            "center": {"lon": longitude, "lat": latitude},
            "zoom": view[2],
            "uirevision": "map",
        },
        annotations=[_attribution(palette)],
        meta={"fitted": WIDTH, "spacing": SPACING, "most": MOST_AT_A_PLACE, "below": NAME_BELOW}
        | {"marks": [[m.longitude, m.latitude, m.place] for m in marks]},
        uirevision="map",
        dragmode="pan",
        clickmode="event",
    )


def _attribution(palette: Palette) -> dict:
    return {
        "text": basemap.ATTRIBUTION,
        "xref": "paper",
        "yref": "paper",
        "x": 1,
        "y": 0,
        "xanchor": "right",
        "yanchor": "bottom",
        "xshift": -4,
        "showarrow": False,
        "font": {"size": 10, "color": palette.muted},
        "bgcolor": fade(palette.land, 0.75),
    }


def describe(events: int, places: list[tuple[str, int]], areas: int) -> str:
    """The map in words, for who cannot see it: `places` with their number of events, `areas` events known so only."""
    if not events:
        return say("explore.map.none")
    top = ", ".join(f"{name} {number(n)}" for name, n in sorted(places, key=lambda p: (-p[1], p[0]))[:5])
    more = say("explore.map.more_places", n=len(places) - 5) if len(places) > 5 else ""
    words = say("explore.map.of", events=wording.events(events), places=len(places), top=top, more=more)
    return words + " " + say("explore.map.exact", exact=events - areas, areas=areas)


def _draw_areas(figure: Drawing, areas: list[AreaMark], towns: list[Mark], palette: Palette, zoom: float) -> None:
    """Fills, outlines, then names. Filled where something took place, outlined otherwise."""
    styles: dict[tuple, list[AreaMark]] = {}
    for area in areas:
        styles.setdefault((area.selected, area.facts, area.colour, area.certain), []).append(area)
    for style in sorted(styles):
        _draw_alike(figure, styles[style], palette)
    if areas:
        _draw_area_names(figure, areas, towns, palette, zoom)


def _draw_alike(figure: Drawing, areas: list[AreaMark], palette: Palette) -> None:
    """Areas that look the same, in one trace: every trace costs the browser a source and layers of its own.

    `meta.areas` gives of each [values, first point, end].
    """
    first = areas[0]
    longitudes, latitudes, spans = [], [], []
    for area in areas:
        if longitudes:
            longitudes, latitudes = [*longitudes, None], [*latitudes, None]
        start = len(longitudes)
        own = _joined(area.rings)
        longitudes += own[0]
        latitudes += own[1]
        place = area.place
        values = [place["event_id"], place["longitude"], place["latitude"], area.number]
        spans.append([values, start, len(longitudes)])
    strength = 1.0 if first.certain else FAINT
    figure.add_trace(
        trace(
            "scattermap",
            lon=longitudes,
            lat=latitudes,
            mode="lines",
            fill="toself" if first.facts else "none",
            fillcolor=fade(first.colour, 0.16 * strength),
            line={
                "color": palette.accent if first.selected else fade(first.colour, 0.75 * strength),
                "width": 2.5 if first.selected else 1.3,
            },
            hoverinfo="skip",
            meta={"areas": spans, "style": f"{first.selected} {first.facts} {first.colour} {first.certain}"},
            name="area",
        )
    )


def _draw_area_names(figure: Drawing, areas: list[AreaMark], towns: list[Mark], palette: Palette, zoom: float) -> None:
    """A name and a number on each area; an unseen circle under it takes the pointer."""
    firsts = [area.place for area in areas]
    words = [f"{place['place']} · {number(area.number)}" for area, place in zip(areas, firsts, strict=True)]
    spots = name_spots(firsts, words, towns, zoom)
    common = {"lon": [x for x, _ in spots], "lat": [y for _, y in spots]}
    hover = [area.words or area_caption(area.rows) for area in areas]
    data = [[p["event_id"], p["longitude"], p["latitude"], a.number] for a, p in zip(areas, firsts, strict=True)]
    figure.add_trace(
        trace(
            "scattermap",
            **common,
            mode="markers",
            marker={"size": 26, "color": palette.ink, "opacity": 0},
            text=hover,
            hovertemplate="%{text}<extra></extra>",
            customdata=data,
            name="areas",
        )
    )
    figure.add_trace(
        trace(
            "scattermap",
            **common,
            mode="text",
            text=words,
            textfont={"family": FONT, "size": 12, "color": palette.ink},
            hoverinfo="skip",
            name="area names",
        )
    )


def _joined(rings: list[geometry.Ring]) -> tuple[list[float | None], list[float | None]]:
    longitudes: list[float | None] = []
    latitudes: list[float | None] = []
    for ring in rings:
        longitudes += [*([None] if longitudes else []), *_unbroken([x for x, _ in ring])]
        latitudes += [*([None] if latitudes else []), *(y for _, y in ring)]
    return longitudes, latitudes


def _unbroken(longitudes: list[float]) -> list[float]:
    """The longitudes of a ring without a leap: across ±180 they run on, so that no line crosses the whole map."""
    turns, run = 0, longitudes[:1]
    for before, here in pairwise(longitudes):
        turns += int(here - before < -180) - int(here - before > 180)
        run.append(here + 360 * turns)
    return run


def _draw_marks(figure: Drawing, marks: list[Mark], gathered: list[Cluster], palette: Palette, zoom: float) -> None:
    """Layers from below: ring of the selected one, halo of what goes on, rim, dot, hollow inside, character."""
    if not marks:
        return
    sizes = {id(m): DOT if m.number == 1 else DOT + 4 + 1.1 * np.log2(m.number) for m in marks}
    _layer(figure, "ring", [m for m in marks if m.selected], zoom, lambda m: sizes[id(m)] + RING, palette.accent)
    _layer(figure, "halo", [m for m in marks if m.ongoing], zoom, lambda m: sizes[id(m)] + 9, None, opacity=0.35)
    _layer(figure, "rim", marks, zoom, lambda m: sizes[id(m)] + RIM, palette.paper)
    _layer(figure, "events", marks, zoom, lambda m: sizes[id(m)], None, hover=True)
    _draw_town_names(figure, marks, gathered, palette, zoom)
    hollow = [m for m in marks if m.hollow]
    _layer(figure, "hollow", hollow, zoom, lambda m: sizes[id(m)] - (DOT - CORE), palette.paper)
    _draw_glyphs(figure, [m for m in hollow if m.glyph], palette, zoom)


def _layer(figure, name, marks, zoom, size, colour, *, opacity=1.0, hover=False) -> None:
    if not marks:
        return
    longitudes, latitudes, meta = _positions(marks, zoom)
    strength = FAINT if name in ("events", "halo") else 1.0
    figure.add_trace(
        trace(
            "scattermap",
            lon=longitudes,
            lat=latitudes,
            mode="markers",
            marker={
                "size": [size(m) for m in marks],
                "color": [colour or m.colour for m in marks],
                "opacity": [opacity * (strength if m.faint else 1.0) for m in marks],
            },
            meta=meta,
            name=name,
            **(
                {
                    "text": [m.caption for m in marks],
                    "hovertemplate": "%{text}<extra></extra>",
                    "customdata": [[m.event, m.longitude, m.latitude, m.number, *m.cell] for m in marks],
                }
                if hover
                else {"hoverinfo": "skip"}
            ),
        )
    )


def _draw_town_names(
    figure: Drawing, marks: list[Mark], gathered: list[Cluster], palette: Palette, zoom: float
) -> None:
    """The names of each cluster's towns once, under its marks."""
    points = [unpixels(cluster.middle[0], max(y for _, y in cluster.spots) + NAME_BELOW, zoom) for cluster in gathered]
    names = [joint(marks[index].place for index in cluster.members) for cluster in gathered]
    figure.add_trace(
        trace(
            "scattermap",
            lon=[x for x, _ in points],
            lat=[y for _, y in points],
            mode="text",
            text=names,
            textfont={"family": FONT, "size": 11, "color": palette.ink},
            hoverinfo="skip",
            meta={"names": True},
            name="town names",
        )
    )


def _draw_glyphs(figure: Drawing, marks: list[Mark], palette: Palette, zoom: float) -> None:
    if not marks:
        return
    longitudes, latitudes, meta = _positions(marks, zoom)
    figure.add_trace(
        trace(
            "scattermap",
            lon=longitudes,
            lat=latitudes,
            mode="text",
            text=[m.glyph for m in marks],
            textfont={"family": FONT, "size": 11, "color": palette.ink},
            hoverinfo="skip",
            meta=meta,
            name="signs",
        )
    )


def _positions(marks: list[Mark], zoom: float) -> tuple[list[float], list[float], dict]:
    """Where marks stand at `zoom`; `meta` lets the page work out where they stand at any other."""
    points = []
    for mark in marks:
        x, y = pixels(mark.longitude, mark.latitude, zoom)
        points.append(unpixels(x + mark.dx, y + mark.dy, zoom))
    return [x for x, _ in points], [y for _, y in points], {"marks": [mark.index for mark in marks]}


def _draw_selection(figure: Drawing, area: Area, palette: Palette) -> None:
    figure.add_trace(
        trace(
            "scattermap",
            lon=[x for x, _ in area.ring],
            lat=[y for _, y in area.ring],
            mode="lines",
            fill="toself",
            fillcolor=fade(palette.accent, 0.06),
            line={"color": palette.accent, "width": 1.5},
            hoverinfo="skip",
            name="selection",
        )
    )
