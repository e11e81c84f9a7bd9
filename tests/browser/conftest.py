"""A real Chromium on the running dashboard. Where none can be had these tests skip, saying what to install."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "views")]

from driver import FLAGS, MISSING, Screen, find_chromium, serve  # noqa: E402


@pytest.fixture(scope="session")
def chromium():
    """A running browser."""
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="playwright is not installed: pip install playwright"
    )
    path = find_chromium()
    if path is None:
        pytest.skip(MISSING)
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def dashboard(tmp_path_factory) -> Iterator[str]:
    """Address of a dashboard over forty invented events."""
    import invented

    folder = tmp_path_factory.mktemp("dashboard")
    invented.write(folder / "table", folder / "corpus", 40)
    yield from serve({"DATELINE_TABLE": str(folder / "table")}, folder / "log")


@pytest.fixture(scope="session")
def visitor(chromium):
    """One reader's browser; what it has fetched once it keeps."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, color_scheme="light")
    yield context
    context.close()


@pytest.fixture(scope="session")
def visit(visitor, dashboard) -> Screen:
    """One visit at 1440 by 900 that all tests share; opening the page is what takes longest."""
    page = visitor.new_page()
    page.set_default_timeout(60_000)
    return Screen(page, dashboard)


@pytest.fixture
def screen(visit) -> Iterator[Screen]:
    """The visit with nothing filtered, marked or selected. Fails the test where another machine was asked anything."""
    visit.reset()
    yield visit
    local = ("http://localhost", "ws://localhost", "blob:", "data:")
    assert not [url for url in visit.requests if not url.startswith(local)]
