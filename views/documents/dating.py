"""A document's date of publication: how it is known, what another one would move, and setting it right."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path

import streamlit as st

from pipeline import redating
from pipeline.corrections.fields import ValueInvalid, date_of
from pipeline.redating import CannotRedate, Redating
from views import reviewer, wording
from views.documents.found import Found
from views.documents.listing import known
from views.heard import ground, heard
from views.texts import say

SHOWN = 60  # dates and events that move, on the screen


def section(directory: Path, found: Found) -> None:
    """The date with its reasons, and the form that corrects it."""
    st.html(publication_html(found))
    if st.session_state.pop("redated", None) == found.id:  # what was asked for is done: the form closes
        for key in (f"redate-{found.id}", f"redating-{found.id}-date", f"redating-{found.id}-why"):
            st.session_state.pop(key, None)
    if st.toggle(say("documents.date.correct"), key=f"redate-{found.id}"):
        with st.container(border=True):
            _form(directory, found)


def publication_html(found: Found) -> str:
    """When the document was published and what says so."""
    row = found.publication
    head = f"{escape(wording.when(row['published_edtf']))} ({escape(known(row['published_rule']))})"
    reasons = "".join(f"<li>{escape(heard(str(r.get('text', ''))))}</li>" for r in _list(row["published_reasons"]))
    left_out = "".join(
        f"<li>{escape(say('documents.date.left_out', reason=ground(str(r.get('text', '')))))}</li>"
        for r in _list(row["published_left_out"])
    )
    grounds = f"<ul>{reasons}{left_out}</ul>" if reasons or left_out else ""
    return f'<div class="dl-published"><p>{escape(say("documents.date.published"))} <b>{head}</b></p>{grounds}</div>'


def _list(text: object) -> list[dict]:
    values = json.loads(text) if isinstance(text, str) else []
    return [value for value in values if isinstance(value, dict)]


def _form(directory: Path, found: Found) -> None:
    """Ask for a date, show what it moves, and set it when asked to."""
    key = f"redating-{found.id}"
    typed = st.text_input(
        say("documents.date.new"), key=f"{key}-date", placeholder="2013-01-25", help=say("documents.date.help")
    )
    if not typed:
        return
    try:
        date_of(typed)
    except ValueInvalid:
        st.error(say("review.invalid.date", typed=wording.shorten(typed, 60)))
        return
    try:
        outcome = redating.preview(directory, found.id, typed.strip())
    except CannotRedate as error:
        st.error(heard(str(error)))
        return
    st.html(moves_html(outcome))
    by = reviewer.ask(f"{key}-by")
    reason = st.text_input(say("review.why"), key=f"{key}-why", max_chars=2000)
    if st.button(say("documents.date.apply"), type="primary", key=f"{key}-apply", disabled=not by):
        try:
            with st.spinner(say("documents.date.applying")):
                redating.correct(directory, found.id, typed.strip(), by=by, reason=reason)
        except CannotRedate as error:
            st.error(heard(str(error)))
            return
        st.session_state.redated = found.id
        st.toast(say("documents.date.applied"))
        st.rerun()


def moves_html(outcome: Redating) -> str:
    """What moves, before and after, and what in the text speaks against the new date."""
    against = "".join(
        f'<p class="dl-caution">{escape(say("documents.date.against", reason=ground(reason.text)))}</p>'
        for reason in outcome.after.left_out
    )
    rows = "".join(
        f"<tr><td>{escape(say(f'documents.kind.{move.kind}'))}</td>"
        f'<td dir="auto">{escape(wording.shorten(move.text, 80))}</td>'
        f"<td>{escape(wording.when(move.before))}</td><td>{escape(wording.when(move.after))}</td></tr>"
        for move in outcome.moves[:SHOWN]
    )
    names = ("what", "words", "before", "after")
    head = "".join(f"<th>{escape(say(f'documents.date.column.{name}'))}</th>" for name in names)
    counts = escape(say("documents.date.moves", moved=len(outcome.moves), stay=outcome.unmoved))
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>" if rows else ""
    return f'<div class="dl-moves" role="status"><p><b>{counts}</b></p>{against}{table}</div>'
