"""What a reading is made of: noun phrases with what is joined to them, and verbs with theirs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.syntax.chunks import ADV, CC, COMMA, NP, Chunk, P

_COUNTED_IN = frozenset(("including", "among"))
_LONGEST = 15  # chunks of a list


class Phrase(NamedTuple):
    """Words [start, end) with what is attached to them; `heads` are the nouns joined in it: "troops and police"."""

    start: int
    end: int
    heads: tuple[int, ...]


class Predicate(NamedTuple):
    """A verb group, words [start, end) with its full verb at `head`, and the phrases that go with it.

    `passive` also for a participle behind its noun ("hostages taken in May"), which is `reduced` as well.
    """

    start: int
    end: int
    head: int
    passive: bool
    reduced: bool
    subject: Phrase | None
    object: Phrase | None
    agent: Phrase | None


def counted_in(chunks: Sequence[Chunk], keys: Sequence[str], at: int) -> int | None:
    """Where to look on before ", including A, B and C" that a comma closes; None where no such list stands."""
    for back in range(at - 1, max(0, at - _LONGEST), -1):
        chunk = chunks[back]
        if chunk.kind is P and keys[chunk.start] in _COUNTED_IN and chunks[back - 1].kind is COMMA:
            return back - 2 if back > 1 else None
        if chunk.kind not in (NP, COMMA, CC, P, ADV):
            break
    return None
