"""The Explore page: what happened, when, where and who says so, on one screen."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pandas as pd
import streamlit as st

from views import controls, frame, wording
from views.catalogue import Catalogue
from views.evidence import evidence_html
from views.figures import map as map_view
from views.figures import timeline as timeline_view
from views.linked_chart import as_json, linked_chart
from views.loading import ready_catalogue
from views.palette import SIGNS, Palette
from views.selection import OUT, POSSIBLE, Counter, Selection, Verdicts, tally, verdicts

MAP_HEIGHT, TIMELINE_HEIGHT = 392, 224
MAP_TOOLS = [["pan2d", "select2d", "lasso2d"], ["zoomInMap", "zoomOutMap", "resetViewMap"]]
TIMELINE_TOOLS = [["select2d", "pan2d"], ["zoomIn2d", "zoomOut2d", "resetScale2d"]]


def page() -> None:
    """Draw the page for the current table and link."""
    catalogue = ready_catalogue()
    controls.begin(catalogue)
    palette = frame.palette()
    header = st.container(key="top")
    if catalogue.events.empty:
        _header(header, tally(catalogue.events, catalogue.events["dated"].to_numpy(dtype="int8")), "")
        _nothing_built(catalogue)
        return
    selection = controls.filters(catalogue)
    found = verdicts(catalogue.events, selection)
    _header(header, tally(catalogue.events, found.shown), _in_words(catalogue, selection))
    event = current_event(catalogue, selection, found)
    left, right = st.columns([1.32, 1], gap="small")
    with left:
        _map(catalogue, found, palette, selection, event)
    with right:
        _evidence(catalogue, selection, found, event)
    st.html(legend(possible=bool((found.shown == POSSIBLE).any())))
    _timeline(catalogue, found, palette, selection, event)
    _table(catalogue, found, selection)
    controls.finish()


def current_event(catalogue: Catalogue, selection: Selection, found: Verdicts) -> str | None:
    """The selected event, or where none is, the first one shown: the page always names a source."""
    if selection.event:
        return selection.event
    shown = catalogue.events["event_id"][found.shown > OUT]
    return str(shown.iloc[0]) if len(shown) else None


def _header(place, counter: Counter, words: str) -> None:
    with place:
        frame.header("explore", words=words, counter=counter.words, explanation=counter.explanation)


def _in_words(catalogue: Catalogue, selection: Selection) -> str:
    """What is marked on timeline and map."""
    parts = []
    if selection.brush:
        parts.append(wording.days(selection.brush.first, selection.brush.last))
    if selection.area:
        parts.append(
            {"box": "inside the box", "lasso": "inside the outline", "spot": _spot(catalogue, selection)}[
                selection.area.kind
            ]
        )
    return "Marked: " + ", ".join(parts) if parts else ""


def _spot(catalogue: Catalogue, selection: Selection) -> str:
    longitude, latitude = selection.area.ring[0]
    events = catalogue.events
    there = events[(events["longitude"] - longitude).abs().lt(1e-6) & (events["latitude"] - latitude).abs().lt(1e-6)]
    return wording.place(there["place"].iloc[0], there["place_kind"].iloc[0]) if len(there) else "one place"


@lru_cache(maxsize=8)
def _timeline_marks(catalogue: Catalogue, verdict: bytes, palette: Palette) -> dict:
    """The timeline as the browser gets it, kept: a brush or another selected event changes none of its marks."""
    shown = np.frombuffer(verdict, dtype=np.int8)
    return as_json(timeline_view.timeline_figure(catalogue, shown, palette, height=TIMELINE_HEIGHT))


def _map(catalogue, found, palette, selection, event) -> None:
    events = catalogue.events
    figure = map_view.map_figure(events, found.on_map, palette, selected=event, area=selection.area, height=MAP_HEIGHT)
    linked_chart(
        figure,
        key="map",
        alt=map_view.describe(events, found.on_map),
        on_brush=controls.mark_area,
        on_pick=controls.pick_on_map,
        config={"scrollZoom": True, "displayModeBar": True, "modeBarButtons": MAP_TOOLS},
    )


def _timeline(catalogue, found, palette, selection, event) -> None:
    drawn = _timeline_marks(catalogue, found.on_timeline.tobytes(), palette)
    rings = timeline_view.rings(catalogue, found.on_timeline, palette, event, TIMELINE_HEIGHT)
    shapes = [*drawn["layout"].get("shapes", ()), *timeline_view.bands(selection.brush, palette)]
    linked_chart(
        {"data": [*drawn["data"], *rings], "layout": drawn["layout"] | {"shapes": shapes}},
        key="timeline",
        alt=timeline_view.describe(catalogue, found.on_timeline),
        on_brush=controls.brush_days,
        on_pick=controls.pick_on_timeline,
        config={"displayModeBar": "hover", "modeBarButtons": TIMELINE_TOOLS},
    )


def _evidence(catalogue: Catalogue, selection: Selection, found: Verdicts, event: str | None) -> None:
    with st.container(height=MAP_HEIGHT, border=False, key="evidence"):
        if event is None:
            st.html(
                '<div class="dl-empty"><h2>Nothing matches</h2><p>No event passes all filters and marks together. '
                "Widen the years, take a filter away, or press <em>Clear all</em>.</p></div>"
            )
            return
        _steps(catalogue, found, event)
        if catalogue.position(event) is not None and found.shown[catalogue.position(event)] == OUT:
            st.html('<p class="dl-caution">This event lies outside the current filters.</p>')
        st.html(evidence_html(catalogue, event))


def _steps(catalogue: Catalogue, found: Verdicts, event: str) -> None:
    """Earlier and later, among the events shown."""
    shown = [i for i, verdict in enumerate(found.shown) if verdict > OUT]
    ids = catalogue.events["event_id"]
    at = catalogue.position(event)
    before = next((i for i in reversed(shown) if i < at), None)
    after = next((i for i in shown if i > at), None)
    place = f"{shown.index(at) + 1:,} of {len(shown):,}" if at in shown else f"{len(shown):,} shown"
    with st.container(horizontal=True, key="steps", gap="small", vertical_alignment="center"):
        for label, target in (("Earlier", before), ("Later", after)):
            st.button(
                label,
                key=f"step-{label.lower()}",
                type="tertiary",
                disabled=target is None,
                on_click=controls.choose,
                args=(str(ids.iloc[target]) if target is not None else None,),
            )
        st.html(f'<p class="dl-quiet">{place}</p>')


def legend(*, possible: bool = False) -> str:
    """What the signs mean, beside the marks."""
    signs = "".join(
        f'<li><span class="dl-sign{" hollow" if s.hollow else ""}{" on" if name == "ongoing" else ""}">{s.glyph}</span>'
        f"{s.meaning}</li>"
        for name, s in SIGNS.items()
    )
    faint = '<li><span class="dl-sign faint"></span>faint: only possibly inside</li>' if possible else ""
    return (
        f'<ul class="dl-legend" aria-label="Legend">{signs}'
        '<li><span class="dl-bar"></span>within these days</li>'
        '<li><span class="dl-bar soft"></span>about, or open</li>'
        '<li><span class="dl-area"></span>somewhere in the area</li>'
        f"{faint}"
        '<li class="dl-hint">Drag along the timeline; click, box or lasso the map</li></ul>'
    )


def table_rows(catalogue: Catalogue, found: Verdicts) -> pd.DataFrame:
    """The events shown, as people read them."""
    events = catalogue.events[found.shown > OUT]
    inside = found.shown[found.shown > OUT]
    rows = pd.DataFrame(
        {
            "When": events["said"],
            "Event": events["title"],
            "Type": events["event_type"],
            "Status": events["status"],
            "Where": [
                wording.place(p, k) if p else "no place"
                for p, k in zip(events["place"], events["place_kind"], strict=True)
            ],
            "Groups": [", ".join(catalogue.party(g).short for g in groups) for groups in events["groups"]],
            "Sources": events["documents"].map(len),
        }
    )
    if (inside == POSSIBLE).any():
        rows.insert(1, "Inside", ["possibly" if verdict == POSSIBLE else "certainly" for verdict in inside])
    return rows


def _table(catalogue: Catalogue, found: Verdicts, selection: Selection) -> None:
    ids = catalogue.events["event_id"][found.shown > OUT].tolist()
    if not ids:
        return
    # The widget knows rows by number only, so other rows, or a choice made elsewhere, make another widget.
    key = f"table-{hash(tuple(ids)):x}-{st.session_state.chosen_elsewhere}"

    def chosen() -> None:
        rows = st.session_state[key]["selection"]["rows"]
        controls.choose(ids[rows[0]] if rows else None, elsewhere=False)

    st.dataframe(
        table_rows(catalogue, found),
        key=key,
        on_select=chosen,
        selection_mode="single-row",
        selection_default={"selection": {"rows": [ids.index(selection.event)]}} if selection.event in ids else None,
        hide_index=True,
        height=min(38 + 35 * len(ids), 420),
        column_config={
            "Event": st.column_config.TextColumn(width="large"),
            "Sources": st.column_config.NumberColumn(width="small"),
        },
        alt=f"Table of {wording.count(len(ids), 'event')}",
    )


def _nothing_built(catalogue: Catalogue) -> None:
    documents = wording.count(len(catalogue.documents), "document")
    st.html(
        f'<div class="dl-empty"><h2>No events yet</h2><p>{documents} read, and none of them tells of an event that '
        "Dateline knows how to find. Put reports or articles into the corpus folder, or set DATELINE_CORPUS to another "
        "one, and reload this page.</p></div>"
    )
