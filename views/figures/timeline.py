"""The timeline: one lane a group, days as dots, wider intervals as bars. A pure function from events to a figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from views.catalogue import NEUTRAL, NO_GROUP, Catalogue
from views.figures.marks import FAINT, caption, escape, layout
from views.palette import Palette, fade, sign
from views.selection import OUT, POSSIBLE, Brush, Verdict
from views.wording import count, days, shorten

MOST_LANES = 7  # groups with a lane of their own; the others share one
OTHERS = "\0others"
MOST_ROWS = 9  # within a lane; more marks than that lie over each other
DAY_MS = 86_400_000
SLICES, SLICES_OF_MANY = 12, 4  # of a softened end
MANY = 150  # bars; beyond that a softened end is cut more coarsely
OPEN_SHARE = 0.07  # of the axis over which an open end fades away
DOT_SHARE = 0.011  # of the axis that a dot takes up, about 13 pixels of 1,200


@dataclass(frozen=True, slots=True)
class Lane:
    """One row of the timeline."""

    group: str
    label: str
    colour: str
    events: int


@dataclass(frozen=True, slots=True)
class Slot:
    """One event in one lane, from `start` to `end` (milliseconds since 1970, end exclusive) at height `y`."""

    event: dict
    verdict: int
    colour: str
    start: float
    end: float
    y: float
    thickness: float


def timeline_figure(
    catalogue: Catalogue,
    verdict: Verdict,
    palette: Palette,
    *,
    selected: str | None = None,
    brush: Brush | None = None,
    height: int = 230,
) -> go.Figure:
    """Dated events that the verdict lets through. customdata of every mark is [event id].

    Lanes and axis are those of the whole table, so that nothing moves when a filter changes.
    """
    lanes, axis = lanes_of(catalogue), axis_of(catalogue)
    figure = go.Figure()
    slots = [s for s in _slots(catalogue, verdict, lanes, axis) if s.verdict > OUT]
    _draw_bars(figure, slots)
    _draw_dots(figure, slots, palette, selected)
    layout(figure, palette, height, uirevision="timeline", clickmode="event", barmode="overlay", bargap=0)
    _axes(figure, lanes, axis, palette)
    figure.update_layout(margin={"l": 150, "r": 12, "t": 6, "b": 26}, dragmode="select", selectdirection="h")
    if brush:
        figure.add_shape(_band(brush, palette))
    return figure


def describe(catalogue: Catalogue, verdict: Verdict) -> str:
    """The timeline in words, for who cannot see it."""
    events = catalogue.events
    shown = events[(verdict > OUT) & events["dated"].to_numpy()]
    if shown.empty:
        return "Timeline. No event in the current selection has a date."
    first, last = shown["first"].min(), shown["last"].max()
    span = f" from {days(first.date(), last.date())}" if pd.notna(first) and pd.notna(last) else ""
    exact = int(shown["day"].sum())
    lanes = shown["groups"].explode().dropna().value_counts().head(5)
    named = ", ".join(f"{catalogue.party(group).short} {n}" for group, n in lanes.items())
    return (
        f"Timeline of {count(len(shown), 'event')}{span}: "
        f"{exact} on a known day, {len(shown) - exact} within an interval." + (f" By group: {named}." if named else "")
    )


def lanes_of(catalogue: Catalogue) -> list[Lane]:
    """Lanes from the top: groups with most events, then the other groups in one, then events without a group."""
    dated = catalogue.events[catalogue.events["dated"]]
    counts = catalogue.group_counts()
    named = [(p, n) for p, n in counts if dated["groups"].map(lambda g, i=p.id: i in g).any()]
    lanes = [Lane(p.id, p.short, p.colour, n) for p, n in named[:MOST_LANES]]
    if rest := named[MOST_LANES:]:
        lanes.append(Lane(OTHERS, count(len(rest), "other group"), NEUTRAL, sum(n for _, n in rest)))
    if alone := int((dated["groups"].map(len) == 0).sum()):
        lanes.append(Lane(NO_GROUP, "No armed group", NEUTRAL, alone))
    return lanes


def axis_of(catalogue: Catalogue) -> tuple[float, float]:
    """First and last millisecond of the axis, with room for a fading end."""
    events = catalogue.events
    days = pd.concat([events["first"], events["last"]]).dropna()
    if days.empty:
        now = pd.Timestamp("2000-01-01")
        return _ms(now), _ms(now) + 365 * DAY_MS
    start, end = _ms(days.min()), _ms(days.max()) + DAY_MS
    room = max((end - start) * (OPEN_SHARE + 0.01), 8 * DAY_MS)
    return start - room, end + room


def _ms(stamp: pd.Timestamp) -> float:
    """Milliseconds since 1970, as a date axis counts."""
    return stamp.timestamp() * 1000


def _slots(catalogue: Catalogue, verdict: Verdict, lanes: list[Lane], axis: tuple[float, float]) -> Iterator[Slot]:
    """Every dated event in each of its lanes, at heights that do not depend on the verdict."""
    own = {lane.group for lane in lanes}
    dated = np.flatnonzero(catalogue.events["dated"].to_numpy())
    rows = catalogue.events.iloc[dated].to_dict("records")
    spans = [_span(row, axis) for row in rows]
    for number, lane in enumerate(lanes):
        inside = [i for i, row in enumerate(rows) if lane.group in _lanes(row["groups"], own)]
        heights, used = pack([spans[i] for i in inside], (axis[1] - axis[0]) * DOT_SHARE)
        for i, row_number in zip(inside, heights, strict=True):
            colour = lane.colour if lane.group not in (OTHERS, NO_GROUP) else rows[i]["colour"]
            y = number + (row_number + 0.5) / used * 0.84 + 0.08
            yield Slot(rows[i], int(verdict[dated[i]]), colour, *spans[i], y, min(0.6 / used, 0.2))


def _lanes(groups: Sequence[str], own: set[str]) -> set[str]:
    if not groups:
        return {NO_GROUP}
    return {group if group in own else OTHERS for group in groups}


def _span(row: dict, axis: tuple[float, float]) -> tuple[float, float]:
    room = (axis[1] - axis[0]) * OPEN_SHARE
    first, last = row["first"], row["last"]
    start = _ms(first) if pd.notna(first) else _ms(last) + DAY_MS - room
    end = _ms(last) + DAY_MS if pd.notna(last) else start + room
    return start, end


def pack(spans: Sequence[tuple[float, float]], gap: float) -> tuple[list[int], int]:
    """Row of each span so that none of a row overlap (first fit), and the number of rows; at most MOST_ROWS."""
    rows, ends = [0] * len(spans), []
    for i in sorted(range(len(spans)), key=lambda k: (spans[k], k)):
        start, end = spans[i]
        middle = (start + end) / 2
        start, end = min(start, middle - gap / 2), max(end, middle + gap / 2)
        free = next((row for row, taken in enumerate(ends) if taken <= start), len(ends))
        if free == len(ends) and free < MOST_ROWS:
            ends.append(end)
        free = min(free, MOST_ROWS - 1)
        ends[free] = max(ends[free], end)
        rows[i] = free
    return rows, max(len(ends), 1)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a bar in one opacity."""

    start: float
    end: float
    opacity: float


def pieces(start: float, end: float, fall_in: float = 0.0, fall_out: float = 0.0, slices: int = SLICES) -> list[Piece]:
    """A bar cut so that it fades in over its first `fall_in` share and out over its last `fall_out` share."""
    length = end - start
    first, last = start + length * fall_in, end - length * fall_out
    edges = [k / slices for k in range(slices + 1)]
    shares = [(k + 0.5) / slices for k in range(slices)]
    cut: list[Piece] = []
    if fall_in:
        cut += _slices(start, first, edges, shares)
    if last > first:
        cut.append(Piece(first, last, 1.0))
    if fall_out:
        cut += _slices(last, end, edges, [1 - share for share in shares])
    return cut


def _slices(start: float, end: float, edges: list[float], opacities: list[float]) -> list[Piece]:
    at = [start + (end - start) * edge for edge in edges]
    return [Piece(*pair, opacity) for pair, opacity in zip(pairwise(at), opacities, strict=True)]


def _falls(event: dict) -> tuple[float, float]:
    """How much of a bar fades at its start and end: all of it towards an open end, a part where an end is soft."""
    if pd.isna(event["first"]):
        return 1.0, 0.0
    if pd.isna(event["last"]):
        return 0.0, 1.0
    soft_end = event["soft_last"] or event["status"] == "ongoing"
    return (0.4 if event["soft_first"] else 0.0), (0.4 if soft_end else 0.0)


def _draw_bars(figure: go.Figure, slots: list[Slot]) -> None:
    """Intervals: solid where something took place, a thin outline where it is only announced or alleged."""
    bars = []
    wide = [slot for slot in slots if not slot.event["day"]]
    slices = SLICES if len(wide) <= MANY else SLICES_OF_MANY
    for slot in wide:
        hollow = sign(slot.event["status"]).hollow
        cut = pieces(slot.start, slot.end, *_falls(slot.event), slices)
        bars += [(slot, piece, hollow) for piece in cut]
    if not bars:
        return
    figure.add_trace(
        go.Bar(
            orientation="h",
            base=[piece.start for _, piece, _ in bars],
            x=[piece.end - piece.start for _, piece, _ in bars],
            y=[slot.y for slot, _, _ in bars],
            width=[slot.thickness * (0.45 if hollow else 1) for slot, _, hollow in bars],
            marker={
                "color": [
                    fade(slot.colour, piece.opacity * (0.3 if hollow else 0.9) * _strength(slot))
                    for slot, piece, hollow in bars
                ],
                "line": {
                    "width": [1.5 if piece.opacity == 1.0 else 0 for _, piece, _ in bars],
                    "color": [fade(slot.colour, _strength(slot)) for slot, _, _ in bars],
                },
            },
            text=[caption(slot.event, slot.verdict) for slot, _, _ in bars],
            textposition="none",
            hovertemplate="%{text}<extra></extra>",
            customdata=[[slot.event["event_id"]] for slot, _, _ in bars],
            selected={"marker": {"opacity": 1}},
            unselected={"marker": {"opacity": 1}},
            name="intervals",
        )
    )


def _strength(slot: Slot) -> float:
    return FAINT if slot.verdict == POSSIBLE else 1.0


def _draw_dots(figure: go.Figure, slots: list[Slot], palette: Palette, selected: str | None) -> None:
    """Days as dots; what did not (yet) happen as a hollow circle with its sign, on its bar where it has one."""
    size = 12.0 if all(slot.thickness > 0.12 for slot in slots) else 9.0
    dots = [slot for slot in slots if slot.event["day"] or sign(slot.event["status"]).hollow]
    chosen = [slot for slot in slots if slot.event["event_id"] == selected]
    soft = [s for s in dots if s.event["day"] and (s.event["soft_first"] or s.event["soft_last"])]
    _circles(figure, "about", soft, size + 14, [fade(s.colour, 0.14) for s in soft])
    _circles(figure, "about", soft, size + 7, [fade(s.colour, 0.28) for s in soft])
    ongoing = [s for s in dots if s.event["status"] == "ongoing"]
    _circles(figure, "goes on", ongoing, size + 8, ["rgba(0,0,0,0)"] * len(ongoing), [s.colour for s in ongoing])
    _circles(figure, "selected", chosen, size + 9, ["rgba(0,0,0,0)"] * len(chosen), [palette.accent] * len(chosen), 2.5)
    if dots:
        hollow = [sign(s.event["status"]).hollow for s in dots]
        figure.add_trace(
            go.Scatter(
                x=[_middle(s) for s in dots],
                y=[s.y for s in dots],
                mode="markers+text",
                marker={
                    "size": size,
                    "color": [palette.paper if h else s.colour for s, h in zip(dots, hollow, strict=True)],
                    "line": {
                        "color": [s.colour if h else palette.paper for s, h in zip(dots, hollow, strict=True)],
                        "width": [2.5 if h else 1 for h in hollow],
                    },
                    "opacity": [_strength(s) for s in dots],
                },
                text=[f"<b>{sign(s.event['status']).glyph}</b>" for s in dots],
                textfont={"size": size - 3, "color": palette.ink},
                hovertext=[caption(s.event, s.verdict) for s in dots],
                hovertemplate="%{hovertext}<extra></extra>",
                customdata=[[s.event["event_id"]] for s in dots],
                selected={"marker": {"opacity": 1}},
                unselected={"marker": {"opacity": 1}, "textfont": {"color": palette.ink}},
                cliponaxis=False,
                name="days",
            )
        )


def _circles(figure, name, slots, size, fills, lines=None, width=1.5) -> None:
    if not slots:
        return
    figure.add_trace(
        go.Scatter(
            x=[_middle(s) for s in slots],
            y=[s.y for s in slots],
            mode="markers",
            marker={"size": size, "color": fills, "line": {"width": width if lines else 0, "color": lines or fills}},
            hoverinfo="skip",
            selected={"marker": {"opacity": 1}},
            unselected={"marker": {"opacity": 1}},
            name=name,
        )
    )


def _middle(slot: Slot) -> float:
    """Where a dot stands: in the middle of a day or interval, at the known end of an open one."""
    if pd.isna(slot.event["first"]):
        return slot.end - DAY_MS / 2
    if pd.isna(slot.event["last"]):
        return slot.start + DAY_MS / 2
    return (slot.start + slot.end) / 2


def _axes(figure: go.Figure, lanes: list[Lane], axis: tuple[float, float], palette: Palette) -> None:
    dot = '<span style="color:{}">●</span> {} <span style="color:{}">{}</span>'
    labels = [dot.format(x.colour, escape(shorten(x.label, 18)), palette.muted, x.events) for x in lanes]
    figure.update_xaxes(
        type="date",
        range=list(axis),
        showgrid=True,
        gridcolor=palette.faint,
        zeroline=False,
        tickfont={"size": 11.5, "color": palette.muted},
        ticks="",
        tickformatstops=[
            {"dtickrange": [None, 86_400_000 * 27], "value": "%-d %b %Y"},
            {"dtickrange": [86_400_000 * 27, "M6"], "value": "%b %Y"},
            {"dtickrange": ["M6", None], "value": "%Y"},
        ],
        tickangle=0,
        nticks=14,
        hoverformat="%-d %b %Y",
    )
    figure.update_yaxes(
        range=[max(len(lanes), 1), 0],
        tickvals=[n + 0.5 for n in range(len(lanes))],
        ticktext=labels,
        tickfont={"size": 12, "color": palette.ink},
        showgrid=False,
        zeroline=False,
        fixedrange=True,
        ticks="",
    )
    for n in range(1, len(lanes)):
        figure.add_hline(y=n, line={"color": palette.faint, "width": 1}, layer="below")


def _band(brush: Brush, palette: Palette) -> dict:
    """The brush as a band over all lanes."""
    return {
        "type": "rect",
        "xref": "x",
        "yref": "paper",
        "x0": _ms(pd.Timestamp(brush.first)),
        "x1": _ms(pd.Timestamp(brush.last)) + DAY_MS,
        "y0": 0,
        "y1": 1,
        "layer": "below",
        "fillcolor": fade(palette.accent, 0.10),
        "line": {"color": palette.accent, "width": 1.2},
        "name": "brush",
    }
