"""Mentions of one happening become one event; every mention stays as a claim with its own values.

Within a document mentions join by family of type, status, date, place and parties. Across documents the bar is
higher: days that touch, the same place, no conflicting parties, and wording in common; or one telling sentence, read
alike in both. The order of the documents plays no part, and two documents of the same words count as one. An event's id
rests on its best claim's evidence, type and date, so that documents on other events never rename it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.events import load_event_types
from pipeline.merge.across import across
from pipeline.merge.compare import Told, same_here, told
from pipeline.merge.event import event_of, named
from pipeline.model import Analysis, Event

__all__ = ["Merger", "merge"]

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
class _Read:
    """What is kept of a document: its mentions with their sentences."""

    id: str
    source: str
    mentions: tuple[Told, ...]


class Merger:
    """Takes in documents one by one and keeps of each only its mentions of events."""

    def __init__(self) -> None:
        self._by_text: dict[str, _Read] = {}

    def add(self, analysis: Analysis) -> None:
        """Takes in a document; of documents of the same words the one whose id comes first stands."""
        document = analysis.document
        text_id = hashlib.sha256(" ".join(document.text.split()).encode()).hexdigest()
        known = self._by_text.get(text_id)
        if known is None or (document.id, document.source) < (known.id, known.source):
            types = load_event_types()
            mentions = tuple(told(m, document.text, types[m.event_type].family, text_id) for m in analysis.events)
            self._by_text[text_id] = _Read(document.id, document.source, mentions)

    def events(self) -> tuple[Event, ...]:
        """The events of all documents taken in, dated ones first in order of time."""
        documents = sorted(self._by_text.values(), key=lambda d: (d.id, d.source))
        clusters = [cluster for document in documents for cluster in _within(document.mentions)]
        events = named([event_of(sorted(cluster, key=lambda t: t.rank)) for cluster in across(clusters)])
        return tuple(sorted(events, key=_order))


def _within(mentions: Sequence[Told]) -> list[list[Told]]:
    """A document's mentions in clusters of one happening; a mention joins the last cluster that it agrees with."""
    clusters: list[list[Told]] = []
    for one in mentions:
        home = next((c for c in clusters[: -MEMORY - 1 : -1] if all(same_here(one, other) for other in c)), None)
        if home is None:
            clusters.append([one])
        else:
            home.append(one)
    return clusters


def _order(event: Event) -> tuple:
    interval = event.when.interval if event.when else None
    first = (interval.earliest or interval.latest) if interval else None
    last = (interval.latest or date.max) if interval else date.max
    return (first is None, first or date.max, last, event.event_type, event.event_id)
