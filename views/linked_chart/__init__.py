"""A plotly figure on the page that reports what is marked on it and survives the figure's changing.

`st.plotly_chart` takes its identity from the figure, so every answer to a brush would tear the chart down: the map
would lose its view, draw its basemap anew, and forget the selection. This component hands each new figure to the chart
that is there (`Plotly.react`) and sends brushes and clicks as triggers, which leave nothing behind to be cleared.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

import msgspec
import streamlit as st

from views.plotly_file import library
from views.texts import language, say

HERE = Path(__file__).parent
SCRIPTS = (
    *("chart.js", "nogl.js", "canvas.js", "lanes.js", "ground.js", "names.js", "spread.js", "point.js", "walk.js"),
    "brush.js",
)
TOOLS = {  # as plotly names them
    "Pan": "pan",
    "Box Select": "box",
    "Lasso Select": "lasso",
    "Zoom in": "closer",
    "Zoom out": "farther",
    "Reset view": "first_view",
    "Reset axes": "first_view",
}
BODY = (
    '<div class="linked"><div class="linked-chart"></div><div class="linked-rings" aria-hidden="true"></div>'
    '<div class="linked-marks" role="application" aria-roledescription="marks" tabindex="0">'
    '<i class="linked-here" hidden></i></div><div class="linked-tip" hidden></div><div class="linked-strip" hidden>'
    '<b data-part="whole" role="slider"></b><b data-part="first" role="slider"></b>'
    '<b data-part="last" role="slider"></b>'
    '</div><p class="linked-words" aria-live="polite"></p></div>'
)
CONFIG = {"displaylogo": False, "responsive": False, "showTips": False, "doubleClick": False}
KEPT = 24  # figures whose text is kept
_texts: OrderedDict[int, tuple[Mapping, bytes]] = OrderedDict()


def linked_chart(
    figure: Mapping[str, object],
    *,
    key: str,
    alt: str,
    scene: bytes = b"null",
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
    of the axis, since 1970), `words` (names of its parts) and `rings` (around the selected event's marks: x, y, pixels
    across); it lies over the chart, which is neither sent nor drawn anew for it.

    `figure` has `data` and `layout`; the caller can keep it: the same object is written out once. `scene` is the JSON
    of what lies on a map (`views.figures.map.scene`), which is drawn on a canvas above it.

    What was marked: {"kind": "days", "days": [from, to]}, {"kind": "box", "points": [[lon, lat], [lon, lat]]},
    {"kind": "lasso", "points": [[lon, lat], …]} or {"kind": "none"} for a double click, which takes the mark away.
    """
    component()(
        key=key,
        data=b'{"figure":%b,"scene":%b,%b' % (_written(figure), scene, _rest(key, alt, config or {})),
        on_brush_change=lambda: _answer(key, "brush", on_brush),
        on_pick_change=lambda: _answer(key, "pick", lambda value: on_pick(list(value.get("values", ())))),
        on_view_change=lambda: _answer(key, "view", on_view) if on_view else None,
    )
    if brush:
        turn = st.session_state[f"{key}-turn"] = st.session_state.get(f"{key}-turn", 0) + 1
        overlay()(key=f"{key}-brush", data={"of": key, "turn": turn, **brush})


def _answer(key: str, name: str, callback: Callable) -> None:
    value = (st.session_state.get(key) or {}).get(name)
    if isinstance(value, Mapping):
        callback(value)


def _rest(key: str, alt: str, config: Mapping[str, object]) -> bytes:
    """All else that the browser is told of a chart: JSON without its first bracket."""
    told = {
        "key": key,
        "hint": say("frame.marks_by_keyboard"),
        "config": CONFIG | {"locale": language()} | dict(config),
        "months": say("words.months").split(),
        "tools": {name: say(f"frame.tools.{key}") for name, key in TOOLS.items()},
        "alt": alt,
        "library": f"app/static/{library()}",
    }
    return msgspec.json.encode(told)[1:]


def _written(figure: Mapping[str, object]) -> bytes:
    """A figure's JSON as text; of one that the caller keeps, once."""
    held = _texts.get(id(figure))
    if held is None or held[0] is not figure:
        held = _texts[id(figure)] = figure, msgspec.json.encode(figure)
        if len(_texts) > KEPT:
            with suppress(KeyError):  # another reader's thread was quicker
                _texts.popitem(last=False)
    return held[1]


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


@st.cache_resource(show_spinner=False)
def overlay():
    """What is marked on a chart: a component of its own, so that a brush sends these few words and not the chart."""
    return st.components.v2.component(
        "dateline_brush", html="<i></i>", js=(HERE / "marked.js").read_text(encoding="utf-8"), isolate_styles=False
    )
