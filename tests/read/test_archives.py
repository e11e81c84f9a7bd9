"""Archives: compressed files, ZIP, Parquet, WARC and URLs give the documents that are in them."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import zipfile

import fsspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard

from pipeline import settings
from pipeline.model import Document, Skipped
from pipeline.read import opening, read_paths

SENTENCE = "Two lorries were burnt on the road to Menaka on 3 May 2012."
PACKERS = {".gz": gzip.compress, ".bz2": bz2.compress, ".xz": lzma.compress, ".zst": zstandard.compress}
PAGE = f"<html><body><article><p>{SENTENCE} {SENTENCE.replace('Menaka', 'Gao')}</p></article></body></html>"


def warc(status: str, kind: str, body: str) -> bytes:
    payload = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n{body}".encode()
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/gao\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\nWARC-Date: 2016-08-26T00:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(payload)}\r\n\r\n"
    )
    return head.encode() + payload + b"\r\n\r\n"


@pytest.mark.parametrize("ending", PACKERS)
def test_compressed_files_read_as_what_they_hold(tmp_path, ending):
    """The ending of the compression is no part of the id; several documents and one alike."""
    (tmp_path / f"one.txt{ending}").write_bytes(PACKERS[ending](SENTENCE.encode()))
    lines = json.dumps({"id": "a", "text": SENTENCE}) + "\n" + json.dumps({"id": "b", "text": SENTENCE})
    (tmp_path / f"more.jsonl{ending}").write_bytes(PACKERS[ending](lines.encode()))
    assert [d.id for d in read_paths([tmp_path])] == ["a", "b", "one"]


def test_a_damaged_compressed_file_costs_itself_alone(tmp_path):
    """What breaks off is named; the rest is read."""
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(SENTENCE.encode() * 50)[:-20])
    (tmp_path / "b.txt").write_text(SENTENCE)
    bad, good = read_paths([tmp_path])
    assert isinstance(bad, Skipped)
    assert "unpacked" in bad.reason
    assert good.id == "b"


def test_what_unpacks_without_end_is_stopped(tmp_path, monkeypatch):
    """A small file that unpacks to more than the limit is refused, and not held."""
    monkeypatch.setattr(settings, "MAX_UNPACKED_BYTES", 1_000_000)
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(b"{}\n" * 2_000_000))
    assert "unpacks to more" in list(read_paths([tmp_path]))[-1].reason


def test_zip_members_are_read_by_their_endings(tmp_path):
    """Hidden members are passed over, others that can't be read are named with their archive."""
    with zipfile.ZipFile(tmp_path / "news.zip", "w") as archive:
        archive.writestr("b/gao.txt", SENTENCE)
        archive.writestr("a.xlsx", b"PK")
        archive.writestr("__MACOSX/gao.txt", b"x")
    bad, good = read_paths([tmp_path])
    assert bad.source.endswith("news.zip/a.xlsx")
    assert (good.id, good.text) == ("gao", SENTENCE)


def test_parquet_rows(tmp_path):
    """Text and metadata come from their columns; a table without text says which is missing."""
    pq.write_table(pa.table({"text": [SENTENCE], "title": ["Burnt"], "n": [4]}), tmp_path / "a.parquet")
    pq.write_table(pa.table({"body": [SENTENCE]}), tmp_path / "b.parquet")
    good, bad = read_paths([tmp_path])
    assert (good.id, good.text, good.title) == ("a.parquet".removesuffix(".parquet") + "-1", SENTENCE, "Burnt")
    assert "`text`" in bad.reason


def test_warc_pages(tmp_path):
    """Pages that were answered are documents with their address; errors and pictures are none."""
    records = [
        warc("404 Not Found", "text/html", PAGE),
        warc("200 OK", "image/png", "x"),
        warc("200 OK", "text/html", PAGE),
    ]
    (tmp_path / "crawl.warc.gz").write_bytes(b"".join(map(gzip.compress, records)))
    (page,) = read_paths([tmp_path])
    assert isinstance(page, Document)
    assert page.url == "https://example.org/gao"
    assert page.published is None
    assert SENTENCE in page.text


def test_urls_are_read_where_they_are_named():
    """A URL that ends in a slash stands for what is below it; one that leads nowhere is named."""
    with fsspec.open("memory://news/2012/gao.txt", "w") as file:
        file.write(SENTENCE)
    (found,) = read_paths(["memory://news/"])
    assert (found.id, found.text) == ("gao", SENTENCE)
    (missing,) = read_paths(["memory://nowhere/gao.txt"])
    assert isinstance(missing, Skipped)
    assert opening.location("memory://news/") == "memory://news/"
