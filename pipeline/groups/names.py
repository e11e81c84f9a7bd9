"""The registry's names, ready to be looked up word by word."""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import dataclass
from functools import lru_cache

from pipeline.groups.load import DATA, read_toml
from pipeline.groups.registry import ALWAYS, Group, Registry
from pipeline.groups.text import Token, fold, sound, tokens
from pipeline.groups.trie import Trie
from pipeline.memo import Memo
from pipeline.model import Interval


@dataclass(frozen=True, slots=True)
class Name:
    """A name as the registry writes it: the party it leads to, when it does, and by which rule."""

    group_id: str
    text: str
    rule: str  # alias, leader, office-holder
    active: Interval = ALWAYS
    beside: bool = False  # only beside a word for armed people, or joined to another party's name


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words of one language by which a party is spoken of without its name; keys are folded."""

    language: str
    determiners: frozenset[str]
    nouns: Trie[str]
    roles: frozenset[str]
    linkers: frozenset[str]
    institutions: Trie[str]
    modifiers: frozenset[str]
    former: frozenset[str]
    not_before: frozenset[str]


@dataclass(frozen=True, eq=False)
class Names:
    """All names of one registry: as written (folded), and by sound for names out of Arabic and Tamasheq."""

    written: Trie[Name]
    sounding: Trie[Name]
    adjectives: Trie[str]  # "malian" → state id
    surnames: dict[str, tuple[str, ...]]  # folded surname → ids of office-holders
    countries: dict[str, str]  # folded name of a country → code
    namesakes: dict[str, tuple[str, ...]]  # id → ids of other parties that share an alias
    vocabularies: tuple[Vocabulary, ...]
    particles: frozenset[str]
    words: frozenset[str]
    beside: frozenset[str]  # words for armed people
    references: frozenset[str]  # words with which a reference to a party may begin: "malian", "armée", "group"
    determiners: frozenset[str]  # those with which it may begin before a noun: "the"
    nouns: frozenset[str]  # first words of these nouns
    behind: frozenset[str]  # words of institutions that a nationality follows: "armée malienne"
    opens: dict[str, Opening | None]  # by any folded word: how names go on that begin with it; None: none does


@dataclass(frozen=True, slots=True)
class Opening:
    """A word as the first of names: the second words of these, as written and by sound; None ends a name."""

    written: Set[str | None]
    sounding: Set[str | None]

    def goes_on(self, key: str) -> bool:
        """Whether a name may end with the word, or go on with that one. What has no sound is passed over."""
        written, sounding = self.written, self.sounding
        if None in written or key in written or (written and not key):
            return True
        return bool(sounding) and (not (heard := sound(key)) or heard in sounding)


def _opening(written: Trie, sounding: Trie) -> Callable[[str], Opening | None]:
    def opening(key: str) -> Opening | None:
        found = Opening(written.following(key), sounding.following(sound(key)))
        return found if found.written or found.sounding else None

    return opening


@lru_cache(maxsize=4)
def names_of(registry: Registry) -> Names:
    """The look-up tables of a registry, built once."""
    data = read_toml(DATA / "references.toml")
    written, sounding, adjectives = Trie(), Trie(), Trie()
    surnames: dict[str, tuple[str, ...]] = {}
    for group in registry.groups:
        for name in _names(group):
            keys = [t.key for t in tokens(name.text)]
            written.add(keys, name)
            if len([k for k in map(sound, keys) if k]) > 1 and group.is_armed and not name.beside:
                sounding.add([k for k in map(sound, keys) if k], name)
        for adjective in group.adjectives:
            adjectives.add([t.key for t in tokens(adjective)], group.id)
        if group.kind == "office-holder":
            surname = tokens(group.name)[-1].key
            surnames[surname] = (*surnames.get(surname, ()), group.id)
    vocabularies = tuple(_vocabulary(language, data[language]) for language in data if isinstance(data[language], dict))
    nouns = frozenset().union(*(v.nouns.openers() for v in vocabularies))
    behind = frozenset().union(*(v.institutions.openers() for v in vocabularies if v.language != "en"))
    return Names(
        written,
        sounding,
        adjectives,
        surnames,
        {fold(g.name): g.countries[0] for g in registry.groups if g.adjectives},
        _namesakes(registry),
        vocabularies,
        frozenset(data["particles"]),
        frozenset(data["words"]),
        frozenset(map(fold, data["beside"])),
        nouns.union(adjectives.openers(), surnames, behind),
        frozenset().union(*(v.determiners for v in vocabularies)),
        nouns,
        behind,
        Memo(_opening(written, sounding)),
    )


def _namesakes(registry: Registry) -> dict[str, tuple[str, ...]]:
    bearers: dict[str, list[str]] = {}
    for group in registry.groups:
        for alias in group.aliases if group.kind != "government" else ():
            bearers.setdefault(fold(alias.text), []).append(group.id)
    shared = [ids for ids in bearers.values() if len(set(ids)) > 1]
    return {
        i: tuple(dict.fromkeys(j for ids in shared if i in ids for j in ids if j != i)) for ids in shared for i in ids
    }


def _names(group: Group) -> list[Name]:
    if group.kind == "government":
        # a country's name is a place first; the adjective or a name of its forces makes the party
        return [Name(group.id, a.text, "state-institution", a.active) for a in group.aliases]
    rule = "office-holder" if group.kind == "office-holder" else "alias"
    names = [Name(group.id, group.name, rule, group.active)]
    names += [Name(group.id, a.text, rule, a.active, a.beside) for a in group.aliases]
    for leader in group.leaders:
        names += [Name(group.id, text, "leader", leader.term) for text in (leader.name, *leader.spellings)]
    return names


def _vocabulary(language: str, data: dict) -> Vocabulary:
    def trie(phrases: list[str]) -> Trie[str]:
        built: Trie[str] = Trie()
        for phrase in phrases:
            built.add([t.key for t in tokens(phrase)], phrase)
        return built

    def keys(words: list[str]) -> frozenset[str]:
        return frozenset(fold(w) for w in words)

    return Vocabulary(
        language,
        keys(data["determiners"]),
        trie(data["nouns"]),
        keys(data["roles"]),
        keys(data["linkers"]),
        trie(data["institutions"]),
        keys(data["modifiers"]),
        keys(data["former"]),
        keys(data.get("not_before", [])),
    )


@lru_cache(maxsize=8192)
def _tokens_of(name: str) -> tuple[Token, ...]:
    return tuple(tokens(name))


def fits(name: Name, found: list[Token], words: frozenset[str]) -> bool:
    """Whether the words found are written as a name may be: capitals where the registry has them."""
    if name.text.islower():
        return True  # "chasseurs dozos": the registry itself has no capitals
    wanted = _tokens_of(name.text)
    if len(wanted) == 1 and name.text.isalpha() and name.text[0].isupper() and not name.text[1:].islower():
        bare = found[0].text.removesuffix("'s").removesuffix("’s")
        if bare == name.text or len(bare) <= 3 or found[0].key in words:
            return bare == name.text
        return bare.istitle() if name.text.isupper() else bare.isupper()  # "Mujao", "FAMA"; never "Fama"
    written = [t for t in found if sound(t.key)] or found
    if not any(_starts_large(t) for t in (written[0], found[0])):
        return not wanted[0].text[:1].isupper() and _starts_large(written[-1])
    return _starts_large(written[-1]) or not wanted[-1].text[:1].isupper()


def _starts_large(token: Token) -> bool:
    first = token.text[0]
    return first.isupper() or first.isdigit() or not first.islower()
