"""What follows a noun and says that its deed is yet to come, or came to nothing."""

from __future__ import annotations

from pipeline.events.clauses import Clause
from pipeline.events.lexicon import Lexicon
from pipeline.events.reader import Reader
from pipeline.events.sentences import Sentence

_REACH = 16  # words behind the noun: "talks between X and Y, due to open in Z on Sunday, were called off"


def is_off(sentence: Sentence, lexicon: Lexicon, end: int) -> bool:
    """Whether what a noun up to `end` names was called off: "talks …, due on Sunday, were cancelled"."""
    called_off, keys = lexicon.words["called_off"], sentence.keys
    if called_off.isdisjoint(sentence.vocabulary):
        return False
    for index in range(end, min(len(keys), end + _REACH)):
        if keys[index] in called_off and (keys[index] != "called" or keys[index + 1 : index + 2] == ("off",)):
            return any(lexicon.has("be", key) or lexicon.has("have", key) for key in keys[max(end, index - 2) : index])
    return False


def is_to_come(sentence: Sentence, clause: Clause, end: int, reader: Reader) -> bool:
    """Whether a noun up to `end` is said to come: "talks will resume", "a convoy is due to leave", "prévu mardi"."""
    keys, lexicon = sentence.keys, reader.lexicon
    near = keys[end : end + (3 if lexicon.language == "fr" else 1)]
    if (near and lexicon.has("future", near[0])) or any(lexicon.has("expected", key) for key in near):
        return True
    scheduled = lexicon.words["scheduled"]
    if scheduled.isdisjoint(sentence.vocabulary):
        return False
    for index in range(end, min(len(keys), end + _REACH, clause.end + 1)):
        if keys[index] in scheduled and _ahead(sentence, index + 1, reader):
            return index == end or lexicon.has("be", keys[index - 1]) or "," in sentence.gap(index)
        if keys[index] in lexicon.of("says", "clause"):
            return False
    return False


def _ahead(sentence: Sentence, index: int, reader: Reader) -> bool:
    """Whether a verb or a day follows "due", "set", "expected": not "due to the rain"."""
    keys = sentence.keys[index : index + 2]
    if reader.lexicon.language != "en" or not sentence.dated.isdisjoint(range(index, index + 2)) or "for" in keys[:1]:
        return True
    return len(keys) == 2 and keys[0] == "to" and reader.reading(sentence).tags[index + 1] == "VB"
