"""What a ledger makes of the events that a database holds, as the rows of a new table.

Only events whose sentences the ledger names are made into values; all others go by as they are. Those that corrections
changed stand in the table as the program read them, too (`as_read`), so the ledger can be applied anew to any table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa

from pipeline import corrections
from pipeline.corrections import Ledger, Outcome
from pipeline.corrections.find import sentences
from pipeline.corrections.rows import Row, as_read, as_read_row, correction_rows
from pipeline.merge.values import event_of_rows
from pipeline.model import Event
from pipeline.store import rows
from pipeline.store.arrow import batch
from pipeline.store.columns import CLAIMS, EVENTS, ORDER, Columns
from pipeline.store.order import ordered
from pipeline.store.sql import fill, names

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Database


@dataclass(frozen=True, slots=True)
class Settled:
    """The rows of a table as corrected, each part gone through once, and what became of the ledger's entries."""

    events: Iterator[pa.RecordBatch]
    claims: Iterator[pa.RecordBatch]
    as_read: Iterator[Row]
    outcomes: tuple[Outcome, ...]

    @property
    def corrections(self) -> Iterator[Row]:
        """Rows of `corrections`."""
        return correction_rows(self.outcomes)


@dataclass(frozen=True, slots=True)
class _Read:
    """Rows of an event and its claims as the program read them."""

    event: Row
    claims: list[Row]


def settle(table: Database, ledger: Ledger) -> Settled:
    """Applies a ledger to what `table` holds: `events`, `claims`, `as_read` and `documents`."""
    read, replaced = _touched(table, ledger)
    values = [event_of_rows(item.event, item.claims) for item in read.values()]
    corrected = corrections.apply(values, ledger)
    before = {event.event_id: event for event in values}
    return Settled(
        _with(table, EVENTS, replaced, [_event_row(e, before, read) for e in corrected.events]),
        _with(table, CLAIMS, replaced, [c for e in corrected.events for c in _claim_rows(e, read)]),
        (as_read_row(read[i].event, read[i].claims) for i in sorted(e.event_id for e in corrected.machine)),
        corrections.settle_documents(corrected.outcomes, _known(table, ledger)),
    )


def events_of(table: Database, ids: Iterable[str]) -> list[Event]:
    """The events of some ids as they stand in `table`, by id."""
    found = _read(table, list(ids))
    return [event_of_rows(found[i].event, found[i].claims) for i in sorted(found)]


def _known(table: Database, ledger: Ledger) -> list[str]:
    """The documents that the ledger is about, as far as they are there."""
    named = sorted({entry.document for entry in ledger if entry.document})
    if not named:
        return []
    found = table.execute("SELECT document FROM documents WHERE list_contains(?, document)", [named])
    return [name for (name,) in found.fetchall()]


def _touched(table: Database, ledger: Ledger) -> tuple[dict[str, _Read], set[str]]:
    """Rows as read of the events that the ledger changes or changed, by id, and the ids that stand for them now."""
    kept = [as_read(row) for row in _rows(table, "SELECT * FROM as_read", [])]
    own = [claim["claim_id"] for _, claims in kept for claim in claims]
    replaced = {event["event_id"] for event, _ in kept} | _ids(table, "claim_id", own)
    fresh = _ids(table, "substr(sha256(evidence), 1, 16)", sorted(sentences(ledger.standing()))) - replaced
    read = {event["event_id"]: _Read(event, claims) for event, claims in kept}
    return read | _read(table, sorted(fresh)), replaced | fresh


def _ids(table: Database, what: str, wanted: list[str]) -> set[str]:
    """The events of claims of which something is among what is wanted."""
    if not wanted:
        return set()
    found = table.execute(f"SELECT DISTINCT event_id FROM claims WHERE list_contains(?, {what})", [wanted])
    return {name for (name,) in found.fetchall()}


def _read(table: Database, ids: list[str]) -> dict[str, _Read]:
    if not ids:
        return {}
    query = "SELECT * FROM {} WHERE list_contains(?, event_id)"
    found = {row["event_id"]: _Read(row, []) for row in _rows(table, query.format("events"), [ids])}
    for row in _rows(table, query.format("claims"), [ids]):
        found[row["event_id"]].claims.append(row)
    return found


def _rows(table: Database, query: str, parameters: list) -> list[Row]:
    return table.cursor().sql(query, params=parameters).to_arrow_table().to_pylist()


def _event_row(event: Event, before: dict[str, Event], read: dict[str, _Read]) -> Row:
    """The row of an event: that which was read, with the columns that corrections changed."""
    if event.event_id not in read:
        return _row(event)
    was, now = _row(before[event.event_id]), _row(event)
    return read[event.event_id].event | {key: value for key, value in now.items() if value != was[key]}


def _row(event: Event) -> Row:
    return next(iter(rows.event_rows([event])))


def _claim_rows(event: Event, read: dict[str, _Read]) -> Iterator[Row]:
    known = {claim["claim_id"]: claim for item in read.values() for claim in item.claims}
    return (known[claim.claim_id] | {"event_id": event.event_id} for claim in event.claims)


def _with(table: Database, part: Columns, replaced: set[str], instead: list[Row]) -> Iterator[pa.RecordBatch]:
    """The rows of a part in its order, some of them replaced by others."""
    own = names(part.names)
    if not replaced:
        return ordered(table, part, part.name, ORDER[part.name])
    settled, gone = f"settled_{part.name}", f"replaced_{part.name}"
    fill(table, settled, part.schema, [batch(instead, part.schema)] if instead else ())
    ids = pa.table({"event_id": sorted(replaced)})
    fill(table, gone, ids.schema, ids.to_batches())
    source = f"""(
        SELECT {own} FROM {part.name} WHERE event_id NOT IN (SELECT event_id FROM {gone})
        UNION ALL SELECT {own} FROM {settled}
    )"""
    return ordered(table, part, source, ORDER[part.name])
