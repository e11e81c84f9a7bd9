"""Claims found again by the evidence that an entry of the ledger names.

A claim is the one meant where document, sentence and trigger are the same. Where the text around it moved, the
trigger's place in the sentence decides, then the type; where the document goes by another name, the sentence decides,
if it is long enough to be told from others.
"""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.corrections.entry import Entry, Evidence, digest_of
from pipeline.model import Claim, Event

TELLING = 40  # characters of a sentence by which it is known again in another document


class Finder:
    """The claims of some events, looked up by evidence."""

    def __init__(self, events: Iterable[Event]) -> None:
        self._by_sentence: dict[str, list[Claim]] = {}
        for event in events:
            for claim in event.claims:
                self._by_sentence.setdefault(digest_of(claim.evidence), []).append(claim)

    def claim(self, evidence: Evidence) -> Claim | None:
        """The claim meant, None where its sentence is gone or no event is read in it any more."""
        alike = self._by_sentence.get(evidence.sentence, ())
        here = [c for c in alike if c.mention.document == evidence.document]
        if not here and len(evidence.quote) >= TELLING:
            here = list(alike)
        ranked = sorted(here, key=lambda claim: _distance(claim, evidence))
        return ranked[0] if ranked and _is_meant(ranked, evidence) else None

    def first(self, evidence: Iterable[Evidence]) -> Claim | None:
        """The first claim that is found."""
        return next(filter(None, map(self.claim, evidence)), None)


def _distance(claim: Claim, evidence: Evidence) -> tuple:
    """How far a claim of the same sentence is from the one meant, nearest first."""
    mention = claim.mention
    at = mention.start - mention.sentence.start
    return (mention.start != evidence.start, at != evidence.at, mention.event_type != evidence.event_type,
            mention.document, mention.start, claim.claim_id)  # fmt: skip


def _is_meant(ranked: list[Claim], evidence: Evidence) -> bool:
    """Whether the nearest agrees in trigger or type, or stands alone."""
    mention = ranked[0].mention
    same = mention.start - mention.sentence.start == evidence.at or mention.event_type == evidence.event_type
    return same or len(ranked) == 1


def sentences(entries: Iterable[Entry]) -> frozenset[str]:
    """Digests of the sentences that entries name: events without any of them are none of the ledger's concern."""
    return frozenset(
        evidence.sentence
        for entry in entries
        for evidence in (*(e for t in entry.events for e in t.evidence), *(e for part in entry.parts for e in part))
    )


def is_named(event: Event, wanted: frozenset[str]) -> bool:
    """Whether a claim of the event rests on one of these sentences."""
    return any(digest_of(claim.evidence) in wanted for claim in event.claims)
