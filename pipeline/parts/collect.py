"""From items to documents analysed: what is known is taken from the cache, the rest is made into parts."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from operator import itemgetter

from pipeline import settings
from pipeline.model import Document, Skipped
from pipeline.parts import part
from pipeline.parts.cache import Cache
from pipeline.parts.index import Reference
from pipeline.parts.part import Files, Job
from pipeline.read import RISKY, Item, twice
from pipeline.settings import Limits

_HELD = 2  # batches that are looked ahead for the end: the last one may be short
Progress = Callable[[int, int], None]  # documents done, and documents found so far
Run = Callable[[Iterator[Job]], Iterator[Files]]  # parts of jobs, in whatever order; takes jobs as it needs them


@dataclass(frozen=True, slots=True)
class Collected:
    """The documents of a build, chosen in `cache`: how many they are, and what gave no document."""

    cache: Cache
    count: int
    skipped: tuple[Skipped, ...]


def collect(
    items: Iterable[Item | Skipped],
    cache: Cache,
    run: Run,
    *,
    limits: Limits,
    corrected: Mapping[str, str],
    progress: Progress = lambda done, found: None,
) -> Collected:
    """Every item's document, of those with one id the first. Raises what `run` and `cache` raise."""
    planned = _Planned(items, cache, progress)
    for files in run(planned.jobs(limits, dict(corrected))):
        planned.finished(cache.add(files))
    return _chosen(cache, planned.skipped)


def collect_stored(
    documents: Iterable[Document],
    cache: Cache,
    run: Run,
    *,
    limits: Limits,
    corrected: Mapping[str, str],
    added: Iterable[Item | Skipped] = (),
    progress: Progress = lambda done, found: None,
) -> Collected:
    """The same for documents of a table, as corrected, and for items that are `added` to them; those that were
    analysed just so are not analysed again."""

    def unknown() -> Iterator[Item]:
        for document in documents:
            reference = cache.index.find_document(part.digest(document))
            if reference is None:
                yield part.stored_item(document)
            else:
                cache.index.choose(document.id, reference)

    items = chain(unknown(), added)
    return collect(items, cache, run, limits=limits, corrected=corrected, progress=progress)


class _Planned:
    """Cuts items that nothing is known of into jobs, and notes the order of all."""

    def __init__(self, items: Iterable[Item | Skipped], cache: Cache, progress: Progress) -> None:
        self._items, self._index, self._progress = items, cache.index, progress
        self._done = self._found = 0
        self.skipped: list[tuple[int, Skipped]] = []  # inputs that are no items, with their numbers among all

    def finished(self, documents: int) -> None:
        """So many more are done."""
        self._done += documents
        self._progress(self._done, self._found)

    def jobs(self, limits: Limits, corrected: dict[str, str]) -> Iterator[Job]:
        """Jobs of a size at which a part is worth its files; the first and the last ones are smaller."""
        for batch in _tapering(self._batches()):
            yield Job(tuple(batch), limits, corrected, {})

    def _batches(self) -> Iterator[list[Item]]:
        batch: list[Item] = []
        size = before = 0
        for item in self._unknown():
            batch.append(item)
            size += len(item.content)
            if len(batch) >= _documents(before) or size >= settings.PART_BYTES:
                yield batch
                batch, size, before = [], 0, before + len(batch)
        if batch:
            yield batch

    def _unknown(self) -> Iterator[Item]:
        for item in self._items:
            self._found += 1
            if isinstance(item, Skipped):
                self.skipped.append((self._found, item))
                self.finished(1)
                continue
            key = item.key
            self._index.note(self._found, key)
            if self._index.find(key) is None:
                yield item
            else:
                self.finished(1)


def _tapering(batches: Iterator[list[Item]]) -> Iterator[list[Item]]:
    """Batches as they come and the last ones in pieces, lest workers wait long for the one that is at the very last."""
    held: deque[list[Item]] = deque()
    for batch in batches:
        held.append(batch)
        if len(held) > _HELD:
            yield held.popleft()
    for batch in held:
        for first in range(0, len(batch), settings.FIRST_DOCUMENTS):
            yield batch[first : first + settings.FIRST_DOCUMENTS]


def _documents(before: int) -> int:
    """Documents of a part after so many: a small share of them, so that every worker soon has one."""
    return min(settings.PART_DOCUMENTS, max(settings.FIRST_DOCUMENTS, before // settings.PART_SHARE))


def _chosen(cache: Cache, skipped: list[tuple[int, Skipped]]) -> Collected:
    """In the order of the inputs: of documents of one id the first, and why the others are none."""
    for number, reference, document in cache.index.inputs():
        if document is None:
            entry = cache.entry(reference)
            skipped.append((number, Skipped(entry.source, entry.reason, entry.remedy)))
        elif (first := cache.index.choose(document, reference)) != reference:
            skipped.append((number, _taken(cache, reference, first)))
    in_order = sorted(skipped, key=itemgetter(0))
    return Collected(cache, cache.index.count(), tuple(reason for _, reason in in_order))


def _taken(cache: Cache, reference: Reference, first: Reference) -> Skipped:
    """Why a document is left out whose id the first one has."""
    entry = cache.entry(reference)
    return twice(entry.document, entry.source, cache.entry(first).source)


def small(jobs: Iterator[Job]) -> tuple[bool, Iterator[Job]]:
    """Whether the jobs are a few short texts that are sooner read than a worker is started; and the jobs."""
    head: list[Job] = []
    size, plain = 0, True
    for job in jobs:
        head.append(job)
        size += sum(len(item.content) for item in job.items)
        plain = plain and not any(item.form in RISKY for item in job.items)
        if not plain or size > settings.SMALL_BYTES:
            return False, chain(head, jobs)
    return True, iter(head)
