"""The event table on disk: written whole or not at all, checked whenever it is opened."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pandas as pd

from pipeline import corrections, settings
from pipeline.model import Analysis, Document, Event
from pipeline.store import rows
from pipeline.store.columns import CLAIMS, DAY, DOCUMENTS, EVENTS, LIST, MENTIONS, PARTS, REAL, WHOLE, Columns
from pipeline.store.files import DATABASE, NAMES, harmless, write_files
from pipeline.store.fingerprint import fingerprint
from pipeline.store.folder import TableDamaged, TableMissing, folder_of, publish, verify
from pipeline.store.gather import Gathered
from pipeline.store.sources import read_sources, write_sources

__all__ = [
    "CLAIMS",
    "DOCUMENTS",
    "EVENTS",
    "MENTIONS",
    "NAMES",
    "PARTS",
    "Gathered",
    "Table",
    "TableDamaged",
    "TableMissing",
    "fingerprint",
    "harmless",
    "open_table",
    "read_sources",
    "stored_documents",
    "table_state",
    "write_sources",
    "write_table",
]

_DTYPES = {WHOLE: "Int64", REAL: "float64", DAY: "datetime64[s]", LIST: "object"}


@dataclass(frozen=True)
class Table:
    """A table in memory: one DataFrame a part, columns as in `pipeline.store.columns`.

    Days are datetime64[s], whole numbers nullable Int64, lists Python lists of str, the rest str with NaN where empty.
    `meta` holds `version`, `fingerprint` and the counts of the build as strings.
    """

    events: pd.DataFrame
    claims: pd.DataFrame
    documents: pd.DataFrame
    mentions: pd.DataFrame
    meta: dict[str, str]


def write_table(
    directory: Path,
    events: Sequence[Event],
    analyses: Iterable[Analysis] | Gathered,
    meta: dict[str, str] | None = None,
) -> None:
    """Write a build of the table into `directory` and make it current, in one step for its readers.

    Raises OSError where the directory can't be written; whatever goes wrong, the last good build stays.
    """
    gathered = analyses if isinstance(analyses, Gathered) else Gathered(analyses)
    parts = {
        EVENTS.name: rows.event_rows(events),
        CLAIMS.name: rows.claim_rows(events),
        DOCUMENTS.name: gathered.documents(),
        MENTIONS.name: gathered.mentions(),
    }
    entries = dict(meta or {})

    def write(folder: Path) -> dict[str, object]:
        write_files(folder, parts, entries)
        return {"meta": entries}

    publish(directory, write)


def open_table(directory: Path) -> Table:
    """The current table, checked against its checksums; raises TableMissing, TableDamaged."""
    verify(directory)
    path = folder_of(directory) / DATABASE
    try:
        with duckdb.connect(str(path), read_only=True) as database:
            frames = {part.name: _frame(database, part) for part in PARTS}
            meta = dict(database.execute("SELECT key, value FROM meta ORDER BY key").fetchall())
    except duckdb.Error as error:
        raise TableDamaged(f"{path}: {error}") from error
    return Table(**frames, meta=meta)


def table_state(directory: Path, paths: Sequence[Path]) -> str:
    """`missing`, `damaged`, `stale` (inputs, corrections, program or its data have changed) or `ready`."""
    try:
        manifest = verify(directory)
    except TableMissing:
        return "missing"
    except TableDamaged:
        return "damaged"
    meta = manifest.get("meta") or {}
    limit = int(meta.get("limit", settings.MAX_TEXT_CHARACTERS))
    same = meta.get("fingerprint") == fingerprint(paths, limit)
    return "ready" if same and meta.get("ledger", "") == corrections.checksum(directory) else "stale"


def stored_documents(table: Table) -> tuple[Document, ...]:
    """The documents of a table as their files gave them, corrections included; ids, texts and offsets are the same."""
    return tuple(
        Document(id=row.document, text=row.text, source=row.source, sha256=row.sha256, **json.loads(row.stated))
        for row in table.documents.itertuples()
    )


def _frame(database: duckdb.DuckDBPyConnection, part: Columns) -> pd.DataFrame:
    columns = ", ".join(f'"{name}"' for name in part.names)
    frame = database.sql(f"SELECT {columns} FROM {part.name}").to_arrow_table().to_pandas(date_as_object=False)
    for name, kind in part.fields:
        if kind == LIST:
            frame[name] = [list(items) if items is not None else [] for items in frame[name]]
        else:
            frame[name] = frame[name].astype(_DTYPES.get(kind, "str"))
    return frame
