"""WARC, the format of web archives: the pages of their responses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from pipeline.model import Skipped
from pipeline.read.item import Item
from pipeline.read.raw import Unreadable
from pipeline.settings import Limits

_PAGES = ("text/html", "application/xhtml+xml")


def split_warc(stream: BinaryIO, source: str, stem: str, limits: Limits) -> Iterator[Item | Skipped]:
    """One item a page that was answered with 200, in the order of the file; pictures and errors are no documents.

    The date on which a page was fetched says nothing of when it was published, and is not kept.
    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    number = count = 0
    try:
        for record in ArchiveIterator(stream):
            if record.rec_type not in ("response", "conversion"):
                continue
            number += 1
            item = _item(record, f"{source}:{number}", f"{stem}-{number}", limits)
            if item:
                count += 1
                yield item
    except (ArchiveLoadFailed, OSError, ValueError) as error:
        where = f"{source}:{number + 1}"
        raise Unreadable(f"the archive breaks off here: {error}", "fetch it again", where) from error
    if not count:
        raise Unreadable("it holds no web pages", "name a WARC file with responses", source)


def _item(record, source: str, default_id: str, limits: Limits) -> Item | Skipped | None:
    """A record's page; None for what is none."""
    http = record.http_headers
    if record.rec_type == "conversion":
        form = "text"
    elif http and http.get_statuscode() == "200" and _kind(http.get_header("Content-Type")) in _PAGES:
        form = "html"
    else:
        return None
    content = record.content_stream().read(limits.bytes + 1)
    if len(content) > limits.bytes:
        return Skipped(source, f"it holds more than {limits.megabytes:,} MB", "leave it out, or raise --max-megabytes")
    return Item(source, form, content, default_id, {"url": record.rec_headers.get_header("WARC-Target-URI")})


def _kind(stated: str | None) -> str:
    """The media type of a Content-Type."""
    return (stated or "").partition(";")[0].strip().lower()
