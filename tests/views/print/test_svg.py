"""SVG as text: whatever goes in, what comes out is well-formed and harmless."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from views.print import svg


@given(st.text())
def test_any_attribute_is_well_formed(words):
    """An attribute reads back as it was given, but for characters that XML can't carry."""
    element = etree.fromstring(svg.tag("g", data_event=words))
    assert element.get("data-event").split() == svg.clean(words).split()


@given(st.floats(-1e6, 1e6))
def test_numbers_are_short_and_near(value):
    """At most two decimals, no exponent, no negative nought."""
    text = svg.number(value)
    assert abs(float(text) - value) <= 0.0051
    assert "e" not in text
    assert text != "-0"


def test_direction_marks_are_taken_out():
    """Text can't turn round the text that stands beside it."""
    assert svg.clean("a\u202eb\u2066c\x00\ud800") == "abc"


@given(st.lists(st.tuples(st.floats(0, 999), st.floats(0, 999)), min_size=2, max_size=9))
def test_a_path_ends_where_its_points_end(points):
    """Relative steps add up: rounding does not drift along a line."""
    d = svg.path([points], closed=False)
    if not d:  # all points are one
        return
    start, steps = d[1:].split("l")
    x, y = map(float, start.split(","))
    for step in steps.split():
        dx, dy = map(float, step.split(","))
        x, y = x + dx, y + dy
    assert (x, y) == pytest.approx(points[-1], abs=0.06)
