"""Light syntax of English: which noun phrase is the subject, which the object of a verb. Needs no model."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pipeline.syntax.chunks import Chunk, Kind, chunks
from pipeline.syntax.classes import is_people, is_person
from pipeline.syntax.phrases import Phrase, Predicate
from pipeline.syntax.predicates import Reading
from pipeline.syntax.tagging import tag

__all__ = ["Chunk", "Kind", "Phrase", "Predicate", "Reading", "is_people", "is_person", "read", "tag"]


def read(texts: Sequence[str], gaps: Sequence[str], is_time: Callable[[int], bool] = lambda _: False) -> Reading:
    """The reading of one sentence.

    `texts` are its words as written, `gaps` what stands before each of them ("" before the first), `is_time` says of a
    word's index whether it belongs to a date. Linear in the number of words.
    """
    keys = [text.lower() for text in texts]
    tags = tag(texts, keys, gaps)
    return Reading(keys, tags, chunks(keys, tags, gaps, is_time))
