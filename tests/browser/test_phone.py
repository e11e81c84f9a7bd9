"""On a phone: the map first, the filters at a tap, lanes with room for their marks."""

from __future__ import annotations

import pytest
from driver import CHART, Screen


@pytest.fixture(scope="module")
def phone(chromium, dashboard):
    context = chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True, locale="en-GB")
    page = context.new_page()
    page.set_default_timeout(60_000)
    yield Screen(page, dashboard)
    context.close()


def test_the_map_is_what_is_seen_first(phone):
    """The filters are folded away; the whole map is on the first screen, nothing reaches beyond its sides."""
    box = phone.page.locator(CHART.format("map")).bounding_box()
    assert box["y"] + box["height"] < 844
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert not phone.page.locator(".st-key-group").is_visible()
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_filters_unfold_and_say_how_many_are_set(phone):
    """A tap shows them, a filter counts beside the switch, and stays in force when they are folded again."""
    switch = phone.page.locator(".st-key-filters-open label").first
    phone.press(switch)
    phone.press(phone.page.locator(".st-key-group button").first)
    assert phone.page.inner_text(".st-key-filters-open") == "Filters: 1 set"
    shown = phone.shown
    phone.press(switch)
    assert not phone.page.locator(".st-key-group").is_visible()
    assert phone.shown == shown < 40


def test_lanes_have_most_of_the_width(phone):
    """Their names take less than a third of it."""
    left = phone.page.eval_on_selector(CHART.format("timeline"), "c => c._fullLayout._size.l")
    assert left < 130
