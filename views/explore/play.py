"""Playing: the brush moves along time by itself, as a window or with a fixed beginning, and the link carries it."""

from __future__ import annotations

from datetime import date, timedelta

import streamlit as st

from views.query import Opened
from views.selection import Brush
from views.texts import say

MODES = ("window", "cumulative")
SPEEDS = {"slow": 2.0, "normal": 1.2, "fast": 0.7}  # seconds a step
WINDOWS, STEPS = 12, 4  # windows in all of time, where nothing is brushed; steps a window


def begin() -> None:
    """Take up what the link asks for, where this visit begins: `play=window:normal`."""
    if "playing" in st.session_state:
        return
    mode, _, speed = (st.query_params.get("play") or "").partition(":")
    st.session_state.playing = mode in MODES and speed in SPEEDS
    st.session_state["play-mode"] = mode if mode in MODES else MODES[0]
    st.session_state["play-speed"] = speed if speed in SPEEDS else "normal"


def finish() -> None:
    """Write into the link that it plays, and how."""
    if st.session_state.playing:
        st.query_params["play"] = f"{st.session_state['play-mode']}:{st.session_state['play-speed']}"
    else:
        st.query_params.pop("play", None)


def draw(opened: Opened) -> None:
    """Play or pause, and a popover with how."""
    playing = st.session_state.playing
    st.button(
        say("explore.play.pause" if playing else "explore.play.start"),
        key="play",
        shortcut="P",
        on_click=_toggle,
        args=(opened,),
        disabled=opened.days is None,
    )
    with st.popover(say("explore.play.how"), key="play-how"):
        st.segmented_control(
            say("explore.play.mode"),
            MODES,
            key="play-mode",
            required=True,
            format_func=lambda mode: say(f"explore.play.{mode}"),
            help=say("explore.play.mode_help"),
        )
        st.segmented_control(
            say("explore.play.speed"),
            list(SPEEDS),
            key="play-speed",
            required=True,
            format_func=lambda speed: say(f"explore.play.{speed}"),
        )


def tick(opened: Opened) -> None:
    """While it plays: the next step after so many seconds."""
    if not st.session_state.playing:
        return
    st.session_state.ticks = 0

    @st.fragment(run_every=SPEEDS[st.session_state["play-speed"]])
    def clock() -> None:
        st.session_state.ticks += 1
        if st.session_state.ticks > 1 and st.session_state.playing:
            step(opened)
            st.rerun()

    clock()


def _toggle(opened: Opened) -> None:
    st.session_state.playing = not st.session_state.playing
    if st.session_state.playing and _at_end(opened):
        st.session_state.brush = None


def _at_end(opened: Opened) -> bool:
    brush, last = st.session_state.brush, _day(opened.days[1])
    return brush is not None and brush.last >= last


def step(opened: Opened) -> None:
    """The brush one step on; at the end of time it stops."""
    brush = moved(st.session_state.brush, *map(_day, opened.days), st.session_state["play-mode"])
    if brush is None:
        st.session_state.playing = False
    else:
        st.session_state.brush = brush


def moved(brush: Brush | None, first: date, last: date, mode: str) -> Brush | None:
    """The next brush: a window of the same length, or one that grows from the same first day; None past the end."""
    whole = (last - first).days + 1
    if brush is None:
        return Brush(first, min(last, first + timedelta(days=max(1, whole // WINDOWS) - 1)))
    if brush.last >= last:
        return None
    length = (brush.last - brush.first).days + 1
    pace = max(1, (length if mode == "window" else min(length, whole // WINDOWS)) // STEPS)
    end = min(last, brush.last + timedelta(days=pace))
    return Brush(brush.first if mode == "cumulative" else end - timedelta(days=length - 1), end)


def _day(number: int) -> date:
    return date(1970, 1, 1) + timedelta(days=number)
