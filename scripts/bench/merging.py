"""Merging: its curve.

Mentions fall in clumps, as in the news: few places with many, words by their frequency, a third of all happenings told
by several reports. They are put on disk as the workers of a build put them; that is timed apart, since any number of
workers does it. What is timed as merging is one process's work from there to the rows of the table in their order. Each
line is measured in a process of its own: PYTHONPATH=. python scripts/bench/merging.py SIZE
"""

from __future__ import annotations

import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from pipeline import parts
from pipeline.merge.tables import merge_tables
from pipeline.model import (
    Analysis,
    EventMention,
    Interval,
    PlaceKind,
    PlaceMention,
    Precision,
    Prose,
    Publication,
    Span,
    Status,
    When,
)
from pipeline.parts import part
from pipeline.parts.work import Packing
from pipeline.read import parse, read_items
from pipeline.settings import PART_DOCUMENTS, USUAL
from pipeline.store.columns import CLAIMS, EVENTS, ORDER
from pipeline.store.order import ordered

ROOT = Path(__file__).resolve().parents[2]
TYPES = ("attack", "bombing", "killing", "abduction", "protest", "meeting", "statement", "deployment")
GROUPS = ((), (), (), ("aqim",), ("boko-haram",), ("al-shabaab",), ("jnim",), ("islamic-state",))
LONG, SHORT = 10, 3  # mentions of a document; of reports of some 400 characters
DAYS = 365 * 8
SEED = 20121107


def table(sizes: list[int]) -> list[str]:
    """The curve: lines of a Markdown table."""
    head = ("mentions", "events", "merging, processor time", "as it passes", "memory", "before, in the workers")
    return [*_head(head), *map(_apart, sizes)]


def _head(names: tuple[str, ...]) -> list[str]:
    return [_row(*names), "|" + " ---: |" * len(names)]


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _apart(size: int) -> str:
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, __file__, str(size)]
    return subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True).stdout.strip()


def curve(size: int) -> str:
    """Merging so many mentions."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        start = time.process_time()
        cache = parts.Cache(folder, "bench", folder)
        count = invent(folder, size // LONG, LONG, cache)
        for _, reference, document in cache.index.inputs():
            cache.index.choose(document, reference)
        before, measured = time.process_time() - start, _Clock()
        collected = parts.Collected(cache, count, ())
        with parts.opened(collected, folder / "spill") as database:
            merge_tables(database, parts.reader(collected))
            events, claims = (
                sum(len(batch) for batch in ordered(database, one, f"merged_{one.name}", ORDER[one.name]))
                for one in (EVENTS, CLAIMS)
            )
        took, passed, memory = measured()
    assert claims == size, "a mention was lost"
    return _row(f"{size:,}", f"{events:,}", took, passed, memory, f"{before * 1e6 / size:.0f} µs each")


class _Clock:
    """What this process takes from now on."""

    def __init__(self) -> None:
        self._start = time.process_time(), time.perf_counter()

    def __call__(self) -> tuple[str, str, str]:
        """Processor time, time, and the most memory ever, for a cell each."""
        took, passed = time.process_time() - self._start[0], time.perf_counter() - self._start[1]
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        return f"{took:.1f} s", f"{passed:.1f} s", f"{memory:,.0f} MB"


def invent(folder: Path, documents: int, each: int, cache: parts.Cache) -> int:
    """Documents as a build finds them on disk: a file of them, and what workers made of it; their number."""
    path = folder / "news.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for number, (text, publication, _) in enumerate(_documents(documents, each)):
            record = {"id": f"d{number:07}", "text": text, "published": publication.edtf}
            file.write(json.dumps(record) + "\n")
    told = enumerate(zip(read_items([path]), _documents(documents, each), strict=True))
    while batch := list(islice(told, PART_DOCUMENTS)):
        packing = Packing()
        for number, (item, (_, publication, mentions)) in batch:
            document = parse(item, USUAL)
            entry = part.Entry(item.key, document.source, document.id, "", part.digest(document))
            prose = Prose(document.text, ())
            packing.keep(entry, Analysis(document, "en", prose, publication, (), (), (), tuple(mentions)))
            cache.index.note(number, item.key)
        cache.add(packing.files())
    return documents


def _documents(count: int, each: int) -> Iterator[tuple[str, Publication, list[EventMention]]]:
    rng = random.Random(SEED)
    places = [_place(rng, n) for n in range(max(200, count * each // 100))]
    told: list[tuple] = []  # happenings that a later report may tell of again
    for number in range(count):
        day = date(2010, 1, 1) + timedelta(days=number * DAYS // count)
        sentences, mentions, at = [], [], 0
        for _ in range(each):
            if told and rng.random() < 0.35:
                kind, when, place, groups, words = told[-1 - min(len(told) - 1, int(rng.expovariate(1 / 40)))]
                words = [w if rng.random() < 0.7 else _word(rng) for w in words]
            else:
                kind, groups = rng.choice(TYPES), rng.choice(GROUPS)
                place = None if rng.random() < 0.2 else places[int(len(places) * rng.random() ** 3)]
                when = _when(rng, day)
                words = [_word(rng) for _ in range(rng.randint(8, 24))]
                told.append((kind, when, place, groups, words))
            sentence = " ".join(words)
            mentions.append(_mention(number, at, sentence, kind, when, place, groups, rng))
            sentences.append(sentence)
            at += len(sentence) + 1
        del told[:-200]
        yield "\n".join(sentences), Publication(Interval.day(day), day.isoformat(), Precision.DAY, "stated"), mentions


def _word(rng: random.Random) -> str:
    return f"word{int(8000 * rng.random() ** 3)}"


def _when(rng: random.Random, day: date) -> When | None:
    back, wide = rng.choice((0, 0, 1, 1, 2, 5, 30)), rng.choice((0, 0, 0, 0, 0, 0, 6, 30))
    if rng.random() < 0.15:
        return None
    first = day - timedelta(days=back)
    last = first + timedelta(days=wide)
    return When(Interval(first, last), f"{first}/{last}" if wide else f"{first}", Precision.DAY, "clause-date")


def _place(rng: random.Random, number: int) -> PlaceMention:
    latitude, longitude = rng.uniform(-30, 40), rng.uniform(-15, 60)
    name = f"Place {number}"
    return PlaceMention("d", 0, 8, name, "t", name, latitude, longitude, 5.0, PlaceKind.CITY, number + 1, "ML", 0.9)


def _mention(
    number: int,
    at: int,
    sentence: str,
    kind: str,
    when: When | None,
    place: PlaceMention | None,
    groups: tuple,
    rng: random.Random,
) -> EventMention:
    return EventMention(
        document=f"d{number:07}", start=at, end=at + 4, text=sentence[:4], rule="t", event_type=kind,
        status=Status.OCCURRED, title=sentence[:40], sentence=Span(at, at + len(sentence)), when=when,
        when_reason=None if when else "none", place=place, place_rule="clause-place" if place else None,
        place_reason=None if place else "none", groups=groups, actors=(), confidence=rng.choice((0.6, 0.75, 0.9)),
    )  # fmt: skip


if __name__ == "__main__":
    print(curve(int(sys.argv[1])))
