"""The evidence beside the map, and the steps through the events shown."""

from __future__ import annotations

from html import escape

import streamlit as st

from views import controls, query
from views.evidence import evidence_html
from views.explore.charts import MAP_HEIGHT
from views.query import Opened, Tally
from views.selection import Selection
from views.texts import language, say


def shown(opened: Opened, selection: Selection, tally: Tally) -> str | None:
    """Id of the event whose evidence is shown: the selected one, where none is the first."""
    if query.rank_of(opened, selection.event) is not None:
        return selection.event
    return None if tally.first is None else query.id_of(opened, tally.first)


def draw(opened: Opened, selection: Selection, tally: Tally) -> None:
    """The selected event with who says so; where none is, the first one shown: the page always names a source."""
    rank = query.rank_of(opened, selection.event)
    with st.container(height=MAP_HEIGHT, border=False, key="evidence"):
        if rank is None and tally.first is None:
            title, text = escape(say("explore.nothing.title")), escape(say("explore.nothing.text"))
            st.html(f'<div class="dl-empty"><h2>{title}</h2><p>{text}</p></div>')
            return
        _steps(opened, tally)
        if rank is None:
            rank = tally.first
        elif not query.is_shown(opened, selection, rank):
            st.html(f'<p class="dl-caution">{escape(say("explore.outside"))}</p>')
        event = query.id_of(opened, rank)
        st.html(evidence_html(query.told(opened, rank, language()), event, _corrected(opened, event)))


def _corrected(opened: Opened, event: str) -> str:
    """What people have corrected of an event; one without corrections does not wait for what shows them."""
    if not opened.rows("SELECT 1 FROM store.corrections WHERE event_id = ? AND state = 'applied' LIMIT 1", [event]):
        return ""
    from views.review.queue import corrections_of
    from views.review.shown import corrected_html

    return corrected_html(corrections_of(opened, event))


def _steps(opened: Opened, tally: Tally) -> None:
    """Earlier and later among the events shown, by button or by key."""
    with st.container(horizontal=True, key="steps", gap="small", vertical_alignment="center"):
        for name, key, target in (("earlier", "K", tally.before), ("later", "J", tally.after)):
            st.button(
                say(f"explore.steps.{name}"),
                key=f"step-{name}",
                type="tertiary",
                shortcut=key,
                disabled=target is None,
                on_click=controls.step,
                args=(opened, target),
            )
        st.html(f'<p class="dl-quiet">{escape(say("explore.steps.of", at=tally.place, shown=tally.counter.shown))}</p>')
