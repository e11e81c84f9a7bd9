"""One event of claims that people put together or took apart, as merging makes it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pipeline.merge.compare import Told, digest
from pipeline.merge.event import event_of
from pipeline.model import Claim, Event


def event_of_claims(event_id: str, claims: Sequence[Claim], read: Mapping[str, Event]) -> Event:
    """The event of these claims under this id; where they are just those of an event as read, that event."""
    known = read.get(event_id)
    if known and {c.claim_id for c in known.claims} == {c.claim_id for c in claims}:
        return known
    made = event_of(sorted(map(_told, claims), key=lambda told: told.rank))
    ids = {(c.mention, c.evidence): c.claim_id for c in claims}
    named = tuple(replace(c, event_id=event_id, claim_id=ids[c.mention, c.evidence]) for c in made.claims)
    return replace(made, event_id=event_id, claims=named)


def part_id(claims: Iterable[Claim], more: str = "") -> str:
    """The id of an event that was split off, which rests on its claims; `more` tells apart what has the same."""
    return digest("part", min(claim.claim_id for claim in claims), more)


def _told(claim: Claim) -> Told:
    mention = claim.mention
    return Told(
        mention, claim.evidence, claim.own_event_id, text_id="", published=0, event_type=mention.event_type, family="",
        status=mention.status, days=None, spot=None, groups=frozenset(), parties=frozenset(), words=(),
    )  # fmt: skip
