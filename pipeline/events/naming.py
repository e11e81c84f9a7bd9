"""Whom a title names as the doer, and how."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.events.happenings import Happening
from pipeline.events.headline import NOBODY, plural_nation, subject_words
from pipeline.events.parties import Party, is_plural, short_name
from pipeline.events.reader import Reader

_MOST_NAMES = 4  # parties that a title names


def doer_names(happening: Happening, reader: Reader) -> tuple[str, bool]:
    """The doers as a headline has them: known parties by their names, others by the words of the phrase."""
    phrase = happening.subject
    known = [p for p in happening.doers if p.ids]
    if phrase and len(known) > len(phrase.heads) and any(p.start <= phrase.heads[0] for p in known):
        return names_of(happening.doers, reader)  # a list of names
    if phrase is None or all(any(p.start <= h < p.end for p in known) for h in phrase.heads):
        who, several = names_of(happening.doers, reader)
        nation = phrase is not None and not _is_state(known, who, reader)
        return who, several or (nation and plural_nation(happening, phrase, reader))
    armed = known and all(reader.registry.group(i).is_armed for p in known for i in p.ids)
    if armed and len(known) == len(happening.doers):
        return names_of(happening.doers, reader)  # "suspected X militants": X
    return subject_words(happening, reader) or names_of(happening.doers, reader)


def names_of(parties: tuple[Party, ...], reader: Reader) -> tuple[str, bool]:
    """The names of the doers and whether they are several."""
    names: list[str] = []
    seen: set[str] = set()
    for number, party in enumerate(parties):
        if party.ids and seen >= set(party.ids):
            continue
        seen |= set(party.ids)
        if not party.ids and number + 1 < len(parties) and parties[number + 1].ids:
            continue  # "delegates from X": X says it
        names += [name for name in _called(party, reader) if name.lower() not in NOBODY]
    names = list(dict.fromkeys(trimmed(n) for n in names))
    if len(names) > _MOST_NAMES:
        names = [*names[: _MOST_NAMES - 1], "others"]
    several = len(names) > 1 or (bool(names) and _is_several(parties, names[0], reader))
    return (", ".join(names[:-1]) + " and " + names[-1] if len(names) > 1 else "".join(names)), several


def _is_several(parties: tuple[Party, ...], name: str, reader: Reader) -> bool:
    first = parties[-1] if not parties[0].ids else parties[0]
    if _is_state(parties, name, reader):
        return False
    armed = bool(first.ids) and reader.registry.group(first.ids[0]).kind != "government"
    if first.ids and reader.registry.group(first.ids[0]).kind in ("organisation", "coalition"):
        return False  # "the United Nations calls"
    if armed and name[-1:] == "s" and " " in name and name == reader.registry.group(first.ids[0]).name:
        return True
    return not first.person and not armed and is_plural(name, reader.lexicon)


def _is_state(parties: Sequence[Party], name: str, reader: Reader) -> bool:
    """Whether a name is a country's own: "the United States bombs"."""
    own = (reader.registry.group(i) for p in parties for i in p.ids)
    return any(group.kind == "government" and name == group.name for group in own)


def _called(party: Party, reader: Reader) -> list[str]:
    """A party as a title has it: a person or a state's forces by the text's words, others by the registry's."""
    if party.person and party.ids:
        group = reader.registry.group(party.ids[0])
        return [f"{group.short}'s {party.text}" if group.is_armed else party.text]
    if not party.ids:
        return [party.text]
    if reader.registry.group(party.ids[0]).kind == "government":
        return [party.text]
    return [short_name(reader.registry, i) for i in party.ids]


def trimmed(name: str) -> str:
    name = " ".join(name.split())
    return name.removeprefix("the ").removeprefix("The ")
