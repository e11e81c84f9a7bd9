"""The registry: parties known to Dateline, read from data files that anyone can edit."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from pipeline.groups.text import fold
from pipeline.model import Interval

ALWAYS = Interval(None, None)
KINDS = ("armed group", "government", "coalition", "organisation", "office-holder")
SHORT = 20  # letters of a name that a title can carry in full
NEUTRAL = "#7F7F7F"  # parties without a colour of their own; never a colour of one that has


class RegistryError(ValueError):
    """A data file of the registry that cannot be used; the message names the file, the entry and what to do."""


@dataclass(frozen=True, slots=True)
class Alias:
    """A name of a party: its language (ISO 639-1, None for any) and the days on which it means that party.

    One that is also a common word or the name of other things counts only `beside` a word for armed people or joined to
    the name of another party.
    """

    text: str
    language: str | None = None
    active: Interval = ALWAYS
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Leader:
    """A person whose doings are a group's during `term`."""

    name: str
    role: str
    term: Interval
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """An office held: "prime minister" of a party (registry id), from first to last day."""

    office: str
    of: str
    interval: Interval


@dataclass(frozen=True, slots=True)
class Group:
    """One party. `active` is open where a beginning or an end is unknown or has not come."""

    id: str
    name: str
    kind: str  # one of KINDS
    aliases: tuple[Alias, ...] = ()
    active: Interval = ALWAYS
    predecessors: tuple[str, ...] = ()
    splinters: tuple[str, ...] = ()
    parent: str | None = None
    leaders: tuple[Leader, ...] = ()
    countries: tuple[str, ...] = ()  # ISO 3166-1 alpha-2
    colour: str = NEUTRAL
    terms: tuple[Term, ...] = ()  # offices of an office-holder
    sources: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()  # of a state: "Malian", folded

    @property
    def is_armed(self) -> bool:
        """Whether events list it under `groups` and not under `actors`."""
        return self.kind == "armed group"

    @property
    def short(self) -> str:
        """The name as headlines have it: the abbreviation where the group has one in capitals."""
        if len(self.name) <= SHORT:
            return self.name
        for alias in self.aliases:
            if alias.text.isupper() and alias.language in (None, "en") and len(alias.text) <= 6:
                return alias.text
        return self.name


@dataclass(frozen=True, eq=False)
class Registry:
    """All parties by id; look names up with `find_groups`."""

    by_id: Mapping[str, Group]
    _states: dict[str, Group] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        states = {g.countries[0]: g for g in self.groups if g.kind == "government" and len(g.countries) == 1}
        object.__setattr__(self, "_states", states)

    @property
    def groups(self) -> tuple[Group, ...]:
        return tuple(self.by_id.values())

    def group(self, group_id: str) -> Group:
        """The party with this id; KeyError where there is none."""
        return self.by_id[group_id]

    def state(self, country_code: str) -> Group | None:
        """The government of a country (ISO 3166-1 alpha-2)."""
        return self._states.get(country_code)

    def led_by(self, name: str, when: Interval | None = None) -> tuple[str, ...]:
        """Ids of the groups that a person of this name led on any of the days of `when` (None: ever)."""
        wanted = fold(name)
        return tuple(
            g.id
            for g in self.groups
            for leader in g.leaders
            if wanted in map(fold, (leader.name, *leader.spellings)) and (not when or leader.term.intersect(when))
        )

    def at(self, ids: Iterable[str], when: Interval | None) -> tuple[str, ...]:
        """Those of `ids` that were active on any of the days of `when`."""
        return tuple(i for i in ids if when is None or self.by_id[i].active.intersect(when))


OWN_FILES = "DATELINE_REGISTRY"  # environment variable: a user's own files, parted as in PATH


def own_files() -> tuple[Path, ...]:
    """The files of groups that the user set beside the bundled ones."""
    return tuple(Path(part) for part in os.environ.get(OWN_FILES, "").split(os.pathsep) if part)


def load_registry() -> Registry:
    """The bundled registry with the user's own files, read once. RegistryError names file and entry at fault."""
    return _loaded(own_files())


@lru_cache(maxsize=4)
def _loaded(own: tuple[Path, ...]) -> Registry:
    from pipeline.groups.load import load_files

    return load_files(own)
