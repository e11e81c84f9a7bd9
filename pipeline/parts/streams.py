"""The chosen documents' rows, in a database that reads them out of their parts and sorts on disk what it can't hold."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from pipeline import settings
from pipeline.parts import part
from pipeline.parts.collect import Collected
from pipeline.store.arrow import whole
from pipeline.store.columns import DOCUMENTS, MENTIONS, ORDER
from pipeline.store.frugal import frugal
from pipeline.store.order import ordered
from pipeline.store.sql import fill, names, quoted

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Database


@contextmanager
def opened(collected: Collected, spill: Path) -> Iterator[Database]:
    """A database of `read_documents`, `read_mentions`, `read_events` and `read_claims`: rows as `part.ROWS` has them,
    and `reference`, the number of their document. What does not fit into memory goes into the folder `spill`."""
    frugal()
    import duckdb

    spill.mkdir(parents=True, exist_ok=True)
    config = settings.DATABASE | {"temp_directory": str(spill)}
    with duckdb.connect(config=config) as database:
        folders: list[Path] = []
        fill(database, "wanted", _WANTED, _wanted(collected.cache.by_part(), folders))
        for name, (file, schema) in part.ROWS.items():
            if not folders:
                fill(database, f"read_{name}", schema.append(pa.field("reference", pa.int64())), ())
                continue
            files = ", ".join(quoted(folder / file) for folder in folders)
            kept = names([field for field in schema.names if field != part.ENTRY], "rows.")
            database.execute(
                f"CREATE VIEW read_{name} AS SELECT {kept}, reference FROM read_parquet([{files}]) AS rows "
                f"JOIN wanted ON file_index = part AND {part.ENTRY} = entry"
            )
        yield database


_WANTED = pa.schema([("part", pa.int64()), ("entry", pa.int64()), ("reference", pa.int64())])


def _wanted(parts: Iterable[tuple[Path, list[int]]], folders: list[Path]) -> Iterator[pa.RecordBatch]:
    """Which entries of which parts count, and a number for each; `folders` is given those of the parts."""
    first = 0
    for number, (folder, places) in enumerate(parts):
        folders.append(folder)
        last = first + len(places)
        columns = array("q", [number]) * len(places), array("q", places), array("q", range(first, last))
        yield pa.RecordBatch.from_arrays(list(map(whole, columns)), schema=_WANTED)
        first = last


def document_batches(database: Database) -> Iterator[pa.RecordBatch]:
    """Rows of `documents`, those of imports included, by id."""
    return ordered(database, DOCUMENTS, DOCUMENTS.name, ORDER[DOCUMENTS.name])


def mention_batches(database: Database) -> Iterator[pa.RecordBatch]:
    """Rows of `mentions`, by document and place in it."""
    return ordered(database, MENTIONS, "read_mentions", ["document", part.PLACE])
