"""Corrections that people make to a table: an append-only ledger beside it, applied at every build.

`DIR/corrections.jsonl` holds one correction a line and is only ever added to, so none is lost when the table is
rebuilt; of two corrections of one value the later line holds.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from pipeline import edtf
from pipeline.model import Document

LEDGER = "corrections.jsonl"


class LedgerDamaged(ValueError):
    """A line of the ledger can't be read; the message names file and line."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One value of one document, corrected. `at` is an ISO 8601 time with its zone; `field` is "published" (EDTF)."""

    document: str
    field: str
    value: str
    by: str
    at: str
    reason: str = ""


def read_ledger(directory: Path) -> tuple[Correction, ...]:
    """All corrections beside the table in `directory`, oldest first; none where there is no ledger. LedgerDamaged."""
    path = directory / LEDGER
    if not path.exists():
        return ()
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(_parse(path, number, line) for number, line in enumerate(lines, 1) if line.strip())


def checksum(directory: Path) -> str:
    """SHA-256 of the ledger, empty where there is none."""
    path = directory / LEDGER
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""


def append(directory: Path, correction: Correction) -> None:
    """Add a correction to the ledger of `directory`; it is on disk when this returns. OSError, ValueError."""
    _check(correction)
    directory.mkdir(parents=True, exist_ok=True)
    line = json.dumps(asdict(correction), ensure_ascii=False, sort_keys=True) + "\n"
    # One write in append mode: two people correcting at once both keep their line.
    with (directory / LEDGER).open("ab", buffering=0) as file:
        file.write(line.encode())
        os.fsync(file.fileno())


def apply(document: Document, corrections: Iterable[Correction]) -> Document:
    """The document as corrected."""
    for correction in corrections:
        if correction.document == document.id and correction.field == "published":
            document = replace(document, published=correction.value, published_rule="corrected")
    return document


def without_document(corrections: Sequence[Correction], documents: Iterable[str]) -> tuple[Correction, ...]:
    """Corrections whose document is not among `documents`: kept in the ledger, and to be reported."""
    known = set(documents)
    return tuple(c for c in corrections if c.document not in known)


def _parse(path: Path, number: int, line: str) -> Correction:
    try:
        correction = Correction(**json.loads(line))
        _check(correction)
    except (ValueError, TypeError) as error:
        raise LedgerDamaged(f"{path}, line {number}: {error}. Mend or take out that line.") from error
    return correction


def _check(correction: Correction) -> None:
    if correction.field != "published":
        raise ValueError(f"“{correction.field}” is no field that can be corrected; published is")
    edtf.parse(correction.value)
