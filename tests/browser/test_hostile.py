"""Words of a document can do nothing to the page."""

from __future__ import annotations

import pytest
from driver import Screen, serve

HOSTILE = '<script>window.harmed=1</script><img src=x onerror="window.harmed=1">"\'& \u202eملف ' + "long " * 100


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """A dashboard over documents that try to break out of it."""
    import invented

    folder = tmp_path_factory.mktemp("hostile")
    invented.write(folder / "table", folder / "corpus", 12, hostile=HOSTILE)
    yield from serve({"DATELINE_TABLE": str(folder / "table")}, folder / "log")


def test_hostile_documents_do_no_harm(visitor, hostile):
    """Evidence, captions, filters and table show the words as words, and the page keeps its width."""
    page = visitor.new_page()
    screen = Screen(page, hostile)
    assert "<script>" in page.inner_text(".dl-evidence")
    for event in sorted(screen.events_on("timeline"))[:3]:
        screen.click_event("timeline", event)
    assert page.evaluate("window.harmed") is None
    assert page.evaluate("document.documentElement.scrollWidth") <= 1440
    assert not page.locator(".dl-evidence img, .dl-evidence script, .linked-chart img").count()
    page.close()
