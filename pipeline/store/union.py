"""Rows of imports joined to those that were read in documents, part by part, in the order of the table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline import settings
from pipeline.store.columns import CLAIMS, DOCUMENTS, EVENTS, Columns
from pipeline.store.imported import Kept
from pipeline.store.rows import Row

_ROWS = 8_192  # in memory at once
_ORDER = {
    EVENTS.name: "coalesce(earliest, latest, DATE '9999-12-31'), coalesce(latest, DATE '9999-12-31'), event_id",
    CLAIMS.name: "document, trigger_start, claim_id",
    DOCUMENTS.name: "document",
}


def united(own: Path, imports: Sequence[Kept], part: Columns) -> Iterator[pa.RecordBatch]:
    """The rows of `own` and those of a part of imports; of documents with one id the first, in the imports' order.

    What does not fit into memory while it is sorted goes beside `own`, for as long as that takes.
    """
    import duckdb

    files = [str(own), *(str(kept.part(part.name)) for kept in imports)]
    once = " QUALIFY row_number() OVER (PARTITION BY document ORDER BY came) = 1" if part is DOCUMENTS else ""
    names = ", ".join(f'"{name}"' for name in part.names)
    numbered = ", ".join(f"({number}, ?)" for number in range(len(files)))
    config = {"memory_limit": settings.DATABASE_MEMORY, "temp_directory": str(own.with_suffix(".spill"))}
    with duckdb.connect(config=config) as database:
        found = database.sql(
            f"SELECT {names} FROM (SELECT r.*, f.came FROM read_parquet(?, union_by_name = true, filename = 'lies') r "
            f"JOIN (VALUES {numbered}) f(came, path) ON r.lies = f.path{once}) ORDER BY {_ORDER[part.name]}",
            params=[files, *files],
        )
        for batch in found.to_arrow_reader(_ROWS):
            yield batch.cast(part.schema) if batch.schema != part.schema else batch


def rows_of(path: Path) -> Iterator[Row]:
    """The rows of a part as it was written."""
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(batch_size=_ROWS):
            yield from batch.to_pylist()
