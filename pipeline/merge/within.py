"""A document's mentions of events as happenings: rows of `events` and `claims`, as they are if no other document
tells of the same, with what comparing them with other documents' takes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.events import load_event_types
from pipeline.merge.columns import FAMILY, HAPPENING, HAPPENINGS, PUBLISHED, SPOT, TEXT_ID, WORDS
from pipeline.merge.compare import NEVER, Spot, Told, all_told, digest, same_here, text_digest
from pipeline.merge.event import event_row
from pipeline.merge.rows import Row, claim_row
from pipeline.model import EventMention, Publication

MEMORY = 80  # happenings of a document that a later mention may belong to


@dataclass(frozen=True, slots=True)
class Happenings:
    """What a document tells of."""

    text_id: str  # the same for documents of the same words
    events: tuple[Row, ...]  # by number of the happening
    claims: tuple[Row, ...]

    @property
    def columns(self) -> Row:
        """What merging asks of the document's own row."""
        return {TEXT_ID: self.text_id, HAPPENINGS: len(self.events)}


def happenings(text: str, publication: Publication, mentions: Iterable[EventMention]) -> Happenings:
    """The happenings of a document of these words and mentions."""
    day = publication.interval.latest if publication.interval else None
    published = day.toordinal() if day else NEVER
    events, claims = [], []
    for number, cluster in enumerate(within(all_told(mentions, text, _families()))):
        rows = [_row(told, published) for told in cluster]
        event = event_row(rows)
        event[HAPPENING] = number
        for row in rows:
            row["event_id"], row[HAPPENING] = event["event_id"], number
        claims += rows
        events.append(event)
    return Happenings(text_digest(text), tuple(events), tuple(claims))


def within(mentions: Sequence[Told]) -> list[list[Told]]:
    """A document's mentions in clusters of one happening; a mention joins the last cluster that it agrees with."""
    found: list[list[Told]] = []
    for one in mentions:
        home = next((c for c in found[: -MEMORY - 1 : -1] if all(same_here(one, other) for other in c)), None)
        if home is None:
            found.append([one])
        else:
            home.append(one)
    return found


def _row(told: Told, published: int) -> Row:
    m = told.mention
    claim_id = digest("claim", m.document, str(m.start), str(m.end), m.event_type, told.evidence)
    row = claim_row(m, told.evidence, claim_id, "", told.basis)
    row.update({PUBLISHED: published, FAMILY: told.family, SPOT: write_spot(told.spot), WORDS: " ".join(told.words)})
    return row


@lru_cache(maxsize=1 << 14)
def write_spot(spot: Spot | None) -> str:
    """A place in one word: what tells it from others, its width left aside."""
    return json.dumps([spot.name, spot.geonames_id, spot.latitude, spot.longitude]) if spot else ""


def read_spot(text: str) -> Spot | None:
    """The place that `write_spot` wrote."""
    return Spot(*json.loads(text), 0.0) if text else None


@lru_cache(maxsize=1)
def _families() -> dict[str, str]:
    return {name: kind.family for name, kind in load_event_types().items()}
