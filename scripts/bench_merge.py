"""Time merging on generated mentions: python scripts/bench_merge.py [--sizes 10000 100000 1000000]

Mentions fall in clumps, as in the news: few places with many, words by their frequency, a third of all happenings told
by several reports. They are put on disk as the workers of a build put them, which is timed apart since any number of
them does it; what is timed as merging is one process's work from there to the rows of the table in their order. Each
size has a process of its own. Nothing is asserted.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import resource
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from pipeline import parts
from pipeline.merge.tables import merge_tables
from pipeline.model import (
    Analysis,
    Document,
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
from pipeline.parts.part import Entry
from pipeline.parts.work import Packing
from pipeline.settings import PART_DOCUMENTS
from pipeline.store.columns import CLAIMS, EVENTS, ORDER
from pipeline.store.sql import ordered

TYPES = ("attack", "bombing", "killing", "abduction", "protest", "meeting", "statement", "deployment")
GROUPS = ((), (), (), ("aqim",), ("boko-haram",), ("al-shabaab",), ("jnim",), ("islamic-state",))
EACH = 10  # mentions of a document
DAYS = 365 * 8


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000], metavar="N")
    sizes = parser.parse_args().sizes
    print("| mentions | events | merging, processor time | as it passes | its memory | before, by workers |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: |")
    apart = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=apart, max_tasks_per_child=1) as pool:
        for line in pool.map(_run, sizes):
            print(line, flush=True)


def _run(size: int) -> str:
    with tempfile.TemporaryDirectory() as folder:
        spill = Path(folder, "spill")
        start = time.process_time()
        collected = _parts(size, Path(folder))
        before, clock, start = time.process_time() - start, time.perf_counter(), time.process_time()
        with parts.opened(collected, spill) as database:
            merge_tables(database)
            counts = [
                sum(len(batch) for batch in ordered(database, part, f"merged_{part.name} ORDER BY {ORDER[part.name]}"))
                for part in (EVENTS, CLAIMS)
            ]
        took, passed = time.process_time() - start, time.perf_counter() - clock
    assert counts[1] == size, "a mention was lost"
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    cells = (f"{size:,}", f"{counts[0]:,}", f"{took:.1f} s", f"{passed:.1f} s", f"{memory:,.0f} MB")
    return f"| {' | '.join(cells)} | {before * 1e6 / size:.0f} µs each |"


def _parts(size: int, folder: Path) -> parts.Collected:
    """The documents of so many mentions as a build finds them on disk."""
    rng = random.Random(20121107)
    documents = enumerate(_documents(rng, size, [_place(rng, n) for n in range(max(200, size // 100))]))
    cache, chosen = parts.Cache(folder, "bench"), {}
    while batch := list(islice(documents, PART_DOCUMENTS)):
        packing = Packing()
        for number, (text, publication, mentions) in batch:
            document = Document(f"d{number:07}", text, "s", "0" * 64)
            entry = Entry(number.to_bytes(16, "big"), "s", document.id)
            packing.keep(entry, Analysis(document, "en", Prose(text, ()), publication, (), (), (), tuple(mentions)))
        cache.add(packing.files())
        for number, _ in batch:
            chosen[f"d{number:07}"] = cache.find(number.to_bytes(16, "big"))
    return parts.Collected(cache, chosen, ())


def _documents(rng: random.Random, size: int, places: list[PlaceMention]) -> Iterator[tuple]:
    told: list[tuple] = []  # happenings that a later report may tell of again
    for number in range(size // EACH):
        day = date(2010, 1, 1) + timedelta(days=number * DAYS * EACH // size)
        sentences, mentions, at = [], [], 0
        for _ in range(EACH):
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
    main()
