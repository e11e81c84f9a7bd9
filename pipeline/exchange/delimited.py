"""CSV: RFC 4180 with plain line feeds. No cell runs as a formula; days are ISO 8601, lists joined by "; "."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import BinaryIO

from pipeline.exchange.chosen import Chosen
from pipeline.exchange.words import encoded
from pipeline.store import CLAIMS, DOCUMENTS, harmless
from pipeline.store.files import COLUMNS

COLUMNS_OF = {
    "events": COLUMNS.names,
    "claims": CLAIMS.names,
    "documents": tuple(name for name in DOCUMENTS.names if name not in ("text", "blocks")),
}
_QUOTED = re.compile(r'[",\r\n]')


def write(chosen: Chosen, out: BinaryIO, part: str = "events") -> None:
    """The rows of a part; events in the columns of `events.csv`, documents without their text."""
    names = COLUMNS_OF[part]
    out.write(_line(names))
    out.writelines(_line(map(_cell, row.values())) for row in chosen.rows(part, names))


def _line(cells: Iterable[str]) -> bytes:
    quoted = ('"' + cell.replace('"', '""') + '"' if _QUOTED.search(cell) else cell for cell in cells)
    return encoded(",".join(quoted) + "\n")


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return harmless("; ".join(str(item).replace(";", ",") for item in value))
    return value.isoformat() if isinstance(value, date) else harmless(value) if isinstance(value, str) else str(value)
