"""Whose deed an event is: what one side did is no part of what the other did."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.events.doings import said
from pipeline.events.happenings import HOSTILE, Happening
from pipeline.events.parties import Party
from pipeline.events.reader import Reader

_ON_PEOPLE = frozenset({"killing", "attack", "bombing", "arrest"})
_ONCE_MORE = frozenset("them they these those eux".split())  # "killed four of them"
_ITSELF = frozenset("himself herself themselves".split())
_SIDES = (("state", "regulars"), ("armed", "hostile"), ("crowd", "marchers"))


def by_another_side(happening: Happening, host: Happening, reader: Reader) -> bool:
    """Whether violence has other doers than violence told before, and is no answer to it in the same fight.

    "Troops raided X. Fighters then occupied the police post": two rows. "Gunmen attacked X. Soldiers killed two of the
    assailants": one.
    """
    if happening.event_type not in HOSTILE or host.event_type not in HOSTILE or happening.bare or host.bare:
        return False
    if not (_known(happening.doers, reader) and _known(host.doers, reader)):
        return False
    if happening.trigger.is_noun and _others_altogether(happening.doers, host.doers):
        return True  # "gunmen shot the mayor, and clashes between two gangs left ten dead"
    return not _share_a_side(happening.doers, host.doers, reader) and not _answers(happening, host, reader)


def _others_altogether(some: Iterable[Party], others: Iterable[Party]) -> bool:
    """Whether parties known by their words only have none of them in common with others."""
    words, told = {w for p in some for w in said(p)}, {w for p in others for w in said(p)}
    return not any(p.ids for p in some) and words.isdisjoint(told)


def _known(parties: Iterable[Party], reader: Reader) -> bool:
    return any(party.ids or _side(party, reader) for party in parties)


def _share_a_side(some: Iterable[Party], others: Iterable[Party], reader: Reader) -> bool:
    others = tuple(others)
    return any(_same(one, other, reader) for one in some for other in others)


def _same(one: Party, other: Party, reader: Reader) -> bool:
    """Whether two parties may be one side: they share a name, or one has none and is of the other's kind."""
    if one.ids and other.ids:
        return not set(one.ids).isdisjoint(other.ids)
    return _side(one, reader) == _side(other, reader)


def _side(party: Party, reader: Reader) -> str:
    """Whether a party is a state or its force, armed men, or a crowd; "" where its words do not say."""
    if party.ids:
        return "armed" if any(reader.registry.group(i).is_armed for i in party.ids) else "state"
    words = said(party)
    return next((side for side, kind in _SIDES if any(reader.lexicon.has(kind, w) for w in words)), "")


def _answers(happening: Happening, host: Happening, reader: Reader) -> bool:
    """Whether it was done, in the same fight, to those who did what was told."""
    if happening.event_type not in _ON_PEOPLE:
        return False
    first, last = happening.goal or happening.object or (0, 0)
    words = happening.sentence.keys[first:last]
    again = not words or any(reader.lexicon.has("hostile", w) for w in words) or words[-1] in _ONCE_MORE
    again = again or not _ITSELF.isdisjoint(happening.sentence.keys[happening.start : happening.end + 2])
    return again or _share_a_side(happening.targets, host.doers, reader)
