"""Every mark can be reached and opened without a mouse."""

from __future__ import annotations

import pytest
from driver import CHART, VALUES


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
