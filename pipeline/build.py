"""From documents to the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pipeline
from pipeline import settings, store
from pipeline.corpus import Track, analyse_paths
from pipeline.merge import merge
from pipeline.model import Event, Skipped


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
    paths: Sequence[Path], directory: Path, *, limit: int = settings.MAX_TEXT_CHARACTERS, track: Track = iter
) -> Summary:
    """Build the table of all documents under `paths` in `directory`.

    Raises NothingToRead where no document could be analysed and OSError where `directory` can't be written; both
    leave the last good table in place.
    """
    fingerprint = store.fingerprint(paths, limit)
    analyses, skipped = [], []
    for outcome in analyse_paths(paths, limit=limit, track=track):
        (skipped if isinstance(outcome, Skipped) else analyses).append(outcome)
    if not analyses:
        raise NothingToRead(tuple(skipped))
    events = merge(analyses)
    summary = summarise(len(analyses), tuple(skipped), events)
    meta = {"version": pipeline.__version__, "fingerprint": fingerprint, "limit": str(limit)} | summary.meta
    store.write_table(directory, events, analyses, meta)
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
