"""Mentions of one happening become one event; every mention stays as a claim with its own values.

Within a document mentions join by family of type, status, date, place and parties. Across documents the bar is
higher: days that touch, the same place, no conflicting parties, and wording in common; or one telling sentence, read
alike in both. The order of the documents plays no part, and two documents of the same words count as one.

An event bears the id that its first claim founds: that of the report published first, by its evidence, type, date and
place. So documents on other events never rename it, nor do later reports on it; and each claim keeps the id that it
would found (`Claim.own_event_id`), by which an event is found again under any name it ever had.

`happenings` is a document's part of the work, done where the document is read; `merge.tables` the rest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pipeline.merge.columns import REFERENCE
from pipeline.merge.rows import Row
from pipeline.model import Analysis, Event
from pipeline.on_demand import on_demand

__all__ = ["Happenings", "happenings", "merge"]
__getattr__ = on_demand(__name__, {"within": ("Happenings", "happenings")})


def merge(analyses: Iterable[Analysis]) -> tuple[Event, ...]:
    """The events of some documents, dated ones first in order of time.

    Permuting the analyses changes nothing; a second copy of a document (same words, whatever its id) adds nothing. Of
    mentions the events hold what a table does.
    """
    from pipeline.merge import tables  # loads a database, which reading documents need not wait for
    from pipeline.merge.values import event_of_rows
    from pipeline.merge.within import happenings

    documents: list[Row] = []
    events: list[Row] = []
    claims: list[Row] = []
    for number, one in enumerate(analyses):
        found, known = happenings(one.document.text, one.publication, one.events), {REFERENCE: number}
        documents.append(known | {"document": one.document.id, **found.columns})
        events += (row | known for row in found.events)
        claims += (row | known for row in found.claims)
    found, told = tables.merge_rows(documents, events, claims)
    by_event: dict[str, list[Row]] = defaultdict(list)
    for claim in told:
        by_event[claim["event_id"]].append(claim)
    return tuple(event_of_rows(event, by_event[event["event_id"]]) for event in found)
