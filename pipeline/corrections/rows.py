"""Corrections as rows of the table's parts `corrections` and `as_read`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from pipeline.corrections.applying import Outcome
from pipeline.corrections.entry import Json

Row = dict[str, object]


def correction_rows(outcomes: Iterable[Outcome]) -> Iterator[Row]:
    """Rows of `corrections`: every entry of the ledger and what became of it, in its order."""
    for number, outcome in enumerate(outcomes, 1):
        entry = outcome.entry
        yield {
            "number": number,
            "correction": entry.id,
            "at": entry.at,
            "by": entry.by,
            "reason": entry.reason or None,
            "kind": str(entry.kind),
            "state": str(outcome.state),
            "why": outcome.reason or None,
            "event_id": outcome.event_id,
            "document": entry.document,
            "field": entry.field,
            "original": _json(outcome.original),
            "corrected": _json(entry.value),
        }


def as_read_row(event: Row, claims: Iterable[Row]) -> Row:
    """A row of `as_read`: rows of an event and its claims as the program read them."""
    return {"event_id": event["event_id"], "event": _json(event), "claims": _json(list(claims))}


def as_read(row: Mapping[str, object]) -> tuple[Row, list[Row]]:
    """The rows that a row of `as_read` holds."""
    return _dated(json.loads(row["event"])), [_dated(claim) for claim in json.loads(row["claims"])]


def _dated(row: Row) -> Row:
    days = ((key, row[key]) for key in ("earliest", "latest"))
    return row | {key: date.fromisoformat(day) if day else None for key, day in days}


def _json(value: Json | Row) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
