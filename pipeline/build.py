"""From documents to the table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pipeline
from pipeline import corrections, settings, store
from pipeline.corpus import Track, analyse_all, analyse_paths
from pipeline.corrections import Correction
from pipeline.merge import Merger
from pipeline.model import Analysis, Event, Skipped
from pipeline.places.asking import answers_kept
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
    lost_corrections: tuple[Correction, ...] = ()  # their document is not among those read

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


def build(
    paths: Sequence[Path],
    directory: Path,
    *,
    limit: int = settings.MAX_TEXT_CHARACTERS,
    track: Track = iter,
    ask: Ask | None = None,
    geocoder: str = "",
) -> Summary:
    """Build the table of all documents under `paths` in `directory`.

    `ask` answers for places that the gazetteer lacks, `geocoder` is the name of the service behind it. Corrections in
    the ledger of `directory` are applied. Raises NothingToRead where no document could be analysed, LedgerDamaged, and
    OSError where `directory` can't be written; all leave the last good table in place.
    """
    meta = {"fingerprint": store.fingerprint(paths, limit), "limit": str(limit), "geocoder": geocoder}
    ledger = corrections.read_ledger(directory)
    summary = _build(directory, analyse_paths(paths, limit=limit, track=track, ledger=ledger, ask=ask), meta, ledger)
    store.write_sources(directory, paths, meta["fingerprint"])
    return summary


def rebuild(directory: Path, *, track: Track = iter) -> Summary:
    """Build the table in `directory` anew from the documents in it, as corrected since; inputs are not read again.

    Raises TableMissing and TableDamaged, and what `build` raises.
    """
    table = store.open_table(directory)
    ledger = corrections.read_ledger(directory)
    service = table.meta.get("geocoder", "")
    meta = {"fingerprint": table.meta["fingerprint"], "limit": table.meta["limit"], "geocoder": service}
    with answers_kept(service) as ask:
        outcomes = analyse_all(track(store.stored_documents(table)), ledger, ask)
        return _build(directory, outcomes, meta, ledger)


def refresh(paths: Sequence[Path], directory: Path, *, track: Track = iter) -> Summary:
    """Build from `paths` as the table in `directory` was built: its limit, and its geocoder's answers so far.

    Where there is no table to learn that from, as `build` does by itself. Raises what `build` raises.
    """
    try:
        meta = store.open_table(directory).meta
    except (store.TableMissing, store.TableDamaged):
        meta = {}
    service, limit = meta.get("geocoder", ""), int(meta.get("limit", settings.MAX_TEXT_CHARACTERS))
    with answers_kept(service) as ask:
        return build(paths, directory, limit=limit, track=track, ask=ask, geocoder=service)


def _build(
    directory: Path, outcomes: Iterable[Analysis | Skipped], meta: dict[str, str], ledger: Sequence[Correction]
) -> Summary:
    skipped, merger, gathered = [], Merger(), store.Gathered()
    for outcome in outcomes:  # of an analysis only what the table holds is kept
        if isinstance(outcome, Skipped):
            skipped.append(outcome)
            continue
        merger.add(outcome)
        gathered.add(outcome)
    if not gathered:
        raise NothingToRead(tuple(skipped))
    events = merger.events()
    lost = corrections.without_document(ledger, gathered.ids)
    summary = replace(summarise(len(gathered), tuple(skipped), events), lost_corrections=lost)
    origin = {"version": pipeline.__version__, "ledger": corrections.checksum(directory)}
    store.write_table(directory, events, gathered, meta | origin | summary.meta)
    return summary


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
