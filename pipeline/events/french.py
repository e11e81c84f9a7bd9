"""French: verbs whose subject suffers, what a death is part of, where an object begins, whom a pronoun stands for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from pipeline.events.clauses import Clause
from pipeline.events.lexicon import Lexicon, Trigger
from pipeline.events.parties import Party, is_plural
from pipeline.events.phrases import subject_start
from pipeline.events.sentences import Sentence
from pipeline.events.verbs import Verb
from pipeline.groups.text import fold

if TYPE_CHECKING:
    from pipeline.events.reader import Reader

_INCIDENTS = frozenset({"attack", "bombing", "killing", "military operation"})
_REACH = 9  # words between a death and the noun that says what somebody died in
_DIED = frozenset({"mortal", "person"})
_OF = frozenset({"de", "du", "des", "d"})
_FEW = 3  # words between "aux mains" and whose hands they are
_MANY = frozenset({"ils", "elles"})
_SE = frozenset({"se", "s"})
_ADJECTIVES = (
    "elle",
    "elles",
    "iere",
    "ieres",
    "eme",
    "ente",
    "entes",
    "ale",
    "ales",
    "onde",
)  # feminine, before a noun
_FAR = 5  # words between "se" and its verb
_JOINS = frozenset({"du", "au", "aux", "d"})


def as_undergone(verb: Verb | None, trigger: Trigger, lexicon: Lexicon) -> Verb | None:
    """ "Un convoi est tombé dans une embuscade": an active verb whose subject did not do it but had it done to him."""
    words = lexicon.words["undergone"]
    if verb and words and fold(trigger.lemma) in lexicon.words["awaited"]:
        return replace(verb, passive=False, tense="future")  # "est attendu à Niamey"
    return replace(verb, passive=True) if verb and words and fold(trigger.lemma) in words else verb


def led_by_article(sentence: Sentence, lexicon: Lexicon, at: int) -> bool:
    """Whether an article stands before a word, or before the adjective before it: then it is a noun."""
    keys, articles = sentence.keys, lexicon.words["determiners"]
    if not at or keys[at - 1] in articles:
        return bool(at)
    return at > 1 and keys[at - 2] in articles and keys[at - 1].endswith(_ADJECTIVES)


def reflexive_fits(sentence: Sentence, at: int, trigger: Trigger) -> bool:
    """Whether a verb that wants "se" before it has it: "s'est également retiré"."""
    return not trigger.reflexive or not _SE.isdisjoint(sentence.keys[max(0, at - _FAR) : at])


def object_start(sentence: Sentence, clause: Clause, lexicon: Lexicon, first: int) -> int:
    """Where the object of a verb begins, a date and a place in between passed over: "ont arrêté lundi à Gao deux …"."""
    index = first
    while index < clause.end and index in sentence.dated:
        index += 1
    if index >= clause.end or not lexicon.has("in_place", sentence.keys[index]):
        return index
    for at in range(index + 1, min(clause.end, index + _FAR + 2)):
        place = next((p for p in sentence.places if p.start <= sentence.words[at].start < p.end), None)
        after = sentence.word_at(place.end) if place else at
        if place and after < clause.end and not sentence.gap(after).strip() and _opens_object(sentence, lexicon, after):
            return after
    return index


def _opens_object(sentence: Sentence, lexicon: Lexicon, at: int) -> bool:
    key = sentence.keys[at]
    return key.isdecimal() or key in lexicon.numbers or (key in lexicon.words["determiners"] and key not in _JOINS)


def whose_hands(after: Sequence[Party], end: int, sentence: Sentence) -> tuple[Party, ...]:
    """ "Est tombée aux mains du M23": who has what was taken."""
    near = [p for p in after if p.start - end <= _FEW and _OF & set(sentence.keys[end : p.start])]
    return tuple(near[:1])


def with_relative(sentence: Sentence, clauses: Sequence[Clause], position: int, lexicon: Lexicon) -> Clause:
    """A clause with the relative one that says that its noun came to pass: "une embuscade qui a fait deux morts"."""
    clause, keys = clauses[position], sentence.keys
    if keys[clause.end : clause.end + 1] == ("qui",):
        came = _comes(keys, clause.end + 1, lexicon)
        return Clause(clause.start, clauses[position + 1].end, clause.opener) if came else clause
    if position + 2 < len(clauses) and clauses[position + 1].opener == "," and not clauses[position + 2].opener:
        rest = clauses[position + 2]  # "l'attentat, revendiqué par X, a fait douze morts"
        return Clause(clause.start, rest.end, clause.opener) if _comes(keys, rest.start, lexicon) else clause
    return clause


def _comes(keys: Sequence[str], at: int, lexicon: Lexicon) -> bool:
    return at < len(keys) and lexicon.happen.longest(keys[at : at + 3], 0) is not None


def subject_apart(
    sentence: Sentence, clauses: Sequence[Clause], position: int, lexicon: Lexicon
) -> tuple[int, int] | None:
    """The words of a subject that an aside parts from its verb: "dix civils, dont trois enfants, ont été tués"."""
    if position < 2 or clauses[position].opener or "," not in sentence.gap(clauses[position].start):
        return None
    aside = clauses[position - 1].opener
    if aside != "," and not lexicon.has("relative", aside):
        return None
    host = clauses[position - 2]
    first = subject_start(sentence, host, lexicon, host.end)
    return (first, host.end) if first < host.end else None


def type_of_death(sentence: Sentence, clause: Clause, trigger: Trigger, end: int, lexicon: Lexicon) -> str:
    """What people died in, where the words behind say it ("ont péri dans une embuscade"); else the trigger's type."""
    if not _DIED & trigger.needs or trigger.event_type not in ("other", "killing"):
        return trigger.event_type
    for index in range(end, min(len(sentence.keys), end + _REACH)):
        if sentence.parted(index) or (index >= clause.end and lexicon.has("relative", sentence.keys[index])):
            break
        if sentence.keys[index - 1] in lexicon.words["within"]:
            found = _incident_from(sentence, index, lexicon)
            if found:
                return found
    return trigger.event_type


def _incident_from(sentence: Sentence, first: int, lexicon: Lexicon) -> str:
    """The type of the incident that a noun phrase names, its article and one adjective passed over; "" of another."""
    for at in range(first, min(first + 3, len(sentence.keys))):
        for _, values in lexicon.triggers.every(sentence.keys, at):
            found = next((t.event_type for t, _ in values if t.is_noun and t.event_type in _INCIDENTS), "")
            if found:
                return "attack" if found == "military operation" else found
    return ""


def suffers(sentence: Sentence, phrase: int, lexicon: Lexicon) -> bool:
    """Whether something is said to be what a noun's deed was done to: "a été la cible d'une attaque"."""
    near = sentence.keys[max(0, phrase - _FAR) : phrase]
    return not lexicon.words["suffers"].isdisjoint(near) and not lexicon.of("be").isdisjoint(sentence.keys[:phrase])


def agreeing(pronoun: str, parties: Sequence[Party], reader: Reader) -> tuple[Party, ...]:
    """The first of some parties that a pronoun can stand for: one for "il", several people for "ils"."""
    for party in parties:
        armed = any(reader.registry.group(i).is_armed for i in party.ids) and not party.person
        several = is_plural(party.text, reader.lexicon) and not party.person
        if (several or armed) if pronoun in _MANY else not several:
            return (party,)
    return ()
