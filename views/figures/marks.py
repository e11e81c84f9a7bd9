"""What map and timeline have in common: words on a mark, one plain layout, places where several marks share a point."""

from __future__ import annotations

import html
import math
import textwrap
from collections.abc import Iterable
from functools import lru_cache

import numpy as np
import pandas as pd

from views import wording
from views.figures.drawing import Drawing
from views.palette import TYPEFACE, Palette, fade
from views.selection import POSSIBLE
from views.texts import say

FAINT = 0.38  # opacity of what is only possibly inside
FAINT_RIM = 0.85  # of its rim, so that it does not vanish
BROKEN = "2.2 1.8"  # and how its rim is broken, where it can be
TILE = 512  # pixels of the world at zoom 0, as MapLibre counts


def escape(text: object) -> str:
    """Text as plotly shows it, with no tag of its own left alive."""
    return html.escape(str(text), quote=False)


def caption(event: pd.Series | dict, verdict: int, note: str = "") -> str:
    """The words on a mark: what, when, where, and whether it is only possibly inside."""
    title = _in_lines(str(event["title"]))
    where = wording.place(event["place"] if event["placed"] else None, event["place_kind"])
    status = wording.status(str(event["status"]))
    facts = f"{escape(event['said'])} · {escape(wording.shorten(where, 60))} · {escape(status)}"
    possible = possibly() if verdict == POSSIBLE else ""
    return f"<b>{title}</b><br>{facts}{possible}{note}"


@lru_cache(maxsize=16384)
def _in_lines(title: str) -> str:
    return "<br>".join(escape(line) for line in textwrap.wrap(wording.shorten(title, 140), 48))


def possibly() -> str:
    """The last line of a caption of what is only possibly inside."""
    return f"<br>{escape(say('explore.possibly'))}"


def layout(figure: Drawing, palette: Palette, height: int, **settings: object) -> Drawing:
    """The plain layout that both figures stand on."""
    figure.update_layout(
        height=height,
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"family": TYPEFACE, "size": 12, "color": palette.ink},
        showlegend=False,
        hovermode="closest",
        hoverlabel={
            "bgcolor": palette.paper,
            "bordercolor": palette.border,
            "font": {"family": TYPEFACE, "size": 12, "color": palette.ink},
            "align": "left",
        },
        modebar={"bgcolor": fade(palette.paper, 0.86), "color": palette.muted, "activecolor": palette.accent},
        newselection={"line": {"color": palette.accent, "width": 1.5, "dash": "solid"}},
        activeselection={"fillcolor": palette.accent, "opacity": 0.12},
        template={},
        **settings,
    )
    return figure


def spiral(number: int, spacing: float) -> list[tuple[float, float]]:
    """Offsets in pixels that keep `number` marks on one point apart: the first in the middle, then rings."""
    offsets, ring = [(0.0, 0.0)] if number != 2 else [(-spacing / 2, 0.0), (spacing / 2, 0.0)], 1
    while len(offsets) < number:
        room = 6 * ring
        here = min(room, number - len(offsets))
        for k in range(here):
            angle = 2 * math.pi * k / here - math.pi / 2
            offsets.append((ring * spacing * math.cos(angle), ring * spacing * math.sin(angle)))
        ring += 1
    return offsets[:number]


def pixels(longitude: float, latitude: float, zoom: float) -> tuple[float, float]:
    """Where a point lies on a web-mercator map at `zoom`: pixels to the right and down."""
    size = TILE * 2**zoom
    y = math.log(math.tan(math.pi / 4 + math.radians(max(-85.0, min(85.0, latitude))) / 2))
    return longitude / 360 * size, -y / (2 * math.pi) * size


def unpixels(x: float, y: float, zoom: float) -> tuple[float, float]:
    """The longitude and latitude at those pixels."""
    size = TILE * 2**zoom
    return x * 360 / size, math.degrees(2 * math.atan(math.exp(-y * 2 * math.pi / size)) - math.pi / 2)


def view_of(
    longitudes: Iterable[float], latitudes: Iterable[float], width: int, height: int
) -> tuple[float, float, float]:
    """Centre longitude, centre latitude and zoom that show all points in `width` by `height` pixels."""
    lon, lat = np.array(list(longitudes), dtype=float), np.array(list(latitudes), dtype=float)
    if not len(lon):
        return 10.0, 20.0, 1.0
    lat = np.clip(lat, -75, 75)
    north = np.log(np.tan(np.pi / 4 + np.radians(lat) / 2))
    spread_x = max(float(np.ptp(lon)) / 360, 1e-6)
    spread_y = max(float(np.ptp(north)) / (2 * math.pi), 1e-6)
    zoom = min(math.log2(width * 0.82 / TILE / spread_x), math.log2(height * 0.78 / TILE / spread_y), 6.5)
    middle = (float(north.min()) + float(north.max())) / 2
    latitude = math.degrees(2 * math.atan(math.exp(middle)) - math.pi / 2)
    return float(lon.min() + lon.max()) / 2, latitude, round(max(zoom, 0.6), 2)
