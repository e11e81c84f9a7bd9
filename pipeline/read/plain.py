"""Plain text and Markdown, with or without front matter."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.read import front_matter
from pipeline.read.decode import decode
from pipeline.read.raw import Raw, Unreadable, too_long


def read(path: Path, limit: int) -> Iterator[Raw]:
    """The one document of a text file. Raises Unreadable, OSError."""
    source = str(path)
    content = path.read_bytes()
    if len(content) > 4 * limit:  # no encoding takes more for as many characters
        raise too_long(f"{len(content) / 1e6:,.0f} MB", limit, source)
    if not content.strip():
        raise Unreadable("the file is empty", "add its text, or leave it out", source)
    metadata, text = front_matter.split(decode(content, source), source)
    yield Raw(text, source, content, path.stem, metadata)
