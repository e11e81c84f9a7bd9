"""From documents to the table: parts → merging → rows → the table on disk.

Each step takes values and gives values, so that what is to be put between two of them has its place: corrections of
events after merging, rows from elsewhere before the table is written.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pipeline
from pipeline import corrections, parts, store
from pipeline.corrections import Damaged, Ledger, Outcome
from pipeline.merge import Merger
from pipeline.model import Event, Skipped
from pipeline.parts import Cache, Collected, Progress
from pipeline.places.asking import answers_kept
from pipeline.places.complete import Ask
from pipeline.read import Location, read_items
from pipeline.settings import USUAL, Limits
from pipeline.store import rows


class NothingToRead(Exception):
    """Not one document could be analysed; `skipped` says why."""

    def __init__(self, skipped: tuple[Skipped, ...]):
        super().__init__("no document could be read")
        self.skipped = skipped


@dataclass(frozen=True, slots=True)
class Summary:
    """A run in numbers that add up: read = analysed + skipped, events = dated + undated = placed + unplaced."""

    analysed: int
    skipped: tuple[Skipped, ...]
    events: int
    dated: int
    placed: int
    claims: int
    lost_corrections: tuple[Outcome, ...] = ()  # their evidence is not among what was read
    damaged_corrections: tuple[Damaged, ...] = ()  # lines of the ledger that can't be read

    @property
    def read(self) -> int:
        return self.analysed + len(self.skipped)

    @property
    def undated(self) -> int:
        return self.events - self.dated

    @property
    def unplaced(self) -> int:
        return self.events - self.placed

    @property
    def meta(self) -> dict[str, str]:
        """The counts as the table keeps them."""
        names = ("read", "analysed", "events", "dated", "undated", "placed", "unplaced", "claims")
        return {name: str(getattr(self, name)) for name in names} | {"skipped": str(len(self.skipped))}


def _quiet(done: int, found: int) -> None:
    """Progress that nobody watches."""


def build(
    paths: Sequence[Location],
    directory: Path,
    *,
    limits: Limits = USUAL,
    progress: Progress = _quiet,
    workers: int | None = None,
    scheduler: str | None = None,
    ask: Ask | None = None,
    geocoder: str = "",
) -> Summary:
    """Build the table of all documents under `paths`, and of those added to the table by hand, in `directory`.

    Documents are read by so many `workers`, by default one a core, or by the Dask cluster at `scheduler`; the table is
    the same. What an earlier build into `directory` read, whether it ended or was killed, is not read again.

    `ask` answers for places that the gazetteer lacks, `geocoder` is the name of the service behind it. Corrections in
    the ledger of `directory` are applied. Raises NothingToRead where no document could be analysed, LedgerDamaged, and
    OSError where `directory` can't be written; all leave the last good table in place.
    """
    run = parts.runner(workers=workers, scheduler=scheduler, ask=ask)

    def collect(cache: Cache, ledger: Ledger) -> Collected:
        dates = corrections.publication_dates(ledger)
        cache.load(dates)
        return parts.collect(
            read_items(everything, limits), cache, run, limits=limits, corrected=dates, progress=progress
        )

    with store.locked(directory):
        everything = store.with_added(directory, paths)
        meta = _origin(store.fingerprint(everything, limits), limits, geocoder)
        summary = _build(directory, collect, meta, limits, keep=not ask)
        store.write_sources(directory, paths, meta["fingerprint"])
    return summary


def rebuild(directory: Path, *, progress: Progress = _quiet, workers: int | None = None) -> Summary:
    """Build the table in `directory` anew from the documents in it, as corrected since; inputs are not read again.

    Raises TableMissing and TableDamaged, and what `build` raises.
    """
    old = store.read_meta(directory)
    service, limits = old.get("geocoder", ""), store.limits_of(old)

    def collect(cache: Cache, ledger: Ledger) -> Collected:
        dates = corrections.publication_dates(ledger)
        cache.load(dates)
        documents = (corrections.correct_document(d, ledger) for d in store.stored_documents(directory))
        return parts.collect_stored(documents, cache, run, limits=limits, corrected=dates, progress=progress)

    with answers_kept(service) as ask, store.locked(directory):
        run = parts.runner(workers=workers, ask=ask)
        meta = _origin(old["fingerprint"], limits, service)
        return _build(directory, collect, meta, limits, keep=not ask)


def refresh(paths: Sequence[Location], directory: Path, *, progress: Progress = _quiet) -> Summary:
    """Build from `paths` as the table in `directory` was built: its limits, and its geocoder's answers so far.

    Where there is no table to learn that from, as `build` does by itself. Raises what `build` raises.
    """
    try:
        meta = store.read_meta(directory)
    except (store.TableMissing, store.TableDamaged):
        meta = {}
    service = meta.get("geocoder", "")
    with answers_kept(service) as ask:
        return build(paths, directory, limits=store.limits_of(meta), progress=progress, ask=ask, geocoder=service)


def _origin(fingerprint: str, limits: Limits, geocoder: str) -> dict[str, str]:
    return {
        "version": pipeline.__version__,
        "fingerprint": fingerprint,
        "limits": json.dumps(limits.of_result),
        "geocoder": geocoder,
    }


def _build(
    directory: Path,
    collect: Callable[[Cache, Ledger], Collected],
    meta: dict[str, str],
    limits: Limits,
    keep: bool,
) -> Summary:
    ledger = corrections.read_ledger(directory)
    with _cache(directory, store.program(limits), keep) as (cache, spill):
        collected = collect(cache, ledger)
        if not collected.chosen:
            raise NothingToRead(collected.skipped)
        done = corrections.apply(merged(collected), ledger)
        events, outcomes = done.events, corrections.settle_documents(done.outcomes, collected.chosen)
        lost = corrections.unmatched(outcomes)
        summary = summarise(len(collected.chosen), collected.skipped, events)
        summary = replace(summary, lost_corrections=lost, damaged_corrections=ledger.damaged)
        content = store.Content(
            rows.event_rows(events),
            rows.claim_rows(events),
            parts.document_batches(collected, spill),
            parts.mention_batches(collected, spill),
            corrections.correction_rows(outcomes),
            rows.as_read_rows(done.machine),
        )
        meta = meta | {"ledger": corrections.checksum(directory)} | summary.meta
        store.write_content(directory, content, meta)
        cache.clean(collected.chosen.values())
    return summary


def merged(collected: Collected) -> tuple[Event, ...]:
    """The events of all documents."""
    merger = Merger()
    for read in collected.reads():
        merger.take(read)
    return merger.events()


@contextmanager
def _cache(directory: Path, generation: str, keep: bool) -> Iterator[tuple[Cache, Path]]:
    """The cache of parts, for this run alone unless it is to be kept; and a folder for what lasts no longer."""
    spill = Path(tempfile.mkdtemp(prefix=".build-", dir=directory))
    try:
        yield Cache(directory if keep else spill, generation), spill
    finally:
        shutil.rmtree(spill, ignore_errors=True)


def summarise(analysed: int, skipped: tuple[Skipped, ...], events: Sequence[Event]) -> Summary:
    """Count what came out."""
    return Summary(
        analysed=analysed,
        skipped=skipped,
        events=len(events),
        dated=sum(event.when is not None for event in events),
        placed=sum(event.place is not None and event.place.latitude is not None for event in events),
        claims=sum(len(event.claims) for event in events),
    )
