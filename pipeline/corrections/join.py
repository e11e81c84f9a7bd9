"""One event of claims that people put together or took apart, as merging makes it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pipeline.merge.columns import PUBLISHED
from pipeline.merge.compare import digest
from pipeline.merge.event import event_row, rank
from pipeline.merge.rows import Row, claim_row
from pipeline.merge.values import event_of_rows
from pipeline.model import Claim, Event


def event_of_claims(event_id: str, claims: Sequence[Claim], read: Mapping[str, Event]) -> Event:
    """The event of these claims under this id; where they are just those of an event as read, that event."""
    known = read.get(event_id)
    if known and {c.claim_id for c in known.claims} == {c.claim_id for c in claims}:
        return known
    rows = {claim.claim_id: _row(claim) for claim in claims}
    made = event_of_rows(event_row(rows.values()), rows.values())
    ordered = sorted(claims, key=lambda claim: rank(rows[claim.claim_id]))
    return replace(made, event_id=event_id, claims=tuple(replace(claim, event_id=event_id) for claim in ordered))


def part_id(claims: Iterable[Claim], more: str = "") -> str:
    """The id of an event that was split off, which rests on its claims; `more` tells apart what has the same."""
    return digest("part", min(claim.claim_id for claim in claims), more)


def _row(claim: Claim) -> Row:
    row = claim_row(claim.mention, claim.evidence, claim.claim_id, claim.event_id, claim.own_event_id)
    return row | {PUBLISHED: 0}
