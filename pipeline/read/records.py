"""JSON Lines, CSV and Parquet: one document a record."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import BinaryIO

from pipeline.model import Skipped
from pipeline.read.decode import decode, decoded_stream
from pipeline.read.item import Item
from pipeline.read.raw import KEYS, Parsed, Unreadable
from pipeline.settings import Limits

_TEXT_REMEDY = "give every record a `text` key (or column) that holds the document's text"
_ROWS = 512  # of a Parquet file that are in memory at once
_MARGIN = 1_000_000  # bytes that a record may hold besides its text


def parse(content: bytes, source: str, limits: Limits) -> Parsed:
    """The one document of a record in JSON: an object with `text` and the metadata keys. Raises Unreadable."""
    try:
        record = json.loads(decode(content, source))
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"the line is not JSON: {error}", "write one JSON object a line", source) from error
    if not isinstance(record, dict):
        raise Unreadable("the line is not a JSON object", "write one JSON object a line", source)
    text = record.get("text")
    if not isinstance(text, str):
        raise Unreadable("the record has no `text`", _TEXT_REMEDY, source)
    return Parsed(text, record)


def split_jsonl(stream: BinaryIO, source: str, stem: str, limits: Limits) -> Iterator[Item | Skipped]:
    """One item a line. A bad line costs itself alone."""
    most = 4 * limits.characters + _MARGIN
    count = number = 0
    while line := stream.readline(most):
        number += 1
        where = f"{source}:{number}"
        if len(line) == most and not line.endswith(b"\n"):
            while (rest := stream.readline(most)) and not rest.endswith(b"\n"):
                pass
            count += 1
            yield Skipped(
                where, f"the line is over the limit of {limits.characters:,} characters for one document",
                "split it into several documents, or raise --max-characters",
            )  # fmt: skip
        elif line.strip():
            count += 1
            yield Item(where, "record", line.strip(), f"{stem}-{number}")
    if not count:
        raise Unreadable("the file is empty", "write one JSON object a line", source)


def split_csv(stream: BinaryIO, source: str, stem: str, limits: Limits) -> Iterator[Item | Skipped]:
    """One item a row under a header that names `text` and any of the metadata keys."""
    csv.field_size_limit(max(csv.field_size_limit(), 4 * limits.characters))
    rows = csv.DictReader(decoded_stream(stream, source), strict=True)
    number = 0
    try:
        header = [name.strip().lower() for name in rows.fieldnames or ()]
        if not header:
            raise Unreadable("the file is empty", "write a header and one document a row", source)
        if "text" not in header:
            raise Unreadable("its header has no `text` column", _TEXT_REMEDY, source)
        rows.fieldnames = header
        for number, row in enumerate(rows, start=1):
            yield _row_item(row, source, stem, number)
    except (csv.Error, UnicodeDecodeError) as error:
        where = f"{source}:{number + 1}"
        raise Unreadable(f"the table breaks off here: {error}", "check the quotes of this row", where) from error
    if not number:
        raise Unreadable("the table has no rows", "write one document a row", source)


def split_parquet(stream: BinaryIO, source: str, stem: str, limits: Limits) -> Iterator[Item | Skipped]:
    """One item a row of a table with a column `text` and any of the metadata keys; other columns are not read."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(stream if stream.seekable() else io.BytesIO(stream.read(limits.bytes)))
        columns = [name for name in ("text", *KEYS) if name in file.schema_arrow.names]
        if "text" not in columns:
            raise Unreadable("it has no `text` column", _TEXT_REMEDY, source)
        number = 0
        for batch in file.iter_batches(batch_size=_ROWS, columns=columns):
            for row in batch.to_pylist():
                number += 1
                yield _row_item(row, source, stem, number)
    except (pa.ArrowException, OSError) as error:
        raise Unreadable(f"it is not a Parquet file that can be read: {error}", "write it again", source) from error
    if not number:
        raise Unreadable("the table has no rows", "write one document a row", source)


def _row_item(row: Mapping[str | None, object], source: str, stem: str, number: int) -> Item:
    kept = {key: _plain(value) for key, value in row.items() if key is not None and value not in (None, "")}
    canonical = json.dumps(kept, ensure_ascii=False, sort_keys=True).encode(errors="surrogatepass")
    return Item(f"{source}:{number}", "record", canonical, f"{stem}-{number}")


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, (str, int, float, list, dict)) else str(value)
