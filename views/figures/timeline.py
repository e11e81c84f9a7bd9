"""The timeline: one lane a group, days as dots, wider intervals as bars. A pure function from events to a figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import pandas as pd

from views.catalogue import Catalogue
from views.figures.density import STRIP, Strip, draw_strip
from views.figures.drawing import Drawing, trace
from views.figures.lanes import DAY_MS, Arrangement, Lane, Slot, arrange, dot_at, milliseconds
from views.figures.marks import FAINT, FAINT_RIM, escape, layout, possibly
from views.palette import Palette, fade, sign
from views.selection import OUT, POSSIBLE, Brush, Verdict
from views.texts import number, say
from views.wording import compact, shorten
from views.wording import events as events_in_words

RING = 9  # pixels by which the ring of the selected event is wider than its dot
SLICES, SLICES_OF_MANY = 12, 4  # of a softened end
PAINTED = "painted"  # `meta` of a trace that the page paints itself (`views/linked_chart/lanes.js`)
PALER = 0.7  # what surrounds a dot
MANY = 150  # bars; beyond that a softened end is cut more coarsely


@dataclass(frozen=True, slots=True)
class Setting:
    """What the timeline stands in: lanes by group, type or country, those of a larger table, its axis, and the strip
    of density above; where these are not given, they are those of the events drawn."""

    by: str = "group"
    lanes: tuple[Lane, ...] | None = None
    axis: tuple[float, float] | None = None
    strip: Strip | None = None

    def arranged(self, catalogue: Catalogue, height: int) -> Arrangement:
        """The events in these lanes."""
        return arrange(catalogue, height - (STRIP if self.strip else 0), self.by, self.lanes, self.axis)


def draw(
    catalogue: Catalogue,
    verdict: Verdict,
    palette: Palette,
    *,
    selected: str | None = None,
    brush: Brush | None = None,
    height: int = 230,
    setting: Setting = Setting(),
) -> Drawing:
    """Dated events that the verdict lets through. customdata of every mark is [event id].

    Lanes and axis are those of the whole table, so that nothing moves when a filter changes.
    """
    whole = setting.arranged(catalogue, height)
    figure = Drawing()
    slots = [replace(s, verdict=int(verdict[s.number])) for s in whole.slots if verdict[s.number] > OUT]
    _draw_bars(figure, slots)
    _draw_dots(figure, slots, palette)
    frame(figure, whole, palette, height, setting.strip)
    _draw_rings(figure, rings(catalogue, verdict, selected, height, setting), palette)
    for band in bands(brush, palette):
        figure.add_shape(band)
    return figure


def frame(figure: Drawing, whole: Arrangement, palette: Palette, height: int, strip: Strip | None) -> None:
    """Lanes, axis and strip around what is drawn."""
    layout(figure, palette, height, uirevision="timeline", clickmode="event", barmode="overlay", bargap=0)
    _axes(figure, whole, palette)
    figure.update_layout(margin={"l": 150, "r": 12, "t": 6, "b": 26}, dragmode="select", selectdirection="h")
    if strip:
        draw_strip(figure, strip, palette, height)


def rings(
    catalogue: Catalogue, verdict: Verdict, selected: str | None, height: int, setting: Setting = Setting()
) -> list[tuple[float, float, float]]:
    """Around each mark of the selected event a ring: millisecond, height on the lanes, pixels across; none where it is
    not drawn."""
    slots = setting.arranged(catalogue, height).slots
    chosen = [s for s in slots if s.event["event_id"] == selected and verdict[s.number] > OUT]
    return [(_middle(slot), slot.y, slot.dot + RING) for slot in chosen]


def _draw_rings(figure: Drawing, spots: Sequence[tuple[float, float, float]], palette: Palette) -> None:
    if spots:
        x, y, sizes = zip(*spots, strict=True)
        marker = {"size": sizes, "color": "rgba(0,0,0,0)", "line": {"width": 2.5, "color": palette.accent}}
        ring = {"mode": "markers", "marker": marker, "hoverinfo": "skip", "cliponaxis": False}
        figure.add_trace(trace("scatter", x=x, y=y, **ring, name="selected"))


def bands(brush: Brush | None, palette: Palette) -> list[dict]:
    """A shape over the brushed days."""
    return [_band(brush, palette)] if brush else []


def describe(events: int, exact: int | None, lanes: Sequence[Lane]) -> str:
    """The timeline in words, for who cannot see it: dated events, those on a known day (None: not counted), lanes."""
    if not events:
        return say("explore.timeline.none")
    words = say("explore.timeline.of", events=events_in_words(events))
    if exact is not None:
        words += " " + say("explore.timeline.exact", exact=exact, wide=events - exact)
    named = ", ".join(f"{lane.label} {number(lane.events)}" for lane in lanes[:5])
    return f"{words} {say('explore.timeline.lanes', lanes=named)}" if named else words


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


def falls(event: dict) -> tuple[float, float]:
    """How much of a bar fades at its start and end: all of it towards an open end, a part where an end is soft."""
    if pd.isna(event["first"]):
        return 1.0, 0.0
    if pd.isna(event["last"]):
        return 0.0, 1.0
    soft_end = event["soft_last"] or event["status"] == "ongoing"
    return (0.4 if event["soft_first"] else 0.0), (0.4 if soft_end else 0.0)


def _draw_bars(figure: Drawing, slots: list[Slot]) -> None:
    """Intervals: solid where something took place, a thin outline where it is only announced or alleged.

    Softened ones are cut into slices, and an unseen bar over the slices takes the pointer.
    """
    wide = [slot for slot in slots if not slot.event["day"]]
    if not wide:
        return
    slices = SLICES if len(wide) <= MANY else SLICES_OF_MANY
    whole, cut = [], []
    for slot in wide:
        fading = falls(slot.event)
        whole.append((slot, Piece(slot.start, slot.end, 0.0 if any(fading) else 1.0)))
        cut += [(slot, piece) for piece in pieces(slot.start, slot.end, *fading, slices)] if any(fading) else []
    figure.add_trace(trace("bar", **_bars(cut), hoverinfo="skip", name="softened", meta=PAINTED))
    figure.add_trace(
        trace(
            "bar",
            **_bars(whole),
            text=[_caption(slot) for slot in wide],
            textposition="none",
            hovertemplate="%{text}<extra></extra>",
            customdata=[[slot.event["event_id"]] for slot in wide],
            name="intervals",
            meta=PAINTED,
        )
    )


def _bars(bars: list[tuple[Slot, Piece]]) -> dict:
    thin = [sign(slot.event["status"]).hollow or bool(choices(slot.event)) for slot, _ in bars]
    return {
        "orientation": "h",
        "base": [piece.start for _, piece in bars],
        "x": [piece.end - piece.start for _, piece in bars],
        "y": [slot.y for slot, _ in bars],
        "width": [slot.thickness * (0.45 if t else 1) for (slot, _), t in zip(bars, thin, strict=True)],
        "marker": {
            "color": [
                fade(slot.colour, piece.opacity * (0.3 if t else 0.9) * _strength(slot))
                for (slot, piece), t in zip(bars, thin, strict=True)
            ],
            "line": {
                "width": [1.5 if piece.opacity == 1.0 else 0 for _, piece in bars],
                "color": [fade(slot.colour, _strength(slot)) for slot, _ in bars],
            },
        },
    }


def _caption(slot: Slot) -> str:
    return slot.words + (possibly() if slot.verdict == POSSIBLE else "")


def _strength(slot: Slot) -> float:
    return FAINT if slot.verdict == POSSIBLE else 1.0


def _draw_dots(figure: Drawing, slots: list[Slot], palette: Palette) -> None:
    """Days as dots; what did not (yet) happen as a hollow circle with its sign, on its bar where it has one."""
    dots = [slot for slot in slots if slot.event["day"] or sign(slot.event["status"]).hollow]
    soft = [s for s in dots if s.event["day"] and (s.event["soft_first"] or s.event["soft_last"])]
    _draw_choices(figure, slots, palette)
    _circles(figure, "about", soft, 14, [fade(s.colour, 0.14 * _strength(s)) for s in soft])
    _circles(figure, "about", soft, 7, [fade(s.colour, 0.28 * _strength(s)) for s in soft])
    ongoing = [s for s in dots if s.event["status"] == "ongoing"]
    _circles(figure, "goes on", ongoing, 8, ["rgba(0,0,0,0)"] * len(ongoing), [_rim(s, s.colour) for s in ongoing])
    if dots:
        hollow = [sign(s.event["status"]).hollow for s in dots]
        figure.add_trace(
            trace(
                "scatter",
                x=[_middle(s) for s in dots],
                y=[s.y for s in dots],
                mode="markers",
                marker={
                    "size": [s.dot for s in dots],
                    "color": [
                        palette.paper if h else fade(s.colour, _strength(s)) for s, h in zip(dots, hollow, strict=True)
                    ],
                    "line": {
                        "color": [_rim(s, s.colour if h else palette.paper) for s, h in zip(dots, hollow, strict=True)],
                        "width": [2.5 if h else 1 for h in hollow],
                    },
                },
                hovertext=[_caption(s) for s in dots],
                hovertemplate="%{hovertext}<extra></extra>",
                customdata=[[s.event["event_id"]] for s in dots],
                cliponaxis=False,
                name="days",
                meta=PAINTED,
            )
        )
        _draw_signs(figure, [s for s in dots if sign(s.event["status"]).glyph], palette)


def _draw_signs(figure: Drawing, slots: list[Slot], palette: Palette) -> None:
    """The character in a hollow dot: a trace of its own, since plotly makes a text of every dot of one that has any."""
    if slots:
        figure.add_trace(
            trace(
                "scatter",
                x=[_middle(s) for s in slots],
                y=[s.y for s in slots],
                mode="text",
                text=[sign(s.event["status"]).glyph for s in slots],
                textfont={"size": [max(s.dot - 3, 6) for s in slots], "color": palette.ink, "weight": "bold"},
                hoverinfo="skip",
                cliponaxis=False,
                name="signs",
                meta=PAINTED,
            )
        )


def _rim(slot: Slot, certain: str) -> str:
    """The rim of a dot; of one that is only possibly inside, in its own colour."""
    return fade(slot.colour, FAINT_RIM) if slot.verdict == POSSIBLE else certain


def choices(event: dict) -> list[float]:
    """The days of "one of these days", as milliseconds; none for any other date."""
    edtf = event["edtf"] or ""
    if not edtf.startswith("["):
        return []
    days = (day.strip() for day in edtf.strip("[]").split(","))
    return [
        milliseconds(pd.Timestamp(day)) + DAY_MS / 2
        for day in days
        if len(day) == len("2010-10-07") and ".." not in day
    ]


def _draw_choices(figure: Drawing, slots: list[Slot], palette: Palette) -> None:
    """A small dot on each day that may be the one."""
    days = [(day, slot) for slot in slots for day in choices(slot.event)]
    if not days:
        return
    figure.add_trace(
        trace(
            "scatter",
            x=[day for day, _ in days],
            y=[slot.y for _, slot in days],
            mode="markers",
            marker={"size": 5, "color": [fade(slot.colour, _strength(slot)) for _, slot in days]},
            hovertext=[_caption(slot) for _, slot in days],
            hovertemplate="%{hovertext}<extra></extra>",
            customdata=[[slot.event["event_id"]] for _, slot in days],
            name="one of these days",
            meta=PAINTED,
        )
    )


def _circles(figure, name, slots, wider, fills, lines=None) -> None:
    if slots:
        figure.add_trace(trace("scatter", **_circle(slots, wider, fills, lines, 1.5), name=name, meta=PAINTED))


def _circle(slots, wider, fills, lines, width) -> dict:
    """Circles so many pixels wider than the dots they surround."""
    return {
        "x": [_middle(s) for s in slots],
        "y": [s.y for s in slots],
        "mode": "markers",
        "marker": {
            "size": [s.dot + wider for s in slots],
            "color": fills,
            "line": {"width": width if lines else 0, "color": lines or fills},
            "opacity": PALER,
        },
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _middle(slot: Slot) -> float:
    return dot_at(slot.event, slot.start, slot.end)


def _axes(figure: Drawing, whole: Arrangement, palette: Palette) -> None:
    dot = '<span style="color:{}">●</span> {} <span style="color:{}">{}</span>'
    labels = [dot.format(x.colour, escape(shorten(x.label, 18)), palette.muted, compact(x.events)) for x in whole.lanes]
    x = {
        "type": "date",
        "range": list(whole.axis),
        "showgrid": True,
        "gridcolor": palette.faint,
        "zeroline": False,
        "tickfont": {"size": 11.5, "color": palette.muted},
        "ticks": "",
        "tickformatstops": [
            {"dtickrange": [None, 86_400_000 * 27], "value": "%-d %b %Y"},
            {"dtickrange": [86_400_000 * 27, "M6"], "value": "%b %Y"},
            {"dtickrange": ["M6", None], "value": "%Y"},
        ],
        "tickangle": 0,
        "hoverformat": "%-d %b %Y",
    }
    y = {
        "range": [1, 0],
        "tickvals": [(start + end) / 2 for start, end in pairwise([0.0, *whole.ends])],
        "ticktext": labels,
        "tickfont": {"size": 12, "color": palette.ink},
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        "ticks": "",
    }
    figure.update_layout(xaxis=x, yaxis=y)
    for end in whole.ends[:-1]:
        line = {"color": palette.faint, "width": 1}
        across = {"type": "line", "xref": "x domain", "x0": 0, "x1": 1, "yref": "y", "y0": end, "y1": end}
        figure.add_shape(across | {"line": line, "layer": "below"})


def _band(brush: Brush, palette: Palette) -> dict:
    """The brush as a band over all lanes."""
    return {
        "type": "rect",
        "xref": "x",
        "yref": "paper",
        "x0": milliseconds(pd.Timestamp(brush.first)),
        "x1": milliseconds(pd.Timestamp(brush.last)) + DAY_MS,
        "y0": 0,
        "y1": 1,
        "layer": "below",
        "fillcolor": fade(palette.accent, 0.10),
        "line": {"color": palette.accent, "width": 1.2},
        "name": "brush",
    }
