"""Sources of events, read by reference managers' own libraries."""

from __future__ import annotations

import json

import pytest

from pipeline.exchange import write
from tests.exchange.invented import whole


@pytest.fixture(scope="module")
def entries():
    bibtexparser = pytest.importorskip("bibtexparser", reason="bibtexparser is not installed: pip install bibtexparser")
    library = bibtexparser.parse_string(write(whole(), "bibtex").decode())
    assert not library.failed_blocks
    return {entry.key: {f.key: f.value for f in entry.fields} | {"kind": entry.entry_type} for entry in library.entries}


def test_bibtex_has_the_sources_of_the_events(entries):
    """Every document that an event rests on, under a key of plain letters; no other."""
    assert set(entries) == {"ber", "evil"}


def test_bibtex_dates_say_no_more_than_is_known(entries):
    """A stated day is a day; a month that was worked out is a month with a note."""
    assert [entries["ber"][name] for name in ("year", "month", "day")] == ["2012", "may", "4"]
    assert "note" not in entries["ber"]
    assert "day" not in entries["evil"]
    assert "worked out" in entries["evil"]["note"]


def test_bibtex_escapes_what_tex_would_run(entries):
    """Braces balance and special letters are escaped, whatever a title holds."""
    title = entries["evil"]["title"]
    assert r"\{br\}ace \% \$" in title
    assert "\n" not in title
    assert "url" not in entries["evil"]
    assert entries["ber"]["journal"] == "The Wire"


def test_csl_items_carry_dates_and_links():
    """A stated day stands by itself, a worked-out one is circa; only web addresses are links."""
    ber, evil = sorted(json.loads(write(whole(), "csl-json")), key=lambda item: item["id"] != "ber")
    assert ber["issued"] == {"date-parts": [[2012, 5, 4]]}
    assert evil["issued"] == {"date-parts": [[2012, 6]], "circa": True}
    assert ber["URL"].startswith("https://example.org")
    assert "URL" not in evil


def test_a_citation_processor_reads_the_items():
    """citeproc makes a bibliography of them in a style it brings."""
    citeproc = pytest.importorskip("citeproc", reason="citeproc-py is not installed: pip install citeproc-py")
    from citeproc.source.json import CiteProcJSON

    source = CiteProcJSON(json.loads(write(whole(), "csl-json")))
    style = citeproc.CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = citeproc.CitationStylesBibliography(style, source, citeproc.formatter.plain)
    for key in source:
        bibliography.register(citeproc.Citation([citeproc.CitationItem(key)]))
    printed = [str(item) for item in bibliography.bibliography()]
    assert len(printed) == 2
    assert any("2012" in line and "The Wire" in line for line in printed)
