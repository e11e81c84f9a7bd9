"""Reads places from invented sentences, for the tests beside it."""

from __future__ import annotations

from pipeline.model import Block, BlockKind, PlaceMention, Prose, Span
from pipeline.places import find_places, load_gazetteer


def prose(text: str, kind: BlockKind = BlockKind.BODY) -> Prose:
    return Prose(text, (Block(Span(0, len(text)), kind, "test"),))


def read(
    text: str, *, language: str = "en", masks: tuple[str, ...] = (), home: str | None = None
) -> list[PlaceMention]:
    """The places of a body text; `masks` are words of it that name groups or persons."""
    spans = tuple(Span(text.index(words), text.index(words) + len(words)) for words in masks)
    found = find_places("test", prose(text), load_gazetteer(), language=language, masks=spans, home=home)
    return list(found)


def names(text: str, **more) -> list[tuple[str, str | None]]:
    """The words and the country of each place."""
    return [(m.text, m.country_code) for m in read(text, **more)]


def only(text: str, **more) -> PlaceMention:
    """The one place of a text."""
    (mention,) = read(text, **more)
    return mention
