"""Mentions of one happening become one event; every mention stays as a claim with its own values.

Within a document mentions join by family of type, status, date, place and parties. Across documents the bar is
higher: days that touch, the same place, no conflicting parties, and wording in common; or one telling sentence, read
alike in both. The order of the documents plays no part, and two documents of the same words count as one.

An event bears the id that its first claim founds: that of the report published first, by its evidence, type, date and
place. So documents on other events never rename it, nor do later reports on it; and each claim keeps the id that it
would found (`Claim.own_event_id`), by which an event is found again under any name it ever had.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from pipeline.events import load_event_types
from pipeline.merge.across import across
from pipeline.merge.compare import Told, all_told, same_here, text_digest
from pipeline.merge.event import event_of
from pipeline.model import Analysis, Event, EventMention, Publication

__all__ = ["Merger", "Read", "clusters", "merge", "read_of"]

MEMORY = 80  # happenings of a document that a later mention may belong to


def merge(analyses: Iterable[Analysis]) -> tuple[Event, ...]:
    """The events of some documents, dated ones first in order of time.

    Permuting the analyses changes nothing; a second copy of a document (same words, whatever its id) adds nothing.
    """
    merger = Merger()
    for analysis in analyses:
        merger.add(analysis)
    return merger.events()


@dataclass(frozen=True, slots=True)
class Read:
    """What merging needs of a document: its mentions, made ready for comparing."""

    id: str
    source: str
    text_id: str
    told: tuple[Told, ...]


def read_of(document: str, source: str, text: str, publication: Publication, mentions: Iterable[EventMention]) -> Read:
    """A document of these words and mentions of events, as merging needs it."""
    return Read(document, source, text_digest(text), all_told(mentions, text, publication, _families()))


class Merger:
    """Takes in documents one by one and keeps of each only its mentions of events."""

    def __init__(self) -> None:
        self._by_text: dict[str, Read] = {}

    def add(self, analysis: Analysis) -> None:
        """Takes in a document as analysed."""
        document = analysis.document
        self.take(read_of(document.id, document.source, document.text, analysis.publication, analysis.events))

    def take(self, read: Read) -> None:
        """Takes in a document; of documents of the same words the one whose id comes first stands."""
        known = self._by_text.get(read.text_id)
        if known is None or (read.id, read.source) < (known.id, known.source):
            self._by_text[read.text_id] = read

    def events(self) -> tuple[Event, ...]:
        """The events of all documents taken in, dated ones first in order of time."""
        reads = sorted(self._by_text.values(), key=lambda r: (r.id, r.source))
        events = [event_of(sorted(cluster, key=lambda t: t.rank)) for cluster in clusters(r.told for r in reads)]
        return tuple(sorted(events, key=_order))


def clusters(documents: Iterable[Sequence[Told]]) -> list[list[Told]]:
    """The mentions of some documents in clusters of one happening. `Told.mention` is not looked at."""
    return across([cluster for told in documents for cluster in _within(told)])


def _within(mentions: Sequence[Told]) -> list[list[Told]]:
    """A document's mentions in clusters of one happening; a mention joins the last cluster that it agrees with."""
    found: list[list[Told]] = []
    for one in mentions:
        home = next((c for c in found[: -MEMORY - 1 : -1] if all(same_here(one, other) for other in c)), None)
        if home is None:
            found.append([one])
        else:
            home.append(one)
    return found


@lru_cache(maxsize=1)
def _families() -> dict[str, str]:
    return {name: kind.family for name, kind in load_event_types().items()}


def _order(event: Event) -> tuple:
    interval = event.when.interval if event.when else None
    first = (interval.earliest or interval.latest) if interval else None
    last = (interval.latest or date.max) if interval else date.max
    return (first is None, first or date.max, last, event.event_type, event.event_id)
