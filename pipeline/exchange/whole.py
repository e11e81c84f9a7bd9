"""A part of a table as a file of its own, some rows at a time: whatever the table's size, memory holds few of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.exchange import delimited, parquet
from pipeline.exchange.extract import Provenance
from pipeline.store import EVENTS, read_meta
from pipeline.store.folder import folder_of, verify

_ROWS = 16_384  # in memory at once


def count_events(directory: Path) -> int:
    """How many events the table in `directory` holds; TableMissing, TableDamaged."""
    verify(directory)
    return pq.read_metadata(folder_of(directory) / f"{EVENTS.name}.parquet").num_rows


def write_whole(directory: Path, form: str, part: str, target: Path) -> None:
    """Write a part of the table in `directory` in one of `WHOLE`.

    The rows are those that `write` gives for an extract of all events. Raises TableMissing, TableDamaged, and OSError
    where `target` can't be written.
    """
    meta = read_meta(directory)
    with pq.ParquetFile(folder_of(directory) / f"{part}.parquet") as file:
        WHOLE[form](file, part, Provenance(meta.get("version", ""), meta.get("fingerprint", "")), target)


def _csv(file: pq.ParquetFile, part: str, _provenance: Provenance, target: Path) -> None:
    with target.open("wb") as out:
        out.writelines(delimited.lines((row for batch in _batches(file) for row in batch.to_pylist()), part))


def _parquet(file: pq.ParquetFile, _part: str, provenance: Provenance, target: Path) -> None:
    schema = file.schema_arrow.with_metadata(parquet.metadata(provenance))
    with pq.ParquetWriter(target, schema, compression="zstd") as out:
        for batch in _batches(file):
            out.write_batch(batch.cast(schema))


def _batches(file: pq.ParquetFile) -> Iterator[pa.RecordBatch]:
    return file.iter_batches(batch_size=_ROWS)


WHOLE: dict[str, Callable[[pq.ParquetFile, str, Provenance, Path], None]] = {"csv": _csv, "parquet": _parquet}
"""How to write, by name of the format."""
