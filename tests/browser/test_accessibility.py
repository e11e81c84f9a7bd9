"""What readers with a keyboard, a screen reader or weak sight rely on: axe-core on every page, state and theme."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from driver import SETTLED

ROOT = Path(__file__).resolve().parents[2]
ENTRY = (ROOT / "dashboard.py").read_text(encoding="utf-8")
PAGES = re.findall(r'"([a-z]+)"', re.search(r"PAGES = \((.*)\)", ENTRY)[1])
GRAVE = {"serious", "critical"}


@pytest.fixture(scope="module", params=["light", "dark"])
def reader(request, chromium):
    """A reader's browser in one of the themes."""
    context = chromium.new_context(color_scheme=request.param, viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.set_default_timeout(60_000)
    yield page
    context.close()


def opened(reader, address: str) -> None:
    reader.goto(address)
    reader.wait_for_selector(".dl-counter", state="attached")
    reader.wait_for_function(SETTLED)


def grave_of(reader) -> str:
    """What axe-core finds that is serious or critical, one line a rule."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    found = axe.run(reader).response
    assert found["passes"], "axe looked at nothing"
    grave = [violation for violation in found["violations"] if violation["impact"] in GRAVE]
    return "\n".join(f"{v['id']}: {[node['html'][:160] for node in v['nodes']]}" for v in grave)


@pytest.mark.parametrize("page", PAGES)
def test_no_serious_violation(page, reader, dashboard):
    """axe-core finds nothing serious or critical: names, roles, contrast, focus order."""
    opened(reader, f"{dashboard}/{'' if page == PAGES[0] else page}")
    assert not grave_of(reader)


def export(reader) -> None:
    reader.locator(".st-key-export button").first.click()
    reader.get_by_role("button", name="Download data").wait_for()


def edit(reader) -> None:
    reader.get_by_role("button", name="Edit").click()
    reader.get_by_role("button", name="Save").wait_for()


def correct(reader) -> None:
    reader.get_by_text("Correct this date").click()
    reader.get_by_role("textbox", name="Published on", exact=True).wait_for()


def slide(reader) -> None:
    reader.get_by_role("button", name="Add the view of Explore").click()
    reader.locator(".dl-player").wait_for()


def nothing(reader) -> None:
    reader.wait_for_selector(".dl-empty, .dl-presenting", state="attached")


STATES = {
    "export": ("", export),
    "presenting": ("?present=1", nothing),
    "nothing-found": ("?q=thereisnosuchword", nothing),
    "editing": ("review", edit),
    "redating": ("documents", correct),
    "slides": ("brief", slide),
}


@pytest.mark.parametrize("state", STATES)
def test_no_serious_violation_in_use(state, reader, dashboard):
    """Nor with a popover or a form open, while it is projected, with slides, or where nothing is found."""
    path, reach = STATES[state]
    opened(reader, f"{dashboard}/{path}")
    reach(reader)
    reader.wait_for_function(SETTLED)
    assert not grave_of(reader)
