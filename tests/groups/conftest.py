"""Help for tests of groups: prose by hand, and parties found in it."""

from __future__ import annotations

import pytest

from pipeline.groups import find_groups, load_registry
from pipeline.model import Block, BlockKind, Prose, Span


@pytest.fixture(scope="session")
def registry():
    return load_registry()


@pytest.fixture(scope="session")
def prose():
    def make(text: str) -> Prose:
        return Prose(text, (Block(Span(0, len(text)), BlockKind.BODY, "test"),))

    return make


@pytest.fixture(scope="session")
def found(registry, prose):
    """(text, id or candidates) of each mention in a text."""

    def find(text: str, when=None) -> list[tuple[str, object]]:
        return [(m.text, m.group_id or m.candidates) for m in find_groups("d", prose(text), registry, when)]

    return find
