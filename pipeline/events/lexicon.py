"""Trigger words and small grammatical words of one language, read from data files."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property, lru_cache

from pipeline.events.types import DATA, EventDataError, load_event_types
from pipeline.groups.load import read_toml
from pipeline.groups.text import fold, tokens
from pipeline.groups.trie import Trie

_NEEDS = frozenset(
    "person thing place party armed day state doer crowd weapon speaker traveller object town somewhere"
    " protesters hostile marchers bodies menace shots goods hideout regulars unknown known group assembled court"
    " fallen mortal battle measure passage office pact law units munition strife site".split()
)
_GAP = "…"
_TAKEN = (
    "fall to",
    "fall into the hands",
    "fall in the hands",
    "fall under",
    "come under control",
    "come under the control",
    "pass into",
    "pass under",
    "be in the hands",
)
_REFLEXIVE = ("se ", "s'")
_HELPERS = ("be", "have", "do", "future", "possible")
_VOWELS = "aeiou"


class Form(StrEnum):
    """The form a trigger word has; a past that is its participle too is PAST."""

    BASE = "base"
    THIRD = "third"
    PAST = "past"
    PARTICIPLE = "participle"
    ING = "ing"
    FUTURE = "future"
    NOUN = "noun"
    NOUNS = "nouns"


BASE, THIRD, PAST, PARTICIPLE, ING, FUTURE, NOUN, NOUNS = Form  # before Python 3.12 reading Form.PAST is a call


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word or phrase that tells of an event of one type."""

    event_type: str
    lemma: str  # infinitive or singular, the whole phrase
    is_noun: bool
    needs: frozenset[str] = frozenset()
    rest: tuple[str, ...] = ()  # words that must follow after a gap: "take … hostage"
    head: str = field(init=False)  # the lemma's first word
    by_what_follows: bool = field(init=False)  # whether the one behind does it to the subject: "X fell to Y"
    reflexive: bool = field(init=False)  # French: "se retirer", whose pronoun stands apart from it

    def __post_init__(self) -> None:
        object.__setattr__(self, "reflexive", self.lemma.startswith(_REFLEXIVE))
        object.__setattr__(self, "head", _without_pronoun(self.lemma).partition(" ")[0])
        object.__setattr__(self, "by_what_follows", self.lemma.startswith(_TAKEN))


@dataclass(frozen=True, eq=False)
class Lexicon:
    """What find_events knows of one language. Words are folded."""

    language: str
    triggers: Trie[tuple[Trigger, Form]]
    supports: Trie[tuple[str, Form]]  # verbs that make an event of a noun
    parties: Trie[str]
    happen: Trie[str]
    words: defaultdict[str, frozenset[str]]  # sets of grammar/LANGUAGE.toml by name; one that it lacks is empty
    numbers: dict[str, int]
    openers: frozenset[str] = frozenset()  # words that may begin a clause with no stop before them
    nouns: dict[str, str] = field(default_factory=dict)  # of event types, for titles; none in English
    helpers: frozenset[str] = frozenset()  # auxiliaries, and the "to" of an infinitive
    resumes: frozenset[str] = frozenset()  # French: finite auxiliaries by which a main clause goes on
    unions: dict[tuple[str, ...], frozenset[str]] = field(default_factory=dict)  # of sets, as far as asked for

    @cached_property
    def joints(self) -> frozenset[str]:
        """The words at which a clause may begin with no stop before them."""
        return self.openers | self.resumes

    def of(self, *kinds: str) -> frozenset[str]:
        """The words of some sets of the grammar file together; a set that the file lacks is empty."""
        found = self.unions.get(kinds)
        if found is None:
            found = self.unions[kinds] = frozenset().union(*map(self.words.__getitem__, kinds))
        return found

    def has(self, kind: str, word: str) -> bool:
        """Whether a folded word is in a set of the grammar file; a set that the file lacks is empty."""
        return word in self.words[kind]


@lru_cache(maxsize=8)
def load_lexicon(language: str) -> Lexicon | None:
    """The lexicon of a language (ISO 639-1), None where there is none. EventDataError names file and entry at fault."""
    path = DATA / "triggers" / f"{language}.toml"
    if not path.is_file():
        return None
    data = read_toml(path)
    grammar = read_toml(DATA / "grammar" / f"{language}.toml")
    inflect = _english if language == "en" else _listed
    irregular = {fold(k): [x.split() for x in v] for k, v in data.get("irregular", {}).items()}
    triggers: Trie[tuple[Trigger, Form]] = Trie()
    for number, entry in enumerate(data["trigger"], 1):
        _check(path.name, number, entry)
        needs = frozenset(entry.get("needs", ()))
        for verb in entry.get("verbs", ()):
            _add_verb(triggers, entry["type"], verb, needs, irregular, inflect)
        for noun in entry.get("nouns", ()):
            for text, form in ((noun, Form.NOUN), (_plural(noun), Form.NOUNS)):
                triggers.add(_keys(text), (Trigger(entry["type"], noun, True, needs - {"doer", "person"}), form))
    supports: Trie[tuple[str, Form]] = Trie()
    for verb in grammar.get("support", ()):
        for text, form in _phrase_forms(verb, irregular, inflect):
            supports.add(_keys(text), (verb, form))
    lists = {k: frozenset(fold(w) for w in v) for k, v in grammar.items() if isinstance(v, list)}
    sets: defaultdict[str, frozenset[str]] = defaultdict(frozenset, lists)
    numbers = {fold(k): v for k, v in grammar.get("numbers", {}).items()}
    happens = [*grammar.get("happen", ()), *_come_to_pass(grammar, irregular)]
    parties, happen = _phrases(grammar.get("parties", ())), _phrases(happens)
    openers = frozenset().union(*(sets.get(kind, ()) for kind in ("clause", "condition", "relative", "joins")))
    helpers = frozenset({"to", "being", "been"}).union(*(sets.get(kind, ()) for kind in _HELPERS))
    nouns = dict(grammar.get("nouns", {}))
    resumes = sets.get("resumes", frozenset())
    return Lexicon(language, triggers, supports, parties, happen, sets, numbers, openers, nouns, helpers, resumes)


def _check(name: str, number: int, entry: dict) -> None:
    unknown = set(entry) - {"type", "verbs", "nouns", "needs"}
    where = f"{name}: set {number} of trigger words"
    if unknown or "type" not in entry:
        raise EventDataError(f"{where}: keys are type, verbs, nouns, needs; found {sorted(entry)}")
    if entry["type"] not in load_event_types():
        raise EventDataError(f"{where}: type {entry['type']!r} is not in event_types.toml")
    strange = set(entry.get("needs", ())) - _NEEDS
    if strange:
        raise EventDataError(f"{where}: needs {sorted(strange)[0]!r} is none of {', '.join(sorted(_NEEDS))}")


def _keys(text: str) -> list[str]:
    return [t.key for t in tokens(text)]


def _phrases(phrases: list[str]) -> Trie[str]:
    trie: Trie[str] = Trie()
    for phrase in phrases:
        trie.add(_keys(phrase), phrase)
    return trie


def _add_verb(triggers: Trie, event_type: str, verb: str, needs: frozenset[str], irregular: dict, inflect) -> None:
    head, gap, rest = _without_pronoun(verb).partition(_GAP)
    trigger = Trigger(event_type, verb, False, needs, tuple(_keys(rest)) if gap else ())
    forms = [(tuple(_keys(text)), form) for text, form in _phrase_forms(head.strip(), irregular, inflect)]
    for keys, form in forms:
        if form is Form.PARTICIPLE and (keys, Form.PAST) in forms:
            continue  # one form for both: read as past, which knows the passive
        triggers.add(keys, (trigger, form))


def _without_pronoun(verb: str) -> str:
    """ "retirer" of "se retirer"."""
    return next((verb.removeprefix(pronoun) for pronoun in _REFLEXIVE if verb.startswith(pronoun)), verb)


def _phrase_forms(phrase: str, irregular: dict, inflect) -> list[tuple[str, Form]]:
    first, _, rest = phrase.partition(" ")
    return [(f"{word} {rest}".strip(), form) for word, form in inflect(first, irregular)]


def _listed(word: str, irregular: dict) -> list[tuple[str, Form]]:
    """French: participles and tenses that news uses, of regular verbs in -er, -ir and -re; others are listed."""
    listed = irregular.get(fold(word))
    if listed:
        kinds = (Form.THIRD, Form.PAST, Form.PARTICIPLE, Form.ING, Form.FUTURE)
        forms = [(w, kind) for words, kind in zip(listed, kinds, strict=False) for w in words]
        return [(word, Form.BASE), *forms, *_future(word)]
    stem = word[:-2]
    soft = stem + "e" if word.endswith("ger") else stem  # "égorgea"
    if word.endswith("ir"):
        endings = ("i is ie ies", "it irent issait issaient", "it issent", "issant")
    elif word.endswith("re"):
        endings = ("u us ue ues", "it irent ait aient", " ent", "ant")
    else:
        endings = ("é és ée ées", "a èrent ait aient", "e ent", "ant")
    participles, past, present, ing = (row.split(" ") for row in endings)
    forms = [(word, Form.BASE), *((soft + e, Form.ING) for e in ing)]
    forms += [(stem + e, Form.PARTICIPLE) for e in participles]
    forms += [((stem if e[0] in "èi" else soft) + e, Form.PAST) for e in past]
    return forms + [(stem + e, Form.THIRD) for e in present] + _future(word)


def _come_to_pass(grammar: dict, irregular: dict) -> list[str]:
    """French: the compound tenses of verbs by which a noun's event comes to pass: "a éclaté", "s'est produite"."""
    said = []
    for kind, helpers in grammar.get("happens_with", {}).items():
        for verb in grammar["happen_verbs"].get(kind, ()):
            first, _, rest = verb.partition(" ")
            done = [w for w, form in _listed(first, irregular) if form is Form.PARTICIPLE]
            said += [f"{helper} {word} {rest}".strip() for helper in helpers for word in done]
    return said


def _future(word: str) -> list[tuple[str, Form]]:
    """ "attaquera", "attaqueront"; of verbs in -re without their last letter."""
    return [(word.removesuffix("e") + ending, Form.FUTURE) for ending in ("a", "ont")]


def _english(word: str, irregular: dict) -> list[tuple[str, Form]]:
    """All forms of an English verb: regular spelling rules, exceptions from [irregular]."""
    listed = irregular.get(fold(word))
    if listed:
        kinds = (Form.THIRD, Form.PAST, Form.PARTICIPLE, Form.ING)
        forms = [(w, kind) for words, kind in zip(listed, kinds, strict=True) for w in words]
        return [(word, Form.BASE), *forms]
    stem = word[:-1] if word.endswith("e") else word
    if word.endswith("y") and word[-2] not in _VOWELS:
        third, past = word[:-1] + "ies", word[:-1] + "ied"
    else:
        third = word + ("es" if word.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
        past = stem + "ed"
    return [
        (word, Form.BASE),
        (third, Form.THIRD),
        (past, Form.PAST),
        (past, Form.PARTICIPLE),
        (stem + "ing", Form.ING),
    ]


def _plural(noun: str) -> str:
    """The plural of an English or French noun; of the first word in "pledge of allegiance"."""
    head, of, rest = noun.partition(" of ")
    if head.endswith("s") and not head.endswith("ss"):
        return noun
    if head.endswith("y") and head[-2] not in _VOWELS:
        plural = head[:-1] + "ies"
    else:
        plural = head + ("es" if head.endswith(("ss", "sh", "ch", "x")) else "s")
    return plural + of + rest


def conjugate(lemma: str, several: bool) -> str:
    """The present of an infinitive phrase for a title: "attacks", or "attack" of several doers."""
    if several:
        return lemma
    first, _, rest = lemma.partition(" ")
    third = {"be": "is", "have": "has", "go": "goes"}.get(first) or _english(first, {})[1][0]
    return f"{third} {rest}".strip()


def accent_fits(word: str, trigger: Trigger, form: Form) -> bool:
    """Whether a French form in -e and one in -é are told apart: "attaque" and "attaqué" fold to one key."""
    if word.isupper():
        return True
    head = trigger.head
    accented = word.lower().rstrip("s").removesuffix("e").endswith("é")
    if trigger.is_noun:
        return accented == head.rstrip("s").removesuffix("e").endswith("é")  # "marché" is no "marche"
    if form not in (PARTICIPLE, THIRD):
        return True
    return not head.endswith("er") or accented == (form is PARTICIPLE)


def numbers_in(words: list[str], numbers: dict[str, int]) -> list[int]:
    """The numbers that a row of folded words names: digits, words, "twenty five"."""
    found: list[int] = []
    for word in words:
        value = int(word) if word.isdecimal() and len(word) < 7 else numbers.get(word)
        if value is not None:
            found.append(value)
    return found
