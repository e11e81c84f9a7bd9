"""Map, timeline, table and evidence answer each other in a real browser."""

from __future__ import annotations

import re

import pytest

CHART = ".st-key-{} .linked-chart"


class Screen:
    """The dashboard as a reader handles it."""

    def __init__(self, page, address: str, query: str = ""):
        self.page = page
        page.goto(f"{address}/?{query}")
        for name in ("map", "timeline"):
            page.wait_for_selector(CHART.format(name) + "[data-turn]")
        self.settle()

    def settle(self) -> None:
        """Wait until no script runs and both charts have drawn what it answered."""
        self.page.wait_for_timeout(300)
        self.page.wait_for_function("!document.querySelector('[data-testid=stApp][data-test-script-state=running]')")
        self.page.wait_for_function("[...document.querySelectorAll('.linked-chart')].every(c => c.drawn === c.wanted)")
        self.page.wait_for_timeout(200)

    @property
    def counter(self) -> str:
        return self.page.inner_text(".dl-counter")

    @property
    def shown(self) -> int:
        return int(re.match(r"([\d,]+) of", self.counter)[1].replace(",", ""))

    def events_on(self, name: str) -> set[str]:
        """Ids of the events that a chart draws (an area by its first event)."""
        script = "c => c.data.flatMap(t => t.customdata ?? []).map(v => v[0])"
        return set(self.page.eval_on_selector(CHART.format(name), script))

    def view(self) -> dict:
        return self.page.eval_on_selector(
            CHART.format("map"),
            "c => { const m = c._fullLayout.map._subplot.map; return {...m.getCenter(), z: m.getZoom()} }",
        )

    def drag(self, name: str, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Drag between two points given as shares of the plot's width and height."""
        (x0, y0), (x1, y1) = (self.point(name, *where) for where in (start, end))
        mouse = self.page.mouse
        mouse.move(x0, y0)
        mouse.down()
        mouse.move((x0 + x1) / 2, (y0 + y1) / 2, steps=4)
        mouse.move(x1, y1, steps=4)
        mouse.up()
        self.settle()

    def point(self, name: str, x: float, y: float) -> tuple[float, float]:
        plot = ".nsewdrag" if name == "timeline" else ".maplibregl-canvas, canvas"
        box = self.page.locator(f"{CHART.format(name)} {plot}").first.bounding_box()
        return box["x"] + x * box["width"], box["y"] + y * box["height"]

    def tool(self, name: str, title: str) -> None:
        self.page.locator(f'{CHART.format(name)} .modebar-btn[data-title="{title}"]').click()

    def click_event(self, name: str, event: str) -> None:
        """Click the middle of an event's mark."""
        x, y = self.page.eval_on_selector(CHART.format(name), MARK, event)
        self.page.mouse.move(x - 3, y)
        self.page.mouse.move(x, y)
        self.page.wait_for_timeout(150)
        self.page.mouse.click(x, y)
        self.settle()

    @property
    def evidence(self) -> str:
        return self.page.get_attribute(".dl-evidence", "data-event")

    @property
    def link(self) -> str:
        return self.page.url.partition("?")[2]


MARK = """(chart, id) => {
  const box = chart.getBoundingClientRect(), layout = chart._fullLayout;
  for (const trace of chart.data) {
    const i = (trace.customdata ?? []).findIndex(v => v[0] === id);
    if (i < 0) continue;
    if (trace.lon) {
      const p = layout.map._subplot.map.project([trace.lon[i], trace.lat[i]]);
      return [box.x + p.x, box.y + p.y];
    }
    const x = trace.base ? trace.base[i] + trace.x[i] / 2 : trace.x[i];
    const at = layout.xaxis.l2p(layout.xaxis.d2l(x)), up = layout.yaxis.l2p(trace.y[i]);
    return [box.x + layout.xaxis._offset + at, box.y + layout.yaxis._offset + up];
  }
  return null;
}"""


@pytest.fixture
def screen(page, dashboard) -> Screen:
    return Screen(page, dashboard)


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
    assert screen.page.eval_on_selector(CHART.format("timeline"), "c => c.layout.shapes.some(s => s.name === 'brush')")
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
    rings = screen.page.eval_on_selector(CHART.format("timeline"), "c => c.data.some(t => t.name === 'selected')")
    assert rings


def test_clear_takes_everything_away_and_a_new_brush_works_after_it(screen):
    """One button resets filters, brush, area and selection, link included; what it cleared does not come back."""
    whole = screen.events_on("map")
    screen.page.locator(".st-key-group button").first.click()
    screen.settle()
    screen.drag("timeline", (0.2, 0.3), (0.6, 0.7))
    assert screen.shown < 40
    screen.page.get_by_role("button", name="Clear all").click()
    screen.settle()
    assert screen.shown == 40
    assert screen.link == ""
    assert screen.events_on("map") == whole
    screen.drag("timeline", (0.2, 0.3), (0.6, 0.7))
    assert 0 < screen.shown < 40


def test_a_copied_link_reopens_the_view(screen, dashboard):
    """Group, brush and selected event come back in a new visit from the address alone."""
    screen.page.locator(".st-key-group button").first.click()
    screen.settle()
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
    screen.page.eval_on_selector(
        CHART.format("map"), "c => c._fullLayout.map._subplot.map.jumpTo({zoom: 5.2, center: [1, 16]})"
    )
    screen.settle()
    before = screen.view()
    screen.page.locator(".st-key-group button").first.click()
    screen.settle()
    assert screen.view() == pytest.approx(before, abs=1e-6)
    assert sum(url.endswith("land.geojson") for url in screen.page.requests) <= 1


def test_a_double_click_takes_the_brush_away(screen):
    """The brush can be undone where it was made."""
    screen.drag("timeline", (0.2, 0.3), (0.4, 0.7))
    assert screen.shown < 40
    screen.page.mouse.dblclick(*screen.point("timeline", 0.97, 0.5))
    screen.settle()
    assert screen.shown == 40


def test_charts_have_names_for_screen_readers(screen):
    """Map and timeline say in words what they show."""
    for name, word in (("map", "Map of"), ("timeline", "Timeline of")):
        assert screen.page.get_attribute(CHART.format(name), "aria-label").startswith(word)
