"""The event table on disk: written whole or not at all, checked whenever it is opened."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import corrections
from pipeline.model import Analysis, Document, Event
from pipeline.read.opening import Location
from pipeline.settings import USUAL, Limits
from pipeline.store import rows
from pipeline.store.columns import CLAIMS, DAY, DOCUMENTS, EVENTS, LIST, MENTIONS, PARTS, REAL, WHOLE, Columns
from pipeline.store.files import DATABASE, NAMES, Content, batches, harmless, write_files
from pipeline.store.fingerprint import fingerprint, program
from pipeline.store.folder import TableDamaged, TableMissing, folder_of, publish, verify
from pipeline.store.imported import Kept, imports_fingerprint, kept_imports, mend_imports
from pipeline.store.lock import TableBusy, locked
from pipeline.store.sources import ADDED, read_sources, with_added, write_sources
from pipeline.store.union import unite

__all__ = [
    "ADDED",
    "CLAIMS",
    "DOCUMENTS",
    "EVENTS",
    "MENTIONS",
    "NAMES",
    "PARTS",
    "Content",
    "Kept",
    "Table",
    "TableBusy",
    "TableDamaged",
    "TableMissing",
    "fingerprint",
    "harmless",
    "imports_fingerprint",
    "kept_imports",
    "limits_of",
    "locked",
    "mend_imports",
    "open_table",
    "program",
    "read_meta",
    "read_sources",
    "stored_documents",
    "table_state",
    "unite",
    "with_added",
    "write_content",
    "write_sources",
    "write_table",
]

if TYPE_CHECKING:  # these take half a second to load, which reading documents need not wait for
    import duckdb
    import pandas as pd

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
    corrections: pd.DataFrame
    as_read: pd.DataFrame
    meta: dict[str, str]


def write_table(
    directory: Path, events: Sequence[Event], analyses: Iterable[Analysis], meta: dict[str, str] | None = None
) -> None:
    """Write a table of values in memory; as `write_content`."""
    known = sorted(analyses, key=lambda a: a.document.id)
    content = Content(
        batches(rows.event_rows(events), EVENTS),
        batches(rows.claim_rows(events), CLAIMS),
        batches(rows.document_rows(known), DOCUMENTS),
        batches(rows.mention_rows(known), MENTIONS),
    )
    write_content(directory, content, meta or {})


def write_content(
    directory: Path,
    content: Content,
    meta: Mapping[str, str] | Callable[[dict[str, str]], Mapping[str, str]],
) -> None:
    """Write a build of the table into `directory` and make it current, in one step for its readers.

    `meta` may be a function, which is called when all rows have gone by, with the counts of events.

    Raises OSError where the directory can't be written, TableBusy where somebody else is writing; whatever goes wrong,
    the last good build stays.
    """
    entries = meta if callable(meta) else lambda counts: meta
    with locked(directory):
        publish(directory, lambda folder: {"meta": write_files(folder, content, entries)})


def open_table(directory: Path) -> Table:
    """The current table, checked against its checksums; raises TableMissing, TableDamaged."""
    import duckdb

    verify(directory)
    path = folder_of(directory) / DATABASE
    try:
        with duckdb.connect(str(path), read_only=True) as database:
            frames = {part.name: _frame(database, part) for part in PARTS}
            meta = dict(database.execute("SELECT key, value FROM meta ORDER BY key").fetchall())
    except duckdb.Error as error:
        raise TableDamaged(f"{path}: {error}") from error
    return Table(**frames, meta=meta)


def table_state(directory: Path, paths: Sequence[Location]) -> str:
    """`missing`, `damaged`, `stale` (inputs, imports, corrections, program or its data have changed) or `ready`."""
    try:
        manifest = verify(directory)
    except TableMissing:
        return "missing"
    except TableDamaged:
        return "damaged"
    meta = manifest.get("meta") or {}
    same = meta.get("fingerprint") == fingerprint(with_added(directory, paths), limits_of(meta), directory)
    same = same and meta.get("ledger", "") == corrections.checksum(directory)
    return "ready" if same and meta.get("imports", "") == imports_fingerprint(directory) else "stale"


def limits_of(meta: dict[str, str]) -> Limits:
    """The limits under which a table was built, the usual ones where it does not say."""
    try:
        return replace(USUAL, **json.loads(meta["limits"]))
    except (KeyError, ValueError, TypeError):
        return USUAL


def read_meta(directory: Path) -> dict[str, str]:
    """The current table's `meta`, without opening it; raises TableMissing, TableDamaged."""
    return dict(verify(directory).get("meta") or {})


def stored_documents(directory: Path) -> Iterator[Document]:
    """The documents of a table as their files gave them, corrections included; ids, texts and offsets are the same.

    One after the other, by id. Raises TableMissing, TableDamaged.
    """
    import pyarrow.parquet as pq

    verify(directory)
    columns = ["document", "text", "source", "sha256", "stated", "origin"]
    with pq.ParquetFile(folder_of(directory) / f"{DOCUMENTS.name}.parquet") as file:
        for batch in file.iter_batches(batch_size=256, columns=columns):
            for row in batch.to_pylist():
                if row.pop("origin") != rows.READ:
                    continue  # a source that an import names has no text
                stated = json.loads(row.pop("stated"))
                yield Document(id=row.pop("document"), **row, **stated)


def _frame(database: duckdb.DuckDBPyConnection, part: Columns) -> pd.DataFrame:
    columns = ", ".join(f'"{name}"' for name in part.names)
    frame = database.sql(f"SELECT {columns} FROM {part.name}").to_arrow_table().to_pandas(date_as_object=False)
    for name, kind in part.fields:
        if kind == LIST:
            frame[name] = [list(items) if items is not None else [] for items in frame[name]]
        else:
            frame[name] = frame[name].astype(_DTYPES.get(kind, "str"))
    return frame
