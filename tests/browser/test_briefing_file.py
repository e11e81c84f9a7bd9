"""A briefing's HTML file in a real Chromium that is offline: it plays, it is linked, and it asks nobody anything."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "views"))

import itertools

import invented

from views.briefing import Briefing, Slide
from views.briefing.export import written
from views.palette import LIGHT

HARM = "<script>window.harmed=1</script><img src=x onerror=window.harmed=1>\"'"
NOON = Briefing(
    HARM,
    (
        Slide("All that is known"),
        Slide(HARM, "group=AQIM", HARM, (-8.0, 12.0, 10.0, 26.0)),
        Slide("One event", "event=e00003", "A single source."),
    ),
)


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    """The file of a briefing over forty events that try to break out of it."""
    folder = tmp_path_factory.mktemp("briefing")
    table = invented.make(folder, 40, hostile=HARM)
    path = folder / "noon.html"
    path.write_bytes(written(table, NOON, "html", LIGHT, "en", "http://localhost:8501/brief"))
    return path


@pytest.fixture
def show(chromium, file):
    """The file opened without a network. Fails the test on any request but the file's own, or any error."""
    context = chromium.new_context(viewport={"width": 1440, "height": 810}, offline=True, reduced_motion="reduce")
    page = context.new_page()
    asked, errors = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto(file.as_uri())
    yield page
    assert asked == [file.as_uri()] or not [url for url in asked if not url.startswith(("file:", "data:"))]
    assert not errors
    assert page.evaluate("window.harmed") is None
    context.close()


def number(page) -> str:
    return page.locator(".dl-player").get_attribute("data-slide")


def test_keys_and_clicker_step_through(show):
    """Arrows, space, PageDown and PageUp, Home and End; at the ends it stays; the source line is always there."""
    seen = []
    for key in ("ArrowRight", " ", "PageDown", "PageUp", "Home", "ArrowLeft", "End", "Backspace"):
        show.keyboard.press(key)
        seen.append(number(show))
        assert "Invented" in show.locator(".dl-slide.here .dl-source").first.inner_text()
    assert seen == ["2", "3", "3", "2", "1", "1", "3", "2"]


def test_the_map_goes_to_the_frame(show):
    """A slide's frame moves the ground, and only its own marks are seen; an unplaced event's map shows all again."""
    ground = show.locator(".dl-ground")
    places = []
    for _ in NOON.slides:
        places.append(ground.get_attribute("transform"))
        assert show.locator(".dl-layer.here").count() == 1
        show.keyboard.press("ArrowRight")
    assert places[0] == places[2] != places[1]


def test_map_and_timeline_are_linked(show):
    """A click on a mark of the map marks the event on the timeline too and tells its sentence; Escape undoes it."""
    event = show.evaluate(
        """() => { const here = (part) => [...document.querySelectorAll(part)].map((mark) => mark.dataset.event);
        const timeline = new Set(here(".dl-slide.here .dot"));
        return here(".dl-layer.here .mark").find((event) => timeline.has(event)); }"""
    )
    show.locator(f".dl-layer.here .mark[data-event='{event}'] circle").last.click()
    assert show.locator(f".dl-slide.here .dot.is-picked[data-event='{event}']").count() == 1
    assert "a witness told" in show.locator(".dl-slide.here .dl-picked").inner_text()
    show.keyboard.press("Escape")
    assert show.locator(".is-picked").count() == 0


def test_marks_are_reached_by_keyboard(show):
    """Tab reaches a mark that says its name, Enter tells of it."""
    show.locator(".dl-layer.here .mark").first.focus()
    assert show.evaluate("document.activeElement.getAttribute('aria-label')")
    show.keyboard.press("Enter")
    assert show.locator(".dl-picked h3").count() == 1


def test_on_a_phone_nothing_is_cut_off(show):
    """Map, words and timeline one under the other, none wider than the screen."""
    show.set_viewport_size({"width": 390, "height": 844})
    boxes = [show.locator(part).first.bounding_box() for part in (".dl-map", ".here .dl-words", ".here .dl-time")]
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= 390 for box in boxes)
    for upper, lower in itertools.pairwise(boxes):
        assert upper["y"] + upper["height"] <= lower["y"] + 1


def test_paper_has_a_page_a_slide(show, tmp_path):
    """Printed from the browser, each slide is on a page with its title."""
    import pypdf

    show.pdf(path=tmp_path / "noon.pdf", prefer_css_page_size=True, print_background=True)
    reader = pypdf.PdfReader(tmp_path / "noon.pdf")
    assert len(reader.pages) == len(NOON.slides)
    assert "One event" in reader.pages[2].extract_text()
