"""Parquet: every column of the table with its type; where the rows come from stands in the file's metadata."""

from __future__ import annotations

import io

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.exchange.extract import Extract, Provenance, records
from pipeline.store import CLAIMS, DOCUMENTS, EVENTS

_PARTS = {part.name: part for part in (EVENTS, CLAIMS, DOCUMENTS)}


def write(chosen: Extract, part: str = "events") -> bytes:
    """The rows of a part; the entries of the provenance are the file's key-value metadata `dateline.*`."""
    columns = _PARTS[part]
    frame: pd.DataFrame = getattr(chosen, part)
    present = [field for field in columns.schema if field.name in frame.columns]
    rows = records(frame[[field.name for field in present]])
    table = pa.Table.from_pylist(list(rows), schema=pa.schema(present, metadata=metadata(chosen.provenance)))
    held = io.BytesIO()
    pq.write_table(table, held, compression="zstd")
    return held.getvalue()


def metadata(provenance: Provenance) -> dict[str, str]:
    """Where rows come from, as a file's key-value metadata."""
    return {f"dateline.{name.lower()}": value for name, value in provenance.entries}
