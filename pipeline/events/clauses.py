"""Light grammar: the clauses of a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from pipeline.events.lexicon import PARTICIPLE, PAST, Lexicon
from pipeline.events.sentences import Sentence

_HARD = re.compile(r"[;:—()\[\]\"“”«»?!]|\s[–-]\s|\.\s")
_LONGEST_TRIGGER = 7  # words
_BEFORE_DATE = 16  # characters: "On the night of "
_APPOSED = 7  # words
_OWN_SUBJECT = 5  # words in which a clause after ", and" has its subject and its verb
# before these, "as" is not "while": "such as", "disguised as"
NOT_WHILE = frozenset(
    "well such known soon many much so disguised dressed posing described regarded seen identified serving far".split()
)


class Clause(Struct, frozen=True, gc=False):
    """Words [start, end) of a sentence; `opener` is the word that joins it to the one before, "" for a new start."""

    start: int
    end: int
    opener: str


def clauses_of(sentence: Sentence, lexicon: Lexicon) -> tuple[Clause, ...]:
    """The clauses of a sentence in order; together they cover all its words."""
    keys, gaps, openers = sentence.keys, sentence.gaps, lexicon.openers
    first = keys[0] if keys else ""
    subordinate = first in lexicon.of("clause", "condition")
    starts: list[tuple[int, str]] = [(0, first if subordinate else "")]
    joints = lexicon.joints
    for index in [i for i, (key, gap) in enumerate(zip(keys, gaps, strict=True)) if gap != " " or key in joints]:
        if not index:
            continue
        if gaps[index] == " " and keys[index] not in openers:
            if _resumes(sentence, lexicon, index, starts[-1]):
                starts.append((index, ""))
            continue
        goes_on = _resumes(sentence, lexicon, index, starts[-1]) or _closes_relative(
            sentence, lexicon, index, starts[-1]
        )
        opener = "" if goes_on else _opens(sentence, lexicon, index)
        if opener is None and "," in gaps[index]:
            leading = subordinate if starts[-1][0] == 0 else _leads(sentence, lexicon, starts)
            opener = "" if leading else None  # "If they come, …": the main clause begins
        if opener is not None:
            starts.append((index, opener))
    ends = [s for s, _ in starts[1:]] + [len(keys)]
    return tuple([Clause(s, e, o) for (s, o), e in zip(starts, ends, strict=True)])


def _resumes(sentence: Sentence, lexicon: Lexicon, index: int, last: tuple[int, str]) -> bool:
    """Whether a French main clause goes on after a relative one: "les hommes qui avaient attaqué X ont été arrêtés"."""
    start, opener = last
    keys = sentence.keys
    if keys[index] not in lexicon.resumes or sentence.words[index].text == "à":
        return False
    if "," in sentence.gap(index) and (opener == "," or lexicon.has("clause", opener)):
        joined = opener != "," or is_past(sentence, lexicon, start)
        return joined and start > 0 and keys[start] not in lexicon.resumes  # "X, élu en mai, a reçu"
    if not lexicon.has("relative", opener):
        return False
    if keys[index] == "est" and (
        keys[index - 1] in ("l", "d", "nord", "sud") or keys[index + 1 : index + 2] == ("de",)
    ):
        return False  # the east
    told = [i for i in range(start + 1, index) if keys[i] not in lexicon.of("adverbs", "negation", "pronouns")]
    if "," in sentence.gap(index) and any(i not in sentence.dated for i in told):
        return True  # "deux gendarmes, dont un officier, ont été …"
    if opener == "qui":
        return len(told) > 1
    return any(keys[i] in lexicon.resumes or is_past(sentence, lexicon, i) for i in told[:-1])


def _closes_relative(sentence: Sentence, lexicon: Lexicon, index: int, last: tuple[int, str]) -> bool:
    """Whether an English main clause goes on after a relative one between commas: "X, who fled, has returned"."""
    start, opener = last
    if "," not in sentence.gaps[index] or not lexicon.has("relative", opener):
        return False
    if "," not in sentence.gaps[start] or not any(is_finite(sentence, lexicon, i) for i in range(start + 1, index)):
        return False
    helper = sentence.keys[index] in lexicon.of("be", "have", "do", "future", "possible")
    return helper or is_past(sentence, lexicon, index)


def _leads(sentence: Sentence, lexicon: Lexicon, starts: list[tuple[int, str]]) -> bool:
    """Whether nothing but a date stands before a subordinate clause: "On 9 July, after the withdrawal, …"."""
    start, opener = starts[-1]
    if len(starts) > 2 or opener not in lexicon.of("clause", "condition"):
        return False
    before = sentence.words[starts[0][0] : start]
    dated = start - 1 in sentence.dated
    return dated and before[0].start >= sentence.dates[0].start - _BEFORE_DATE


def _opens(sentence: Sentence, lexicon: Lexicon, index: int) -> str | None:
    """The opener of a clause that begins at a word; None where none begins."""
    gap, key = sentence.gaps[index], sentence.keys[index]
    if gap not in (" ", ", ") and _HARD.search(gap):
        return ":"
    before = sentence.keys[index - 1]
    if key == "that" and index in sentence.dated:
        return None  # "that evening"
    if key in lexicon.of("clause", "condition"):
        return None if key == "as" and (before in NOT_WHILE) else key
    if key in lexicon.words["relative"] and (key != "that" or not lexicon.has("in_place", before)):
        return key
    if key in lexicon.words["joins"]:
        following = _next_word(sentence, lexicon, index + 1)
        if following is not None and is_finite(sentence, lexicon, following):
            return "and"
    if "," not in gap:
        return None
    if key in ("and", "et", "but", "mais") and _has_subject(sentence, lexicon, index + 1):
        return ":"
    if key in lexicon.of("be", "have") or _closes_place(sentence, lexicon, index):
        return None
    return "," if key == "with" or _is_ing(sentence, index) or is_past(sentence, lexicon, index) else None


def _closes_place(sentence: Sentence, lexicon: Lexicon, index: int) -> bool:
    """Whether a comma closes what more is said of a place, and the clause goes on: "clashes in Nyala, South Darfur,
    killed", "a bomb in Kabul, the capital, wounded"."""
    opens = next((i for i in range(index - 1, max(0, index - _APPOSED), -1) if "," in sentence.gaps[i]), 0)
    if not opens or any(is_finite(sentence, lexicon, i) for i in range(opens, index)):
        return False
    end = sentence.words[opens - 1].end
    return any(p.start < end <= p.end for p in sentence.places)


def _next_word(sentence: Sentence, lexicon: Lexicon, index: int) -> int | None:
    keys, adverbs = sentence.keys, lexicon.of("adverbs")
    while index < len(keys) and keys[index] in adverbs:
        index += 1
    return index if index < len(keys) else None


def _has_subject(sentence: Sentence, lexicon: Lexicon, first: int) -> bool:
    """Whether a new subject and its verb begin at a word: ", and the army sent"."""
    if first >= len(sentence.words) or not lexicon.has("determiners", sentence.words[first].key):
        return False
    for index in range(first + 2, min(len(sentence.words) - 1, first + _OWN_SUBJECT)):
        if sentence.gap(index).strip():
            return False
        if sentence.keys[index] in lexicon.of("have", "be"):
            return True
        if is_past(sentence, lexicon, index):
            return lexicon.has("parties", sentence.words[index - 1].key) or lexicon.parties.opens(
                sentence.words[index - 1].key
            )
    return False


def is_finite(sentence: Sentence, lexicon: Lexicon, index: int) -> bool:
    """Whether a word after "and" is a verb that goes on with the same subject."""
    if sentence.keys[index] in lexicon.of("be", "have", "do", "future", "possible", "says"):
        return True
    return is_past(sentence, lexicon, index) or _is_ing(sentence, index)


def _is_ing(sentence: Sentence, index: int) -> bool:
    word = sentence.words[index]
    return word.key.endswith("ing") and len(word.key) > 5 and word.text[0].islower()


def is_past(sentence: Sentence, lexicon: Lexicon, index: int) -> bool:
    """Whether a word looks like a past or a participle."""
    word = sentence.words[index]
    if not word.text[0].islower():
        return False
    for _, values in lexicon.triggers.every(sentence.keys, index, index + _LONGEST_TRIGGER):
        if any(form is PAST or form is PARTICIPLE for _, form in values):
            return True
    return word.key.endswith("ed") and len(word.key) > 4 and word.key not in ("united", "armed", "red", "hundred")


def clause_of(clauses: Sequence[Clause], index: int) -> int:
    """Index of the clause that holds a word."""
    return next(i for i, c in enumerate(clauses) if c.start <= index < c.end)
