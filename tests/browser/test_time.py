"""The brush on the strip, steps by key, lanes, playing and presenting, in a real browser."""

from __future__ import annotations

from datetime import date

from driver import CHART

STRIP = ".st-key-timeline .linked-strip"


def drag(screen, start: tuple[float, float], end: tuple[float, float]) -> None:
    """From one point of the page to another; waits for the answer."""
    screen.page.mouse.move(*start)
    screen.page.mouse.down()
    screen.page.mouse.move(*end, steps=5)
    with screen.answered():
        screen.page.mouse.up()


def across(screen, first: float, last: float) -> None:
    """Brush the strip between two shares of its width."""
    box = screen.page.locator(STRIP).bounding_box()
    y = box["y"] + box["height"] / 2
    drag(screen, (box["x"] + first * box["width"], y), (box["x"] + last * box["width"], y))


def brushed(screen) -> tuple[date, date]:
    """The brush that the link carries."""
    text = screen.link.partition("brush=")[2].partition("&")[0]
    first, last = (date.fromisoformat(day) for day in text.split(".."))
    return first, last


def test_the_strip_carries_the_brush_and_its_edges_can_be_dragged(screen):
    """A drag marks days; dragging an edge keeps the other; a click beside takes the mark away."""
    across(screen, 0.3, 0.5)
    first, last = brushed(screen)
    assert 0 < screen.shown < 40
    edge = screen.page.locator(f"{STRIP} [data-part=last]").bounding_box()
    at = (edge["x"] + edge["width"] / 2, edge["y"] + edge["height"] / 2)
    drag(screen, at, (at[0] + 120, at[1]))
    assert brushed(screen)[0] == first
    assert brushed(screen)[1] > last
    box = screen.page.locator(STRIP).bounding_box()
    with screen.answered():
        screen.page.mouse.click(box["x"] + 0.95 * box["width"], box["y"] + 10)
    assert screen.shown == 40
    assert "brush" not in screen.link


def test_the_timelines_tools_can_be_clicked(screen):
    """Nothing lies over them: one zooms in, another takes that back."""
    chart = CHART.format("timeline")
    span = "c => c._fullLayout.xaxis.range.map((end) => +new Date(end)).reduce((first, last) => last - first)"
    whole = screen.page.eval_on_selector(chart, span)
    screen.page.mouse.move(*screen.point("timeline", 0.5, 0.5))
    screen.tool("timeline", "Zoom in")
    screen.until(lambda: screen.page.eval_on_selector(chart, span) < whole, "the timeline zooms in")
    screen.tool("timeline", "Reset axes")
    screen.until(lambda: screen.page.eval_on_selector(chart, span) == whole, "the timeline shows all days again")


def test_the_brush_moves_by_keyboard(screen):
    """Its middle takes the arrow keys, a day with Shift; Escape takes it away."""
    across(screen, 0.3, 0.5)
    first, last = brushed(screen)
    screen.page.locator(f"{STRIP} [data-part=whole]").focus()
    with screen.answered():
        screen.page.keyboard.press("Shift+ArrowRight")
    assert [(after - before).days for before, after in zip((first, last), brushed(screen), strict=True)] == [1, 1]
    with screen.answered():
        screen.page.keyboard.press("Escape")
    assert "brush" not in screen.link


def test_j_and_k_step_through_the_events_in_order_of_time(screen):
    """Outside inputs J goes on and K back; in the search field they are letters."""
    began = screen.evidence
    for key in ("j", "j", "k"):
        with screen.answered():
            screen.page.keyboard.press(key)
    assert screen.evidence != began
    assert "2 of 40" in screen.page.inner_text(".st-key-steps")
    search = screen.page.get_by_placeholder("Search words")
    search.fill("")
    search.press("j")
    assert search.input_value() == "j"
    search.fill("")


def test_lanes_stand_for_types_at_a_switch(screen):
    """The same events, in other lanes; the link says so."""
    events = screen.events_on("timeline")
    screen.press(screen.page.locator(".st-key-lanes").get_by_text("Types"))
    labels = screen.page.eval_on_selector(CHART.format("timeline"), "c => c.layout.yaxis.ticktext.join(' ')")
    assert "threat" in labels
    assert "lanes=type" in screen.link
    assert screen.events_on("timeline") == events
    screen.press(screen.page.locator(".st-key-lanes").get_by_text("Groups"))


def test_playing_moves_the_brush_and_stops_at_a_press(screen):
    """A window goes along time by itself, the link carries it, and the same button stops it."""
    button = screen.page.locator(".st-key-play button")
    button.click()
    screen.until(lambda: "brush=" in screen.link and "play=window" in screen.link, "nothing plays")
    began = brushed(screen)
    screen.until(lambda: "brush=" in screen.link and brushed(screen)[0] > began[0], "the brush does not move")
    with screen.answered():
        screen.page.locator(".st-key-play button").click()
    screen.until(lambda: "play=" not in screen.link, "it plays on")
    stopped = brushed(screen)
    screen.page.wait_for_timeout(2600)
    assert brushed(screen) == stopped


def test_presenting_hides_the_controls(screen):
    """What is projected has larger type and no filters; the same button ends it."""
    screen.press(screen.page.locator(".st-key-present button"))
    assert not screen.page.locator(".st-key-more-filters").is_visible()
    assert screen.page.eval_on_selector(CHART.format("timeline"), "c => c.layout.yaxis.tickfont.size") > 16
    screen.press(screen.page.locator(".st-key-present button"))
    assert screen.page.locator(".st-key-more-filters").is_visible()


def test_marks_on_the_lanes_are_painted_where_they_can_be_pointed_at(screen):
    """Something is painted at the point of every event, and there again once the axis shows other days."""
    chart = CHART.format("timeline")
    painted = screen.page.eval_on_selector(chart, PAINTED)
    assert set(painted) == screen.events_on("timeline")
    assert all(painted.values())
    screen.page.eval_on_selector(chart, HALF)
    nearer = screen.page.eval_on_selector(chart, PAINTED)
    assert 0 < len(nearer) < len(painted)
    assert all(nearer.values())
    screen.page.eval_on_selector(chart, "c => window.Plotly.relayout(c, {'xaxis.range': c.before}).then(() => 0)")


# Of every event whose mark is on the axis: whether there is anything on the canvas at the middle of that mark.
PAINTED = """chart => {
  const { xaxis, yaxis } = chart._fullLayout, canvas = chart.querySelector('.linked-lanes'), found = {};
  const pen = canvas.getContext('2d'), ratio = window.devicePixelRatio;
  for (const trace of chart.data) (trace.customdata ?? []).forEach(([id], i) => {
    const at = xaxis.l2p(trace.base ? trace.base[i] + trace.x[i] / 2 : trace.x[i]), up = yaxis.l2p(trace.y[i]);
    if (at < 0 || at > xaxis._length) return;
    const spot = pen.getImageData((xaxis._offset + at) * ratio - 1, (yaxis._offset + up) * ratio - 1, 3, 3).data;
    found[id] = spot.some((value, k) => k % 4 === 3 && value > 0);
  });
  return found;
}"""

HALF = """chart => {
  const [first, last] = chart._fullLayout.xaxis.range.map(end => chart._fullLayout.xaxis.r2l(end));
  chart.before = [first, last];
  return window.Plotly.relayout(chart, {'xaxis.range': [first, (first + last) / 2]}).then(() => 0);
}"""
