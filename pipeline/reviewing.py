"""A table brought up to date with its ledger, without a document being read again.

The rows of events that corrections changed stand in the table as the program read them (`as_read`), so the ledger can
be applied anew to what is there: the table's rows with those put back. Only events whose sentences the ledger names are
made into values; all others go from the old build to the new one as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import merge as merged
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline import corrections, store
from pipeline.corrections import Ledger, Outcome
from pipeline.corrections.find import sentences
from pipeline.corrections.rows import Row, as_read, as_read_row, correction_rows
from pipeline.model import Event
from pipeline.store import rows
from pipeline.store.columns import CLAIMS, DOCUMENTS, EVENTS, MENTIONS, Columns
from pipeline.store.files import DATABASE
from pipeline.store.folder import folder_of
from pipeline.store.values import event_of_rows

_BATCH = 2_048  # rows read at once


@dataclass(frozen=True, slots=True)
class _Read:
    """Rows of an event and its claims as the program read them."""

    event: Row
    claims: list[Row]


def bring_up_to_date(directory: Path) -> bool:
    """Apply the ledger of `directory` to the table there; whether anything was to do.

    Where a date of publication was corrected since, documents are read again, but only those. Raises OSError,
    TableMissing, TableDamaged; the last good table stays.
    """
    from pipeline import build

    with store.locked(directory):
        meta, ledger = store.read_meta(directory), corrections.read_ledger(directory)
        if meta.get("ledger", "") == ledger.checksum:
            return False
        with _opened(directory) as table:
            if not _is_about_documents(table, ledger):
                _apply_again(directory, table, ledger, meta)
                return True
    build.rebuild(directory)
    return True


def apply_ledger(directory: Path, ledger: Ledger) -> tuple[Outcome, ...]:
    """Apply a ledger to the table in `directory` as it stands, events of imports among it; what became of its entries.

    Raises OSError, TableMissing, TableDamaged; the last good table stays.
    """
    with _opened(directory) as table:
        return _apply_again(directory, table, ledger, store.read_meta(directory))


def read_events(directory: Path, ids: Iterable[str] | None = None) -> list[Event]:
    """Events of the table in `directory` as it stands, all or those of some ids, by id."""
    with _opened(directory) as table:
        if ids is None:
            ids = [name for (name,) in table.execute("SELECT event_id FROM events").fetchall()]
        found = _read(table, list(ids))
    return [event_of_rows(found[i].event, found[i].claims) for i in sorted(found)]


def _opened(directory: Path) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(str(folder_of(directory) / DATABASE), read_only=True)


def _is_about_documents(table: duckdb.DuckDBPyConnection, ledger: Ledger) -> bool:
    """Whether documents of the table have other dates of publication than the ledger gives them."""
    found = table.execute(
        "SELECT document, stated ->> 'published' FROM documents WHERE stated ->> 'published_rule' = 'corrected'"
    ).fetchall()
    wanted = corrections.publication_dates(ledger)
    known = {name for (name,) in table.execute("SELECT document FROM documents WHERE list_contains(?, document)",
                                               [list(wanted)]).fetchall()}  # fmt: skip
    return dict(found) != {name: date for name, date in wanted.items() if name in known}


def _apply_again(
    directory: Path, table: duckdb.DuckDBPyConnection, ledger: Ledger, meta: dict[str, str]
) -> tuple[Outcome, ...]:
    read, replaced = touched(table, ledger)
    values = [event_of_rows(item.event, item.claims) for item in read.values()]
    corrected = corrections.apply(values, ledger)
    before = {event.event_id: event for event in values}
    documents = [name for (name,) in table.execute("SELECT document FROM documents").fetchall()]
    outcomes = corrections.settle_documents(corrected.outcomes, documents)
    events = sorted((_event_row(e, before, read) for e in corrected.events), key=rows.days_order)
    claims = sorted((c for e in corrected.events for c in _claim_rows(e, read)), key=_claim_order)
    content = store.Content(
        merged(_others(table, EVENTS, replaced), events, key=rows.days_order),
        merged(_others(table, CLAIMS, replaced), claims, key=_claim_order),
        _batches(directory),
        table.cursor().sql(f"SELECT {_columns(MENTIONS)} FROM mentions ORDER BY rowid").to_arrow_reader(_BATCH),
        correction_rows(outcomes),
        (as_read_row(read[i].event, read[i].claims) for i in sorted(e.event_id for e in corrected.machine)),
    )
    counts = _counts(table, replaced, events)
    store.write_content(directory, content, meta | counts | {"ledger": ledger.checksum})
    return tuple(outcomes)


def touched(table: duckdb.DuckDBPyConnection, ledger: Ledger) -> tuple[dict[str, _Read], set[str]]:
    """Rows as read of the events that the ledger changes or changed, by id, and the ids that stand for them now."""
    kept = [as_read(row) for row in _rows(table.sql("SELECT * FROM as_read"))]
    own = [claim["claim_id"] for _, claims in kept for claim in claims]
    replaced = {event["event_id"] for event, _ in kept} | {
        name
        for (name,) in table.execute(
            "SELECT DISTINCT event_id FROM claims WHERE list_contains(?, claim_id)", [own]
        ).fetchall()
    }
    wanted = sorted(sentences(ledger.standing()))
    named = table.execute(
        "SELECT DISTINCT event_id FROM claims WHERE list_contains(?, substr(sha256(evidence), 1, 16))", [wanted]
    ).fetchall()
    fresh = sorted({name for (name,) in named} - replaced)
    read = {event["event_id"]: _Read(event, claims) for event, claims in kept}
    return read | _read(table, fresh), replaced | set(fresh)


def _read(table: duckdb.DuckDBPyConnection, ids: list[str]) -> dict[str, _Read]:
    found = {
        row["event_id"]: _Read(row, [])
        for row in _rows(table.sql("SELECT * FROM events WHERE list_contains(?, event_id)", params=[ids]))
    }
    for row in _rows(table.sql("SELECT * FROM claims WHERE list_contains(?, event_id)", params=[ids])):
        found[row["event_id"]].claims.append(row)
    return found


def _rows(result: duckdb.DuckDBPyRelation) -> list[Row]:
    return result.to_arrow_table().to_pylist()


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


def _claim_order(row: Row) -> tuple:
    return (row["document"], row["trigger_start"], row["claim_id"])


def _others(table: duckdb.DuckDBPyConnection, part: Columns, replaced: Iterable[str]) -> Iterator[Row]:
    """The rows of a part that corrections leave alone, in its order."""
    result = table.cursor().sql(
        f"SELECT {_columns(part)} FROM {part.name} WHERE NOT list_contains(?, event_id) ORDER BY rowid",
        params=[sorted(replaced)],
    )
    return (row for batch in result.to_arrow_reader(_BATCH) for row in batch.to_pylist())


def _columns(part: Columns) -> str:
    return ", ".join(f'"{name}"' for name in part.names)


def _batches(directory: Path) -> Iterator[pa.RecordBatch]:
    with pq.ParquetFile(folder_of(directory) / f"{DOCUMENTS.name}.parquet") as file:
        yield from file.iter_batches(batch_size=_BATCH)


def _counts(table: duckdb.DuckDBPyConnection, replaced: Iterable[str], events: list[Row]) -> dict[str, str]:
    """The table's counts of events and claims, as `Summary.meta` writes them."""
    counted = table.execute(
        "SELECT count(*), count(edtf), count(latitude), coalesce(sum(claims), 0), count(*) FILTER (origin <> 'text') "
        "FROM events "
        "WHERE NOT list_contains(?, event_id)",
        [sorted(replaced)],
    ).fetchone()
    all_, dated, placed, claims, imported = (
        int(number) + sum(more)
        for number, more in zip(
            counted,
            zip(*map(_counted, events), strict=True) if events else [()] * 5,
            strict=True,
        )
    )
    values = (all_, dated, all_ - dated, placed, all_ - placed, claims, imported)
    names = ("events", "dated", "undated", "placed", "unplaced", "claims", "imported")
    return {name: str(value) for name, value in zip(names, values, strict=True)}


def _counted(row: Row) -> tuple[int, int, int, int, int]:
    return 1, row["edtf"] is not None, row["latitude"] is not None, row["claims"], row["origin"] != rows.READ
