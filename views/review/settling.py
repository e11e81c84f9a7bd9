"""Rejecting, merging and splitting an event, each with its reason; and what is said of one that left the table."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from pathlib import Path

import streamlit as st

from pipeline import corrections, reviewing
from pipeline.model import Event
from views import reviewer, wording
from views.review import queue
from views.review.acting import record, undo
from views.review.queue import Recorded
from views.texts import say


def reject(directory: Path, event: Event) -> None:
    """It is no event: it leaves the table, and stays to be seen here."""
    st.write(say("review.reject_words"))
    reason, by, sure = _why("reject", event)
    if sure and record(directory, corrections.reject(event, by=by, reason=reason)):
        _done(say("review.rejected"))


def merge(directory: Path, event: Event) -> None:
    """It is the same as others, which are searched for."""
    st.write(say("review.merge_words"))
    words = st.text_input(say("review.merge_search"), key=f"merge-{event.event_id}-words")
    found = queue.search(directory, words or "", event.event_id)
    labels = {name: f"{wording.shorten(title, 90)} · {wording.when(edtf)}" for name, title, edtf in found}
    kept = st.session_state.get(f"merge-{event.event_id}-labels", {}) | labels
    st.session_state[f"merge-{event.event_id}-labels"] = kept
    chosen = st.multiselect(
        say("review.merge_with"), list(kept), key=f"merge-{event.event_id}", format_func=lambda one: kept.get(one, one)
    )
    reason, by, sure = _why("merge", event, ready=bool(chosen))
    if sure:
        others = reviewing.read_events(directory, chosen)
        if record(directory, corrections.merge([event, *others], by=by, reason=reason)):
            _done(say("review.merged"))


def split(directory: Path, event: Event) -> None:
    """It is several: the claims that are ticked become an event of their own."""
    st.write(say("review.split_words"))
    going = [
        claim.claim_id
        for claim in event.claims
        if st.checkbox(
            wording.shorten(f"{claim.mention.document}: {claim.evidence}", 160).replace("[", "(").replace("]", ")"),
            key=f"split-{claim.claim_id}",
        )
    ]
    staying = [claim.claim_id for claim in event.claims if claim.claim_id not in going]
    reason, by, sure = _why("split", event, ready=bool(going and staying))
    if sure and record(directory, corrections.split(event, [staying, going], by=by, reason=reason)):
        _done(say("review.parted"))


def _why(mode: str, event: Event, ready: bool = True) -> tuple[str, str, bool]:
    """The reason, who gives it, and whether to go ahead."""
    key = f"{mode}-{event.event_id}"
    reason = st.text_input(say("review.why"), key=f"{key}-why", max_chars=2000)
    by = reviewer.name()
    sure = st.button(say(f"review.do.{mode}"), type="primary", key=f"{key}-do", disabled=not (by and ready))
    return reason, by, sure


def _done(words: str) -> None:
    st.session_state.review_mode = ""
    if "event" in st.query_params:
        del st.query_params["event"]
    st.toast(words)
    st.rerun()


def gone(directory: Path, event_id: str, own: Sequence[Recorded]) -> None:
    """An event that is not in the table: rejected, part of another, or unknown."""
    row = queue.as_read(directory, event_id)
    verdict = next((one for one in own if one.kind == "reject" and one.state == "applied"), None)
    if row is None and verdict is None:
        st.html(f'<div class="dl-empty"><h2>{escape(say("review.unknown"))}</h2></div>')
        return
    read = json.loads(row) if row else {}
    words = say("review.rejected_by", by=verdict.by) if verdict else say("review.part_of_another")
    why = f'<q dir="auto">{escape(verdict.reason)}</q>' if verdict and verdict.reason else ""
    st.html(
        f'<article class="dl-review dl-rejected"><h2 dir="auto">{escape(read.get("title") or event_id)}</h2>'
        f"<p><strong>✕ {escape(words)}</strong> {why}</p>"
        f'<blockquote dir="auto">{escape(read.get("evidence") or "")}</blockquote></article>'
    )
    if verdict and st.button(say("review.act.undo"), key="undo-reject", disabled=not reviewer.name()):
        undo(directory, verdict.correction, reviewer.name())
    if not reviewer.name():
        reviewer.ask("gone")
