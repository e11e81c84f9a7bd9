"""The Explore page: what happened, when, where and who says so, on one screen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from html import escape

import streamlit as st

from views import controls, frame, query, wording
from views.explore import bar, charts, play, side, table
from views.loading import ready_table
from views.query import Opened
from views.selection import Counter, Selection
from views.texts import language, say


def page() -> None:
    """Draw the page for the current table and link."""
    opened = ready_table()
    controls.begin(opened)
    bar.begin()
    header = st.container(key="top")
    if not opened.total:
        with header:
            counter = Counter(0, 0, 0, 0, 0)
            frame.header("explore", counter=counter.words, explanation=counter.explanation)
        _nothing_built(opened)
        return
    if bar.presenting():
        bar.present(header)
    selection = controls.filters(opened)
    tally = query.tally(opened, controls.without_event(selection), query.rank_of(opened, selection.event))
    with header:
        frame.header(
            "explore",
            words=in_words(opened, selection),
            counter=tally.counter.words,
            explanation=tally.counter.explanation,
        )
    left, right = st.columns([1.32, 1], gap="small")
    drawn = replace(selection, event=side.shown(opened, selection, tally))
    with left:
        charts.draw_map(opened, drawn)
    with right:
        side.draw(opened, selection, tally)
    bar.draw(opened, selection, possible=tally.counter.possible > 0)
    charts.draw_timeline(opened, drawn)
    table.draw(opened, selection, tally.counter)
    play.tick(opened)
    controls.finish()
    bar.finish()


def foresee(opened: Opened) -> Iterator[None]:
    """Ask what a first visit is going to ask, before it comes, a step at a time. Answers are kept; a language but
    English asks anew."""
    if not opened.total:
        return
    selection = Selection()
    tally = query.tally(opened, selection, None)
    query.group_counts(opened, selection)
    yield
    yield from charts.foresee(opened, replace(selection, event=side.shown(opened, selection, tally)))
    query.told(opened, tally.first, language())
    query.listed(opened, query.page(opened, selection).ranks)


def in_words(opened: Opened, selection: Selection) -> str:
    """What is marked on timeline and map."""
    parts = []
    if selection.brush:
        parts.append(wording.days(selection.brush.first, selection.brush.last))
    if selection.area and selection.area.kind == "spot":
        parts.append(_spot(opened, *selection.area.ring[0]))
    elif selection.area:
        parts.append(say(f"explore.marked.{selection.area.kind}"))
    return say("explore.marked.words", what=", ".join(parts)) if parts else ""


def _spot(opened: Opened, longitude: float, latitude: float) -> str:
    found = opened.rows(
        "SELECT place, place_kind FROM points WHERE abs(longitude - ?) < 1e-6 AND abs(latitude - ?) < 1e-6 LIMIT 1",
        [longitude, latitude],
    )
    return wording.place(*found[0]) if found else say("explore.marked.place")


def _nothing_built(opened: Opened) -> None:
    words = say("explore.empty.text", documents=say("words.documents", n=opened.documents))
    st.html(f'<div class="dl-empty"><h2>{escape(say("explore.empty.title"))}</h2><p>{escape(words)}</p></div>')
