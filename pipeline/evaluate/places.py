"""The field's measures of geoparsing: names found, and found within 161 km (100 miles) of where they are.

A corpus is two JSON Lines files: documents (`doc_id` or `id`, `text`) and gold toponyms (`doc_id`, `start`, `end`, and
`lat`, `lon` where the place is known). A toponym is found where a span overlaps it, one to one, the longest overlap
first.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.evaluate.timex import Rates
from pipeline.places.model import haversine_km

NEAR_KM = 161.0


class NotACorpus(ValueError):
    """A file that can't be read as documents or toponyms; the message names file and line."""


@dataclass(frozen=True, slots=True)
class Toponym:
    """text[start:end] of a document and where it is, None where that is open."""

    document: str
    start: int
    end: int
    point: tuple[float, float] | None  # latitude, longitude

    def overlap(self, other: Toponym) -> int:
        return min(self.end, other.end) - max(self.start, other.start)


@dataclass(frozen=True, slots=True)
class Scores:
    """`found`: spans; `located`: spans found within 161 km of their place; `resolution`: share of gold toponyms
    within 161 km when their spans are given. Rates are from 0 to 1; `toponyms` counts gold ones with a place."""

    documents: int
    toponyms: int
    found: Rates
    located: Rates
    resolution: float


def read_documents(file: Path) -> dict[str, str]:
    """Text by document id. Raises NotACorpus."""
    return {str(_field(r, w, "doc_id", "id")): str(_field(r, w, "text")) for r, w in _records(file)}


def read_toponyms(file: Path) -> list[Toponym]:
    """Gold toponyms in the file's order. Raises NotACorpus."""
    found = []
    for record, where in _records(file):
        start, end = _field(record, where, "start"), _field(record, where, "end")
        if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end):
            raise NotACorpus(f"{where}: not a span: {start!r} to {end!r}")
        latitude, longitude = record.get("lat"), record.get("lon")
        point = None if latitude is None or longitude is None else (float(latitude), float(longitude))
        found.append(Toponym(str(_field(record, where, "doc_id")), start, end, point))
    return found


def _records(file: Path) -> Iterable[tuple[dict, str]]:
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            where = f"{file}, line {number}"
            try:
                record = json.loads(line)
            except json.JSONDecodeError as error:
                raise NotACorpus(f"{where}: not JSON: {error.msg}") from None
            if not isinstance(record, dict):
                raise NotACorpus(f"{where}: not a JSON object")
            yield record, where


def _field(record: dict, where: str, *names: str) -> object:
    for name in names:
        if name in record:
            return record[name]
    raise NotACorpus(f"{where}: no {' or '.join(names)}")


def score(
    documents: int,
    gold: Sequence[Toponym],
    found: Sequence[Toponym],
    given: Sequence[tuple[float, float] | None],
) -> Scores:
    """Measures what was `found` against `gold`; `given` are the points found for the gold spans, in their order."""
    pairs = _pairs(gold, found)
    placed = sum(g.point is not None for g in gold)
    unknown = {j for i, j in pairs if gold[i].point is None}
    answered = sum(f.point is not None and j not in unknown for j, f in enumerate(found))
    near = sum(_near(gold[i].point, found[j].point) for i, j in pairs)
    right = sum(_near(g.point, point) for g, point in zip(gold, given, strict=True))
    return Scores(
        documents, placed, Rates.of(len(pairs), len(found), len(gold)), Rates.of(near, answered, placed),
        right / placed if placed else 0.0,
    )  # fmt: skip


def _near(gold: tuple[float, float] | None, found: tuple[float, float] | None) -> bool:
    return gold is not None and found is not None and haversine_km(*gold, *found) <= NEAR_KM


def _pairs(gold: Sequence[Toponym], found: Sequence[Toponym]) -> list[tuple[int, int]]:
    by_document = defaultdict(list)
    for i, toponym in enumerate(gold):
        by_document[toponym.document].append(i)
    overlaps = []
    for j, toponym in enumerate(found):
        for i in by_document.get(toponym.document, ()):
            if (size := gold[i].overlap(toponym)) > 0:
                apart = abs(gold[i].start - toponym.start) + abs(gold[i].end - toponym.end)
                overlaps.append((-size, apart, i, j))
    pairs, used_gold, used_found = [], set(), set()
    for _, _, i, j in sorted(overlaps):
        if i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            pairs.append((i, j))
    return pairs


def evaluate_places(documents: dict[str, str], gold: Sequence[Toponym], language: str = "en") -> Scores:
    """Reads the places of raw texts (no cleaning, no groups masked) and measures them."""
    from pipeline.model import Block, BlockKind, Prose, Span
    from pipeline.places import find_places, load_gazetteer, resolve_spans

    gazetteer, found, spans = load_gazetteer(), [], defaultdict(list)
    for number, toponym in enumerate(gold):
        spans[toponym.document].append(number)
    given: list[tuple[float, float] | None] = [None] * len(gold)
    for name, text in documents.items():
        prose = Prose(text, (Block(Span(0, len(text)), BlockKind.BODY, "evaluation"),))
        for m in find_places(name, prose, gazetteer, language=language, masks=(), home=None):
            point = None if m.latitude is None else (m.latitude, m.longitude)
            found.append(Toponym(name, m.start, m.end, point))
        wanted = tuple(Span(gold[n].start, gold[n].end) for n in spans[name])
        for n, place in zip(spans[name], resolve_spans(prose, gazetteer, wanted, language=language), strict=True):
            given[n] = place and (place.latitude, place.longitude)
    return score(len(documents), gold, found, given)
