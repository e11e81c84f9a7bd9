"""How many events when: the strip above the lanes, which carries the brush, and lanes of very many events. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import numpy as np

from views.figures.drawing import Drawing, trace
from views.figures.lanes import DAY_MS, OPEN_SHARE, Lane
from views.figures.marks import escape
from views.palette import Palette, fade
from views.texts import say
from views.wording import days, shorten
from views.wording import events as events_in_words

STRIP = 40  # pixels of the strip, its distance from the lanes included
GAP = 7  # pixels between strip and lanes
MARGIN = 32  # pixels above and below all
FULL = 0.8  # of a lane that its fullest stretch takes


@dataclass(frozen=True, slots=True)
class Strip:
    """Events a stretch of time: `edges` in days since 1970, those wholly within it, those that only may lie in it."""

    edges: tuple[int, ...]
    within: tuple[int, ...]
    touching: tuple[int, ...]


def strip_of(spans: Sequence[tuple[int | None, int | None]], axis: tuple[int, int], bins: int) -> Strip:
    """The strip of single events, each from its first to its last day (None: open), over the days of an axis."""
    first, last = axis
    width = max(1, -(-(last - first + 1) // bins))
    number = (last - first) // width + 1
    room = max(1, round((last - first) * OPEN_SHARE))
    within, touching = np.zeros(number, dtype=int), np.zeros(number + 1, dtype=int)
    for lo, hi in spans:
        a = _bin((hi - room if lo is None else lo) - first, width, number)
        b = _bin((lo + room if hi is None else hi) - first, width, number)
        if a == b and lo is not None and hi is not None:
            within[a] += 1
        else:
            touching[a] += 1
            touching[b + 1] -= 1
    edges = tuple(int(edge) for edge in first + width * np.arange(number + 1))
    return Strip(edges, tuple(within.tolist()), tuple(touching.cumsum()[:number].tolist()))


def _bin(day: int, width: int, number: int) -> int:
    return max(0, min(number - 1, day // width))


def draw_strip(figure: Drawing, strip: Strip, palette: Palette, height: int) -> None:
    """The strip above the lanes, on the same axis: dark what certainly lies there, pale what may. Heights grow with the
    square root of the number, so that one event beside a thousand is still to be seen."""
    share = STRIP / (height - MARGIN)
    top = 1 - (STRIP - GAP) / (height - MARGIN)
    figure.update_layout(
        yaxis={"domain": [0, 1 - share]},
        yaxis2={"domain": [top, 1], "range": [0, 1], "visible": False, "fixedrange": True, "anchor": "x"},
        meta={"strip": [top, 1]},
    )
    within, both = np.sqrt(strip.within), np.sqrt(np.add(strip.within, strip.touching))
    most = max(float(both.max(initial=0)), 1.0)
    for values, strength, name in ((both, 0.28, "may lie here"), (within, 0.75, "density")):
        x, y = _steps(strip.edges, values / most)
        style = {"mode": "lines", "line": {"width": 0, "color": palette.muted, "shape": "linear"}}
        fill = {"fill": "tozeroy", "fillcolor": fade(palette.muted, strength), "hoverinfo": "skip", "yaxis": "y2"}
        figure.add_trace(trace("scatter", x=x, y=y, **style, **fill, name=name))


def draw_lanes(
    figure: Drawing, lanes: Sequence[Lane], ends: Sequence[float], edges: Sequence[int], within, touching, rows
) -> None:
    """Lanes as bands whose breadth is the number of events: dark what certainly lies there, pale what may.

    `within` and `touching` have a row a lane of the query, `rows` says which of them each lane is. customdata of every
    stretch is ["", first day, last day, number of events].
    """
    both = within + touching
    most = max(float(np.sqrt(both[list(rows)]).max(initial=0)), 1.0)
    for lane, (start, end), row in zip(lanes, pairwise((0.0, *ends)), rows, strict=True):
        middle, half = (start + end) / 2, (end - start) / 2 * FULL
        for values, strength in ((both[row], 0.3), (within[row], 0.9)):
            figure.add_trace(_band(edges, np.sqrt(values) / most * half, middle, fade(lane.colour, strength)))
    _draw_pointer(figure, lanes, ends, edges, within, touching, rows)


def _band(edges: Sequence[int], halves: np.ndarray, middle: float, colour: str) -> dict:
    x, up = _steps(edges, halves)
    return trace(
        "scatter",
        x=x + x[::-1],
        y=[middle - value for value in up] + [middle + value for value in reversed(up)],
        mode="lines",
        line={"width": 0},
        fill="toself",
        fillcolor=colour,
        hoverinfo="skip",
        name="many",
    )


def _draw_pointer(figure, lanes, ends, edges, within, touching, rows) -> None:
    """Unseen points that say how many events a stretch has and take the click: corners of a line without breadth, which
    the browser has not to draw one by one."""
    x, y, words, data = [], [], [], []
    for lane, (start, end), row in zip(lanes, pairwise((0.0, *ends)), rows, strict=True):
        for bin_number in np.flatnonzero(within[row] + touching[row]):
            first, last = int(edges[bin_number]), int(edges[bin_number + 1]) - 1
            number, may = int(within[row][bin_number]), int(touching[row][bin_number])
            span = days(_day(first), _day(last))
            more = f"<br>{say('explore.timeline.may', n=may)}" if may else ""
            words.append(f"<b>{_plain(lane.label)}</b> · {span}<br>{events_in_words(number)}{more}")
            data.append(["", _day(first).isoformat(), _day(last).isoformat(), number + may])
            x.append((first + last + 1) / 2 * DAY_MS)
            y.append((start + end) / 2)
    figure.add_trace(
        trace(
            "scatter",
            x=x,
            y=y,
            mode="lines",
            line={"width": 0},
            hovertext=words,
            hovertemplate="%{hovertext}<extra></extra>",
            customdata=data,
            name="stretches",
        )
    )


def _steps(edges: Sequence[int], values: np.ndarray) -> tuple[list[float], list[float]]:
    x = [edge * DAY_MS for pair in pairwise(edges) for edge in pair]
    return x, [round(float(value), 4) for value in np.repeat(values, 2)]


def _day(number: int) -> date:
    return date(1970, 1, 1) + timedelta(days=number)


def _plain(label: str) -> str:
    return escape(shorten(label, 30))
