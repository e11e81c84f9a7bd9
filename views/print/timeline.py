"""The timeline of a figure as SVG: lanes, bars and dots, by the same sums as the timeline on the screen. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import pairwise

import pandas as pd

from views.catalogue import Catalogue
from views.figures.density import strip_of
from views.figures.lanes import DAY_MS, MARGIN, Arrangement, Lane, Slot, arrange, dot_at
from views.figures.marks import BROKEN, FAINT, FAINT_RIM
from views.figures.timeline import choices, falls
from views.palette import Palette, sign
from views.print import lettering, svg
from views.print.dates import ticks
from views.print.legend import STRIP
from views.selection import POSSIBLE

TYPE, NUMBER, TICK = 12.0, 11.0, 10.5  # pixels
ROW, LANE, LEAST, MOST = 13.0, 12.0, 84.0, 420.0  # pixels: a row, what a lane needs beside its rows, a timeline
ABOUT = ((7.0, 0.14), (3.5, 0.28))  # pixels around a dot that is about that day, and how dense
STRIP_HEIGHT, STRETCHES = 30.0, 240  # pixels; stretches of days that are counted
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
    most = max(width * 0.25, min(120.0, width * 0.4))  # on a narrow figure a quarter would leave two letters of a name
    left = min(max([_label_width(lane) for lane in whole.lanes], default=0.0) + 14, most)
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


def strip_svg(lanes: Lanes, palette: Palette) -> str:
    """How many events when, over the lanes: dark what certainly lies there, pale what may; as on the screen."""
    spans = [tuple(_number(slot.event[end]) for end in ("first", "last")) for slot in _once(lanes.slots)]
    first, last = (int(moment // DAY_MS) for moment in lanes.whole.axis)
    strip = strip_of(spans, (first, last), STRETCHES)
    both = [math.sqrt(sure + may) for sure, may in zip(strip.within, strip.touching, strict=True)]
    most, parts = max([*both, 1.0]), []
    for values, strength in ((both, STRIP[0]), ([math.sqrt(sure) for sure in strip.within], STRIP[1])):
        parts += [
            _column(lanes.x(left * DAY_MS), lanes.x(right * DAY_MS), value / most, palette.muted, strength)
            for (left, right), value in zip(pairwise(strip.edges), values, strict=True)
            if value
        ]
    floor = svg.line(lanes.left, STRIP_HEIGHT, lanes.width, STRIP_HEIGHT, stroke=palette.faint)
    return svg.group(floor, *parts, class_="strip")


def _column(left: float, right: float, share: float, colour: str, strength: float) -> str:
    high = share * STRIP_HEIGHT
    return svg.rect(left, STRIP_HEIGHT - high, right - left, high, fill=colour, fill_opacity=strength)


def _once(slots: Sequence[Slot]) -> list[Slot]:
    """One slot an event: one of several groups stands in several lanes."""
    return list({slot.number: slot for slot in slots}.values())


def _number(moment: pd.Timestamp) -> int | None:
    """A day as a number since 1970; None for an open end."""
    return None if moment != moment else int(moment.timestamp() // 86_400)


def _axis(lanes: Lanes, palette: Palette) -> str:
    bottom = lanes.height - MARGIN
    first, last = (_day(moment) for moment in lanes.whole.axis)
    parts = []
    for day, words in ticks(first, last, max(int((lanes.width - lanes.left) / TICK_ROOM), 2)):
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
        about = strength or 1.0
        parts += [svg.circle(x, y, radius + more, fill=slot.colour, fill_opacity=o * about) for more, o in ABOUT]
    faint = {"stroke_opacity": FAINT_RIM} if strength else {}
    if event["status"] == "ongoing":
        parts.append(svg.circle(x, y, radius + 4, fill="none", stroke=slot.colour, stroke_width=1.5, **faint))
    fill, edge = (palette.paper, slot.colour) if kind.hollow else (slot.colour, slot.colour if faint else palette.paper)
    broken = {"stroke_dasharray": BROKEN, "fill_opacity": None if kind.hollow else strength} if faint else {}
    width = 2.5 if kind.hollow else 1.0
    parts.append(svg.circle(x, y, radius, fill=fill, stroke=edge, stroke_width=width, **faint, **broken))
    if kind.glyph:
        size = max(slot.dot - 3, 6.0)
        parts.append(
            lettering.text(x, y + size * 0.36, kind.glyph, size=size, colour=palette.ink, weight=600, anchor="middle")
        )
    return "".join(parts)
