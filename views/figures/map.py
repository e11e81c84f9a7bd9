"""The map: what lies on it, for the page to draw. Pure functions from events to plain values.

plotly gives a view that stays, with its tools; the ground lies on a canvas, marks, areas and all names on one above it
(`views/linked_chart/ground.js`, `canvas.js`), so that a brush repaints them alone and not the ground.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

import msgspec
import pandas as pd

from views import geometry, wording
from views.figures import basemap
from views.figures.drawing import Drawing, trace
from views.figures.labels import NAME_BELOW
from views.figures.marks import BROKEN, FAINT, FAINT_RIM, layout
from views.figures.placing import AreaMark, Mark
from views.figures.spread import MOST_AT_A_PLACE, SPACING
from views.palette import FONT, Palette, fade
from views.selection import Area
from views.texts import number, say

DOT, CORE, RIM, RING = 13.0, 8.0, 2.5, 10.0  # pixels: dot, hollow inside, paper rim, ring of the selected event
NAME = 11  # pixels of a town's name
WIDTH = 840  # pixels the first view is fitted to; the reader moves it from there
OUTLINED = ("country", "admin1")  # areas whose name stands in their middle; that of a circle stands on its rim


def ground(palette: Palette, view: tuple[float, float, float], *, height: int, many: bool = False) -> Drawing:
    """The map itself, as a plotly figure without an event. `view` is the first view: longitude, latitude, zoom.

    `many` says that what lies on it depends on what is in sight. `uirevision` keeps where the reader has moved it.
    """
    longitude, latitude, zoom = view
    figure = Drawing()
    # Without a trace of its kind plotly draws axes in place of the map.
    figure.add_trace(trace("scattermap", lon=[None], lat=[None], hoverinfo="skip", showlegend=False))
    return layout(
        figure,
        palette,
        height,
        map={
            "style": basemap.BARE,
            "center": {"lon": longitude, "lat": latitude},
            "zoom": zoom,
            "uirevision": "map",
        },
        annotations=[_attribution(palette)],
        meta={
            "fitted": WIDTH,
            "many": many,
            "look": look(palette),
            "ground": basemap.ground(palette),
            "names": basemap.NAMES,
            "credit": basemap.ATTRIBUTION,
        },
        uirevision="map",
        dragmode="pan",
        clickmode="event",
    )


RIMMED = {"opacity": FAINT_RIM, "dashes": [float(step) for step in BROKEN.split()]}


def look(palette: Palette) -> dict[str, object]:
    """Sizes and colours that all marks share."""
    own = {name: getattr(palette, name) for name in ("ink", "muted", "paper", "accent", "land", "label")}
    sizes = {"dot": DOT, "core": CORE, "rim": RIM, "ring": RING, "faint": FAINT, "rimmed": RIMMED}
    spread = {"spacing": SPACING, "most": MOST_AT_A_PLACE, "below": NAME_BELOW}
    return own | sizes | spread | {"font": {"family": FONT, "size": NAME}}


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


def scene(marks: Iterable[Mark], areas: Iterable[AreaMark] = (), area: Area | None = None) -> bytes:
    """What lies on the map, as JSON: marks (those of one place one after the other), areas (the largest first), and the
    corners of the area marked by hand."""
    ring = msgspec.json.encode(area.ring if area and area.kind != "spot" else None)
    return b'{"marks":[%b],"areas":[%b],"ring":%b}' % (b",".join(map(_mark, marks)), b",".join(map(_area, areas)), ring)


@lru_cache(maxsize=8192)
def _mark(mark: Mark) -> bytes:
    """A mark as JSON, written once: the same events come back under every brush."""
    values = [mark.event, mark.longitude, mark.latitude, mark.number, *mark.cell]
    row = {"values": values, "colour": mark.colour, "words": mark.caption, "place": mark.place}
    signs = {name: getattr(mark, name) for name in ("hollow", "glyph", "ongoing", "faint", "selected")}
    return msgspec.json.encode(row | {name: value for name, value in signs.items() if value})


def _area(area: AreaMark) -> bytes:
    """An area as JSON. Filled where something took place, outlined otherwise."""
    place = area.place
    radius = None if pd.isna(place["radius_km"]) else float(place["radius_km"])
    row = {
        "values": [place["event_id"], place["longitude"], place["latitude"], area.number],
        "selected": area.selected,
        "colour": area.colour,
        "facts": area.facts,
        "certain": area.certain,
        "name": f"{place['place']} · {number(area.number)}",
        "words": area.words,
        "reach": (radius or 0.0) / geometry.KM_A_DEGREE,
        "outlined": place["place_kind"] in OUTLINED,
    }
    known = None if pd.isna(place["geonames_id"]) else int(place["geonames_id"])
    where = (float(place["latitude"]), float(place["longitude"]), radius or 50.0)
    rings = _rings(place["place_kind"], place["country_code"], *where, known, place["place"])
    return msgspec.json.encode(row)[:-1] + b',"rings":' + rings + b"}"


@lru_cache(maxsize=1024)
def _rings(kind, country, latitude, longitude, radius, geonames_id, name) -> bytes:
    """The outline of a place as JSON: rings of longitude, latitude, longitude, …"""
    rings = geometry.shape(kind, country, latitude, longitude, radius, geonames_id=geonames_id, name=name)
    flat = [[value for x, (_, y) in zip(_unbroken(ring), ring, strict=True) for value in (x, y)] for ring in rings]
    return msgspec.json.encode([[round(value, 3) for value in ring] for ring in flat])


def _unbroken(ring: geometry.Ring) -> list[float]:
    """The longitudes of a ring without a leap: across ±180 they run on, so that no line crosses the whole map."""
    longitudes = [x for x, _ in ring]
    turns, run = 0, longitudes[:1]
    for before, here in pairwise(longitudes):
        turns += int(here - before < -180) - int(here - before > 180)
        run.append(here + 360 * turns)
    return run


def describe_few(marks: Iterable[Mark], areas: Iterable[AreaMark]) -> str:
    """The map in words, of single events."""
    places: Counter[str] = Counter()
    for mark in marks:
        places[mark.place] += mark.number
    events, in_areas = places.total(), Counter({area.place["place"]: area.number for area in areas})
    return describe(events + in_areas.total(), list((places + in_areas).items()), in_areas.total())


def describe(events: int, places: list[tuple[str, int]], areas: int) -> str:
    """The map in words, for who cannot see it: `places` with their number of events, `areas` events known so only."""
    if not events:
        return say("explore.map.none")
    top = ", ".join(f"{name} {number(n)}" for name, n in sorted(places, key=lambda p: (-p[1], p[0]))[:5])
    more = say("explore.map.more_places", n=len(places) - 5) if len(places) > 5 else ""
    words = say("explore.map.of", events=wording.events(events), places=len(places), top=top, more=more)
    return words + " " + say("explore.map.exact", exact=events - areas, areas=areas)
