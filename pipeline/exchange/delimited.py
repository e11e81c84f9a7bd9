"""CSV: RFC 4180 with plain line feeds. No cell runs as a formula; days are ISO 8601, lists joined by "; "."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from pipeline.exchange.extract import Extract, Row, records
from pipeline.store import CLAIMS, DOCUMENTS, harmless
from pipeline.store.files import COLUMNS

COLUMNS_OF = {
    "events": COLUMNS.names,
    "claims": CLAIMS.names,
    "documents": tuple(name for name in DOCUMENTS.names if name not in ("text", "blocks")),
}
_QUOTED = re.compile(r'[",\r\n]')


def write(chosen: Extract, part: str = "events") -> bytes:
    """The rows of a part; events in the columns of `events.csv`, documents without their text."""
    rows = records(getattr(chosen, part)[list(COLUMNS_OF[part])])
    return b"".join(lines(rows, part))


def lines(rows: Iterable[Row], part: str) -> Iterator[bytes]:
    """The same, line by line as rows come."""
    names = COLUMNS_OF[part]
    yield _line(names)
    for row in rows:
        yield _line(_cell(row[name]) for name in names)


def _line(cells: Iterable[str]) -> bytes:
    quoted = ('"' + cell.replace('"', '""') + '"' if _QUOTED.search(cell) else cell for cell in cells)
    return (",".join(quoted) + "\n").encode("utf-8", "replace")


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return harmless("; ".join(str(item).replace(";", ",") for item in value))
    return value.isoformat() if isinstance(value, date) else harmless(value) if isinstance(value, str) else str(value)
