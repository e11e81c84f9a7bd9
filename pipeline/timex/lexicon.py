"""Vocabulary files, one a language: what words mean and how they combine, read, checked and compiled once.

A file `vocabulary/<language>.toml` has tables of words by category and a list of rules; docs/dates.md describes them.
Errors name the file and the key.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cache
from pathlib import Path

from pipeline.memo import Memo
from pipeline.timex import patterns, shapes, weights
from pipeline.timex.builders import BETWEEN, BUILDERS, NEEDS
from pipeline.timex.tokens import tokenise

FOLDER = Path(__file__).parent / "vocabulary"

# Categories that the shapes of numbers make, beside the ones a file defines.
SHAPES = frozenset({
    "NUM", "INT", "INTS", "ORD", "DAY", "DAYWORD", "DAYMONTH", "MONTHNUM", "YEAR", "LONEYEAR", "YEARMONTH", "YY",
    "TAILYEAR", "DECADE", "DECADENUM", "NUMERIC", "CLOCK", "DOTCLOCK", "HHMM", "HOUR", "HOURWORD", "MINUTE",
})  # fmt: skip
_LIGHT_FIGURES = re.compile(r"\d{3}\Z|\d{5,7}\Z|\d{1,3}(?:,\d{3})+\Z")  # no day, year or time of day
# Lists of two words → the tense that they tell.
_PAIRS = {"past_pairs": "past", "future_pairs": "future", "idle_pairs": None}
_BASE_FORMS = (("future", "modal"), (None, "infinitive"))  # the tense of what may be a past form after such words
_TABLES = frozenset("language order clitics light heavy number multiplier ordinal words cues rules year".split())


class VocabularyError(ValueError):
    """A vocabulary file cannot be used; the message names file and key."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A reading of words: those after the first, category, value, and whether it must be capitalised."""

    tail: tuple[str, ...]
    category: str
    value: object
    capital: bool


class Part(IntEnum):
    """What a word is to the grammar."""

    NONE = 0
    LINKS = 1  # it has a place in patterns, and means nothing by itself: "the", a comma
    LIGHT = 2  # it means something, but no expression is made of such words alone: "the", "two", 19,000
    MEANS = 3  # it is in the vocabulary or all of a pattern
    FIGURES = 4


@dataclass(slots=True)
class Lexicon:
    """A language's vocabulary, compiled. `tries` holds the rules by the category they make."""

    language: str
    month_first: bool
    clitics: tuple[str, ...] = ()
    single: dict[str, list[Entry]] = field(default_factory=dict)  # readings of one word
    longer: dict[str, dict[str, list[Entry]]] = field(default_factory=dict)  # of several, by the first two
    numbers: dict[str, float] = field(default_factory=dict)
    multipliers: dict[str, int] = field(default_factory=dict)
    counting: frozenset[str] = frozenset()  # all words that can begin a number
    known: frozenset[str] = frozenset()  # all words that can begin a reading
    ordinals: dict[str, int] = field(default_factory=dict)
    joiner: frozenset[str] = frozenset()
    suffixes: frozenset[str] = frozenset()  # of ordinals in digits: "2nd"
    past: frozenset[str] = frozenset()
    future: frozenset[str] = frozenset()
    endings: tuple[tuple[str, str], ...] = ()  # word ending → tense
    before_year: frozenset[str] = frozenset()
    before_quantity: frozenset[str] = frozenset()
    counted: frozenset[str] = frozenset()
    of_year: frozenset[str] = frozenset()  # plurals that a year is named for: "1989 sales"
    tries: dict[str, patterns.Node] = field(default_factory=dict)
    starters: dict[str, frozenset[str]] = field(default_factory=dict)  # word or category → what may begin with it
    inner: frozenset[str] = frozenset()  # words that rules have after their first
    complete: frozenset[str] = frozenset()  # words that are all of a pattern
    whole: frozenset[str] = frozenset()  # categories that are an expression by themselves
    prepositions: frozenset[str] = frozenset()
    reporting: frozenset[str] = frozenset()
    being: frozenset[str] = frozenset()  # "is": before "to" or "-ing" it looks ahead
    after_being: tuple[str, ...] = ()
    pairs: dict[tuple[str, str], str | None] = field(default_factory=dict)  # two words → their tense: "open fire"
    modal: dict[str, str | None] = field(default_factory=dict)  # before a form that may be an infinitive: "could hit"
    coming: frozenset[str] = frozenset()  # what a date named before them is that of: "September delivery"
    meant: frozenset[str] = frozenset()  # what a date owns before them is still to come: "Sunday's planned march"
    passive: frozenset[str] = frozenset()  # "be": the participle after it tells no tense
    nominal: frozenset[str] = frozenset()  # "the": what follows is a noun ("the close") and looks nowhere
    linking: frozenset[str] = frozenset()  # all words that patterns and readings have, wherever
    openers: frozenset[str] = frozenset()  # those of them with which something begins
    closers: frozenset[str] = frozenset()  # those with which something ends
    light: frozenset[str] = frozenset()  # frequent words that are no expression without others: "the", "two"
    heavy: frozenset[str] = frozenset()  # words that give weight to phrases of light ones: "past" to "the past"
    parts: dict[str, Part] = field(init=False, repr=False)
    beside: dict[str, str] = field(init=False, repr=False)  # what a word is to figures that it stands beside
    tells: dict[str, bool] = field(init=False, repr=False)  # whether a word could tell a tense
    means: dict[str, bool] = field(init=False, repr=False)  # whether an expression may be there for a word
    read: dict[tuple, list] = field(default_factory=dict, repr=False)  # what runs of words were found to say
    looks: dict[str, tuple[bool, bool]] = field(default_factory=dict, repr=False)  # whether they look back, ahead
    _begun: dict[tuple, frozenset[str]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self.parts, self.beside, self.tells = Memo(self.part), Memo(self._beside), Memo(self._tells)
        self.means = Memo(self._means)

    def part(self, word: str) -> Part:
        """What a word is to the grammar."""
        if word[0].isdecimal():
            return Part.LIGHT if _LIGHT_FIGURES.match(word) else Part.FIGURES
        if word in self.heavy:
            return Part.MEANS
        if word in self.light:
            return Part.LIGHT
        if word in self.known or word in self.complete or self.without_clitic(word):
            return Part.MEANS
        joined = word[:1] in self.joiner and word[1:] in self.numbers
        return Part.LINKS if joined or word in self.linking else Part.NONE

    def _means(self, word: str) -> bool:
        return self.parts[word] > Part.LIGHT

    def _beside(self, word: str) -> str:
        """The word, or where it means nothing to the grammar a stand-in that is as much of a plural."""
        noted = (self.before_year, self.before_quantity, self.counted, self.of_year, shapes.NOTED)
        if self.parts[word] or not word[0].isalpha() or any(word in words for words in noted):
            return word
        return shapes.A_PLURAL if shapes.is_plural(word) else shapes.A_WORD

    def looks_ahead(self, word: str) -> bool:
        """Whether a word after "is" says that what it tells of is to come: "is to", "are meeting"."""
        return any(word == w or (w[0] == "-" and word.endswith(w[1:])) for w in self.after_being)

    def _tells(self, word: str) -> bool:
        """Whether a word could tell the tense of its clause, as few do."""
        ends = any(word.endswith(ending) for ending, _ in self.endings)
        paired = any(word == first for first, _ in self.pairs)
        return ends or paired or word in self.past or word in self.future or self.looks_ahead(word)

    def is_light(self, word: str) -> bool:
        """Whether a word opens no search by itself."""
        return self.part(word) < Part.MEANS

    def without_clitic(self, word: str) -> str | None:
        """The known word that a clitic stands before, None where there is none: Arabic "and", "the", "in"."""
        for clitic in self.clitics:
            if word.startswith(clitic) and len(word) > len(clitic) + 1 and word[len(clitic) :] in self.known:
                return word[len(clitic) :]
        return None

    def categories_begun(self, word: str, lexical: tuple[str, ...]) -> frozenset[str]:
        """The categories that a word of these lexical categories may begin; worked out once for each combination."""
        starters = self.starters
        key = (word if word in starters else "", lexical)
        known = self._begun.get(key)
        if known is None:
            known = frozenset(lexical).union(starters.get(word, ()), *(starters.get(c, ()) for c in lexical))
            self._begun[key] = known
        return known


@cache
def languages() -> tuple[str, ...]:
    """The languages that have a vocabulary file."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


@cache
def load(language: str) -> Lexicon:
    """The vocabulary of a language. VocabularyError where there is none or it cannot be used."""
    return read(FOLDER / f"{language}.toml")


def read(path: Path) -> Lexicon:
    """Read and check one file."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise VocabularyError(f"{path}: {error}") from error
    if unknown := set(data) - _TABLES:
        raise VocabularyError(f"{path}: unknown table {sorted(unknown)[0]!r}; known are {', '.join(sorted(_TABLES))}")
    try:
        lexicon = _compile(data)
    except (KeyError, TypeError, AttributeError) as error:
        raise VocabularyError(f"{path}: missing or misshapen: {error}") from error
    except ValueError as error:
        raise VocabularyError(f"{path}: {error}") from error
    return lexicon


def _compile(data: dict) -> Lexicon:
    cues, year = data.get("cues", {}), data.get("year", {})
    lexicon = Lexicon(
        language=data["language"],
        month_first=data["order"] == "mdy",
        clitics=tuple(data.get("clitics", ())),
        numbers=_numbers(data.get("number", {}), "number"),
        multipliers={k: int(v) for k, v in _numbers(data.get("multiplier", {}), "multiplier").items()},
        ordinals={k: int(v) for k, v in _numbers(data.get("ordinal", {}).get("words", {}), "ordinal").items()},
        suffixes=_words(data.get("ordinal", {}).get("suffixes", ())),
        joiner=_words(data.get("ordinal", {}).get("joiners", ())),
        past=_words(cues.get("past", ())),
        future=_words(cues.get("future", ())),
        endings=tuple(  # the longest first: "-erait" before "-ait"
            sorted(((e, t) for t in ("past", "future") for e in cues.get(f"{t}_endings", ())), key=lambda x: -len(x[0]))
        ),
        being=_words(cues.get("being", ())),
        after_being=tuple(cues.get("after_being", ())),
        pairs={_pair(p): t for name, t in _PAIRS.items() for p in cues.get(name, ())},
        modal={w: t for t, name in _BASE_FORMS for w in _words(cues.get(name, ()))},
        coming=_words(cues.get("coming", ())),
        meant=_words(cues.get("meant", ())),
        passive=_words(cues.get("passive", ())),
        nominal=_words(cues.get("nominal", ())),
        reporting=_words(cues.get("reporting", ())),
        prepositions=_words(cues.get("prepositions", ())),
        before_year=_words(year.get("after", ())),
        before_quantity=_words(year.get("not_after", ())),
        counted=_words(year.get("not_before", ())),
        of_year=_words(year.get("of_year", ())),
        light=_words(data.get("light", ())),
        heavy=_words(data.get("heavy", ())),
    )
    _enter(lexicon, data["words"])
    _compile_rules(lexicon, data["rules"], set(data["words"]))
    weights.check(lexicon)
    return lexicon


def _pair(phrase: str) -> tuple[str, str]:
    first, second = phrase.split()
    return first, second


def _words(items: object) -> frozenset[str]:
    if not isinstance(items, list | tuple):
        raise ValueError(f"expected a list of words, found {items!r}")
    return frozenset(_split(item)[0] for item in items)


def _split(text: str) -> tuple[str, ...]:
    if not isinstance(text, str) or not text.strip():
        raise ValueError(f"expected words, found {text!r}")
    return tuple(token.word for token in tokenise(text))


def _numbers(table: dict, name: str) -> dict[str, float]:
    out: dict[str, float] = {}
    for value, words in table.items():
        try:
            number = float(value)
        except ValueError as error:
            raise ValueError(f"[{name}] {value!r} is not a number") from error
        for word in words if isinstance(words, list) else [words]:
            out[" ".join(_split(word))] = number
    return out


def _enter(lexicon: Lexicon, tables: dict) -> None:
    for category, table in tables.items():
        if not category.isupper():
            raise ValueError(f"[words.{category}]: categories are written in capitals")
        for value, words in table.items():
            for word in words if isinstance(words, list) else [words]:
                try:
                    first, *tail = _split(word)
                except ValueError as error:
                    raise ValueError(f"[words.{category}] {value}: {error}") from error
                entry = Entry(tuple(tail), category, _value(value), word[0].isupper())
                same = (
                    lexicon.longer.setdefault(first, {}).setdefault(tail[0], [])
                    if tail
                    else lexicon.single.setdefault(first, [])
                )
                same.append(entry)
    lexicon.counting = frozenset(lexicon.numbers) | frozenset(lexicon.ordinals) | frozenset(lexicon.multipliers)
    lexicon.known = lexicon.counting | frozenset(lexicon.single) | frozenset(lexicon.longer)


def _value(text: str) -> object:
    return int(text) if text.lstrip("-").isdigit() else text


def _compile_rules(lexicon: Lexicon, rules: list, words: set[str]) -> None:
    uses: dict[str, set[str]] = {}
    made = {rule.get("makes", "TIMEX") for rule in rules}
    for order, raw in enumerate(rules):
        name = raw.get("name", f"number {order + 1}")
        if unknown := set(raw) - {"name", "builds", "makes", "patterns"}:
            raise ValueError(f"rule {name}: unknown key {sorted(unknown)[0]!r}")
        if raw.get("builds") not in BUILDERS:
            raise ValueError(f"rule {name}: builds {raw.get('builds')!r}; known are {', '.join(sorted(BUILDERS))}")
        rule = patterns.Rule(name, raw["builds"], raw.get("makes", "TIMEX"), order)
        trie = lexicon.tries.setdefault(rule.makes, patterns.Node())
        for pattern in raw["patterns"]:
            if rule.makes != "TIMEX" and "<" in pattern:
                raise ValueError(f"rule {name}: words in <> are for rules that make expressions themselves")
            try:
                patterns.add(trie, pattern, rule)
                used = patterns.categories_of(pattern)
                _check_slots(raw["builds"], patterns.slots_of(pattern), pattern)
            except ValueError as error:
                raise ValueError(f"rule {name}: {error}") from error
            if missing := used - made - words - SHAPES:
                raise ValueError(f"rule {name}: no such category: {sorted(missing)[0]}")
            uses.setdefault(rule.makes, set()).update(used & made)
    _check_acyclic(uses)
    lexicon.starters = _starters(lexicon.tries)
    lexicon.inner, lexicon.complete = _inner(lexicon.tries)
    tails = {w for by in lexicon.longer.values() for es in by.values() for e in es for w in e.tail}
    signs = lexicon.joiner | lexicon.suffixes | shapes.SIGNS
    firsts = {word for root in lexicon.tries.values() for word in root.words}
    lexicon.openers = BETWEEN.union(firsts, "'")
    lexicon.closers = signs.union(tails, _lasts(lexicon.tries))
    lexicon.linking = lexicon.inner | lexicon.openers | lexicon.closers
    lexicon.whole = _whole(lexicon.tries)
    lexicon.heavy |= weights.heavy(lexicon)


def _check_slots(builds: str, slots: set[str], pattern: str) -> None:
    for need in NEEDS.get(builds, ()):
        if not slots & set(need.split("|")):
            raise ValueError(f"{builds} needs a slot {need.replace('|', ' or ')}, which {pattern!r} has not")


def _check_acyclic(uses: dict[str, set[str]]) -> None:
    done: set[str] = set()

    def visit(category: str, path: tuple[str, ...]) -> None:
        if category in path:
            raise ValueError(f"rules lead back to themselves: {' → '.join([*path, category])}")
        if category not in done:
            for used in uses.get(category, ()):
                visit(used, (*path, category))
            done.add(category)

    for category in uses:
        visit(category, ())


def _starters(tries: dict[str, patterns.Node]) -> dict[str, frozenset[str]]:
    """For each word and category, the categories whose rules may begin with it, through other rules too."""
    direct: dict[str, set[str]] = {}
    for made, trie in tries.items():
        for word in trie.words:
            direct.setdefault(word, set()).add(made)
        for category in trie.categories:
            direct.setdefault(category, set()).add(made)
    closed: dict[str, frozenset[str]] = {}
    for key, makes in direct.items():
        reached, queue = set(makes), list(makes)
        while queue:
            more = direct.get(queue.pop(), set()) - reached
            reached |= more
            queue += more
        closed[key] = frozenset(reached)
    return closed


def _inner(tries: dict[str, patterns.Node]) -> tuple[frozenset[str], frozenset[str]]:
    """The words that patterns have after their first element, and those that are a whole pattern."""
    inner: set[str] = set()
    roots = list(tries.values())
    complete = {word for root in roots for word, ways in root.words.items() if any(after.ends for _, after in ways)}
    queue = [after for root in roots for after in root.followers()]
    while queue:
        node = queue.pop()
        inner.update(node.words)
        queue += node.followers()
    return frozenset(inner), frozenset(complete)


def _lasts(tries: dict[str, patterns.Node]) -> set[str]:
    """The words with which patterns end."""
    lasts: set[str] = set()
    queue = list(tries.values())
    while queue:
        node = queue.pop()
        lasts.update(word for word, ways in node.words.items() if any(after.ends for _, after in ways))
        queue += node.followers()
    return lasts


def _whole(tries: dict[str, patterns.Node]) -> frozenset[str]:
    """The categories that are all of an expression's pattern, through other rules too."""
    whole, queue = {"TIMEX"}, ["TIMEX"]
    while queue:
        root = tries.get(queue.pop())
        alone = {c for c, ways in root.categories.items() if any(after.ends for *_, after in ways)} if root else set()
        queue += alone - whole
        whole |= alone
    return frozenset(whole)
