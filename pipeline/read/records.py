"""JSON Lines and CSV: one document a record."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from pipeline import settings
from pipeline.model import Skipped
from pipeline.read.decode import decode
from pipeline.read.raw import Raw, Unreadable

_TEXT_REMEDY = "give every record a `text` key (or column) that holds the document's text"


def read_jsonl(path: Path, limit: int) -> Iterator[Raw | Skipped]:
    """One document a line: an object with `text` and the metadata keys. A bad line costs itself alone."""
    size = path.stat().st_size
    if size > settings.MAX_FILE_BYTES:
        raise _too_big(path, size)
    with path.open("rb") as lines:
        count = 0
        for number, line in enumerate(lines, start=1):
            if line.strip():
                count += 1
                yield _line(path, number, line)
    if not count:
        raise Unreadable("the file is empty", "write one JSON object a line", str(path))


def _line(path: Path, number: int, line: bytes) -> Raw | Skipped:
    source = f"{path}:{number}"
    try:
        record = json.loads(decode(line, source))
    except Unreadable as error:
        return Skipped(source, error.reason, error.remedy)
    except (ValueError, RecursionError) as error:
        return Skipped(source, f"the line is not JSON: {error}", "write one JSON object a line")
    if not isinstance(record, dict):
        return Skipped(source, "the line is not a JSON object", "write one JSON object a line")
    return _record(path, number, record, line)


def read_csv(path: Path, limit: int) -> Iterator[Raw | Skipped]:
    """One document a row under a header that names `text` and any of the metadata keys."""
    source = str(path)
    content = path.read_bytes()
    if len(content) > settings.MAX_FILE_BYTES:
        raise _too_big(path, len(content))
    if not content.strip():
        raise Unreadable("the file is empty", "write a header and one document a row", source)
    csv.field_size_limit(max(csv.field_size_limit(), 4 * limit))
    rows = csv.DictReader(io.StringIO(decode(content, source), newline=""), strict=True)
    number = 0
    try:
        header = [name.strip().lower() for name in rows.fieldnames or ()]
        if "text" not in header:
            raise Unreadable("its header has no `text` column", _TEXT_REMEDY, source)
        rows.fieldnames = header
        for number, row in enumerate(rows, start=1):
            kept = {key: value for key, value in row.items() if key is not None and value not in (None, "")}
            canonical = json.dumps(kept, ensure_ascii=False, sort_keys=True).encode()
            yield _record(path, number, kept, canonical)
    except csv.Error as error:
        where = f"{source}:{number + 1}"
        raise Unreadable(f"the table breaks off here: {error}", "check the quotes of this row", where) from error
    if not number:
        raise Unreadable("the table has no rows", "write one document a row", source)


def _record(path: Path, number: int, record: Mapping[str, object], content: bytes) -> Raw | Skipped:
    source = f"{path}:{number}"
    text = record.get("text")
    if not isinstance(text, str):
        return Skipped(source, "the record has no `text`", _TEXT_REMEDY)
    return Raw(text, source, content.strip(), f"{path.stem}-{number}", record)


def _too_big(path: Path, size: int) -> Unreadable:
    limit = settings.MAX_FILE_BYTES / 1e6
    return Unreadable(
        f"it holds {size / 1e6:,.0f} MB, over the limit of {limit:,.0f} MB for one file",
        "split it into several files",
        str(path),
    )
