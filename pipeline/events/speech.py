"""Who speaks: of quotations, of threats and of reports."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec.structs import replace

from pipeline.events.clauses import Clause
from pipeline.events.parties import Party
from pipeline.events.sentences import Sentence
from pipeline.groups.text import tokens

if TYPE_CHECKING:
    from pipeline.events.happenings import Happening
    from pipeline.events.reader import Reader

VIOLENT = frozenset({"attack", "bombing", "killing", "abduction", "seizure", "military operation"})


def we(sentence: Sentence, clause: Clause, reader: Reader, verb: int) -> bool:
    return any(reader.lexicon.has("speaker_pronouns", w.key) for w in sentence.words[clause.start : verb])


def speaker(sentence: Sentence, reader: Reader) -> tuple[Party, ...]:
    """Who says the quoted words of a sentence: the party outside the quotation, else who spoke last."""
    outside = [i for i, quoted in enumerate(sentence.quoted) if not quoted]
    if not outside:
        return reader.speaker
    found = [p for p in reader.parties(sentence, 0, len(sentence.words)) if not sentence.quoted[p.start]]
    return tuple(found[:1]) or (reader.subject if _pronoun_outside(sentence, reader, outside) else ())


def _pronoun_outside(sentence: Sentence, reader: Reader, outside: list[int]) -> bool:
    return any(reader.lexicon.has("pronouns", sentence.words[i].key) for i in outside)


def is_hostile(party: Party, reader: Reader) -> bool:
    """Whether a party is an armed group, or words for one."""
    if party.ids:
        return any(reader.registry.group(i).is_armed for i in party.ids)
    words = [t.key for t in tokens(party.text)]
    return any(reader.lexicon.has("hostile", w) for w in (*words, *map(" ".join, pairwise(words))))


def as_threat(happening: Happening, reader: Reader) -> Happening | None:
    """Violence that an armed group says it will do is a threat."""
    verb = happening.verb
    if happening.event_type not in VIOLENT or not verb or verb.tense != "future":
        return None
    doers = happening.doers or (speaker(happening.sentence, reader) if happening.quoted else ())
    if not any(is_hostile(p, reader) for p in doers):
        return None
    return replace(happening, event_type="threat", doers=doers)


def report(happening: Happening, reader: Reader) -> Happening:
    """A report with a day of its own: done by the name before its verb, about the groups the sentence names."""
    sentence, verb = happening.sentence, happening.verb
    doers = tuple(p for p in happening.doers if verb.start - p.end <= 3)
    if not doers:
        first = verb.start
        while first > happening.clause.start and sentence.words[first - 1].text[0].isupper():
            first -= 1
        if first < verb.start:
            text = sentence.text[sentence.words[first].start : sentence.words[verb.start - 1].end]
            doers = (Party(first, verb.start, (), " ".join(text.split()), True),)
    told = reader.parties(sentence, 0, len(sentence.words))
    armed = tuple(p for p in told if p not in doers and any(reader.registry.group(i).is_armed for i in p.ids))
    return replace(happening, doers=doers, targets=armed)
