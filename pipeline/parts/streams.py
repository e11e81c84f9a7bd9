"""The chosen documents' rows, in a database that reads them out of their parts and sorts on disk what it can't hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from pipeline import settings
from pipeline.parts import part
from pipeline.parts.collect import Collected
from pipeline.store.arrow import array
from pipeline.store.columns import DOCUMENTS, MENTIONS, ORDER
from pipeline.store.sql import fill, names, ordered, quoted

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Database


@contextmanager
def opened(collected: Collected, spill: Path) -> Iterator[Database]:
    """A database of `read_documents`, `read_mentions`, `read_events` and `read_claims`: rows as `part.ROWS` has them,
    and `reference`, the number of their document. What does not fit into memory goes into the folder `spill`."""
    import duckdb

    parts = list(collected.cache.by_part())
    config = {"memory_limit": settings.DATABASE_MEMORY, "temp_directory": str(spill)}
    with duckdb.connect(config=config) as database:
        fill(database, "wanted", _wanted(parts))
        for name, (file, schema) in part.ROWS.items():
            if not parts:
                fill(database, f"read_{name}", schema.append(pa.field("reference", pa.int64())).empty_table())
                continue
            files = ", ".join(quoted(folder / file) for folder, _ in parts)
            kept = names([field for field in schema.names if field != part.ENTRY], "rows.")
            database.execute(
                f"CREATE VIEW read_{name} AS SELECT {kept}, reference "
                f"FROM read_parquet([{files}], filename = true) AS rows "
                f"JOIN wanted ON filename = concat(folder, {quoted(f'/{file}')}) AND {part.ENTRY} = entry"
            )
        yield database


def _wanted(parts: Sequence[tuple[Path, list[int]]]) -> pa.Table:
    """Which entries of which parts count, and a number for each."""
    folders = array([str(folder) for folder, _ in parts], pa.string())
    numbers = array([number for number, (_, places) in enumerate(parts) for _ in places], pa.int32())
    entries = array([place for _, places in parts for place in places], pa.int32())
    folder = pa.DictionaryArray.from_arrays(numbers, folders)
    references = array(list(range(len(entries))), pa.int64())
    return pa.table({"folder": folder, "entry": entries, "reference": references})


def document_batches(database: Database) -> Iterator[pa.RecordBatch]:
    """Rows of `documents`, those of imports included, by id."""
    return ordered(database, DOCUMENTS, f"{DOCUMENTS.name} ORDER BY {ORDER[DOCUMENTS.name]}")


def mention_batches(database: Database) -> Iterator[pa.RecordBatch]:
    """Rows of `mentions`, by document and place in it."""
    return ordered(database, MENTIONS, f"read_mentions ORDER BY document, {part.PLACE}")
