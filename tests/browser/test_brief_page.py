"""The Brief page in a real Chromium: put slides together, present them, come back to them by link."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest


@pytest.fixture
def page(chromium, dashboard) -> Iterator:
    """A visit of its own, on the Brief page."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.goto(f"{dashboard}/brief")
    yield page
    context.close()


SETTLED = """() => !document.querySelector('[data-stale="true"]')
    && document.querySelector('.stApp')?.dataset.testScriptState !== 'running'"""


def slides(page, words: str) -> None:
    """Wait for that many slides, and for the page to stand still."""
    page.locator(".dl-counter", has_text=re.compile(f"^{words}$")).wait_for()
    page.wait_for_function(SETTLED)


def press(page, selector: str) -> None:
    """Press the button to be seen (Streamlit has a second one for phones), once the last answer has settled."""
    page.wait_for_function(SETTLED)
    page.locator(f"{selector}:visible").click()


def add_from_explore(page) -> None:
    page.get_by_role("link", name="Explore").click()
    page.locator(".st-key-export button").first.click()
    page.get_by_role("button", name="Add to briefing").click()
    page.get_by_text(re.compile(r"Slide \d+ of the briefing")).first.wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Brief", exact=True).click()
    page.locator(".dl-player").wait_for()
    slides(page, "1 slide")


def test_a_briefing_is_made_presented_and_found_again(page):
    """From Explore to a slide with a note, played by keys, and whole again from its link."""
    page.get_by_text("No slides yet").wait_for()
    add_from_explore(page)
    page.get_by_role("button", name="Add the view of Explore").click()
    slides(page, "2 slides")
    page.get_by_label("Note").fill("Mind the ends.")
    page.get_by_label("Note").press("Control+Enter")
    page.locator(".dl-slide.here .dl-note", has_text="Mind the ends.").wait_for()
    page.locator(".dl-player").focus()
    page.keyboard.press("Home")
    assert page.locator(".dl-player").get_attribute("data-slide") == "1"
    page.keyboard.press("PageDown")
    assert page.locator(".dl-player").get_attribute("data-slide") == "2"
    assert "Invented" in page.locator(".dl-slide.here .dl-source").first.inner_text()
    page.keyboard.press("f")
    page.wait_for_function("document.fullscreenElement?.classList.contains('dl-player')")
    page.keyboard.press("ArrowLeft")
    assert page.locator(".dl-player").get_attribute("data-slide") == "1"
    page.evaluate("document.exitFullscreen()")
    page.wait_for_function("new URL(location).searchParams.has('briefing')")
    link = page.url
    page.goto("about:blank")
    page.goto(link)
    slides(page, "2 slides")
    page.locator(".dl-slide .dl-note", has_text="Mind the ends.").wait_for(state="attached")


def test_slides_change_places_and_go(page):
    """The arrows move a slide, the cross takes it away."""
    add_from_explore(page)
    page.get_by_role("button", name="Add the view of Explore").click()
    slides(page, "2 slides")
    page.get_by_label("Title of the slide").fill("Second")
    page.get_by_label("Title of the slide").press("Enter")
    page.locator(".st-key-brief-row-1-here", has_text="Second").wait_for()
    press(page, ".st-key-brief-up-1 button")
    page.locator(".st-key-brief-row-0-here", has_text="Second").wait_for()
    press(page, ".st-key-brief-remove-1 button")
    slides(page, "1 slide")
    assert page.locator(".dl-slide h2").all_inner_texts() == ["Second"]


def test_a_broken_link_is_told(page, dashboard):
    """A link that holds no briefing says so, and the page stands."""
    page.goto(f"{dashboard}/brief?briefing=AAAA")
    page.get_by_text("could not be opened").wait_for()
    page.get_by_text("No slides yet").wait_for()
