"""The map: no region as a dot, no event out of reach, no mark more certain than its sentence."""

import numpy as np
import pytest

from views import selection as sel
from views.figures import map as map_view
from views.figures.marks import FAINT, spiral, view_of
from views.palette import DARK, LIGHT, sign
from views.selection import OUT, POSSIBLE, Area, Selection


def figure(catalogue, verdict=None, **settings):
    whole = sel.verdicts(catalogue.events, Selection()).shown
    return map_view.map_figure(catalogue.events, whole if verdict is None else verdict, LIGHT, **settings)


def traces(fig, name):
    return [trace for trace in fig.data if trace.name == name]


def test_every_placed_event_is_on_the_map_once(twenty):
    """Towns' events have a mark each; areas stand for all of theirs."""
    fig = figure(twenty)
    placed = twenty.events[twenty.events["placed"]]
    marks = [row[0] for trace in traces(fig, "events") for row in trace.customdata]
    assert sorted(marks) == sorted(placed[~placed["area"]]["event_id"])
    stands_for = sum(row[3] for trace in traces(fig, "areas") for row in trace.customdata)
    assert stands_for == placed["area"].sum()


def test_no_area_is_drawn_as_a_dot(twenty):
    """An event known by country or region only has an outline, and no visible marker."""
    fig = figure(twenty)
    areas = set(twenty.events[twenty.events["area"]]["event_id"])
    assert areas
    for trace in fig.data:
        if trace.mode == "markers" and trace.customdata is not None and trace.name != "areas":
            assert areas.isdisjoint(row[0] for row in trace.customdata)
    assert traces(fig, "areas")[0].marker.opacity <= 0.01
    assert (
        sum(len(trace.meta["areas"]) for trace in traces(fig, "area"))
        == twenty.events[twenty.events["area"]]["place"].nunique()
    )


def test_events_that_did_not_happen_are_hollow(twenty):
    """Planned, threatened, claimed and denied differ in shape: an empty middle, and a sign for all but planned."""
    fig = figure(twenty)
    towns = twenty.events[twenty.events["placed"] & ~twenty.events["area"]]
    hollow = [sign(status) for status in towns["status"] if sign(status).hollow]
    assert hollow
    assert len(traces(fig, "hollow")[0].lon) == len(hollow)
    assert sorted(traces(fig, "signs")[0].text) == sorted(s.glyph for s in hollow if s.glyph)


def test_marks_at_one_place_stand_apart(twenty):
    """No two marks share a point, so that each can be clicked."""
    points = [point for trace in traces(figure(twenty), "events") for point in zip(trace.lon, trace.lat, strict=True)]
    assert len(set(points)) == len(points)


@pytest.mark.parametrize("number", [1, 2, 3, 7, 8, 19, 37])
def test_the_spiral_keeps_its_distance(number):
    """However many marks share a place, they do not cover one another."""
    offsets = np.array(spiral(number, 15))
    gaps = np.hypot(*(offsets[:, None] - offsets[None]).transpose(2, 0, 1))
    assert len(offsets) == number
    assert gaps[~np.eye(number, dtype=bool)].min(initial=99) >= 14.9


def test_too_many_at_a_place_become_one_mark_with_their_number(many):
    """What cannot be spread is counted, and the click leads to the table."""
    fig = figure(many)
    towns = many.events[many.events["placed"] & ~many.events["area"]]
    numbers = [row[3] for row in traces(fig, "events")[0].customdata]
    assert sum(numbers) == len(towns)
    assert max(numbers) > map_view.MOST_AT_A_PLACE
    assert len(fig.data) < 40


def test_only_possibly_inside_is_faint(twenty):
    """Certain and possible look different on the map."""
    towns = (twenty.events["placed"] & ~twenty.events["area"]).to_numpy()
    verdict = np.where(towns, POSSIBLE, OUT).astype(np.int8)
    certain = figure(twenty)
    assert set(traces(figure(twenty, verdict), "events")[0].marker.opacity) == {FAINT}
    assert set(traces(certain, "events")[0].marker.opacity) == {1.0}
    assert "possibly inside" in traces(figure(twenty, verdict), "events")[0].text[0]


def test_the_view_does_not_depend_on_the_filter(twenty):
    """Filtering moves nothing: same centre, same zoom, same style."""
    nothing = np.zeros(len(twenty.events), dtype=np.int8)
    assert figure(twenty).layout.map == figure(twenty, nothing).layout.map
    assert figure(twenty).layout.map.uirevision


def test_nothing_needs_the_internet(twenty):
    """Only marks that MapLibre draws by itself: plotly fetches every other symbol from a distance."""
    fig = figure(twenty, area=Area.box(-5, 10, 5, 20))
    assert {trace.type for trace in fig.data} == {"scattermap"}
    assert {trace.marker.symbol for trace in fig.data} <= {None, "circle"}
    assert "http" not in fig.to_json().replace("https://plotly.com", "")
    style = fig.layout.map.style
    assert "glyphs" not in style
    assert "sprite" not in style


def test_the_selected_event_is_ringed(twenty):
    """One ring, around the selected event's mark."""
    event = traces(figure(twenty), "events")[0].customdata[0][0]
    assert len(traces(figure(twenty, selected=event), "ring")[0].lon) == 1
    assert not traces(figure(twenty), "ring")


def test_themes_differ_in_colours_only(twenty):
    """Both themes draw the same marks; group colours are the same in both."""
    whole = sel.verdicts(twenty.events, Selection()).shown
    light, dark = (map_view.map_figure(twenty.events, whole, palette) for palette in (LIGHT, DARK))
    assert traces(light, "events")[0].marker.color == traces(dark, "events")[0].marker.color
    assert light.layout.map.style["layers"][0] != dark.layout.map.style["layers"][0]


def test_an_empty_map_still_draws_and_says_so(none):
    """No event, no error, and the map itself all the same: plotly draws one only where a trace lies on it."""
    assert [(trace.type, trace.lon) for trace in figure(none).data] == [("scattermap", (None,))]
    assert "No event" in map_view.describe(0, [], 0)


def test_the_map_in_words(twenty):
    """The description counts events, places and areas."""
    words = map_view.describe(17, [("Gao", 3), ("Kidal", 9), ("Niger", 5)], 5)
    assert words.startswith("Map of 17 events at 3 places: Kidal 9, Niger 5, Gao 3.")
    assert "12 in towns" in words


def test_hostile_words_are_inert(hostile):
    """No tag of a document survives in a caption."""
    text = " ".join(t for trace in figure(hostile).data if trace.text is not None for t in trace.text)
    assert "<script" not in text
    assert "<img" not in text


def test_the_first_view_holds_all_points():
    """Centre and zoom fit the points into the pixels given."""
    longitude, latitude, zoom = view_of([-8, 17], [12, 36], 840, 400)
    assert -8 < longitude < 17
    assert 12 < latitude < 36
    assert (17 + 8) / 360 * 512 * 2**zoom <= 840
    assert view_of([], [], 840, 400)[2] == 1.0
