"""Front matter: the metadata that a text states of itself."""

from __future__ import annotations

import pytest

from pipeline.read import front_matter
from pipeline.read.raw import Raw, Unreadable, to_document

BODY = "The bridge at Ansongo was closed.\n"


def document(metadata_lines: str):
    text = f"---\n{metadata_lines}\n---\n{BODY}"
    metadata, content = front_matter.split(text, "x.txt")
    return to_document(Raw(content, "x.txt", text.encode(), "x", metadata), 10_000)


def test_all_keys():
    """Every key of the contract reaches the document, and the text begins after the closing line."""
    read = document(
        "id: ansongo\ntitle: 'Bridge: closed'\npublisher: Wire\npublished: 2012-05-04\n"
        "url: https://example.org/a?b=c\nlanguage: en-GB\nplace: Bamako"
    )
    assert (read.id, read.title, read.publisher, read.published) == ("ansongo", "Bridge: closed", "Wire", "2012-05-04")
    assert (read.url, read.language, read.place) == ("https://example.org/a?b=c", "en", "Bamako")
    assert read.text == BODY


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("2012-05-04", "2012-05-04"),
        ("2012", "2012"),
        ("2012-05", "2012-05"),
        ("2012-05-04T23:30:00Z", "2012-05-04"),
        ("2012-05-04 23:30:00 +02:00", "2012-05-04"),
        ("20120504", "2012-05-04"),
        ("2012-05~", "2012-05~"),
        ("'2012-05-01/2012-05-15'", "2012-05-01/2012-05-15"),
        ("XXXX-10-30", "XXXX-10-30"),
    ],
)
def test_published_stays_as_stated(written, edtf):
    """Dates are EDTF whatever YAML would make of them, and no time zone shifts a day."""
    assert document(f"published: {written}").published == edtf


def test_words_stay_words():
    """`no` is a language and `on` a title, not a truth value; numbers keep their zeros."""
    read = document("language: no\ntitle: on\nid: 007")
    assert (read.language, read.title, read.id) == ("no", "on", "007")


def test_no_front_matter():
    """A text that opens otherwise is all content."""
    assert front_matter.split(BODY, "x.txt") == ({}, BODY)


def test_a_rule_of_dashes_is_text():
    """Dashes that no key follows are a line across the page."""
    text = f"---\n\n{BODY}---\n"
    assert front_matter.split(text, "x.txt") == ({}, text)


def test_windows_line_ends():
    """Front matter written on Windows is front matter."""
    metadata, content = front_matter.split("---\r\ntitle: A\r\n---\r\nText", "x.txt")
    assert metadata == {"title": "A"}
    assert content == "Text"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("---\ntitle: a: b: c\n  d\n---\nText", "line 2"),
        ("---\ntitle: [a\n---\nText", "not YAML"),
        ("---\ntitle: a\nText without an end", "never closed"),
        ("---\nx: 1\n- a\n---\nText", "not YAML"),
    ],
)
def test_broken_front_matter_says_where(text, reason):
    """Front matter that doesn't parse is an error with its place and a remedy, never text."""
    with pytest.raises(Unreadable, match="front matter") as error:
        front_matter.split(text, "x.txt")
    assert reason in error.value.reason
    assert error.value.remedy


def test_colons_and_quotes_need_no_quoting():
    """A title is taken as it was typed, and what is YAML beside it stays that."""
    text = '---\ntitle: Sudan: five weeks\npublisher: "Nile" Wire\ntags: "a: b"\npublished: 2023-05-22\n---\nText'
    assert front_matter.split(text, "x.txt") == (
        {"title": "Sudan: five weeks", "publisher": '"Nile" Wire', "tags": "a: b", "published": "2023-05-22"},
        "Text",
    )


@pytest.mark.parametrize("line", ["published: last spring", "published: 2012-13-45", "title: [a, b]", "language: '??'"])
def test_values_that_wont_do(line):
    """A value that can't be used is named, not dropped."""
    with pytest.raises(Unreadable) as error:
        document(line)
    assert line.partition(":")[0] in error.value.reason + error.value.remedy
