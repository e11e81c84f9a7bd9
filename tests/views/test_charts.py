"""What the page sends to the browser, of few events and of many."""

import json

import pytest

from views.explore import charts
from views.palette import LIGHT
from views.query import answers, on_map, on_timeline
from views.selection import Selection


@pytest.mark.parametrize("by", ["group", "type", "country"])
def test_many_events_cross_as_plain_bounded_json(many_opened, by):
    """Numbers a place and a stretch of time, without a value that JSON has no word for."""
    places = answers._per_place(many_opened, answers.where(many_opened, Selection()))
    times = answers._per_time(
        many_opened, answers.where(many_opened, Selection()), answers.LANES_BY[by], many_opened.days
    )
    on_the_map, words = charts._many_on_map(many_opened, places, None, None, "en")
    in_time, _ = charts._many_on_timeline(many_opened, times, LIGHT, by, "en")
    assert len(json.dumps(json.loads(on_the_map), allow_nan=False)) < 400_000
    assert len(json.dumps(in_time, allow_nan=False)) < 1_000_000
    assert words.startswith("Map of ")


def test_few_events_cross_as_plain_json(many_opened):
    """Single events likewise."""
    drawn, _ = charts._few_on_map(many_opened, on_map(many_opened, Selection()), LIGHT, None, None, "en")
    json.dumps(json.loads(drawn), allow_nan=False)
    found = on_timeline(many_opened, Selection(), "group")
    json.dumps(charts._few_on_timeline(many_opened, found, LIGHT, "group", "en")[0], allow_nan=False)
