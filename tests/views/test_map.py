"""The map: no region as a dot, no event out of reach, no mark more certain than its sentence."""

import json

import numpy as np
import plotly.graph_objects as go
import pytest

from views import selection as sel
from views.figures import map as map_view
from views.figures.marks import spiral, view_of
from views.figures.placing import areas_of, marks_of, pins_of
from views.figures.spread import MOST_AT_A_PLACE
from views.palette import DARK, LIGHT, sign
from views.plotly_file import STATIC
from views.selection import OUT, POSSIBLE, Area, Selection


def scene(catalogue, verdict=None, selected=None, area=None):
    """What the page is sent of these events."""
    whole = sel.verdicts(catalogue.events, Selection()).shown if verdict is None else verdict
    pins = pins_of(catalogue.events)
    return json.loads(map_view.scene(marks_of(pins, whole, selected), areas_of(pins, whole, selected), area))


def ground(palette=LIGHT, **settings):
    return map_view.ground(palette, (1.0, 16.0, 4.0), height=372, **settings).json


def test_every_placed_event_is_on_the_map_once(twenty):
    """Towns' events have a mark each; areas stand for all of theirs."""
    found, placed = scene(twenty), twenty.events[twenty.events["placed"]]
    assert sorted(mark["values"][0] for mark in found["marks"]) == sorted(placed[~placed["area"]]["event_id"])
    assert sum(area["values"][3] for area in found["areas"]) == placed["area"].sum()


def test_no_area_is_drawn_as_a_dot(twenty):
    """An event known by country or region only has an outline, one a place, and no mark."""
    found, areas = scene(twenty), twenty.events[twenty.events["area"]]
    assert len(areas)
    assert set(areas["event_id"]).isdisjoint(mark["values"][0] for mark in found["marks"])
    assert len(found["areas"]) == areas["place"].nunique()
    for area in found["areas"]:
        assert all(len(ring) >= 8 and ring[:2] == ring[-2:] for ring in area["rings"])


def test_events_that_did_not_happen_are_hollow(twenty):
    """Planned, threatened, claimed and denied differ in shape: an empty middle, and a sign for all but planned."""
    towns = twenty.events[twenty.events["placed"] & ~twenty.events["area"]]
    hollow = [sign(status) for status in towns["status"] if sign(status).hollow]
    drawn = [mark for mark in scene(twenty)["marks"] if mark.get("hollow")]
    assert hollow
    assert len(drawn) == len(hollow)
    assert sorted(mark["glyph"] for mark in drawn if "glyph" in mark) == sorted(s.glyph for s in hollow if s.glyph)


def test_marks_of_one_place_follow_one_another(many):
    """The page sets apart what shares a place, and finds it by that."""
    points = [tuple(mark["values"][1:3]) for mark in scene(many)["marks"]]
    runs = [point for number, point in enumerate(points) if number == 0 or points[number - 1] != point]
    assert len(set(runs)) == len(runs)


@pytest.mark.parametrize("number", [1, 2, 3, 7, 8, 19, 37])
def test_the_spiral_keeps_its_distance(number):
    """However many marks share a place, they do not cover one another."""
    offsets = np.array(spiral(number, 15))
    gaps = np.hypot(*(offsets[:, None] - offsets[None]).transpose(2, 0, 1))
    assert len(offsets) == number
    assert gaps[~np.eye(number, dtype=bool)].min(initial=99) >= 14.9


def test_too_many_at_a_place_become_one_mark_with_their_number(many):
    """What cannot be spread is counted, and the click leads to the table."""
    towns = many.events[many.events["placed"] & ~many.events["area"]]
    numbers = [mark["values"][3] for mark in scene(many)["marks"]]
    assert sum(numbers) == len(towns)
    assert max(numbers) > MOST_AT_A_PLACE


def test_only_possibly_inside_is_faint(twenty):
    """Certain and possible look different on the map, areas too, and the words say so."""
    placed = twenty.events["placed"].to_numpy()
    possible = scene(twenty, np.where(placed, POSSIBLE, OUT).astype(np.int8))
    assert all(mark["faint"] and "possibly inside" in mark["words"] for mark in possible["marks"])
    assert not any(area["certain"] for area in possible["areas"])
    certain = scene(twenty)
    assert not any(mark.get("faint") for mark in certain["marks"])
    assert all(area["certain"] for area in certain["areas"])


def test_the_ground_is_a_figure_that_plotly_knows():
    """Centre, zoom and style of every theme pass plotly's own checks, and the reader's view is kept."""
    for palette in (LIGHT, DARK):
        figure = go.Figure(ground(palette))
        assert figure.layout.map.uirevision
        assert figure.layout.map.center.lat == 16.0
        assert [trace.type for trace in figure.data] == ["scattermap"]  # without one plotly draws axes, not a map


def test_nothing_needs_the_internet(twenty):
    """No address but of the page's own files: neither letters nor signs are fetched."""
    found = json.dumps([ground(), scene(twenty, area=Area.box(-5, 10, 5, 20))])
    assert "http" not in found
    assert ground()["layout"]["map"]["style"] == "white-bg"  # the one of plotly's that has no source
    for layer in ground()["layout"]["meta"]["ground"]["layers"]:
        assert (STATIC / layer["source"].removeprefix("app/static/")).is_file()


@pytest.mark.parametrize("layer", ["land", "borders", "provinces"])
def test_the_ground_is_painted_of_the_lines_that_figures_draw(layer):
    """Each file of the page's ground holds the lines of the GeoJSON beside it, point by point, where they lie on a
    web-mercator world; none leaps across it."""
    file = (STATIC / "basemap" / f"{layer}.lines").read_bytes()
    number = int.from_bytes(file[:4], "little")
    lengths = np.frombuffer(file, "<u4", number, 4)
    points = np.frombuffer(file, "<f4", offset=4 * (number + 1)).reshape(-1, 2)
    wanted = list(lines_of(json.loads((STATIC / "basemap" / f"{layer}.geojson").read_text(encoding="utf-8"))))
    assert lengths.tolist() == [len(line) for line in wanted]
    longitudes, latitudes = np.array([point for line in wanted for point in line]).T
    assert np.abs((points[:, 0] * 360 - longitudes + 180) % 360 - 180).max() < 1e-4
    north = np.degrees(2 * np.arctan(np.exp(-points[:, 1] * 2 * np.pi)) - np.pi / 2)
    assert np.abs(north - latitudes.clip(-85, 85)).max() < 1e-4
    within = np.ones(len(points) - 1, dtype=bool)
    within[lengths.cumsum()[:-1] - 1] = False  # from the end of one line to the beginning of the next
    leaps = np.abs(np.diff(points[:, 0]))[within & (np.abs(latitudes[1:]) < 80)]
    assert leaps.max() < 0.5


def lines_of(collection):
    """Rings and lines, in the order of the file."""
    for feature in collection["features"]:
        for part in feature["geometry"]["coordinates"]:
            yield from part if feature["geometry"]["type"] == "MultiPolygon" else [part]


def test_the_selected_event_is_ringed(twenty):
    """One ring, around the selected event's mark, or around its area."""
    found = scene(twenty)
    for kind in ("marks", "areas"):
        event = found[kind][0]["values"][0]
        ringed = scene(twenty, selected=event)
        assert [one["values"][0] for one in ringed["marks"] + ringed["areas"] if one.get("selected")] == [event]
    assert not any(one.get("selected") for one in found["marks"] + found["areas"])


def test_what_is_marked_by_hand_stays_on_the_map(twenty):
    """A box has its corners; a clicked place needs none."""
    box = Area.box(-5, 10, 5, 20)
    assert scene(twenty, area=box)["ring"] == [list(corner) for corner in box.ring]
    assert scene(twenty, area=Area.spot(1.0, 2.0))["ring"] is None


def test_themes_differ_in_colours_only():
    """Marks are the same in both; ground and letters have the theme's colours."""
    light, dark = ground(), ground(DARK)
    assert light["layout"]["meta"]["look"].keys() == dark["layout"]["meta"]["look"].keys()
    grounds = [each["layout"]["meta"]["ground"] for each in (light, dark)]
    assert [[layer["source"] for layer in each["layers"]] for each in grounds] == [
        [layer["source"] for layer in grounds[0]["layers"]]
    ] * 2
    assert grounds[0]["sea"] != grounds[1]["sea"]


def test_an_empty_map_says_so(none):
    """No event, no error."""
    assert scene(none) == {"marks": [], "areas": [], "ring": None}
    assert "No event" in map_view.describe(0, [], 0)


def test_the_map_in_words(twenty):
    """The description counts events, places and areas."""
    words = map_view.describe(17, [("Gao", 3), ("Kidal", 9), ("Niger", 5)], 5)
    assert words.startswith("Map of 17 events at 3 places: Kidal 9, Niger 5, Gao 3.")
    assert "12 in towns" in words


def test_hostile_words_are_inert(hostile):
    """No tag of a document survives in a caption."""
    found = scene(hostile)
    text = " ".join(one["words"] for one in found["marks"] + found["areas"])
    assert "<script" not in text
    assert "<img" not in text


def test_the_first_view_holds_all_points():
    """Centre and zoom fit the points into the pixels given."""
    longitude, latitude, zoom = view_of([-8, 17], [12, 36], 840, 400)
    assert -8 < longitude < 17
    assert 12 < latitude < 36
    assert (17 + 8) / 360 * 512 * 2**zoom <= 840
    assert view_of([], [], 840, 400)[2] == 1.0
