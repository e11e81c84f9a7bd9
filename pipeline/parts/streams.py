"""Rows of the chosen documents out of their parts, in the order of the table, without ever holding them all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa

from pipeline import settings
from pipeline.parts import part
from pipeline.parts.collect import Collected
from pipeline.store.arrow import array
from pipeline.store.columns import DOCUMENTS, MENTIONS, Columns

_ROWS = 8_192  # in memory at once


def document_batches(collected: Collected, spill: Path) -> Iterator[pa.RecordBatch]:
    """Rows of `documents`, by id. What does not fit into memory while it is sorted goes into the folder `spill`."""
    return _batches(collected, part.DOCUMENT_ROWS, DOCUMENTS, "document", spill)


def mention_batches(collected: Collected, spill: Path) -> Iterator[pa.RecordBatch]:
    """Rows of `mentions`, by document and place in it."""
    return _batches(collected, part.MENTION_ROWS, MENTIONS, f"document, {part.PLACE}", spill)


def _batches(collected: Collected, name: str, columns: Columns, order: str, spill: Path) -> Iterator[pa.RecordBatch]:
    import duckdb

    parts = collected.cache.by_part(collected.chosen.values())
    if not parts:
        return
    files = [str(folder / name) for folder, _ in parts]
    numbers = [number for number, (_, places) in enumerate(parts) for _ in places]
    wanted = pa.table(
        {
            "wanted_file": pa.DictionaryArray.from_arrays(array(numbers, pa.int32()), array(files, pa.string())),
            "wanted_entry": array([place for _, places in parts for place in places], pa.int32()),
        }
    )
    config = {"memory_limit": settings.DATABASE_MEMORY, "temp_directory": str(spill)}
    with duckdb.connect(config=config) as database:
        database.register("wanted", wanted)
        kept = ", ".join(f'rows."{field}"' for field in columns.names)
        found = database.sql(
            f"SELECT {kept} FROM read_parquet(?, filename = true) AS rows JOIN wanted "
            f"ON rows.filename = wanted_file AND rows.{part.ENTRY} = wanted_entry ORDER BY {order}",
            params=[files],
        )
        for batch in found.to_arrow_reader(_ROWS):
            yield batch.cast(columns.schema) if batch.schema != columns.schema else batch
