"""Sorting a page's text into what is the report and what merely stands around it."""

from __future__ import annotations

import re

from pipeline.model import Block, BlockKind, Document, Prose, Span

_LINE = re.compile(r"[^\r\n]*\S[^\r\n]*")


def clean(document: Document) -> Prose:
    """The blocks of a document's text, in order, none overlapping."""
    text = document.text
    blocks = tuple(Block(Span(m.start(), m.end()), BlockKind.BODY, "paragraph") for m in _LINE.finditer(text))
    return Prose(text, blocks)
