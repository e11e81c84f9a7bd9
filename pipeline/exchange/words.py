"""Values of rows as people read them, and as other programs may take them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date

from pipeline import edtf
from pipeline.exchange.chosen import Row

# What XML 1.0 can't hold, lone surrogates included, whose place a replacement character takes.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINK = re.compile(r"https?://[^\s\"'<>{}\\^`|]+\Z", re.IGNORECASE)


class ExportError(ValueError):
    """A format can't hold what it is given; the message says what to do."""


def said(value: object) -> str:
    """A date (EDTF) as people write it, "no date" for none."""
    if not value:
        return "no date"
    try:
        return edtf.say(str(value))
    except ValueError:
        return str(value)


def where(row: Row) -> str:
    """A place in words with how widely it is known, "no place" for none."""
    name = row.get("place") or row.get("place_text")
    if row.get("latitude") is None:
        return f"{name} (not placed)" if name else "no place"
    radius = row.get("radius_km")
    return f"{name or 'unnamed place'} ({row.get('place_kind')}, within {radius:g} km)" if radius else str(name)


def cited(row: Row) -> str:
    """A document in a line: who published what, when."""
    parts = (row.get("publisher"), row.get("title"), row.get("published_edtf") and said(row["published_edtf"]))
    return ", ".join(str(part) for part in parts if part) or str(row.get("document"))


def printable(value: object) -> str:
    """Text that XML can hold."""
    return _ILLEGAL.sub("\ufffd", "" if value is None else str(value))


def link(value: object) -> str | None:
    """A web address that is safe to follow, None for anything else."""
    return value if isinstance(value, str) and len(value) <= 2000 and _LINK.match(value) else None


def iso(value: object) -> str | None:
    """A day in ISO 8601."""
    return value.isoformat() if isinstance(value, date) else None


def encoded(text: str) -> bytes:
    """UTF-8; what can't be encoded becomes a question mark."""
    return text.encode("utf-8", "replace")


def listed(items: Iterable[object], depth: int = 0) -> Iterator[bytes]:
    """A list as `json.dumps` lays it out with an indent of 1, `depth` levels deep, item by item."""
    margin, before = "\n" + " " * (depth + 1), "["
    for item in items:
        yield encoded(before + margin + json.dumps(item, ensure_ascii=False, indent=1).replace("\n", margin))
        before = ","
    yield b"[]" if before == "[" else encoded("\n" + " " * depth + "]")
