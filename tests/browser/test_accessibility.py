"""What readers with a keyboard, a screen reader or weak sight rely on: axe-core's rules, on every page and theme."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = re.findall(r'"([a-z]+)": \w+\.page', (ROOT / "dashboard.py").read_text(encoding="utf-8"))
GRAVE = {"serious", "critical"}


@pytest.fixture(scope="module", params=["light", "dark"])
def reader(request, chromium):
    """A reader's browser in one of the themes."""
    context = chromium.new_context(color_scheme=request.param, viewport={"width": 1440, "height": 900})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("page", PAGES)
def test_no_serious_violation(page, reader, dashboard):
    """axe-core finds nothing serious or critical: names, roles, contrast, focus order."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    reader.goto(f"{dashboard}/{'' if page == PAGES[0] else page}")
    reader.wait_for_selector(".dl-counter", state="attached", timeout=60_000)
    reader.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=60_000)
    found = axe.run(reader).response
    assert found["passes"], "axe looked at nothing"
    grave = [violation for violation in found["violations"] if violation["impact"] in GRAVE]
    assert not grave, "\n".join(f"{v['id']}: {[node['html'][:160] for node in v['nodes']]}" for v in grave)
