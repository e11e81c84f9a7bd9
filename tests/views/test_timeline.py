"""The timeline: days as dots, intervals as bars, softened and open ends, lanes that do not move."""

import itertools
from datetime import date

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from views import selection as sel
from views.figures import lanes, timeline
from views.palette import LIGHT, sign
from views.selection import Brush, Selection


def figure(catalogue, **settings):
    verdict = sel.verdicts(catalogue.events, Selection()).shown
    return go.Figure(timeline.draw(catalogue, verdict, LIGHT, **settings).json)  # which checks every value


def traces(fig, name):
    return [trace for trace in fig.data if trace.name == name]


def ids(fig, name):
    return {row[0] for trace in traces(fig, name) for row in trace.customdata}


def test_every_dated_event_is_drawn_and_no_other(twenty):
    """Dated events have a dot or a bar; undated ones cannot be placed in time."""
    fig = figure(twenty)
    assert ids(fig, "days") | ids(fig, "intervals") == set(twenty.events[twenty.events["dated"]]["event_id"])


def test_days_are_dots_and_intervals_are_bars(twenty):
    """A month is never drawn as its first day."""
    fig, events = figure(twenty), twenty.events
    wide = set(events[events["dated"] & ~events["day"]]["event_id"])
    assert wide
    assert ids(fig, "intervals") == wide
    plain = [not sign(status).hollow for status in events["status"]]
    assert ids(fig, "days").isdisjoint(wide & set(events[plain]["event_id"]))


def test_a_bar_covers_its_interval(twenty):
    """From the first day's start to the last day's end, whole."""
    fig, bars = figure(twenty), None
    bars = traces(fig, "intervals")[0]
    closed = twenty.events[twenty.events["first"].notna() & twenty.events["last"].notna() & ~twenty.events["day"]]
    for event in closed.to_dict("records"):
        spans = [
            (base, base + length)
            for base, length, data in zip(bars.base, bars.x, bars.customdata, strict=True)
            if data[0] == event["event_id"]
        ]
        first = event["first"].timestamp() * 1000
        last = (event["last"] + pd.Timedelta(days=1)).timestamp() * 1000
        assert (min(s for s, _ in spans), max(e for _, e in spans)) == pytest.approx((first, last))


@given(st.floats(0, 1e12), st.floats(1e6, 1e12), st.sampled_from([0, 0.4, 1.0]), st.sampled_from([0, 0.4]))
def test_pieces_join_to_the_whole_bar(start, length, fall_in, fall_out):
    """A softened bar has no gap, and fades monotonically towards its soft end."""
    fall_out = 0 if fall_in == 1.0 else fall_out
    cut = timeline.pieces(start, start + length, fall_in, fall_out)
    assert cut[0].start == start
    assert cut[-1].end == pytest.approx(start + length)
    assert all(a.end == pytest.approx(b.start) for a, b in itertools.pairwise(cut))
    opacities = [piece.opacity for piece in cut]
    peak = opacities.index(max(opacities))
    assert opacities[: peak + 1] == sorted(opacities[: peak + 1])
    assert opacities[peak:] == sorted(opacities[peak:], reverse=True)


def test_an_open_end_fades_over_its_whole_length():
    """ "By 7 November" has no solid part: no day before is more certain than another."""
    open_start = {
        "first": pd.NaT,
        "last": pd.Timestamp("2012-11-07"),
        "soft_first": False,
        "soft_last": False,
        "status": "occurred",
    }
    assert timeline.falls(open_start) == (1.0, 0.0)


def test_an_event_of_two_groups_is_in_both_lanes(twenty):
    """Joint events show in every lane of theirs."""
    events = twenty.events.copy()
    at = int(np.flatnonzero(events["day"])[0])
    events.at[at, "groups"] = ["aqim", "mnla"]
    joint = type(twenty)(events, twenty.claims, twenty.documents, twenty.mentions, twenty.parties, "joint")
    fig = figure(joint)
    dots = [row[0] for row in traces(fig, "days")[0].customdata]
    assert dots.count(events["event_id"][at]) == 2


def test_lanes_and_axis_do_not_depend_on_the_filter(twenty):
    """Filtering moves nothing on the timeline."""
    nothing = np.zeros(len(twenty.events), dtype=np.int8)
    empty = go.Figure(timeline.draw(twenty, nothing, LIGHT).json)
    assert empty.layout.xaxis.range == figure(twenty).layout.xaxis.range
    assert empty.layout.yaxis.ticktext == figure(twenty).layout.yaxis.ticktext


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0.1, 30)), max_size=9))
def test_packed_spans_do_not_overlap(pairs):
    """Marks of one lane and row leave one another room, as long as rows last."""
    spans = [(a, a + length) for a, length in pairs]
    rows, used = lanes.pack(spans)
    assert used <= lanes.MOST_ROWS
    for row in set(rows):
        own = sorted(span for span, r in zip(spans, rows, strict=True) if r == row)
        assert all(a[1] <= b[0] for a, b in itertools.pairwise(own))


def test_the_brush_is_a_band_to_the_end_of_its_last_day(twenty):
    """Both days of a brush are inside the band."""
    fig = figure(twenty, brush=Brush(date(2012, 10, 1), date(2012, 10, 2)))
    band = next(shape for shape in fig.layout.shapes if shape.name == "brush")
    assert band.x1 - band.x0 == 2 * lanes.DAY_MS
    assert not [shape for shape in figure(twenty).layout.shapes if shape.name == "brush"]


def test_no_iso_date_on_the_axis_or_in_a_caption(twenty):
    """Dates are as people write them."""
    fig = figure(twenty)
    captions = [text for trace in traces(fig, "days") for text in trace.hovertext]
    assert captions
    assert not any(part.count("-") == 2 for text in captions for part in text.split())
    assert "%-d %b %Y" in fig.layout.xaxis.hoverformat


def test_an_empty_timeline_still_draws_and_says_so(none):
    """No event, no error."""
    assert len(figure(none).data) == 0
    assert "No event" in timeline.describe(0, 0, ())


def test_the_timeline_in_words(twenty):
    """The description counts what is on a known day and what within an interval."""
    words = timeline.describe(18, 11, lanes.lanes_of(twenty))
    assert "Timeline of 18 events" in words
    assert "11 on a known day, 7 within an interval" in words
    assert lanes.lanes_of(twenty)[0].label in words
