"""The table of the events shown: a page of them, with the number of all."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from views import controls, query, wording
from views.explore.bar import presenting
from views.query import Found, Opened
from views.query.answers import PAGE
from views.selection import Counter, Selection
from views.texts import say


def rows(opened: Opened, found: Found) -> pd.DataFrame:
    """Events as people read them."""
    events = query.few(opened, found.ranks)
    column = "explore.table.{}".format
    table = pd.DataFrame(
        {
            say(column("when")): [wording.when(edtf) for edtf in events["edtf"]],
            say(column("event")): events["title"],
            say(column("type")): [wording.event_type(code) for code in events["event_type"]],
            say(column("status")): [wording.status(code) for code in events["status"]],
            say(column("where")): [
                wording.place(place, kind) for place, kind in zip(events["place"], events["place_kind"], strict=True)
            ],
            say(column("groups")): [", ".join(opened.party(g).short for g in groups) for groups in events["groups"]],
            say(column("sources")): events["documents"].map(len),
        }
    )
    if not all(found.sure):
        words = [say(column("certainly" if sure else "possibly")) for sure in found.sure]
        table.insert(1, say(column("inside")), words)
    return table


def draw(opened: Opened, selection: Selection, counter: Counter) -> None:
    """The table; a row selects its event."""
    if not counter.shown or presenting():
        return
    pages = -(-counter.shown // PAGE)
    number = min(st.session_state.get("table-page", 1), pages)
    found = query.page(opened, controls.without_event(selection), (number - 1) * PAGE)
    ids = query.ids_of(opened, found.ranks)
    # The widget knows rows by number only, so other rows, or a choice made elsewhere, make another widget.
    key = f"table-{hash(ids):x}-{st.session_state.chosen_elsewhere}"

    def chosen() -> None:
        picked = st.session_state[key]["selection"]["rows"]
        controls.choose(ids[picked[0]] if picked else None, elsewhere=False)

    st.dataframe(
        rows(opened, found),
        key=key,
        on_select=chosen,
        selection_mode="single-row",
        selection_default={"selection": {"rows": [ids.index(selection.event)]}} if selection.event in ids else None,
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
