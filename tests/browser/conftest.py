"""A real Chromium on the running dashboard. Where none can be had these tests skip, saying what to install."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "views")]

from driver import FLAGS, MISSING, find_chromium, serve  # noqa: E402


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


@pytest.fixture
def page(visitor):
    """A fresh visit at 1440 by 900; fails the test where the page asks anything of another machine."""
    page = visitor.new_page()
    page.set_default_timeout(30_000)
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.requests = requests
    yield page
    page.close()
    outside = [u for u in requests if not u.startswith(("http://localhost", "ws://localhost", "blob:", "data:"))]
    assert not outside, f"requests left this machine: {outside}"
