"""Every mark can be reached and opened without a mouse."""

from __future__ import annotations

import pytest
from driver import CHART, SETTLED, VALUES


def walk(screen, name: str) -> list[str]:
    """The words of every mark of a chart, by the arrow keys alone."""
    frame = screen.page.locator(f".st-key-{name} .linked-marks")
    words = screen.page.locator(f".st-key-{name} .linked-words")
    frame.focus()
    said = []
    for _ in range(200):
        frame.press("ArrowRight")
        if said and words.inner_text() == said[-1]:
            return said
        said.append(words.inner_text())
    raise AssertionError("the walk does not end")


@pytest.mark.parametrize("name", ["map", "timeline"])
def test_the_arrow_keys_reach_every_mark(screen, name):
    """Each mark is announced with its number and its words, those that share a place one by one."""
    marks = len(screen.page.eval_on_selector(CHART.format(name), VALUES))
    said = walk(screen, name)
    screen.moved = name == "map"
    assert len(set(said)) == len(said) >= len(screen.events_on(name))
    assert len(said) <= marks
    assert said[0].startswith(f"1 of {len(said)}: ")
    assert screen.page.get_attribute(f".st-key-{name} .linked-words", "aria-live") == "polite"
    assert screen.page.locator(f".st-key-{name} .linked-here").is_visible()


def test_enter_opens_the_mark(screen):
    """What the keyboard stands on opens as by a click; Escape lets the ring go."""
    frame = screen.page.locator(".st-key-timeline .linked-marks")
    frame.focus()
    frame.press("End")
    said = screen.page.inner_text(".st-key-timeline .linked-words")
    with screen.answered():
        frame.press("Enter")
    assert screen.page.inner_text(".dl-evidence h2") in said
    assert f"event={screen.evidence}" in screen.link
    frame.press("Escape")
    assert not screen.page.locator(".st-key-timeline .linked-here").is_visible()


FOCUSED = """() => {
  const here = document.activeElement;
  if (!here || here === document.body) return null;
  let seen = false;
  for (let e = here, up = 0; e && up < 4; e = e.parentElement, up += 1) {
    const style = getComputedStyle(e);
    seen ||= style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  }
  const cells = here.tagName === "CANVAS" && here.getAttribute("role") !== "region"; // a table goes cell by cell
  here.dataset.visits = cells ? 1 : Number(here.dataset.visits ?? 0) + 1;
  const name = here.getAttribute("aria-label") || here.innerText || here.title || here.placeholder || "";
  return { seen, visits: Number(here.dataset.visits), what: `${here.tagName} ${name.slice(0, 40)}` };
}"""


LAST = {"": '[data-testid="stDataFrame"]', "documents": ".dl-reading", "review": ".dl-claims", "brief": ".dl-empty"}


@pytest.mark.parametrize("path", LAST)
def test_tab_goes_through_a_page_and_out_again(screen, path):
    """To the end of it: what has the focus is to be seen, nothing holds it, nothing has it twice."""
    page, address = screen.page.context.new_page(), screen.page.url.partition("?")[0].rstrip("/")
    page.set_default_timeout(60_000)
    page.goto(f"{address}/{path}")
    page.locator(LAST[path]).first.wait_for()
    page.wait_for_function(SETTLED)
    page.wait_for_timeout(500)
    stops = []
    for _ in range(150):
        page.keyboard.press("Tab")
        found = page.evaluate(FOCUSED)
        if found is None and stops:
            break
        stops.append(found)
    else:
        raise AssertionError(f"Tab does not leave the page: {stops[-3:]}")
    page.close()
    assert stops[0]["what"] == "A Skip to main content"
    assert [stop["what"] for stop in stops if not stop["seen"]] == []
    assert [stop["what"] for stop in stops if stop["visits"] > 1] == []
    assert len(stops) > 8


def test_escape_closes_what_was_opened_and_goes_back(screen):
    """A popover opened by keyboard is closed by Escape; the focus is again where it was."""
    button = screen.page.locator(".st-key-export button").first
    button.focus()
    screen.page.keyboard.press("Enter")
    body = screen.page.locator('[data-testid="stPopoverBody"]')
    body.wait_for()
    for _ in range(10):  # a page that is still busy opening it may not hear the first
        screen.page.keyboard.press("Escape")
        screen.page.wait_for_timeout(1000)
        if not body.count():
            break
    assert not body.count()
    assert button.evaluate("e => e === document.activeElement")
