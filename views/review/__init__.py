"""The Review page: what is uncertain, one event at a time, and what people make of it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

import pandas as pd
import streamlit as st

from pipeline import corrections, reviewing
from pipeline.model import Event
from views import frame, reviewer, wording
from views.heard import heard
from views.loading import build_name, ready_directory
from views.review import editing, queue, settling, shown
from views.review.acting import record, undo
from views.review.queue import REASONS, Queue, Recorded, Waiting
from views.texts import say

HISTORY = 100  # entries on the screen


def page() -> None:
    """Draw the page for the current table."""
    directory = ready_directory()
    reviewing.bring_up_to_date(directory)
    waits = _queue(str(directory), build_name(directory))
    done = [one for one in waits.history if one.state == "applied" and one.kind != "undo"]
    with st.container(key="top"):
        counter = say("review.counter", waiting=waits.total, events=waits.events, n=len(done))
        frame.header("review", counter=counter, explanation=say("review.counter_explanation"))
    left, right = st.columns([1, 1.7], gap="medium")
    with left, st.container(key="review-list"):
        chosen = _left(directory, waits)
    with right:
        if chosen is None:
            st.html(f'<div class="dl-empty"><h2>{escape(say("review.nothing.title"))}</h2>'
                    f"<p>{escape(say('review.nothing.words'))}</p></div>")  # fmt: skip
        else:
            _event(directory, waits, chosen)


@st.cache_data(max_entries=4, show_spinner=False)
def _queue(directory: str, build: str) -> Queue:
    return queue.load(Path(directory))


def _left(directory: Path, waits: Queue) -> str | None:
    """Filters, the list and the history; the event that is chosen."""
    views = ["queue", "history", "lost"]
    lost = [one for one in waits.history if one.state == "unmatched"]
    damaged = corrections.read_ledger(directory).damaged
    numbers = {"queue": waits.total, "history": len(waits.history), "lost": len(lost) + len(damaged)}
    view = st.segmented_control(
        say("review.views"), views, default="queue", required=True, key="review-view", label_visibility="collapsed",
        format_func=lambda one: f"{say(f'review.view.{one}')} ({numbers[one]})",
    )  # fmt: skip
    found = _filtered(waits) if view == "queue" else list(waits.waiting)
    if view == "history":
        _history(directory, waits.history)
    elif view == "lost":
        _lost(directory, lost, damaged)
    return _chosen(found, view == "queue")


def _filtered(waits: Queue) -> list[Waiting]:
    present = [reason for reason in REASONS if waits.counts.get(reason)]
    reasons = st.pills(
        say("review.reasons"), present, selection_mode="multi", key="review-reasons", label_visibility="collapsed",
        format_func=lambda one: f"{say(f'review.reason.{one}')} {waits.counts.get(one, 0)}",
    )  # fmt: skip
    words = st.text_input(say("review.search"), key="review-words", placeholder=say("review.search"),
                          label_visibility="collapsed")  # fmt: skip
    return queue.matching(waits.waiting, reasons or (), words or "")


def _chosen(found: Sequence[Waiting], draw: bool) -> str | None:
    """The event of the link, or the first of the queue; the list, from which another can be chosen."""
    ids = [one.event_id for one in found]
    here = st.query_params.get("event") or (ids[0] if ids else None)
    if draw and ids:
        at = ids.index(here) if here in ids else None
        key = f"queue-{hash((tuple(ids), here)):x}"

        def choose() -> None:
            rows = st.session_state[key]["selection"]["rows"]
            if rows and ids[rows[0]] != here:  # the list tells of what it shows as chosen from the start, too
                go(ids[rows[0]])

        st.dataframe(
            pd.DataFrame(
                {
                    say("review.column.event"): [wording.shorten(one.title, 100) for one in found],
                    say("review.column.why"): [
                        ", ".join(say(f"review.reason.{reason}") for reason in one.reasons) for one in found
                    ],
                    say("review.column.when"): [wording.when(one.edtf) for one in found],
                }
            ),
            key=key, on_select=choose, selection_mode="single-row", hide_index=True,
            selection_default={"selection": {"rows": [at]}} if at is not None else None,
            column_config={
                say("review.column.event"): st.column_config.TextColumn(width=230),
                say("review.column.why"): st.column_config.TextColumn(width=125),
                say("review.column.when"): st.column_config.TextColumn(width=105),
            },
            height=min(38 + 35 * len(found), 520), alt=say("review.list", n=len(found)),
        )  # fmt: skip
    st.session_state.review_order = ids
    return here


def go(event_id: str | None) -> None:
    """Show another event, without what was begun on the last one."""
    st.session_state.review_mode = ""
    if event_id:
        st.query_params["event"] = event_id
    elif "event" in st.query_params:
        del st.query_params["event"]


def step(here: str, by: int) -> str | None:
    """The event before or after this one in the queue."""
    ids = st.session_state.get("review_order", [])
    if here not in ids:
        return ids[0] if ids else None
    at = ids.index(here) + by
    return ids[at] if 0 <= at < len(ids) else None


def _event(directory: Path, waits: Queue, event_id: str) -> None:
    found = reviewing.read_events(directory, [event_id])
    own = [one for one in waits.history if one.event_id == event_id]
    if not found:
        settling.gone(directory, event_id, own)
        return
    event = found[0]
    _buttons(directory, event, own)
    waiting = next((one for one in waits.waiting if one.event_id == event_id), None)
    doubtful = waiting is not None and "place" in waiting.reasons
    st.html(shown.event_html(event, own, waiting, queue.candidates(directory, event) if doubtful else ()))
    mode = st.session_state.get("review_mode", "")
    if mode == "edit":
        editing.form(directory, event)
    elif mode:
        {"reject": settling.reject, "merge": settling.merge, "split": settling.split}[mode](directory, event)
    st.html(shown.claims_html(event, queue.sources(directory, event.documents)))
    if own:
        st.html(f"<h3>{escape(say('review.view.history'))}</h3>")
        _history(directory, own, here=True)


def _buttons(directory: Path, event: Event, own: Sequence[Recorded]) -> None:
    """What can be done, each with its key."""
    by = reviewer.name()
    with st.container(horizontal=True, key="review-actions", gap="small", vertical_alignment="center"):
        accept = st.button(say("review.act.accept"), key="accept", shortcut="A", type="primary")
        for mode, shortcut in (("edit", "E"), ("reject", "X"), ("merge", "M"), ("split", "S")):
            off = mode == "split" and len(event.claims) < 2
            st.button(
                say(f"review.act.{mode}"), key=mode, shortcut=shortcut, disabled=off, on_click=_mode, args=(mode,)
            )
        last = next((one for one in own if one.state in ("applied", "superseded") and one.kind != "undo"), None)
        back = st.button(say("review.act.undo"), key="undo", shortcut="U", disabled=not (last and by))
        for name, by_one, shortcut in (("before", -1, "K"), ("after", 1, "J")):
            target = step(event.event_id, by_one)
            st.button(say(f"review.act.{name}"), key=name, shortcut=shortcut, type="tertiary", disabled=not target,
                      on_click=go, args=(target,))  # fmt: skip
    if accept:
        st.session_state.review_mode = "" if by else "name"
        if by and record(directory, corrections.accept(event, by=by)):
            go(step(event.event_id, 1))
            st.rerun()
    if not by:
        reviewer.ask("review")
    if st.session_state.get("review_mode") == "name":
        st.info(say("review.name_first"))
        st.session_state.review_mode = ""
    if back:
        undo(directory, last.correction, by)


def _mode(mode: str) -> None:
    now = st.session_state.get("review_mode")
    st.session_state.review_mode = "" if now == mode else mode


def _history(directory: Path, entries: Sequence[Recorded], here: bool = False) -> None:
    """Entries of the ledger, the latest first, each with a way back."""
    by = reviewer.name()
    for one in entries[:HISTORY]:
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            st.html(shown.entry_words(one))
            if not here and one.event_id:
                st.button(say("review.show"), key=f"show-{one.correction}", type="tertiary", on_click=go,
                          args=(one.event_id,))  # fmt: skip
            if one.state in ("applied", "superseded", "unmatched") and st.button(
                say("review.act.undo"), key=f"undo-{one.correction}-{here}", type="tertiary", disabled=not by
            ):
                undo(directory, one.correction, by)
    if not entries:
        st.html(f'<p class="dl-quiet">{escape(say("review.no_history"))}</p>')


def _lost(directory: Path, lost: Sequence[Recorded], damaged: Sequence[corrections.Damaged]) -> None:
    """Entries whose evidence is gone, and lines of the ledger that can't be read."""
    st.html(f'<p class="dl-quiet">{escape(say("review.lost_words"))}</p>')
    for one in damaged:
        st.html(f'<p class="dl-entry">{escape(say("review.damaged", line=one.line, reason=heard(one.reason)))}</p>')
    if lost:
        _history(directory, lost)
