"""The table of the events shown: a page of them, with the number of all."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa
import streamlit as st

from views import controls, query, wording
from views.explore.bar import presenting
from views.query import Listed, Opened
from views.query.answers import PAGE
from views.selection import Counter, Selection
from views.texts import say


def rows(opened: Opened, events: Sequence[Listed], sure: Sequence[bool]) -> pa.Table:
    """Events as people read them."""
    columns = {
        "when": [wording.when(event.edtf) for event in events],
        "inside": [say(f"explore.table.{'certainly' if inside else 'possibly'}") for inside in sure],
        "event": [event.title for event in events],
        "type": [wording.event_type(event.type or "") for event in events],
        "status": [wording.status(event.status or "") for event in events],
        "where": [wording.place(event.place, event.place_kind) for event in events],
        "groups": [", ".join(opened.party(group).short for group in event.groups) for event in events],
        "sources": [event.documents for event in events],
    }
    if all(sure):
        del columns["inside"]
    return pa.table({say(f"explore.table.{name}"): values for name, values in columns.items()})


def draw(opened: Opened, selection: Selection, counter: Counter) -> None:
    """The table; a row selects its event."""
    if not counter.shown or presenting():
        return
    pages = -(-counter.shown // PAGE)
    number = min(st.session_state.get("table-page", 1), pages)
    found = query.page(opened, controls.without_event(selection), (number - 1) * PAGE)
    events = query.listed(opened, found.ranks)
    ids = tuple(event.event_id for event in events)
    # The widget stays, since a new one is built up from nothing; it knows rows by number only, and is told the number.
    picked = [ids.index(selection.event)] if selection.event in ids else []
    st.session_state.table = {"selection": {"rows": picked, "columns": [], "cells": []}}

    def chosen() -> None:
        rows = st.session_state.table["selection"]["rows"]
        controls.choose(ids[rows[0]] if rows else None)

    st.dataframe(
        rows(opened, events, found.sure),
        key="table",
        on_select=chosen,
        selection_mode="single-row",
        hide_index=True,
        height=min(38 + 35 * len(ids), 420),
        column_config={
            say("explore.table.event"): st.column_config.TextColumn(width="large"),
            say("explore.table.sources"): st.column_config.NumberColumn(width="small"),
        },
        alt=say("explore.table.alt", events=wording.events(counter.shown)),
    )
    if pages > 1:
        _pages(number, pages, counter.shown)


def _pages(number: int, pages: int, shown: int) -> None:
    """Which of the events the table has, and the way to the others."""
    first = (number - 1) * PAGE + 1
    with st.container(horizontal=True, key="table-pages", gap="small", vertical_alignment="center"):
        words = say("explore.table.part", first=first, last=min(number * PAGE, shown), all=shown)
        st.html(f'<p class="dl-quiet">{words}</p>')
        st.number_input(
            say("explore.table.page"), 1, pages, number, key="table-page", label_visibility="collapsed", width=140
        )
