"""The list of documents: search, how many events each, when published and how that is known."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pandas as pd
import streamlit as st

from views import wording
from views.documents.found import Listed
from views.texts import say

STATED = frozenset({"stated", "metadata", "front-matter"})
ROWS = 2_000  # of the list; a search reaches the others


def section(known: Sequence[Listed]) -> Listed | None:
    """The search and the list; the document that is chosen, the first one at first."""
    words = st.text_input(say("documents.search"), key="q", bind="query-params", placeholder=say("documents.search"),
                          label_visibility="collapsed")  # fmt: skip
    shown = matching(known, words or "")
    if not shown:
        return None
    ids = [one.id for one in shown]
    wanted = st.query_params.get("document")
    key = f"documents-{hash((tuple(ids), wanted if wanted in ids else None)):x}"
    start = {"selection": {"rows": [ids.index(wanted)]}} if wanted in ids else None
    state = st.dataframe(
        table(shown),
        key=key,
        on_select="rerun",
        selection_mode="single-row",
        selection_default=start,
        hide_index=True,
        height=min(38 + 35 * len(shown), 560),
        column_config=_widths(),
        alt=say("documents.list", documents=say("words.documents", n=len(shown))),
    )
    if len(known) > len(shown) == ROWS:
        st.html(f'<p class="dl-quiet">{escape(say("documents.more", shown=ROWS, all=len(known)))}</p>')
    rows = state["selection"]["rows"]
    chosen = shown[rows[0]] if rows else next((one for one in shown if one.id == wanted), shown[0])
    if rows:
        st.query_params["document"] = chosen.id
    return chosen


def matching(known: Sequence[Listed], words: str) -> list[Listed]:
    """Documents in which every word occurs, in title, publisher, id or date."""
    wanted = words.casefold().split()
    found = (
        one
        for one in known
        if all(word in " ".join((one.title, one.publisher or "", one.id, date(one))).casefold() for word in wanted)
    )
    return list(found)[:ROWS]


def table(shown: Sequence[Listed]) -> pd.DataFrame:
    """The list as people read it."""
    return pd.DataFrame(
        {
            say("documents.column.document"): [wording.shorten(one.title, 120) for one in shown],
            say("documents.column.published"): [date(one) for one in shown],
            say("documents.column.known"): [known(one.rule) for one in shown],
            say("documents.column.events"): [one.events for one in shown],
        }
    )


def _widths() -> dict:
    """Narrow enough for all columns to be in sight beside the document."""
    text, number = st.column_config.TextColumn, st.column_config.NumberColumn
    names = [say(f"documents.column.{name}") for name in ("document", "published", "known", "events")]
    return {names[0]: text(width=235), names[1]: text(width=112), names[2]: text(width=80), names[3]: number(width=75)}


def date(one: Listed) -> str:
    """When it was published, in words."""
    return wording.when(one.published)


def known(rule: str | None) -> str:
    """How a date of publication is known."""
    if not rule or rule == "none":
        return say("documents.known.not")
    if rule == "corrected":
        return say("documents.known.corrected")
    return say("documents.known.stated") if rule in STATED else say("documents.known.worked_out")


def heading(one: Listed) -> str:
    """Title, publisher and source of a document as HTML."""
    file = one.source if "://" in one.source else one.source.rpartition("/")[2]
    source = f'<span title="{escape(one.source)}">{escape(file)}</span>'
    names = " · ".join([*([escape(one.publisher)] if one.publisher else []), source])
    events = escape(wording.events(one.events))
    return (
        f'<div class="dl-document"><h2 dir="auto">{escape(wording.shorten(one.title, 200))}</h2>'
        f'<p class="dl-quiet" dir="auto">{names} · {events}</p></div>'
    )
