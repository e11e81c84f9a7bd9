"""Map, timeline, table and evidence answer each other in a real browser."""

from __future__ import annotations

import pytest
from driver import CHART, Screen

GROUND = CHART.format("map") + " .linked-ground"


def test_all_is_shown_and_one_source_named_at_first(screen):
    """Without a filter everything is shown, and the page already says who says so."""
    assert screen.shown == 40
    assert "rule:" in screen.page.inner_text(".dl-rules").lower() or screen.page.locator(".dl-rule").count() > 0
    assert screen.page.locator(".dl-evidence mark.event").count() >= 1


def test_brushing_the_timeline_filters_map_and_table_but_not_itself(screen):
    """A brush narrows counter and map; the timeline keeps all its marks and shows the band."""
    timeline, on_map = screen.events_on("timeline"), screen.events_on("map")
    screen.drag("timeline", (0.2, 0.3), (0.5, 0.7))
    assert 0 < screen.shown < 40
    assert screen.events_on("timeline") == timeline
    assert screen.events_on("map") < on_map
    assert "brush=" in screen.link
    assert screen.page.locator(".st-key-timeline .linked-strip [data-part=whole]").is_visible()
    assert f"Table of {screen.shown} event" in screen.page.inner_html("[data-testid=stDataFrame]") or (
        screen.page.locator(f'[aria-label^="Table of {screen.shown} event"]').count() == 1
    )


def test_a_box_on_the_map_filters_the_timeline_but_not_the_map(screen):
    """A box narrows counter and timeline; the map keeps all its marks, its centre and its zoom."""
    on_map, timeline, view = screen.events_on("map"), screen.events_on("timeline"), screen.view()
    screen.tool("map", "Box Select")
    screen.drag("map", (0.2, 0.55), (0.5, 0.97))
    assert 0 < screen.shown < 40
    assert screen.events_on("map") == on_map
    assert screen.events_on("timeline") < timeline
    assert screen.view() == pytest.approx(view)
    assert "area=box" in screen.link


def test_clicking_a_mark_on_the_map_selects_its_event_and_its_place(screen):
    """A click names the event in evidence and link, and shows only that place elsewhere; the map stays whole."""
    on_map = screen.events_on("map")
    event = "e00007" if "e00007" in on_map else sorted(on_map)[0]
    screen.click_event("map", event)
    assert screen.evidence == event
    assert f"event={event}" in screen.link
    assert "area=spot" in screen.link
    assert screen.shown < 40
    assert screen.events_on("map") == on_map


def test_clicking_a_mark_on_the_timeline_selects_its_event_everywhere(screen):
    """The evidence, the link and the ring on the map follow a click on the timeline; nothing is filtered."""
    both = sorted(screen.events_on("timeline") & screen.events_on("map"))
    screen.click_event("timeline", both[-1])
    assert screen.evidence == both[-1]
    assert screen.shown == 40
    assert screen.page.locator(".st-key-timeline .linked-rings i").count() >= 1
    assert screen.page.eval_on_selector(CHART.format("map"), RINGED) == both[-1]


def test_clear_takes_everything_away_and_a_new_brush_works_after_it(screen):
    """One button resets filters, brush, area and selection, link included; what it cleared does not come back."""
    whole = screen.events_on("map")
    screen.press(screen.page.locator(".st-key-group button").first)
    screen.drag("timeline", (0.2, 0.3), (0.6, 0.7))
    assert screen.shown < 40
    screen.press(screen.page.get_by_role("button", name="Clear all"))
    assert screen.shown == 40
    assert screen.link == ""
    assert screen.events_on("map") == whole
    screen.drag("timeline", (0.2, 0.3), (0.6, 0.7))
    assert 0 < screen.shown < 40


def test_a_copied_link_reopens_the_view(screen, dashboard):
    """Group, brush and selected event come back in a new visit from the address alone."""
    screen.press(screen.page.locator(".st-key-group button").first)
    screen.drag("timeline", (0.1, 0.3), (0.8, 0.7))
    event = sorted(screen.events_on("timeline"))[0]
    screen.click_event("timeline", event)
    counter, link, evidence = screen.counter, screen.link, screen.evidence
    assert "group=" in link
    other = screen.page.context.new_page()
    again = Screen(other, dashboard, link)
    assert (again.counter, again.evidence) == (counter, evidence)
    assert sorted(again.link.split("&")) == sorted(link.split("&"))
    other.close()


def test_the_map_keeps_its_view_when_a_filter_changes(screen):
    """Panning and zooming survive a filter, and the basemap is fetched once."""
    at_first, painted = screen.view(), screen.page.eval_on_selector(GROUND, "c => c.toDataURL()")
    screen.zoom_in()
    before = screen.view()
    assert before["z"] > at_first["z"] + 0.2
    assert screen.page.eval_on_selector(GROUND, "c => c.toDataURL()") != painted
    screen.press(screen.page.locator(".st-key-group button").first)
    assert screen.view() == pytest.approx(before, abs=1e-6)
    assert sum(url.endswith("land.lines") for url in screen.requests) <= 1


def test_a_double_click_takes_the_brush_away(screen):
    """The brush can be undone where it was made."""
    screen.drag("timeline", (0.2, 0.3), (0.4, 0.7))
    assert screen.shown < 40
    with screen.answered():
        screen.page.mouse.dblclick(*screen.point("timeline", 0.97, 0.5))
    assert screen.shown == 40
    assert "brush" not in screen.link


def test_a_lasso_on_the_map_filters_the_timeline_but_not_the_map(screen):
    """An outline drawn by hand narrows counter and timeline, stays on the map, and a double click takes it away."""
    on_map, timeline = screen.events_on("map"), screen.events_on("timeline")
    screen.tool("map", "Lasso Select")
    screen.drag("map", (0.2, 0.55), (0.5, 0.5), (0.5, 0.95), (0.25, 0.95), (0.2, 0.6))
    assert 0 < screen.shown < 40
    assert screen.events_on("map") == on_map
    assert screen.events_on("timeline") < timeline
    assert "area=lasso" in screen.link
    assert screen.page.eval_on_selector(CHART.format("map"), "c => c.scene.outline?.length > 0")
    with screen.answered():
        screen.page.mouse.dblclick(*screen.point("map", 0.8, 0.3))
    assert screen.shown == 40
    assert "area" not in screen.link


def test_charts_have_names_for_screen_readers(screen):
    """Map and timeline say in words what they show."""
    for name, word in (("map", "Map of"), ("timeline", "Timeline of")):
        assert screen.page.get_attribute(CHART.format(name), "aria-label").startswith(word)


RINGED = "c => c.scene.marks.find(mark => mark.selected)?.values[0] ?? c.scene.areas.find(a => a.selected)?.values[0]"
