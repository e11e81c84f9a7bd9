"""Which of the parties of a clause did it, and to which it was done, by the words before them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.events.clauses import Clause
from pipeline.events.parties import Party
from pipeline.events.sentences import Sentence

if TYPE_CHECKING:
    from pipeline.events.reader import Reader

_HOSTILITIES = frozenset({"attack", "ambush", "raid", "incursion", "assault"})


def towards(sentence: Sentence, party: Party, verb_end: int) -> bool:
    """Whether a preposition or "and" puts a party on the receiving side: "talks with X", "support for X"."""
    before = [w.key for w in sentence.words[max(verb_end, party.start - 3) : party.start]]
    near = {w.key for w in sentence.words[max(verb_end, party.start - 4) : party.start]}
    if "by" in before[-2:] and near & _HOSTILITIES:
        return True  # "repelled an attack by X"
    return "known" in before or any(
        w in ("with", "against", "on", "for", "to", "including", "between", "and", "of") for w in before
    )


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
        before = [w.key for w in sentence.words[max(0, party.start - 4) : party.start]]
        if "by" in before or "par" in before:
            return tuple(p for p in after if p.start == party.start or 0 < p.start - party.end <= 2)
    return ()


def planters(sentence: Sentence, after: tuple[Party, ...]) -> tuple[Party, ...]:
    """Who laid what went off: "hit a mine planted by X"."""
    planted = {"planted", "laid", "placed", "set", "launched", "carried", "fired", "claimed", "attributed"}
    found = agents(sentence, after)
    before = {w.key for p in found[:1] for w in sentence.words[max(0, p.start - 5) : p.start]}
    if planted & before:
        return found
    return tuple(
        p
        for p in after
        if [w.key for w in sentence.words[max(0, p.start - 3) : p.start]][:2] == ["attributed", "to"]
        or [w.key for w in sentence.words[max(0, p.start - 2) : p.start]] == ["attributed", "to"]
        or any(k.startswith("attribue") for k in sentence.keys[max(0, p.start - 3) : p.start])
    )


def taken_from(sentence: Sentence, clause: Clause, end: int, reader: Reader) -> tuple[Party, ...]:
    """ "captured the town from X"."""
    after = reader.parties(sentence, end, clause.end)
    return tuple(p for p in after if "from" in {w.key for w in sentence.words[max(end, p.start - 2) : p.start]})
