"""What Explore offers to do with what it shows: put it into the briefing or make a figure of it."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from views import brief, state
from views.briefing import BriefingInvalid
from views.briefing.telling import slide_of
from views.heard import heard
from views.print import offer
from views.print.view import TooManyEvents, events_of
from views.query import Opened
from views.selection import Selection
from views.texts import say


def to_briefing(opened: Opened, selection: Selection) -> None:
    """A button that makes a slide of the selected event, or of the view."""
    st.button(say("brief.add_this"), key="brief-add-this", on_click=_add, args=(opened, _query(selection)))


def figure(opened: Opened, selection: Selection) -> None:
    """A figure for a report."""
    offer.draw(opened, _query(selection))


def _query(selection: Selection) -> str:
    lanes = st.session_state.get("lanes") or "group"
    return "&".join(part for part in (state.link(selection), f"lanes={lanes}" if lanes != "group" else "") if part)


def _add(opened: Opened, query: str) -> None:
    """The slide, with the frame that the reader has moved the map to."""
    try:
        slide = slide_of(events_of(opened, query))
        if seen := st.session_state.get("seen"):
            slide = replace(slide, frame=(seen.west, seen.south, seen.east, seen.north))
        brief.add(slide)
    except (BriefingInvalid, TooManyEvents) as error:
        st.toast(heard(str(error)))
    else:
        st.toast(say("brief.added", n=len(brief.current().slides)))
