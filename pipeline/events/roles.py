"""Which of the parties of a clause did it, and to which it was done, by the words before them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.events.clauses import Clause
from pipeline.events.parties import Party
from pipeline.events.sentences import Sentence

if TYPE_CHECKING:
    from pipeline.events.reader import Reader

_TOWARDS = frozenset("known with against on for to including between and of".split())
_PLANTED = frozenset("planted laid placed set launched carried fired claimed attributed".split())
_ATTRIBUTED = ("attributed", "to")
_HOSTILITIES = frozenset({"attack", "ambush", "raid", "incursion", "assault"})


def towards(sentence: Sentence, party: Party, verb_end: int) -> bool:
    """Whether a preposition or "and" puts a party on the receiving side: "talks with X", "support for X"."""
    before = sentence.keys[max(verb_end, party.start - 3) : party.start]
    near = sentence.keys[max(verb_end, party.start - 4) : party.start]
    if "by" in before[-2:] and not _HOSTILITIES.isdisjoint(near):
        return True  # "repelled an attack by X"
    return not _TOWARDS.isdisjoint(before)


def nearest(sentence: Sentence, parties: tuple[Party, ...], verb: int) -> tuple[Party, ...]:
    """The subject among the parties before a verb: a row joined by commas and "and" that begins the noun phrase."""
    first = parties[0]
    row, last = [first], first
    for party in parties[1:]:
        between = sentence.text[sentence.words[last.end - 1].end : sentence.words[party.start].start]
        if len(between.split()) <= 6:
            row.append(party)
        last = party
    return tuple(row)


def agents(sentence: Sentence, after: tuple[Party, ...]) -> tuple[Party, ...]:
    """The parties after "by"."""
    for party in after:
        before = sentence.keys[max(0, party.start - 4) : party.start]
        if "by" in before or "par" in before:
            return tuple(p for p in after if p.start == party.start or 0 < p.start - party.end <= 2)
    return ()


def planters(sentence: Sentence, after: tuple[Party, ...]) -> tuple[Party, ...]:
    """Who laid what went off: "hit a mine planted by X"."""
    if not after:
        return ()
    found, keys = agents(sentence, after), sentence.keys
    if found and not _PLANTED.isdisjoint(keys[max(0, found[0].start - 5) : found[0].start]):
        return found
    return tuple([p for p in after if _attributed(keys[max(0, p.start - 3) : p.start])])


def _attributed(before: tuple[str, ...]) -> bool:
    return _ATTRIBUTED in (before[:2], before[-2:]) or any(key.startswith("attribue") for key in before)


def taken_from(sentence: Sentence, clause: Clause, end: int, reader: Reader) -> tuple[Party, ...]:
    """ "captured the town from X"."""
    after = reader.parties(sentence, end, clause.end)
    return tuple([p for p in after if "from" in sentence.keys[max(end, p.start - 2) : p.start]])
