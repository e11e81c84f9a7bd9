"""Time merging on generated mentions: python scripts/bench_merge.py [--sizes 10000 100000 1000000]

Mentions fall in clumps, as in the news: few places with many, words by their frequency, a third of all happenings told
by several reports. Seconds are of processor time on one core; nothing is asserted.
"""

from __future__ import annotations

import argparse
import gc
import random
import resource
import time
from datetime import date, timedelta

from pipeline.merge import Merger, Read, clusters
from pipeline.merge.compare import all_told
from pipeline.model import (
    EventMention,
    Interval,
    PlaceKind,
    PlaceMention,
    Precision,
    Publication,
    Span,
    Status,
    When,
)

TYPES = ("attack", "bombing", "killing", "abduction", "protest", "meeting", "statement", "deployment")
GROUPS = ((), (), (), ("aqim",), ("boko-haram",), ("al-shabaab",), ("jnim",), ("islamic-state",))
EACH = 10  # mentions of a document
DAYS = 365 * 8


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000], metavar="N")
    parser.add_argument("--clusters", action="store_true", help="only find what belongs together, make no events")
    options = parser.parse_args()
    print(f"{'mentions':>10} {'take in':>9} {'merge':>9} {'all':>9} {'events':>9} {'memory':>9}")
    for size in options.sizes:
        print(_run(size, options.clusters))


def _run(size: int, only_clusters: bool) -> str:
    rng = random.Random(20121107)
    places = [_place(rng, n) for n in range(max(200, size // 100))]
    merger, reads, taking = Merger(), [], 0.0
    gc.disable()
    for number, (text, publication, mentions) in enumerate(_documents(rng, size, places)):
        start = time.process_time()
        families = {t: t for t in TYPES} | {"bombing": "violence", "attack": "violence", "killing": "violence"}
        told = all_told(mentions, text, publication, families)
        read = Read(f"d{number:07}", "s", f"{number}", told)
        merger.take(read) if not only_clusters else reads.append(read)
        taking += time.process_time() - start
    start = time.process_time()
    found = len(merger.events()) if not only_clusters else len(clusters(r.told for r in reads))
    merging = time.process_time() - start
    gc.enable()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return f"{size:>10,} {taking:>7.1f} s {merging:>7.1f} s {taking + merging:>7.1f} s {found:>9,} {memory:>6,.0f} MB"


def _documents(rng: random.Random, size: int, places: list[PlaceMention]):
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
