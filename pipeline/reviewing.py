"""A table brought up to date with its ledger, without a document being read again."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline import corrections, settings, settling, store
from pipeline.corrections import Ledger
from pipeline.model import Event
from pipeline.store.columns import DOCUMENTS, MENTIONS
from pipeline.store.files import DATABASE
from pipeline.store.folder import SPILL, folder_of
from pipeline.store.order import ordered
from pipeline.store.sql import ROWS, quoted


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
        with tempfile.TemporaryDirectory(prefix=SPILL, dir=directory) as spill, _opened(directory, spill) as table:
            if not _is_about_documents(table, ledger):
                _apply_again(directory, table, ledger, meta)
                return True
    build.rebuild(directory)
    return True


def read_events(directory: Path, ids: Iterable[str] | None = None) -> list[Event]:
    """Events of the table in `directory` as it stands, all or those of some ids, by id."""
    with _opened(directory) as table:
        if ids is None:
            ids = [name for (name,) in table.execute("SELECT event_id FROM events").fetchall()]
        return settling.events_of(table, ids)


@contextmanager
def _opened(directory: Path, spill: str = "") -> Iterator[duckdb.DuckDBPyConnection]:
    """The table in a database of this call's own: connections to one file must all have the same settings, and several
    people's are open at once. Who goes through all of it, and holds its lock, names a folder for what is sorted."""
    path = folder_of(directory) / DATABASE
    with duckdb.connect(config=settings.DATABASE | {"temp_directory": spill}) as table:
        table.execute(f"ATTACH {quoted(path)} AS stored (READ_ONLY)")
        for (name,) in table.execute("SELECT table_name FROM duckdb_tables() WHERE NOT temporary").fetchall():
            order = ", rowid AS rowid" if name == MENTIONS.name else ""
            table.execute(f'CREATE VIEW "{name}" AS SELECT *{order} FROM stored."{name}"')
        yield table


def _is_about_documents(table: duckdb.DuckDBPyConnection, ledger: Ledger) -> bool:
    """Whether documents of the table have other dates of publication than the ledger gives them."""
    found = table.execute(
        "SELECT document, stated ->> 'published' FROM documents WHERE stated ->> 'published_rule' = 'corrected'"
    ).fetchall()
    wanted = corrections.publication_dates(ledger)
    known = {name for (name,) in table.execute("SELECT document FROM documents WHERE list_contains(?, document)",
                                               [list(wanted)]).fetchall()}  # fmt: skip
    return dict(found) != {name: date for name, date in wanted.items() if name in known}


def _apply_again(directory: Path, table: duckdb.DuckDBPyConnection, ledger: Ledger, meta: dict[str, str]) -> None:
    settled = settling.settle(table, ledger)
    content = store.Content(
        settled.events,
        settled.claims,
        _documents(directory),
        ordered(table, MENTIONS, MENTIONS.name, ["rowid"]),
        settled.corrections,
        settled.as_read,
    )
    store.write_content(directory, content, lambda counts: meta | counts | {"ledger": ledger.checksum})


def _documents(directory: Path) -> Iterator[pa.RecordBatch]:
    with pq.ParquetFile(folder_of(directory) / f"{DOCUMENTS.name}.parquet") as file:
        yield from file.iter_batches(batch_size=ROWS)
