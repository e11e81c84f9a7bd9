"""Opening the page on a table that is not fit to be shown."""

from __future__ import annotations

import pytest
from driver import Screen, serve

from pipeline import store
from pipeline.build import build

FIRST = "On 3 March 2012 gunmen attacked a convoy near Gao, officials said.\n"
SECOND = "On 9 May 2013 soldiers arrested two men in Kidal, officials said.\n"


@pytest.fixture
def table(tmp_path):
    """A table of one document, with its corpus beside it."""
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "first.txt").write_text(FIRST, encoding="utf-8")
    build([tmp_path / "corpus"], tmp_path / "table")
    return tmp_path / "table"


def opened(chromium, table):
    """(page, screen, words shown while it was being built) of a first visit."""
    settings = {"DATELINE_TABLE": str(table), "DATELINE_CORPUS": str(table.parent / "corpus")}
    for address in serve(settings, table.parent / "log"):
        context = chromium.new_context(viewport={"width": 1440, "height": 900})
        page = context.new_page()
        page.set_default_timeout(120_000)
        page.add_init_script(KEEP_WORDS)
        yield Screen(page, address), page.evaluate("window.said")
        context.close()


# What stands on the page at any moment of the visit.
KEEP_WORDS = """
window.said = '';
const keep = () => {
  const now = document.body?.innerText ?? '';
  if (!window.said.endsWith(now)) window.said += '\\n' + now;
};
new MutationObserver(keep).observe(document, {subtree: true, childList: true, characterData: true});"""


def test_a_stale_table_is_built_anew_at_start(chromium, table):
    """A document added since is on the page, and the reader was told why the wait."""
    (table.parent / "corpus" / "second.txt").write_text(SECOND, encoding="utf-8")
    for screen, said in opened(chromium, table):
        assert "have changed since the table was built" in said
        assert "2013" in screen.page.inner_text(".st-key-timeline")
        assert store.table_state(table, [table.parent / "corpus"]) == "ready"


def test_a_damaged_table_is_named_and_built_anew(chromium, table):
    """The reader is told which table was damaged; what is shown then is whole."""
    (table / "current" / "events.parquet").write_bytes(b"broken")
    for screen, said in opened(chromium, table):
        assert f"{table} is damaged" in said
        assert screen.shown >= 1
        assert "attacked" in screen.page.inner_text(".dl-evidence")
        assert store.table_state(table, [table.parent / "corpus"]) == "ready"
