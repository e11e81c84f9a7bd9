"""The line between map and timeline: what the signs mean, lanes by what, playing, presenting, taking away."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import streamlit as st

from views.explore import play
from views.palette import SIGNS
from views.query import Opened
from views.query.answers import LANES_BY
from views.selection import Selection
from views.texts import say

LARGER = 1.4  # times the type of the charts, where it is projected
TYPE = ("font", "textfont", "tickfont")
# What is chosen in the popover, kept while it is shut and draws nothing.
CHOSEN = ("export-format", "figure-format", "figure-size", "figure-width", "figure-theme", "figure-footer")


def begin() -> None:
    """Take up what the link asks for, where this visit begins: `lanes=type`, `present=1`, `play=…`."""
    play.begin()
    if "lanes" not in st.session_state:
        asked = st.query_params.get("lanes")
        st.session_state.lanes = asked if asked in LANES_BY else "group"
    if "presenting" not in st.session_state:
        st.session_state.presenting = st.query_params.get("present") == "1"


def finish() -> None:
    """Write into the link how it is shown."""
    play.finish()
    for name, value, rest in (("lanes", lanes_by(), "group"), ("present", "1" if presenting() else "", "")):
        if value != rest:
            st.query_params[name] = value
        else:
            st.query_params.pop(name, None)


def lanes_by() -> str:
    """By what the timeline has lanes: group, type or country."""
    return st.session_state.get("lanes") or "group"


def presenting() -> bool:
    """Whether the page is projected: larger type, no controls."""
    return bool(st.session_state.get("presenting"))


def present(header) -> None:
    """Larger type, controls out of sight."""
    with header:
        st.html("<style>:root{--dl-present:1}</style><span class='dl-presenting'></span>")


def draw(opened: Opened, selection: Selection, *, possible: bool) -> None:
    """The line itself."""
    with st.container(horizontal=True, key="bar", gap="small", vertical_alignment="center"):
        st.html(legend(possible=possible))
        st.segmented_control(
            say("explore.lanes.by"),
            list(LANES_BY),
            key="lanes",
            required=True,
            format_func=lambda by: say(f"explore.lanes.{by}"),
            label_visibility="collapsed",
        )
        play.draw(opened)
        _exports(opened, selection)
        label = "explore.present.end" if presenting() else "explore.present.begin"
        st.button(say(label), key="present", on_click=_present)


def _exports(opened: Opened, selection: Selection) -> None:
    """The popover of what can be taken along; what draws it is loaded and asked for once it is open."""
    for name in CHOSEN:
        if name in st.session_state:
            st.session_state[name] = st.session_state[name]
    with st.popover(say("explore.export.title"), key="export", on_change="rerun") as popover:
        if popover.open:
            from views import download, offers

            offers.to_briefing(opened, selection)
            offers.figure(opened, selection)
            download.data(opened, selection)


def _present() -> None:
    st.session_state.presenting = not presenting()


def legend(*, possible: bool = False) -> str:
    """What the signs mean, beside the marks."""
    signs = "".join(
        f'<li><span class="dl-sign{" hollow" if s.hollow else ""}{" on" if name == "ongoing" else ""}">{s.glyph}</span>'
        f"{escape(say(f'words.sign.{name}'))}</li>"
        for name, s in SIGNS.items()
    )
    faint = f'<li><span class="dl-sign faint"></span>{escape(say("explore.legend.faint"))}</li>' if possible else ""
    return (
        f'<ul class="dl-legend" aria-label="{escape(say("explore.legend.title"))}">{signs}'
        f'<li><span class="dl-bar"></span>{escape(say("explore.legend.within"))}</li>'
        f'<li><span class="dl-bar soft"></span>{escape(say("explore.legend.about"))}</li>'
        f'<li><span class="dl-area"></span>{escape(say("explore.legend.area"))}</li>'
        f"{faint}</ul>"
    )


def enlarged(figure: Mapping) -> Mapping:
    """A figure's JSON with larger type, where the page is projected."""
    if not presenting():
        return figure
    larger = _larger(figure)
    margin = larger["layout"].get("margin") or {}
    wider = {side: margin[side] * LARGER for side in ("l", "b") if side in margin}
    return larger | {"layout": larger["layout"] | {"margin": margin | wider}}


def _larger(value: object, *, type_here: bool = False) -> object:
    if isinstance(value, Mapping):
        return {
            name: _scaled(inner) if type_here and name == "size" else _larger(inner, type_here=name in TYPE)
            for name, inner in value.items()
        }
    if isinstance(value, list) and value and isinstance(value[0], Mapping):
        return [_larger(inner) for inner in value]
    return value


def _scaled(size: object) -> object:
    return [each * LARGER for each in size] if isinstance(size, list) else size * LARGER
