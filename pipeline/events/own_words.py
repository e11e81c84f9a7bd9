"""Titles in the text's own words, for languages whose grammar no title is made by."""

from __future__ import annotations

from pipeline.events.happenings import Happening
from pipeline.events.phrases import object_end, subject_start
from pipeline.events.reader import Reader

_LONGEST_SENTENCE = 18  # words of a title
_GO_ON = frozenset("de du d des par un une le la les l".split())  # after a date: the object goes on
_SMALL = frozenset("le la les l un une et ou de du des d à au aux dans sur contre par pour en vers".split())


def own_words(happening: Happening, reader: Reader, who: str) -> str:
    """Subject, verb and object as they stand, dates left out; "" where they do not make a headline by themselves.

    `who` stands in for a pronoun, "" where no name does.
    """
    verb, lexicon, sentence, clause = happening.verb, reader.lexicon, happening.sentence, happening.clause
    if verb is None or happening.trigger.is_noun or verb.tense in ("infinitive", "participle", "reduced"):
        return ""
    first = subject_start(sentence, clause, lexicon, verb.start)
    last = max(happening.end, object_end(sentence, clause, lexicon, happening.end))
    while last < clause.end and last in sentence.dated:
        last += 1
    if sentence.words[min(last, clause.end - 1)].key in _GO_ON:
        last = object_end(sentence, clause, lexicon, last + 1)
    opening = sentence.words[first].key
    apart = "," in sentence.gap(verb.start)
    silent = apart or lexicon.has("pronouns", opening) or lexicon.has("relative", opening)
    if first >= verb.start or (silent and (not who or verb.passive)):
        return ""
    first = verb.start if silent else first
    dated = [d for d in sentence.dates if sentence.words[first].start <= d.start < sentence.words[last - 1].end]
    text, at = "", sentence.words[first].start
    for date in dated:
        text, at = text + sentence.text[at : date.start], date.end
    text += sentence.text[at : max(at, sentence.words[last - 1].end)]
    kept = text.split()
    while kept and kept[-1].lower().rstrip("'’") in _SMALL:
        kept.pop()
    kept = [who, *kept] if silent else kept
    return " ".join(kept) if 2 < len(kept) <= _LONGEST_SENTENCE else ""
