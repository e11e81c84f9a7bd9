"""Parquet: every column of the table with its type; where the rows come from stands in the file's metadata."""

from __future__ import annotations

from typing import BinaryIO

import pyarrow.parquet as pq

from pipeline.exchange.chosen import Chosen, Provenance


def write(chosen: Chosen, out: BinaryIO, part: str = "events") -> None:
    """The rows of a part; the entries of the provenance are the file's key-value metadata `dateline.*`."""
    schema = chosen.schema(part).with_metadata(metadata(chosen.provenance))
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        for batch in chosen.batches(part):
            writer.write_batch(batch.cast(schema))


def metadata(provenance: Provenance) -> dict[str, str]:
    """Where rows come from, as a file's key-value metadata."""
    return {f"dateline.{name.lower()}": value for name, value in provenance.entries}
