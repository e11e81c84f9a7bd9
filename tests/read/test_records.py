"""JSON Lines and CSV: one document a record, and a bad record costs itself alone."""

from __future__ import annotations

import json

import pytest

from pipeline.model import Document, Skipped
from pipeline.read import read_paths
from pipeline.settings import Limits

TEXT = "Soldiers left the town of Lere on Friday."


def outcomes(path):
    return list(read_paths([path]))


def test_jsonl_record_keys(tmp_path):
    """A record carries the metadata keys and its text as it stands, blank ends included."""
    path = tmp_path / "docs.jsonl"
    record = {"id": "lere", "text": f"\n{TEXT}\n", "published": "2012-06-01", "language": "en", "title": None, "x": 1}
    path.write_text(json.dumps(record) + "\n\n")
    (document,) = outcomes(path)
    assert document == Document(
        "lere", f"\n{TEXT}\n", f"{path}:1", document.sha256, published="2012-06-01", language="en"
    )


def test_half_characters_do_not_shift_offsets(tmp_path):
    """A lone surrogate in JSON becomes one replacement character; whole pairs are one character as ever."""
    path = tmp_path / "docs.jsonl"
    path.write_text('{"text": "a\\ud800b \\ud83d\\ude00 c", "title": "\\udc00"}\n')
    (document,) = outcomes(path)
    assert document.text == "a\ufffdb \U0001f600 c"
    assert document.title == "\ufffd"


def test_jsonl_default_ids_count_lines(tmp_path):
    """Records without an id are known by file and line."""
    path = tmp_path / "docs.jsonl"
    path.write_text("".join(json.dumps({"text": TEXT}) + "\n" for _ in range(2)))
    assert [document.id for document in outcomes(path)] == ["docs-1", "docs-2"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{broken", "not JSON"),
        ("[1, 2]", "not a JSON object"),
        ('{"title": "no text"}', "no `text`"),
        ('{"text": "  "}', "no text"),
        ('{"text": "a", "published": "soon"}', "publication date"),
        ('{"text": 5}', "no `text`"),
    ],
)
def test_a_bad_line_is_named_and_the_rest_read(tmp_path, line, reason):
    """The reason comes with file and line number."""
    path = tmp_path / "docs.jsonl"
    path.write_text(f"{json.dumps({'text': TEXT})}\n{line}\n{json.dumps({'text': TEXT})}\n")
    first, bad, last = outcomes(path)
    assert isinstance(bad, Skipped)
    assert bad.source == f"{path}:2"
    assert reason in bad.reason
    assert isinstance(first, Document)
    assert isinstance(last, Document)


def test_csv_rows(tmp_path):
    """A table's rows are documents; quoted line breaks stay in the text."""
    path = tmp_path / "docs.csv"
    path.write_text(f'ID,Text,published\nlere,"{TEXT}\n\nMore, later.",2012-06\n,{TEXT},\n')
    first, second = outcomes(path)
    assert (first.id, first.text, first.published) == ("lere", f"{TEXT}\n\nMore, later.", "2012-06")
    assert (second.id, second.published) == ("docs-2", None)


def test_csv_without_text_column(tmp_path):
    """A header that lacks `text` is named as the fault."""
    path = tmp_path / "docs.csv"
    path.write_text("id,body\n1,x\n")
    (skip,) = outcomes(path)
    assert "`text`" in skip.reason


def test_long_record_is_skipped_alone(tmp_path):
    """The limit holds for a record, not for the file."""
    path = tmp_path / "docs.jsonl"
    path.write_text(json.dumps({"text": TEXT * 9}) + "\n" + json.dumps({"text": TEXT}) + "\n")
    long, short = list(read_paths([path], limits=Limits(characters=100)))
    assert "over the limit" in long.reason
    assert short.text == TEXT
