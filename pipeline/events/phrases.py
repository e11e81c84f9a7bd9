"""Where a noun phrase begins and ends, by its small words."""

from __future__ import annotations

from pipeline.events.clauses import Clause
from pipeline.events.lexicon import Lexicon
from pipeline.events.sentences import Sentence

_LONGEST = 16
_SAYER = 9  # words in which who said it is named


def object_end(sentence: Sentence, clause: Clause, lexicon: Lexicon, start: int) -> int:
    """Index after the object that begins at `start`: up to a preposition of place or time, a stop, or a date."""
    index = start
    while index < min(clause.end, start + _LONGEST):
        gap = sentence.gap(index)
        figure = gap == "." and sentence.keys[index].isdecimal()  # "1.200"
        if index > start and not figure and any(mark in gap for mark in '.;:()"“”'):
            break
        if index > start and _stops(sentence, lexicon, index):
            break
        if index in sentence.dated:
            break
        index += 1
    return index


def _stops(sentence: Sentence, lexicon: Lexicon, index: int) -> bool:
    key = sentence.words[index].key
    if sentence.inside_name(index):
        return False  # "the In Amenas plant"
    if key in ("of", "and", "or", "de", "du", "des", "d"):
        return False
    listed = "," in sentence.gap(index) and not _goes_on(sentence, lexicon, index)
    prepositions = lexicon.has("in_place", key) or lexicon.has("from_place", key)
    return listed or prepositions or key in ("by", "for", "with", "as", "before", "after", "par", "pour", "avec")


def _goes_on(sentence: Sentence, lexicon: Lexicon, index: int) -> bool:
    """Whether a list of people goes on after a comma: "five nationals, a guard and a driver"."""
    if sentence.words[index].key not in lexicon.numbers and not sentence.words[index].key.isdecimal():
        return False
    for later in range(index + 1, min(len(sentence.words), index + _SAYER)):
        if lexicon.has("says", sentence.words[later].key):
            return False  # "…, two residents said"
        if sentence.gap(later).strip():
            break
    return True


def subject_start(sentence: Sentence, clause: Clause, lexicon: Lexicon, verb: int) -> int:
    """Index of the first word of the noun phrase right before a verb."""
    start = clause.start
    for date in sentence.dates:
        after = sentence.word_at(date.end)
        if start < after < verb:
            start = after
    for index in range(verb - 1, start, -1):
        gap = sentence.gap(index)
        if ("," in gap and not _goes_on(sentence, lexicon, index)) or sentence.parted(index):
            start = index
            break
    if start == clause.start and lexicon.has("clause", sentence.words[start].key) and start + 1 < verb:
        start += 1
    return start


def attached(sentence: Sentence, lexicon: Lexicon, at: int, mention_start: int) -> str | None:
    """The preposition that ties a mention after word `at` to it, None where other matter stands between.

    "attack on X", "talks in X", "attack on the village of X in": only articles, adjectives and place nouns may stand
    between the preposition and the mention.
    """
    index = sentence.word_at(mention_start)
    for back in range(index - 1, max(at, index - 7), -1):
        word = sentence.words[back]
        if sentence.parted(back + 1):
            return None
        if any(lexicon.has(k, word.key) for k in ("in_place", "from_place", "of_place")):
            if word.key in ("of", "de") and back and lexicon.has("place_nouns", sentence.words[back - 1].key):
                continue
            return word.key
        between = lexicon.has("determiners", word.key) or lexicon.has("place_nouns", word.key) or word.text[0].isupper()
        if not between and word.key not in ("town", "and", "s") and not word.key.endswith(("ern", "al", "ing")):
            return None
    return None
