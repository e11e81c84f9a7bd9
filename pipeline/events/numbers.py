"""Numbers of people in a sentence, in words and figures, as ranges."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from pipeline.events.lexicon import Lexicon
from pipeline.events.sentences import Sentence
from pipeline.events.types import DATA, EventDataError
from pipeline.groups.load import read_toml
from pipeline.groups.text import fold, tokens

_SETS = "casualties active nouns stative none none_between among things stops joins others plural one said".split()
_LIMITS = ("at_least", "more_than", "up_to", "fewer_than", "about")
_DASH = re.compile(r"\s?[-‐‑–—]\s?")
_THREE = re.compile(r"\d{3}")
_GROUPING = (",", "\u202f", "\u00a0")  # what parts the thousands of a figure
_GROUPING_FR = (*_GROUPING, " ", ".")
_ADJECTIVES = 4  # words between a number and the people it counts


@dataclass(slots=True)
class Quantity:
    """Words [start, end) that number people: `low`..`high`, `high` None where open."""

    start: int
    end: int
    low: int
    high: int | None
    taken: bool = False  # by a word that says what befell them


@dataclass(frozen=True, eq=False)
class TollData:
    """The words of one language by which people are counted, folded."""

    kinds: tuple[str, ...]
    kind_of: dict[str, str]
    words: dict[str, frozenset[str]]
    limits: dict[tuple[str, ...], str]
    open: dict[str, int]
    exact: dict[str, int]
    helpers: frozenset[str] = frozenset({"was", "were", "been", "being", "is", "are", "be", "ete", "fut", "furent"})

    def __post_init__(self) -> None:
        for name, words in self.words.items():
            object.__setattr__(self, name, words)

    @cached_property
    def telling(self) -> frozenset[str]:
        """The words that say what befell people."""
        return self.casualties.union(self.kind_of)

    @cached_property
    def openers(self) -> frozenset[str]:
        """The words, figures apart, with which a number of people may begin where the lexicon's numbers do not."""
        return self.one.union(self.open, self.exact, ("une",))


@lru_cache(maxsize=8)
def load_toll_data(language: str) -> TollData | None:
    """The data of a language, None where there is none; EventDataError names the file and the key at fault."""
    path = DATA / "toll" / f"{language}.toml"
    if not path.is_file():
        return None
    raw = read_toml(path)
    for table, wanted in (("kinds", ()), ("words", _SETS), ("limits", _LIMITS), ("open", ()), ("exact", ())):
        missing = {table} - set(raw) or set(wanted) - set(raw[table])
        if missing:
            raise EventDataError(f"{path.name}: [{table}] lacks {sorted(missing)[0]!r}")
    return TollData(
        tuple(raw["kinds"]),
        {fold(word): kind for kind, words in raw["kinds"].items() for word in words},
        {name: frozenset(map(fold, words)) for name, words in raw["words"].items()},
        {tuple(t.key for t in tokens(text)): name for name, texts in raw["limits"].items() for text in texts},
        {fold(k): v for k, v in raw["open"].items()},
        {fold(k): v for k, v in raw["exact"].items()},
    )


def quantities(sentence: Sentence, lexicon: Lexicon, data: TollData) -> list[Quantity]:
    """Numbers of people in order; numbers of dates, names and things are none."""
    found: list[Quantity] = []
    since = 0
    numbers, openers = lexicon.numbers, data.openers
    for at in [i for i, key in enumerate(sentence.keys) if key in numbers or key in openers or key.isdecimal()]:
        read = _read(sentence, lexicon, data, at) if at >= since and not _inside(sentence, at) else None
        if read is None:
            continue
        if end := _people_end(sentence, lexicon, data, read):
            read.end = end
            found.append(read)
        since = read.end
    return found


def _inside(sentence: Sentence, index: int) -> bool:
    return index in sentence.dated or index in sentence.named


def _read(sentence: Sentence, lexicon: Lexicon, data: TollData, at: int) -> Quantity | None:
    """The number that begins at a word, with the words before it that limit it."""
    key = sentence.words[at].key
    following = sentence.keys[at + 1] if at + 1 < len(sentence.words) else ""
    if key == "une" and following in data.exact:
        return _limited(sentence, data, Quantity(at, at + 2, data.exact[following], data.exact[following]))
    value = _number(sentence, lexicon, at)
    if value is None:
        if key in data.open and following in data.open:  # "plusieurs dizaines"
            return _limited(sentence, data, Quantity(at, at + 2, data.open[following], None))
        if key in data.open:
            return _limited(sentence, data, Quantity(at, at + 1, data.open[key], None))
        if key in data.exact:
            return Quantity(at, at + 1, data.exact[key], data.exact[key])
        if key in data.one and _singular(sentence, lexicon, data, at):
            return Quantity(at, at + 1, 1, 1)
        return None
    low, end = value
    if key in data.one and low == 1 and not _singular(sentence, lexicon, data, at):
        return None
    following = _number(sentence, lexicon, end + 1) if _range_word(sentence, at, end) else None
    if following is None and end < len(sentence.words) and _DASH.fullmatch(sentence.gap(end)):
        following = _number(sentence, lexicon, end)
    if following and following[0] > low:
        return Quantity(at, following[1], low, following[0])
    return _limited(sentence, data, Quantity(at, end, low, low))


def _range_word(sentence: Sentence, at: int, end: int) -> bool:
    """Whether "to", "or", or the "and" of "between … and" follows a number."""
    if end + 1 >= len(sentence.words):
        return False
    key = sentence.words[end].key
    between = at > 0 and sentence.words[at - 1].key in ("between", "entre")
    return key in ("to", "or", "a", "ou") or (key in ("and", "et") and between)


def _number(sentence: Sentence, lexicon: Lexicon, at: int) -> tuple[int, int] | None:
    """Value and end of the number that begins at a word: "1,200", "twenty-five", "two dozen", "three hundred"."""
    words = sentence.words
    if at >= len(words):
        return None
    key = words[at].key
    if key.isdecimal() and len(key) < 7:
        end, digits = at + 1, key
        parts = _GROUPING_FR if lexicon.language == "fr" and len(key) < 4 else _GROUPING
        while end < len(words) and _THREE.fullmatch(words[end].key) and sentence.gap(end) in parts:
            digits, end = digits + words[end].key, end + 1
        return int(digits), end
    value = lexicon.numbers.get(key)
    return None if value is None else _compound(sentence, lexicon, value, at + 1)


def _compound(sentence: Sentence, lexicon: Lexicon, value: int, end: int) -> tuple[int, int]:
    """A number in words with those that go on with it: "twenty-five", "two dozen", "three hundred"."""
    words = sentence.words
    while end < len(words) and sentence.gap(end) in (" ", "-"):
        more = lexicon.numbers.get(words[end].key)
        if more is None or words[end].key in ("a", "an"):
            break
        if more == 100 and value > 1000:
            value = value // 1000 * 1000 + max(value % 1000, 1) * more  # "deux mille cinq cents"
        elif more >= 100 or words[end].key == "dozen" or (value == 4 and more == 20):  # "quatre-vingts"
            value *= more
        elif _adds(value, more):
            value += more
        else:
            break
        end += 1
    return value, end


def _adds(value: int, more: int) -> bool:
    """Whether a small number goes on with a greater one: "twenty-five", "soixante-dix", "dix-neuf", "cent trente"."""
    rest = value % 100
    if rest in (60, 80) and more < 20:
        return True
    if rest == 0:
        return value >= 100 > more
    return more < 10 and rest % 10 == 0 and (rest > 10 or more > 6)


def _limited(sentence: Sentence, data: TollData, quantity: Quantity) -> Quantity:
    """A quantity as the words before it limit it: "at least 12", "more than a dozen", "up to 20"."""
    start = quantity.start
    for size in (4, 3, 2, 1):
        keys = sentence.keys[max(0, start - size) : start]
        name = data.limits.get(keys) if len(keys) == size else None
        if name is None:
            continue
        low, high = quantity.low, quantity.high
        low, high = {
            "at_least": (low, None),
            "more_than": (low + (high is not None), None),
            "up_to": (1, high or low),
            "fewer_than": (0, (high or low) - 1),
        }.get(name, (low, high))
        return Quantity(start - size, quantity.end, low, high)
    return quantity


def _singular(sentence: Sentence, lexicon: Lexicon, data: TollData, at: int) -> bool:
    """Whether an article opens a phrase on one person: "a teacher", "the village chief"."""
    for index in range(at + 1, min(len(sentence.words), at + 2 + _ADJECTIVES)):
        key = sentence.words[index].key
        if sentence.gap(index).strip(" -‑'’") or key in data.stops or key in data.joins or key in data.kind_of:
            return False
        if lexicon.has("people", key):
            following = sentence.words[index + 1].key if index + 1 < len(sentence.words) else ""
            if lexicon.has("people", following) and not sentence.gap(index + 1).strip():
                continue  # "an aid worker"
            return not (key.endswith("s") and not key.endswith("ss")) and key not in data.plural
    return False


def _people_end(sentence: Sentence, lexicon: Lexicon, data: TollData, quantity: Quantity) -> int | None:
    """Index after the people numbered, after the number where no noun follows it; None where it numbers things."""
    end = quantity.end
    for index in range(end, min(len(sentence.words), end + _ADJECTIVES + 1)):
        key = sentence.words[index].key
        if key in data.things:
            return None
        if key in data.kind_of or sentence.gap(index).strip(" -‑'’") or key in data.stops or key in data.joins:
            return end
        if lexicon.has("people", key) or key in data.others:
            following = sentence.words[index + 1].key if index + 1 < len(sentence.words) else ""
            more = lexicon.has("people", following) and not sentence.gap(index + 1).strip()
            return index + 2 if more else index + 1
    return end
