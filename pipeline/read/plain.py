"""Plain text and Markdown, with or without front matter."""

from __future__ import annotations

from pipeline.read import front_matter
from pipeline.read.decode import decode
from pipeline.read.raw import Parsed, Unreadable, too_long
from pipeline.settings import Limits


def parse(content: bytes, source: str, limits: Limits) -> Parsed:
    """The one document of a text file. Raises Unreadable."""
    if len(content) > 4 * limits.characters:  # no encoding takes more for as many characters
        raise too_long(f"{len(content) / 1e6:,.0f} MB", limits.characters, source)
    if not content.strip():
        raise Unreadable("the file is empty", "add its text, or leave it out", source)
    metadata, text = front_matter.split(decode(content, source), source)
    return Parsed(text, metadata)
