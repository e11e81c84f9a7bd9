"""What a reader sees besides the linking: table, themes, small screens."""

from __future__ import annotations

from driver import CHART, Screen


def test_a_row_of_the_table_selects_its_event(screen):
    """The box of a row opens that event's evidence; nothing is filtered."""
    before = screen.evidence
    box = screen.page.locator("[data-testid=stDataFrame]").bounding_box()
    with screen.answered():
        screen.page.mouse.click(box["x"] + 17, box["y"] + 38 + 35 + 17)
    assert screen.evidence != before
    assert f"event={screen.evidence}" in screen.link
    assert screen.shown == 40


def test_everything_needed_is_on_one_screen(screen):
    """At 1440 by 900 filters, map, evidence and timeline fit without scrolling; Streamlit's chrome is gone."""
    for selector in (".dl-counter", ".st-key-group", CHART.format("map"), ".dl-evidence", CHART.format("timeline")):
        box = screen.page.locator(selector).first.bounding_box()
        assert box["y"] >= 0
        assert box["y"] + min(box["height"], 400) <= 900
    for chrome in ("stAppDeployButton", "stMainMenu", "stToolbar"):
        assert not screen.page.locator(f"[data-testid={chrome}]:visible").count()


def test_a_click_inside_an_area_selects_it(screen):
    """The whole of a country or region takes the pointer, not only its name."""
    targets = screen.page.eval_on_selector(CHART.format("map"), INSIDE_AREAS)
    event, x, y = next(target for target in targets if target[0] != screen.evidence)
    with screen.answered():
        screen.page.mouse.click(x, y)
    assert screen.evidence == event
    assert "area=spot" in screen.link


def test_the_map_needs_no_graphics_card(chromium, dashboard):
    """A browser that has no WebGL shows the map like any other, and it can be zoomed and marked."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    context.add_init_script(NO_CARD)
    page = context.new_page()
    page.set_default_timeout(60_000)
    screen = Screen(page, dashboard)
    assert len(screen.events_on("map")) > 10
    before = screen.view()["z"]
    screen.zoom_in()
    assert screen.view()["z"] > before
    screen.tool("map", "Box Select")
    screen.drag("map", (0.2, 0.2), (0.8, 0.8))
    assert "area=box" in screen.link
    assert screen.shown < 40
    context.close()


def test_the_dark_theme_is_drawn_dark(chromium, dashboard):
    """Page, map and charts follow the reader's setting."""
    context = chromium.new_context(color_scheme="dark", viewport={"width": 1440, "height": 900})
    screen = Screen(context.new_page(), dashboard)
    corner = "c => c.querySelector('.linked-ground').getContext('2d').getImageData(1, c.clientHeight - 2, 1, 1).data"
    sea = screen.page.eval_on_selector(CHART.format("map"), f"c => [...({corner})(c)]")
    ground = screen.page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor")
    assert sea[:3] == [13, 17, 22]
    assert ground == "rgb(18, 22, 28)"
    context.close()


def test_a_phone_shows_all_parts_one_under_the_other(chromium, dashboard):
    """At 390 pixels nothing sticks out sideways, and map, evidence and timeline follow one another."""
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    screen = Screen(context.new_page(), dashboard)
    tops = []
    for selector in (CHART.format("map"), ".dl-evidence", CHART.format("timeline"), "[data-testid=stDataFrame]"):
        box = screen.page.locator(selector).first.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 391
        tops.append(box["y"])
    assert tops == sorted(tops)
    context.close()


# Of every area that is drawn: its event, and a point where it is the only area and no mark is near.
INSIDE_AREAS = """chart => {
  const map = chart._fullLayout.map._subplot.map, box = chart.getBoundingClientRect();
  const marks = [...chart.placed, ...chart.spots];
  const paths = chart.scene.areas.map(area => {
    const path = new Path2D();
    area.rings.forEach(ring => {
      for (let i = 0; i < ring.length; i += 2) {
        const p = map.project([ring[i], ring[i + 1]]);
        i ? path.lineTo(p.x, p.y) : path.moveTo(p.x, p.y);
      }
    });
    return path;
  });
  const pen = document.createElement('canvas').getContext('2d'), found = [];
  chart.scene.areas.forEach((area, k) => {
    for (let y = 40; y < box.height - 30; y += 6)
      for (let x = 30; x < box.width - 160; x += 6) {
        if (!paths.every((path, j) => pen.isPointInPath(path, x, y, 'evenodd') === (j === k))) continue;
        if (marks.some(m => Math.hypot(m.x - x, m.y - y) < 30)) continue;
        found.push([area.values[0], box.x + x, box.y + y]);
        return;
      }
  });
  return found;
}"""

# As a browser without WebGL has it.
NO_CARD = """
const plain = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
  return kind.startsWith('webgl') ? null : plain.call(this, kind, ...rest);
};"""
