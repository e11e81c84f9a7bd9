"""Data out of the Explore page: the events shown, in the format chosen."""

from __future__ import annotations

import json
from pathlib import Path


def test_the_events_shown_can_be_taken_away(screen):
    """The popover writes what is shown, made when the button is clicked, with what was chosen in it."""
    screen.page.get_by_role("button", name="Export").click()
    screen.page.locator(".st-key-export-download").scroll_into_view_if_needed()
    screen.settle()  # a list of choices closes when what it stands in is scrolled
    screen.page.locator(".st-key-export-format").click()
    screen.page.get_by_role("option", name="GeoJSON").click()
    screen.settle()
    with screen.page.expect_download() as waiting:
        screen.page.locator(".st-key-export-download button").click()
    written = json.loads(Path(waiting.value.path()).read_text(encoding="utf-8"))
    assert waiting.value.suggested_filename == "dateline.geojson"
    assert len(written["features"]) == screen.shown == 40
    assert written["metadata"]["selection"] == "all events"
    assert written["metadata"]["link"].startswith(screen.page.url.partition("?")[0].rstrip("/"))
    screen.page.keyboard.press("Escape")
