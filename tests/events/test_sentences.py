"""Sentences with what stands in them."""

from __future__ import annotations

from pipeline.events.sentences import flowing, read_sentences
from pipeline.model import Block, BlockKind, Prose, Span


def test_an_aside_does_not_break_its_sentence() -> None:
    """A sentence goes on over an editor's insertion, and the insertion's words are not read."""
    text = "Three groups\n... a joke.\nmet in Gao."
    blocks = (
        Block(Span(0, 12), BlockKind.BODY, "t"),
        Block(Span(13, 24), BlockKind.ASIDE, "t"),
        Block(Span(25, len(text)), BlockKind.BODY, "t"),
    )
    prose = Prose(text, blocks)
    found = read_sentences(prose, (), (), ())
    assert [" ".join(w.text for w in s.words) for s in found] == ["Three groups met in Gao"]
    assert len(flowing(prose, BlockKind.BODY)) == len(text)


def test_quoted_words_are_known() -> None:
    """Words between double quotation marks are quoted, also over several sentences of a paragraph, not beyond it."""
    text = "He said: “We go. We stay.” They left.\n\n“Open. Ended"
    prose = Prose(text, (Block(Span(0, len(text)), BlockKind.BODY, "t"),))
    quoted = [w.text for s in read_sentences(prose, (), (), ()) for w, q in zip(s.words, s.quoted, strict=True) if q]
    assert quoted == ["We", "go", "We", "stay", "Open", "Ended"]


def test_the_title_is_read_where_there_is_no_body() -> None:
    """A document of a headline alone is read by its headline; beside a body the title is left out."""
    text = "Gunmen attacked Gao"
    title = Prose(text, (Block(Span(0, len(text)), BlockKind.TITLE, "t"),))
    assert len(read_sentences(title, (), (), ())) == 1
