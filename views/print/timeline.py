"""The timeline of a figure as SVG: lanes, bars and dots, by the same sums as the timeline on the screen. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import pairwise

import pandas as pd

from views.catalogue import Catalogue
from views.figures.lanes import MARGIN, Arrangement, Lane, Slot, arrange, dot_at
from views.figures.marks import FAINT
from views.figures.timeline import choices, falls
from views.palette import Palette, sign
from views.print import lettering, svg
from views.print.dates import ticks
from views.selection import POSSIBLE

TYPE, NUMBER, TICK = 12.0, 11.0, 10.5  # pixels
ROW, LANE, LEAST, MOST = 13.0, 12.0, 84.0, 420.0  # pixels: a row, what a lane needs beside its rows, a timeline
ABOUT = ((7.0, 0.14), (3.5, 0.28))  # pixels around a dot that is about that day, and how dense
TICK_ROOM = 92.0  # pixels from one tick to the next, at least


@dataclass(frozen=True, eq=False)
class Lanes:
    """Events in their lanes, at their size in pixels."""

    whole: Arrangement
    slots: tuple[Slot, ...]
    width: float
    height: float
    left: float  # where the axis begins; names of lanes stand before it

    def x(self, moment: float) -> float:
        """Pixels of a moment in milliseconds."""
        start, end = self.whole.axis
        return self.left + (moment - start) / (end - start) * (self.width - self.left)

    def y(self, share: float) -> float:
        return share * (self.height - MARGIN)


def lanes_of(catalogue: Catalogue, events: pd.DataFrame, width: float, most: float = MOST, by: str = "group") -> Lanes:
    """The dated ones of these events (with `verdict`), in lanes of their own on an axis of their own days."""
    dated = events[events["dated"]].reset_index(drop=True)
    own = replace(catalogue, events=dated)
    rough = arrange(own, 400, by)
    rows = {slot.lane: slot.rows for slot in rough.slots}
    height = MARGIN + sum(LANE + ROW * rows.get(lane.group, 1) for lane in rough.lanes)
    height = min(max(height, LEAST), most)
    whole = arrange(own, int(height), by)
    verdicts = dated["verdict"].tolist()
    slots = tuple(replace(slot, verdict=int(verdicts[slot.number])) for slot in whole.slots)
    left = min(max([_label_width(lane) for lane in whole.lanes], default=0.0) + 14, width * 0.25)
    return Lanes(whole, slots, width, height, left)


def _label_width(lane: Lane) -> float:
    return 16 + lettering.width(f"{lane.label}  {lane.events:,}", TYPE)


def timeline_svg(lanes: Lanes, palette: Palette, selected: str | None, *, name: str = "fade") -> str:
    """Lanes with their names, axis and marks; `name` begins the ids of gradients."""
    gradients: dict[str, str] = {}
    bars = [_bar(slot, lanes, palette, gradients, name) for slot in lanes.slots if not slot.event["day"]]
    dots = [_dot(slot, lanes, palette, selected) for slot in lanes.slots]
    defs = svg.tag("defs", *gradients.values()) if gradients else ""
    return svg.group(defs, _axis(lanes, palette), *_names(lanes, palette), *bars, *dots, class_="timeline")


def _axis(lanes: Lanes, palette: Palette) -> str:
    bottom = lanes.height - MARGIN
    first, last = (_day(moment) for moment in lanes.whole.axis)
    parts = []
    for day, words in ticks(first, last, max(int((lanes.width - lanes.left) / TICK_ROOM), 1)):
        x = lanes.x(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() * 1000)
        half = lettering.width(words, TICK) / 2
        parts.append(svg.line(x, 0, x, bottom, stroke=palette.faint))
        parts.append(
            lettering.text(
                min(max(x, lanes.left + half), lanes.width - half),
                bottom + 16,
                words,
                size=TICK,
                colour=palette.muted,
                anchor="middle",
            )
        )
    parts += [
        svg.line(0, lanes.y(end), lanes.width, lanes.y(end), stroke=palette.faint) for end in lanes.whole.ends[:-1]
    ]
    return svg.group(*parts, svg.line(lanes.left, bottom, lanes.width, bottom, stroke=palette.border), class_="axis")


def _day(moment: float) -> date:
    return datetime.fromtimestamp(moment / 1000, tz=UTC).date()


def _names(lanes: Lanes, palette: Palette) -> list[str]:
    """A lane's colour, name and number of events."""
    parts = []
    for lane, (start, end) in zip(lanes.whole.lanes, pairwise((0.0, *lanes.whole.ends)), strict=True):
        y, number = lanes.y((start + end) / 2), f"{lane.events:,}"
        words = lettering.fitted(lane.label, TYPE, lanes.left - 28 - lettering.width(number, NUMBER))
        parts.append(svg.circle(5, y, 4, fill=lane.colour))
        parts.append(lettering.text(14, y + 4, words, size=TYPE, colour=palette.ink))
        at = 14 + lettering.width(words, TYPE) + 6
        parts.append(lettering.text(at, y + 4, number, size=NUMBER, colour=palette.muted))
    return parts


def _bar(slot: Slot, lanes: Lanes, palette: Palette, gradients: dict[str, str], name: str) -> str:
    """Days within which an event lies; its soft ends fade away, and it is thin where nothing took place (yet)."""
    thin = sign(slot.event["status"]).hollow or bool(choices(slot.event))
    x, end, y = lanes.x(slot.start), lanes.x(slot.end), lanes.y(slot.y)
    high = max(slot.thickness * (0.45 if thin else 1.0) * (lanes.height - MARGIN), 2.0)
    fading, strength = falls(slot.event), FAINT if slot.verdict == POSSIBLE else 1.0
    bar = {"fill_opacity": (0.3 if thin else 0.9) * strength, "data_event": slot.event["event_id"], "class_": "bar"}
    if not any(fading):
        edge = {"stroke": slot.colour, "stroke_width": 1.0, "stroke_opacity": strength}
        return svg.rect(x, y - high / 2, max(end - x, 1.5), high, fill=slot.colour, **bar, **edge)
    key = f"{name}-{slot.colour.lstrip('#')}-{fading[0] * 10:.0f}-{fading[1] * 10:.0f}"
    gradients.setdefault(key, _gradient(key, slot.colour, *fading))
    return svg.rect(x, y - high / 2, max(end - x, 1.5), high, fill=f"url(#{key})", **bar)


def _gradient(key: str, colour: str, fall_in: float, fall_out: float) -> str:
    stops = {0.0: 0.0 if fall_in else 1.0, fall_in: 1.0, 1 - fall_out: 1.0, 1.0: 0.0 if fall_out else 1.0}
    inner = (
        svg.tag("stop", offset=float(at), stop_color=colour, stop_opacity=float(opacity))
        for at, opacity in sorted(stops.items())
    )
    return svg.tag("linearGradient", *inner, id=key)


def _dot(slot: Slot, lanes: Lanes, palette: Palette, selected: str | None) -> str:
    """A day's dot, a status's sign, the days of "one of these days", and the ring of the selected event."""
    y, event = lanes.y(slot.y), slot.event
    x = lanes.x(dot_at(event, slot.start, slot.end))
    strength = FAINT if slot.verdict == POSSIBLE else None
    parts = [svg.circle(lanes.x(day), y, 2.5, fill=slot.colour, fill_opacity=strength) for day in choices(event)]
    if event["day"] or sign(event["status"]).hollow:
        parts.append(_circles(slot, x, y, palette, strength))
    if event["event_id"] == selected:
        ring = {"fill": "none", "stroke": palette.accent, "stroke_width": 2.5}
        parts.append(svg.circle(x, y, (slot.dot + 9) / 2, **ring))
    return svg.group(*parts, class_="dot", data_event=event["event_id"]) if parts else ""


def _circles(slot: Slot, x: float, y: float, palette: Palette, strength: float | None) -> str:
    event, kind, radius = slot.event, sign(slot.event["status"]), slot.dot / 2
    parts = []
    if event["day"] and (event["soft_first"] or event["soft_last"]):
        parts += [svg.circle(x, y, radius + more, fill=slot.colour, fill_opacity=o) for more, o in ABOUT]
    if event["status"] == "ongoing":
        parts.append(svg.circle(x, y, radius + 4, fill="none", stroke=slot.colour, stroke_width=1.5))
    fill, edge = (palette.paper, slot.colour) if kind.hollow else (slot.colour, palette.paper)
    width = 2.5 if kind.hollow else 1.0
    parts.append(svg.circle(x, y, radius, fill=fill, stroke=edge, stroke_width=width, opacity=strength))
    if kind.glyph:
        size = max(slot.dot - 3, 6.0)
        parts.append(
            lettering.text(x, y + size * 0.36, kind.glyph, size=size, colour=palette.ink, weight=600, anchor="middle")
        )
    return "".join(parts)
