"""TempEval-3's measures of temporal tagging: strict and relaxed spans, types and values.

Micro-averaged over all documents, as in the TempEval-3 toolkit. A span is found *strictly* where start and end are the
gold's and *relaxed* where it overlaps (one gold to one found, exact pairs first, then the longest overlap). Value F1,
the ranking figure, is the share of relaxed matches with the right value times relaxed F1.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.evaluate.timeml import AnnotatedDocument, Timex


@dataclass(frozen=True, slots=True)
class Rates:
    """Precision, recall and their harmonic mean, each from 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @classmethod
    def of(cls, right: int, found: int, gold: int) -> Rates:
        return cls(right / found if found else 0.0, right / gold if gold else 0.0)


@dataclass(frozen=True, slots=True)
class Error:
    """What went wrong with one expression: `missed` (no found), `spurious` (no gold) or `value`."""

    kind: str
    document: str
    gold: Timex | None
    found: Timex | None


@dataclass(frozen=True, slots=True)
class Scores:
    """The figures of a corpus; accuracies are of relaxed matches."""

    documents: int
    gold: int
    found: int
    strict: Rates
    relaxed: Rates
    type_accuracy: float
    value_accuracy: float
    errors: tuple[Error, ...]

    @property
    def type_f1(self) -> float:
        return self.type_accuracy * self.relaxed.f1

    @property
    def value_f1(self) -> float:
        return self.value_accuracy * self.relaxed.f1


@dataclass(frozen=True, slots=True)
class _Pair:
    gold: Timex
    found: Timex

    @property
    def strict(self) -> bool:
        return (self.gold.start, self.gold.end) == (self.found.start, self.found.end)

    @property
    def same_value(self) -> bool:
        value = _canonical(self.found.value)
        readings = [_canonical(self.gold.value)]
        if self.gold.other_value:
            readings.append(_canonical(self.gold.other_value))
        return value in readings


def score(documents: Sequence[AnnotatedDocument], found: Mapping[str, Sequence[Timex]]) -> Scores:
    """Compare what was found, by document id, with the gold of `documents`."""
    pairs: list[_Pair] = []
    errors: list[Error] = []
    for document in documents:
        matched = _match(document.gold, found.get(document.id, ()))
        pairs += matched
        errors += _errors(document, found.get(document.id, ()), matched)
    gold = sum(len(document.gold) for document in documents)
    everything = sum(len(found.get(document.id, ())) for document in documents)
    return Scores(
        documents=len(documents),
        gold=gold,
        found=everything,
        strict=Rates.of(sum(pair.strict for pair in pairs), everything, gold),
        relaxed=Rates.of(len(pairs), everything, gold),
        type_accuracy=_share(pair.gold.timex_type == pair.found.timex_type for pair in pairs),
        value_accuracy=_share(pair.same_value for pair in pairs),
        errors=tuple(errors),
    )


def _match(gold: Sequence[Timex], found: Sequence[Timex]) -> list[_Pair]:
    """One to one: exact pairs first, then by the longest overlap."""
    overlaps = sorted(
        (not _Pair(g, f).strict, max(g.start, f.start) - min(g.end, f.end), i, j)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
        if max(g.start, f.start) < min(g.end, f.end)
    )
    used_gold: set[int] = set()
    used_found: set[int] = set()
    pairs = []
    for _, _, i, j in overlaps:
        if i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            pairs.append(_Pair(gold[i], found[j]))
    return pairs


def _errors(document: AnnotatedDocument, found: Sequence[Timex], pairs: Sequence[_Pair]) -> Iterator[Error]:
    right_spans, found_spans = {pair.gold for pair in pairs}, {pair.found for pair in pairs}
    for pair in pairs:
        if not pair.same_value:
            yield Error("value", document.id, pair.gold, pair.found)
    yield from (Error("missed", document.id, gold, None) for gold in document.gold if gold not in right_spans)
    yield from (Error("spurious", document.id, None, timex) for timex in found if timex not in found_spans)


def _share(verdicts: Iterable[bool]) -> float:
    verdicts = list(verdicts)
    return sum(verdicts) / len(verdicts) if verdicts else 0.0


_SECONDS = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d):00(?:\.0+)?(Z|[+-]\d\d:?\d\d)?")
_ZULU = re.compile(r"(T\d\d(?::\d\d)?)Z$")


def _canonical(value: str | None) -> str | None:
    """Notations that mean the same: case of PRESENT_REF and its like, seconds :00, a trailing Z."""
    if value is None:
        return None
    value = value.strip()
    if value.upper() in ("PRESENT_REF", "PAST_REF", "FUTURE_REF"):
        return value.upper()
    if seconds := _SECONDS.fullmatch(value):
        value = seconds[1]
    return _ZULU.sub(r"\1", value)
