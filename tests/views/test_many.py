"""Very many events: numbers that add up, bounded whatever the table's size, honest about intervals and areas."""

from datetime import date

import numpy as np
import plotly.graph_objects as go
from hypothesis import given, settings
from hypothesis import strategies as st

from views.explore.play import moved
from views.figures import density, many
from views.figures.drawing import Drawing
from views.figures.lanes import DAY_MS, Lane
from views.selection import Brush

HUES = ["#D55E00"] * 7 + ["#7F7F7F"], list("abcdefgh")


def places(*rows):
    """Places of (longitude, latitude, events, exact); each with hue 0 and a radius of 400 km."""
    x, y, events, exact = (np.array(column) for column in zip(*rows, strict=True))
    count = len(rows)
    none, radius = np.zeros(count, dtype=int), np.full(count, 400.0)
    return many.Places(np.arange(count), none, events, none, events, x.astype(float), y.astype(float), radius, exact)


POINTS = st.lists(
    st.tuples(st.floats(-179, 179), st.floats(-70, 75), st.integers(1, 100_000), st.just(True)),
    min_size=1,
    max_size=200,
)


@given(POINTS, st.floats(0.6, 9))
@settings(max_examples=50, deadline=None)
def test_every_event_in_sight_is_counted_once(rows, zoom):
    """The numbers on the marks add up to the events of the places on the screen, at every zoom."""
    found, frame = places(*rows), many.Frame(zoom)
    marks = many.cell_marks(found, frame, *HUES, lambda numbers: dict.fromkeys(numbers, "x"))
    counted = sum(mark.number for mark in marks)
    ones = sum(found.events[cell].sum() == 1 for cell in many.cells(found, frame))
    assert counted - ones == found.events.sum()  # a mark for one event is drawn as one for many
    assert len({(mark.longitude, mark.latitude) for mark in marks}) == len(marks)


def test_zooming_in_leads_to_single_places():
    """What one mark holds from afar stands apart near by, so that narrowing reaches every event."""
    found = places((1.0, 16.0, 500, True), (1.2, 16.1, 700, True), (1.4, 16.3, 900, True))
    far, near = (many.cell_marks(found, many.Frame(z), *HUES, lambda n: dict.fromkeys(n, "x")) for z in (2, 10))
    assert [mark.number for mark in far] == [2100]
    assert sorted(mark.number for mark in near) == [500, 700, 900]
    assert far[0].cell == (1.0, 16.0, 1.4, 16.3)
    assert all(mark.cell == () for mark in near)


def test_what_crosses_to_the_browser_is_bounded():
    """A hundred thousand places make no more marks than the screen has room for."""
    chance = np.random.default_rng(1)
    rows = zip(
        chance.uniform(-170, 170, 100_000),
        chance.uniform(-60, 70, 100_000),
        [3] * 100_000,
        [True] * 100_000,
        strict=True,
    )
    found = places(*rows)
    for frame in (many.Frame(1.0), many.frame_of(10, 20, 4.0, 840, 372), many.frame_of(10, 20, 7.0, 840, 372)):
        assert len(many.cells(found, frame)) <= many.MOST_CELLS


def test_an_area_is_never_a_dot():
    """What is known by country only is in no cell; it is an area, where it is large enough to be seen."""
    found = places((8.0, 17.0, 300, False), (1.0, 16.0, 20, True))
    assert sum(len(cell) for cell in many.cells(found, many.Frame(3))) == 1
    told = {0: {"place": "Niger", "place_kind": "country", "radius_km": 400.0}}
    areas = many.area_marks(found, many.Frame(3), *HUES, lambda _: told)
    assert [(area.number, area.place["place"]) for area in areas] == [(300, "Niger")]


def test_only_the_frame_and_half_a_screen_around_it_is_asked_for():
    """Far places cost nothing while the map looks elsewhere."""
    frame = many.frame_of(0.0, 0.0, 5.0, 840, 372)
    held = frame.holds(np.array([0.0, frame.east + 1, 90.0]), np.array([0.0, 0.0, 0.0]))
    assert held.tolist() == [True, True, False]


SPANS = st.lists(st.tuples(st.none() | st.integers(0, 999), st.none() | st.integers(0, 999)), max_size=40)


@given(SPANS)
def test_the_strip_tells_days_from_intervals(spans):
    """Each event is wholly within one stretch or may lie in several; none is lost."""
    spans = [(lo, hi) for lo, hi in spans if (lo is not None or hi is not None) and not (lo and hi and lo > hi)]
    spans = [(min(lo, hi), max(lo, hi)) if None not in (lo, hi) else (lo, hi) for lo, hi in spans]
    strip = density.strip_of(spans, (0, 999), 100)
    days = [lo // 10 == hi // 10 if None not in (lo, hi) else False for lo, hi in spans]
    assert sum(strip.within) == sum(days)
    assert min(strip.touching) >= 0
    assert (sum(strip.touching) > 0) == (len(days) > sum(days))
    assert strip.edges[0] == 0
    assert strip.edges[-1] >= 1000


def test_a_stretch_of_many_becomes_the_brush():
    """Clicking a lane of very many events marks those days."""
    figure = Drawing()
    within = np.zeros((8, 2), dtype=int)
    within[0] = [5, 0]
    density.draw_lanes(figure, [Lane("a", "A", "#000000", 5)], [1.0], [0, 10, 20], within, np.zeros_like(within), [0])
    drawn = go.Figure(figure.json)  # which checks every value
    assert [list(row) for row in drawn.data[-1].customdata] == [["", "1970-01-01", "1970-01-10", 5]]
    assert drawn.data[-1].x[0] == 5 * DAY_MS


FIRST, LAST = date(2010, 1, 1), date(2012, 12, 31)


@given(st.sampled_from(["window", "cumulative"]), st.dates(FIRST, LAST), st.integers(1, 400))
def test_playing_reaches_the_end_and_stops(mode, first, length):
    """A window keeps its length, a growing one its first day; both end on the last day."""
    brush = Brush(first, min(LAST, date.fromordinal(first.toordinal() + length - 1)))
    days = (brush.last - brush.first).days
    for _ in range(2000):
        following = moved(brush, FIRST, LAST, mode)
        if following is None:
            break
        assert following.last > brush.last
        assert (
            following.first == brush.first if mode == "cumulative" else (following.last - following.first).days == days
        )
        brush = following
    assert brush.last == LAST


def test_playing_begins_with_a_window_at_the_start():
    """Without a brush a twelfth of all days is marked first."""
    brush = moved(None, FIRST, LAST, "window")
    assert (brush.first, (brush.last - brush.first).days + 1) == (FIRST, 1096 // 12)
