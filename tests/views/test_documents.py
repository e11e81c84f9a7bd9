"""The Documents page: a document with its marks, the list, what became of files."""

from __future__ import annotations

from pathlib import Path

import invented
import pytest

from pipeline import build
from views.documents import adding, dating, listing
from views.documents.adding import Became
from views.documents.found import Block, Found, document, documents
from views.documents.reading import reading_html

HOSTILE = '<script>window.harmed=1</script><img src=x onerror="window.harmed=1">"\'& \u202eملف'
REPORT = "---\ntitle: Convoy\npublished: 2020-06-04\n---\nGunmen of AQIM attacked a convoy near Gao on Tuesday.\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    build.build([tmp_path / "report.txt"], tmp_path / "table")
    return tmp_path / "table"


def test_every_mention_is_marked_with_its_rule(table: Path) -> None:
    """Dates, places, groups and events stand in marks that say kind, value and rule in words, reachable by keyboard."""
    html = reading_html(document(table, "report"), 0, 1000)
    for kind in ("date", "place", "group", "event"):
        assert f'class="{kind}"' in html or f" {kind}" in html
    assert html.count('tabindex="0"') == html.count("<mark")
    assert "2 Jun 2020" in html
    assert "rule:" in html


def test_the_text_is_all_there() -> None:
    """Whatever overlaps, every character stands once and in order, and is escaped."""
    text = f"Before {HOSTILE} middle & after"
    mention = {"document": "x", "rule": "r", "edtf": None, "value": None, "latitude": None, "group_id": HOSTILE}
    mentions = tuple(
        mention | {"kind": kind, "start": start, "end": end}
        for kind, start, end in (("date", 0, 12), ("place", 5, 20), ("group", 7, 40), ("date", 7, 9))
    )
    found = Found("x", text, "en", (Block(0, 10, "body", "r"), Block(10, 30, "comment", HOSTILE)), mentions, {})
    html = reading_html(found, 0, len(text))
    assert _words(html) == text
    assert "<script" not in html
    assert "<img" not in html


def _words(html: str) -> str:
    """What a reader sees, without what is said to listeners and why a block is left out."""
    from html.parser import HTMLParser

    class Reader(HTMLParser):
        words, depth = "", 0

        def handle_starttag(self, tag, attrs) -> None:
            if self.depth or dict(attrs).get("class") in ("dl-spoken", "dl-why"):
                self.depth += 1

        def handle_endtag(self, tag) -> None:
            self.depth -= bool(self.depth)

        def handle_data(self, data) -> None:
            self.words += "" if self.depth else data

    reader = Reader()
    reader.feed(html)
    return reader.words


def test_what_is_no_part_of_the_report_says_why() -> None:
    """A masked stretch is greyed and names what it is and the rule, once for several of a kind."""
    blocks = (Block(0, 4, "comment", "after-comments"), Block(5, 9, "comment", "after-comments"))
    html = reading_html(Found("x", "One.\nTwo.", "en", blocks, (), {}), 0, 9)
    assert html.count("dl-masked") == 2
    assert html.count("dl-why") == 1
    assert "a reader&#x27;s comment" in html or "a reader's comment" in html
    assert "after comments" in html


def test_the_list_is_searched_by_every_word(tmp_path: Path) -> None:
    """Title, publisher and id are searched, in any case; events are counted by document."""
    invented.write(tmp_path / "table", tmp_path / "corpus", 30)
    known = documents(tmp_path / "table")
    assert [one.id for one in listing.matching(known, "GAZETTE dispatch-002")] == ["dispatch-002"]
    assert listing.matching(known, "dispatch-002 nowhere") == []
    assert sum(one.events for one in known) == 30


def test_outcomes_of_files_are_said_safely() -> None:
    """A file's name can hold anything; it is shown as it is written."""
    html = adding.outcomes_html([Became(HOSTILE, "skipped", HOSTILE), Became("a.txt", "added", "1 document")])
    assert "<script" not in html
    assert "<img" not in html
    assert html.count("<li") == 2


def test_a_date_says_how_it_is_known(table: Path) -> None:
    """Above the text stands when it was published, how that is known, and on what grounds."""
    html = dating.publication_html(document(table, "report"))
    assert "4 Jun 2020" in html
    assert "stated" in html
    assert "<li>" in html
