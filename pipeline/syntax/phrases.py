"""What a reading is made of: noun phrases with what is joined to them, and verbs with theirs."""

from __future__ import annotations

from typing import NamedTuple


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
