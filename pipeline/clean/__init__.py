"""Sorting a page's text into what is the report and what merely stands around it.

The signs are general ones; none knows a site. Where they are weak the text stays body: a paragraph masked by mistake
is an event lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.clean import inline
from pipeline.clean.furniture import FurnitureError, load_furniture, words_of
from pipeline.clean.head import Label, label_head
from pipeline.clean.lines import Line, cut
from pipeline.clean.tail import label_tail
from pipeline.model import Block, BlockKind, Document, Prose, Span

__all__ = ["FurnitureError", "clean", "load_furniture"]

_TITLE_WORDS = 5  # a shorter headline may open a sentence by chance


def clean(document: Document) -> Prose:
    """The blocks of a document's text, in order, none overlapping, every one of one kind from end to end.

    Only white space stands outside blocks. Linear in the length of the text.
    """
    furniture = load_furniture()
    lines = cut(document.text)
    labels, body = label_head(lines, document.title, furniture)
    labels |= label_tail(lines, body, furniture)
    return Prose(document.text, tuple(_blocks(document, lines, labels, body)))


def _blocks(document: Document, lines: Sequence[Line], labels: dict[int, Label], body: int) -> Iterator[Block]:
    cited = inline.cites_sources(lines)
    titles = [words_of(document.title or "")]
    titles += [lines[n].words for n, (kind, _) in labels.items() if kind is BlockKind.TITLE]
    for number, line in enumerate(lines):
        if number in labels:
            yield Block(line.span, *labels[number])
            continue
        if number == body and (repeated := _repeated_title(line, titles)):
            yield Block(Span(line.span.start, line.span.start + repeated), BlockKind.DUPLICATE, "title-repeated")
            line = _rest(line, repeated)
        yield from inline.blocks_of(document.text, line, number == body, cited)


def _repeated_title(line: Line, titles: Sequence[str]) -> int:
    """Characters at the start of a paragraph that say the headline once more; 0 where it doesn't."""
    for title in titles:
        count = len(title.split())
        if count < _TITLE_WORDS or not line.words.startswith(f"{title} "):
            continue
        end = 0
        while end < len(line.text) and words_of(line.text[:end]) != title:
            end = _next_break(line.text, end + 1)
        if line.text[end:].lstrip()[:1].isupper():
            return end
    return 0


def _next_break(text: str, start: int) -> int:
    while start < len(text) and not text[start].isspace():
        start += 1
    return start


def _rest(line: Line, start: int) -> Line:
    text = line.text[start:].lstrip()
    return Line(Span(line.span.end - len(text), line.span.end), text)
