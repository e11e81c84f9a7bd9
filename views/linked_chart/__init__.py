"""A plotly figure on the page that reports what is marked on it and survives the figure's changing.

`st.plotly_chart` takes its identity from the figure, so every answer to a brush would tear the chart down: the map
would lose its view, draw its basemap anew, and forget the selection. This component hands each new figure to the chart
that is there (`Plotly.react`) and sends brushes and clicks as triggers, which leave nothing behind to be cleared.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path

import plotly
import plotly.graph_objects as go
import streamlit as st

from views.texts import language, say

HERE = Path(__file__).parent
STATIC = HERE.parents[1] / "static"
BUNDLE = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
SCRIPTS = ("chart.js", "spread.js", "walk.js", "brush.js")
BODY = (
    '<div class="linked"><div class="linked-chart"></div>'
    '<div class="linked-marks" role="application" aria-roledescription="marks" tabindex="0">'
    '<i class="linked-here" hidden></i></div><div class="linked-strip" hidden>'
    '<b data-part="whole" role="slider"></b><b data-part="first" role="slider"></b>'
    '<b data-part="last" role="slider"></b>'
    '</div><p class="linked-words" aria-live="polite"></p></div>'
)
CONFIG = {"displaylogo": False, "responsive": False, "showTips": False, "doubleClick": False}


def linked_chart(
    figure: go.Figure | Mapping[str, object],
    *,
    key: str,
    alt: str,
    on_brush: Callable[[Mapping], None],
    on_pick: Callable[[list], None],
    on_view: Callable[[Mapping], None] | None = None,
    brush: Mapping[str, object] | None = None,
    config: Mapping[str, object] | None = None,
) -> None:
    """Draw `figure`; call `on_brush` with what was marked and `on_pick` with the customdata of a clicked mark.

    `on_view` is called with {"zoom", "west", "south", "east", "north"} when the reader has moved a map whose layout's
    `meta.many` says that it depends on it. A layout with `meta.strip` (bottom and top of a strip above the lanes, as
    shares of the plot) has the brush there. `brush` says of it `marked` (first and last day, or None), `days` (those
    of the axis, since 1970) and `words` (names of its parts); it lies over the chart, which is not drawn anew for it.

    A figure may also be given as its JSON (`as_json`), which the caller can keep.

    What was marked: {"kind": "days", "days": [from, to]}, {"kind": "box", "points": [[lon, lat], [lon, lat]]},
    {"kind": "lasso", "points": [[lon, lat], …]} or {"kind": "none"} for a double click, which takes the mark away.
    """

    def answer(name: str, callback: Callable) -> None:
        value = (st.session_state.get(key) or {}).get(name)
        if isinstance(value, Mapping):
            callback(value)

    drawn = as_json(figure) if isinstance(figure, go.Figure) else figure
    component()(
        key=key,
        data={
            "figure": drawn,
            "brush": brush,
            "hint": say("frame.marks_by_keyboard"),
            "config": CONFIG | {"locale": language()} | dict(config or {}),
            "months": say("words.months").split(),
            "alt": alt,
            "library": f"app/static/{library()}",
        },
        on_brush_change=lambda: answer("brush", on_brush),
        on_pick_change=lambda: answer("pick", lambda value: on_pick(list(value.get("values", ())))),
        on_view_change=lambda: answer("view", on_view) if on_view else None,
    )


def as_json(figure: go.Figure) -> dict[str, object]:
    """What the browser is sent of a figure: its `data` and `layout`."""
    return json.loads(figure.to_json())


@st.cache_resource(show_spinner=False)
def component():
    """Registered once a server."""
    return st.components.v2.component(
        "dateline_linked_chart",
        html=BODY,
        css=(HERE / "chart.css").read_text(encoding="utf-8"),
        js="".join((HERE / name).read_text(encoding="utf-8") for name in SCRIPTS),
        isolate_styles=False,
    )


@lru_cache(maxsize=1)
def library() -> str:
    """Name of plotly.js below `static/`, copied there from the installed plotly package once a version."""
    name = f"plotly-{plotly.__version__}.min.js"
    target = STATIC / name
    if not target.exists() or target.stat().st_size != BUNDLE.stat().st_size:
        part = target.with_suffix(".part")
        shutil.copyfile(BUNDLE, part)
        part.replace(target)
    return name
