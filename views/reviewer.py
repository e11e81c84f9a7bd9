"""Who corrects: asked once a visit, kept in the session, never in a link."""

from __future__ import annotations

import os

import streamlit as st

from views.texts import say


def name() -> str:
    """The name given this visit, or that of the environment variable DATELINE_REVIEWER; empty where there is none."""
    return st.session_state.get("reviewer") or os.environ.get("DATELINE_REVIEWER") or ""


def ask(key: str) -> str:
    """The name, from a field that is shown where none is known yet; empty until it is filled in."""
    if known := name():
        return known
    given = st.text_input(say("review.who"), key=f"{key}-who", max_chars=100, help=say("review.who_help"))
    if given and given.strip():
        st.session_state.reviewer = " ".join(given.split())
        st.rerun()
    return ""
