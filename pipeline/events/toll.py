"""Dead, wounded, taken and missing: how many a sentence counts, and who says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline.events.lexicon import Lexicon
from pipeline.events.numbers import Quantity, TollData, load_toll_data, quantities
from pipeline.events.sentences import Sentence
from pipeline.model import Span, Toll

_REACH = 4  # words between a number and the word that says what befell them
_SUMS = frozenset("risen rose rises climbed climbs jumped stood stands reached mounted grown".split())
_TO = frozenset({"to", "at", "reached"})
_OF_THEM = frozenset({"including", "among"})
_NEAR_SUM = 4  # words: "rose to at least"
_NEAR_WHO = 3  # words between people and the "who" that goes on about them
_WHO = frozenset({"who", "which", "qui"})
_ALL = frozenset("people persons personnes morts".split())  # a total that its parts may follow
_GIVES = frozenset({"a", "aux"})
_SOURCE = 8  # words of who says so


@dataclass(frozen=True, slots=True)
class _Count:
    """Quantities that stand in one row: "three soldiers and two others"."""

    quantities: tuple[Quantity, ...]

    @property
    def low(self) -> int:
        return sum(q.low for q in self.quantities)

    @property
    def high(self) -> int | None:
        highs = [q.high for q in self.quantities]
        return None if None in highs else sum(highs)


def tolls_in(sentence: Sentence, lexicon: Lexicon) -> tuple[Toll, ...]:
    """The tolls a sentence gives, in order of the words that say what befell people; () where it gives none.

    `low`..`high` are people; `high` is None where the text leaves it open. "No casualties" is 0 killed and 0 wounded.
    """
    data = load_toll_data(lexicon.language)
    if data is None:
        return ()
    if data.telling.isdisjoint(sentence.vocabulary):
        return ()
    places = [i for i, key in enumerate(sentence.keys) if key in data.telling]
    found = quantities(sentence, lexicon, data)
    source = _source(sentence, data)
    made: list[Toll] = []
    for order, at in enumerate(places):
        after_last = places[order - 1] + 1 if order else 0
        until_next = places[order + 1] if order + 1 < len(places) else len(sentence.words)
        made += _tolls(sentence, data, found, (after_last, at, until_next), source)
    return _distinct(made)


def _tolls(
    sentence: Sentence,
    data: TollData,
    found: list[Quantity],
    at: tuple[int, int, int],
    source: str | None,
) -> Iterator[Toll]:
    first, index, last = at
    key = sentence.words[index].key
    kinds = ("killed", "wounded") if key in data.casualties else (data.kind_of[key],)
    none = _none_before(sentence, data, index)
    if none is not None:
        for kind in kinds:
            yield _toll(sentence, kind, 0, 0, (none, index + 1), source)
        return
    if key in data.casualties:
        return  # of how many of each, the text says nothing
    row = _row(sentence, data, found, first, index, last)
    if row:
        start, end = min(row[0].start, index), max(row[-1].end, index + 1)
        rest = sum(q.low for q in row[1:])
        whole = row[0].low == rest and sentence.keys[row[0].end - 1] in _ALL
        count = _Count(tuple(row[:1] if len(row) > 2 and whole else row))  # "40 people, 8 soldiers and 32 villagers"
        yield _toll(sentence, kinds[0], count.low, count.high, (start, end), source)


def _toll(
    sentence: Sentence, kind: str, low: int, high: int | None, words: tuple[int, int], source: str | None
) -> Toll:
    start, end = sentence.words[words[0]].start, sentence.words[words[1] - 1].end
    return Toll(kind, low, high, " ".join(sentence.text[start:end].split()), Span(start, end), source)


def _none_before(sentence: Sentence, data: TollData, index: int) -> int | None:
    """Index of the "no" that leaves nobody killed or hurt, None where there is none or only some are meant."""
    if index + 1 < len(sentence.words) and sentence.words[index + 1].key in data.among:
        return None
    for back in range(index - 1, max(-1, index - 7), -1):
        key = sentence.words[back].key
        if key in data.none:
            return back
        if key not in data.none_between or sentence.gap(back + 1).strip():
            return None
    return None


def _row(
    sentence: Sentence, data: TollData, found: list[Quantity], first: int, index: int, last: int
) -> list[Quantity]:
    """The quantities that a word counts: after it where it is a verb with an object, else before it."""
    key = sentence.words[index].key
    after = [q for q in found if index < q.start < last and not q.taken]
    before = [q for q in found if first <= q.start < index and not q.taken]
    before = [
        q for q in before if q.start == 0 or sentence.keys[q.start - 1] != "dont"
    ] or before  # "dix, dont trois …"
    helped = index > 0 and sentence.words[index - 1].key in data.helpers
    reaches = bool(after) and _straight(sentence, data, index, after[0].start)
    if key in data.nouns and (risen := _risen(sentence, index, after)):
        chosen = [risen]
    elif key in data.nouns or key in data.stative:
        colon = reaches and (":" in sentence.gap(index + 1) or _of(sentence, index))
        chosen = [] if colon else _chain_before(sentence, data, before, index)
        chosen = chosen or (_chain_after(sentence, data, after) if colon or (reaches and key in data.stative) else [])
    elif key in data.active or (reaches and not helped):
        chosen = _chain_after(sentence, data, after) if reaches else []
    else:
        chosen = _chain_before(sentence, data, before, index)
    for quantity in chosen:
        quantity.taken = True
    return chosen


def _risen(sentence: Sentence, index: int, after: list[Quantity]) -> Quantity | None:
    """The last sum of a toll: "the death toll from the attack has risen to nine"."""
    if sentence.keys[index + 1 : index + 2] != ("toll",):
        return None
    keys = sentence.keys
    ends = (q for q in after if not _SUMS.isdisjoint(keys[max(0, q.start - _NEAR_SUM) : q.start]))
    return next((q for q in ends if not _TO.isdisjoint(keys[q.start - 2 : q.start])), None)


def _of(sentence: Sentence, index: int) -> bool:
    words = [w.key for w in sentence.words[index + 1 : index + 5]]
    return bool({"of", "to", "at", "de"} & set(words[:1])) or words[:1] == ["toll"]


def _straight(sentence: Sentence, data: TollData, index: int, start: int) -> bool:
    """Whether nothing but small words stands between a verb and a quantity."""
    stops = _gaps(sentence, index + 1, start)
    if start - index - 1 > _REACH or (":" not in stops and set(stops) & set(",;()")):
        return False
    led = _GIVES if sentence.words[index].key in data.words.get("costs", ()) else ()  # "la vie à douze policiers"
    return not any(sentence.keys[i] in data.stops and sentence.keys[i] not in led for i in range(index + 1, start))


def _gaps(sentence: Sentence, first: int, last: int) -> str:
    return "".join(sentence.gap(i) for i in range(first, last + 1))


def _chain_after(sentence: Sentence, data: TollData, row: list[Quantity]) -> list[Quantity]:
    """The first quantity and those joined to it by commas and "and"."""
    chain = row[:1]
    for quantity in row[1:]:
        says = not data.said.isdisjoint(sentence.keys[quantity.end : quantity.end + 2])  # "…, an official said"
        if says or not _joined(sentence, data, chain[-1], quantity):
            break
        chain.append(quantity)
    return chain


def _chain_before(sentence: Sentence, data: TollData, row: list[Quantity], index: int) -> list[Quantity]:
    """The last quantity before a word and those joined to it; none where another sentence part stands between."""
    if not row or index - row[-1].end > _REACH * 2 or ";" in _gaps(sentence, row[-1].end, index):
        return []
    who = next((i for i in range(index - 1, row[-1].end, -1) if sentence.words[i].key in _WHO), None)
    if who is not None and who - row[-1].end > _NEAR_WHO:
        return []  # "thousands attended the funeral of X, who was killed"
    whole = _without_parts(sentence, row)
    chain = whole[-1:]
    for quantity in reversed(whole[:-1]):
        if not _joined(sentence, data, quantity, chain[0]):
            break
        chain.insert(0, quantity)
    named = all(q.low == q.high == 1 for q in chain)  # "le gouverneur, le général X, a été tué": one man
    between = sentence.keys[chain[0].end : chain[-1].start]
    return chain if not named or not data.joins.isdisjoint(between) else chain[:1]


def _closes_parts(sentence: Sentence, data: TollData, between: range) -> bool:
    """Whether a comma and "and" close what was counted in: ", including a major, and"."""
    opens = next((i for i in between if sentence.keys[i] in _OF_THEM), None)
    return opens is not None and any(sentence.keys[i] in data.joins and "," in sentence.gap(i) for i in between[1:])


def _without_parts(sentence: Sentence, row: list[Quantity]) -> list[Quantity]:
    """Quantities without those counted in: "14 villagers, including six children, were killed".

    What one comma and an "and" part from them counts by itself: "four soldiers, including a major, and a policeman".
    """
    first = next((i for i, q in enumerate(row) if not _OF_THEM.isdisjoint(_before(sentence, q))), 0)
    if not first:
        return row
    parted = [i for i in range(first + 1, len(row)) if "," in _gaps(sentence, row[i - 1].end, row[i].start)]
    return row[:first] + (row[parted[0] :] if len(parted) == 1 and parted[0] == len(row) - 1 else [])


def _before(sentence: Sentence, quantity: Quantity) -> tuple[str, ...]:
    return sentence.keys[max(0, quantity.start - 2) : quantity.start]


def _joined(sentence: Sentence, data: TollData, one: Quantity, other: Quantity) -> bool:
    between = range(one.end, other.start)
    stops = data.stops - _OF_THEM if _closes_parts(sentence, data, between) else data.stops
    if any(sentence.words[i].key in stops for i in between) or len(between) > 6:
        return False
    if any(sentence.keys[i].endswith("ing") and sentence.keys[i] not in data.stops for i in between):
        return False  # "killing three and driving thousands from their homes"
    gaps = _gaps(sentence, one.end, other.start)
    return "," in gaps or any(sentence.words[i].key in data.joins for i in between)


def _source(sentence: Sentence, data: TollData) -> str | None:
    """Who gives the numbers, in the text's words: "according to X", "X said"."""
    for index, word in enumerate(sentence.words):
        if word.key not in data.said:
            continue
        if word.key in ("according", "selon"):
            first = index + (2 if word.key == "according" else 1)
            last = min(first + 1, len(sentence.words))
            while last < min(len(sentence.words), first + _SOURCE) and not sentence.gap(last).strip(" -'’\"“”"):
                last += 1
        else:
            first = last = index
            while first and index - first < _SOURCE and not sentence.gap(first).strip(" -'’"):
                first -= 1
        words = sentence.words[first:last]
        nobody = data.kind_of.keys() | data.casualties | data.helpers | data.none
        pronoun = len(words) == 1 and words[0].key in ("it", "he", "she", "they", "il", "elle", "ils")
        if words and not pronoun and not any(w.key in nobody for w in words):
            return " ".join(sentence.text[words[0].start : words[-1].end].split())
    return None


def _distinct(tolls: list[Toll]) -> tuple[Toll, ...]:
    seen: dict[tuple, Toll] = {}
    for toll in tolls:
        seen.setdefault((toll.kind, toll.low, toll.high), toll)
    return tuple(seen.values())


@lru_cache(maxsize=1)
def kinds() -> tuple[str, ...]:
    """The kinds of toll, in the order of the data file."""
    return load_toll_data("en").kinds
