"""From documents to the table: parts → merging → rows → the table on disk.

Each step takes values and gives values, so that what is to be put between two of them has its place: corrections of
events after merging, rows from elsewhere before the table is written.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pipeline
from pipeline import corrections, parts, store
from pipeline.corrections import Damaged, Ledger, Outcome
from pipeline.merge.tables import merge_tables
from pipeline.model import Skipped
from pipeline.parts import Cache, Collected, Progress
from pipeline.places.asking import answers_kept
from pipeline.read import Location, read_items
from pipeline.settings import USUAL, Limits
from pipeline.settling import Settled, settle
from pipeline.store.columns import AS_READ, CLAIMS, DOCUMENTS, EVENTS, ORDER
from pipeline.store.folder import SPILL
from pipeline.store.order import ordered
from pipeline.store.sql import fill

if TYPE_CHECKING:  # they load a database, which reading documents need not wait for
    from duckdb import DuckDBPyConnection as Database
    from pyarrow import RecordBatch

    from pipeline.imports import Mapping
    from pipeline.imports import Outcome as Imported
    from pipeline.places.complete import Ask


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
    imported: int = 0  # of the events, those of imports

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
        names = ("read", "analysed", "events", "imported", "dated", "undated", "placed", "unplaced", "claims")
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
        meta = _origin(store.fingerprint(everything, limits, directory), limits, geocoder)
        summary = _build(directory, collect, meta, limits, keep=not ask)
        store.write_sources(directory, paths, meta["fingerprint"])
    return summary


def rebuild(
    directory: Path,
    *,
    progress: Progress = _quiet,
    workers: int | None = None,
    empty: bool = False,
    added: bool = False,
) -> Summary:
    """Build the table in `directory` anew from the documents in it, as corrected since; inputs are not read again.

    `empty` allows that none are left. `added` takes in the files that people added to the table, of which all else
    that it was built from need not be known.

    Raises TableMissing and TableDamaged, and what `build` raises.
    """
    old = store.read_meta(directory)
    service, limits = old.get("geocoder", ""), store.limits_of(old)
    fresh = store.with_added(directory, ()) if added else ()

    def collect(cache: Cache, ledger: Ledger) -> Collected:
        dates = corrections.publication_dates(ledger)
        cache.load(dates)
        stored = (d for d in store.stored_documents(directory) if not any(_below(d.source, path) for path in fresh))
        documents = (corrections.correct_document(document, ledger) for document in stored)
        items = read_items(fresh, limits)
        return parts.collect_stored(
            documents, cache, run, limits=limits, corrected=dates, added=items, progress=progress
        )

    with answers_kept(service) as ask, store.locked(directory):
        run = parts.runner(workers=workers, ask=ask)
        meta = _origin(old["fingerprint"], limits, service)
        return _build(directory, collect, meta, limits, keep=not ask, empty=empty)


def _below(source: str, folder: Location) -> bool:
    return os.path.abspath(source).startswith(os.path.abspath(folder) + os.sep)


def bring_in(
    files: Sequence[Path],
    directory: Path,
    *,
    mapping: Mapping | None = None,
    name: str | None = None,
    replacing: bool = False,
) -> tuple[Imported, Summary]:
    """Import files of coded events, keep them beside the table in `directory`, and build it anew with them.

    An import of that name is brought up to date, or replaced. Raises what `run_import` and `rebuild` raise.
    """
    from pipeline.imports import run_import

    with store.locked(directory):
        store.mend_imports(directory)
        _, outcome = run_import(files, directory, mapping=mapping, name=name, replacing=replacing)
        return outcome, _renew(directory)


def take_out(directory: Path, name: str) -> Summary:
    """Remove an import and its events. Raises ImportFailed where there is none of it, and what `rebuild` raises."""
    from pipeline.imports import remove_import

    with store.locked(directory):
        store.mend_imports(directory)
        remove_import(directory, name)
        return _renew(directory)


def _renew(directory: Path) -> Summary:
    try:
        return rebuild(directory, empty=True)
    except store.TableMissing:
        return build((), directory)


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
    empty: bool = False,
) -> Summary:
    """`empty` allows a table of no documents; one of imports alone is always allowed."""
    store.mend_imports(directory)
    ledger, imported = corrections.read_ledger(directory), store.kept_imports(directory)
    with _cache(directory, store.program(limits), keep) as (cache, spill):
        collected = collect(cache, ledger)
        if not (collected.count or imported or empty):
            raise NothingToRead(collected.skipped)
        state = meta | {"ledger": ledger.checksum, "imports": store.imports_fingerprint(directory)}
        with parts.opened(collected, spill, whole=bool(imported)) as database:
            summary = _write(directory, database, _Inputs(collected, ledger, imported), state)
        cache.clean()
    return summary


@dataclass(frozen=True, slots=True)
class _Inputs:
    """What a table is made of."""

    collected: Collected
    ledger: Ledger
    imported: Sequence[store.Kept]


def _write(directory: Path, database: Database, inputs: _Inputs, state: dict[str, str]) -> Summary:
    """Write the table of a database of documents, and say what is in it. Events are merged while texts are written."""
    store.unite(database, DOCUMENTS, "read_documents", inputs.imported)
    found: list[Summary] = []
    with ThreadPoolExecutor(1) as beside:
        settled = beside.submit(_settle, database.cursor(), inputs)

        def meta(counts: dict[str, str]) -> dict[str, str]:
            found.append(_summary(inputs, counts, settled.result().outcomes))
            return state | found[0].meta

        content = store.Content(
            later(lambda: settled.result().events),
            later(lambda: settled.result().claims),
            _documents(database, inputs),
            parts.mention_batches(database, inputs.collected),
            later(lambda: settled.result().corrections),
            later(lambda: settled.result().as_read),
        )
        store.write_content(directory, content, meta)
    return found[0]


def _documents(database: Database, inputs: _Inputs) -> Iterator[RecordBatch]:
    """Rows of `documents`, those of imports included, by id."""
    if inputs.imported:
        return ordered(database, DOCUMENTS, DOCUMENTS.name, ORDER[DOCUMENTS.name])
    return parts.document_batches(database, inputs.collected)


def _settle(database: Database, inputs: _Inputs) -> Settled:
    merge_tables(database, parts.reader(inputs.collected))
    for part in (EVENTS, CLAIMS):
        store.unite(database, part, f"merged_{part.name}", inputs.imported)
    fill(database, AS_READ.name, AS_READ.schema, ())
    return settle(database, inputs.ledger)


def _summary(inputs: _Inputs, counts: dict[str, str], outcomes: Iterable[Outcome]) -> Summary:
    names = ("events", "dated", "placed", "claims", "imported")
    return Summary(
        analysed=inputs.collected.count,
        skipped=inputs.collected.skipped,
        lost_corrections=corrections.unmatched(outcomes),
        damaged_corrections=inputs.ledger.damaged,
        **{name: int(counts[name]) for name in names},
    )


def later(make: Callable[[], Iterable]) -> Iterator:
    """Rows that are made when the first of them is asked for."""
    yield from make()


@contextmanager
def _cache(directory: Path, generation: str, keep: bool) -> Iterator[tuple[Cache, Path]]:
    """The cache of parts, for this run alone unless it is to be kept; and a folder for what lasts no longer."""
    for left in directory.glob(f"{SPILL}*"):  # by a build that was killed: nobody else holds the lock
        shutil.rmtree(left, ignore_errors=True)
    spill = Path(tempfile.mkdtemp(prefix=SPILL, dir=directory))
    try:
        with closing(Cache(directory if keep else spill, generation, spill)) as cache:
            yield cache, spill
    except _no_room() as error:
        raise OSError(None, str(error).partition("\n")[0], str(directory)) from error
    finally:
        shutil.rmtree(spill, ignore_errors=True)


def _no_room() -> tuple[type[Exception], ...]:
    """What databases raise that find no room on the disk."""
    import duckdb

    return (sqlite3.Error, duckdb.IOException, duckdb.OutOfMemoryException)
