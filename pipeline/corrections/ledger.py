"""The ledger on disk: `corrections.jsonl` beside the table, one entry a line, only ever added to.

Whoever appends holds a lock, so that two people at once write one line after the other; a line is on disk when `append`
returns. A line that can't be read (a machine that stopped while writing) is set aside and reported; the others apply.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from pipeline.corrections.entry import Entry, EntryInvalid, Kind, check, dump, parse

LEDGER = "corrections.jsonl"
_LOCK = ".corrections.lock"
_PATIENCE = 30  # seconds to wait for somebody else's line


class LedgerDamaged(ValueError):
    """A file of corrections that can't be taken in; the message names file and line."""


@dataclass(frozen=True, slots=True)
class Damaged:
    """A line that can't be read, and why."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """Entries in the order in which they were made, and lines that could not be read."""

    entries: tuple[Entry, ...] = ()
    damaged: tuple[Damaged, ...] = ()
    checksum: str = ""  # SHA-256 of the file that it was read from, as it was then

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def undone(self) -> frozenset[str]:
        """Ids of entries that are taken back; an undo that is itself taken back takes nothing back."""
        gone: set[str] = set()
        for entry in reversed(self.entries):
            if entry.kind is Kind.UNDO and entry.id not in gone:
                gone.add(entry.undoes)
        return frozenset(gone)

    def standing(self) -> tuple[Entry, ...]:
        """Entries that hold, undos aside."""
        gone = self.undone()
        return tuple(e for e in self.entries if e.kind is not Kind.UNDO and e.id not in gone)


def read_ledger(directory: Path) -> Ledger:
    """All corrections beside the table in `directory`; none where there is no ledger. OSError."""
    return read_file(directory / LEDGER)


def read_file(path: Path) -> Ledger:
    """The corrections of a file; an entry that stands in it twice counts once. OSError."""
    if not path.exists():
        return Ledger()
    entries: dict[str, Entry] = {}
    damaged, content = [], path.read_bytes()
    for number, line in enumerate(content.split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            entry = parse(line.decode("utf-8"))
            entries.setdefault(entry.id, entry)
        except (EntryInvalid, ValueError) as error:
            damaged.append(Damaged(number, str(error)))
    return Ledger(tuple(entries.values()), tuple(damaged), hashlib.sha256(content).hexdigest())


def checksum(directory: Path) -> str:
    """SHA-256 of the ledger, empty where there is none."""
    path = directory / LEDGER
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""


def append(directory: Path, *entries: Entry) -> None:
    """Add entries to the ledger of `directory`, all or none; they are on disk when this returns.

    Raises EntryInvalid before anything is written, and OSError.
    """
    for entry in entries:
        check(entry)
    if not entries:
        return
    directory.mkdir(parents=True, exist_ok=True)
    with FileLock(directory / _LOCK, timeout=_PATIENCE):
        _write(directory / LEDGER, "".join(map(dump, entries)).encode())


def _write(path: Path, lines: bytes) -> None:
    """At the end of the file, on a line of their own; a write that fails half-way is taken back."""
    with path.open("ab+", buffering=0) as file:
        size = file.seek(0, os.SEEK_END)
        if size:
            file.seek(size - 1)
            lines = lines if file.read(1) == b"\n" else b"\n" + lines
        try:
            written = file.write(lines)
            if written != len(lines):
                raise OSError(None, "the disk is full", str(path))
            os.fsync(file.fileno())
        except OSError:
            file.truncate(size)
            raise


def add(directory: Path, path: Path) -> tuple[int, int]:
    """Take in the corrections of another file: how many are new, and how many were there already.

    Raises LedgerDamaged where a line of the file can't be read, and OSError; nothing is taken in then.
    """
    if not path.exists():
        raise LedgerDamaged(f"{path}: there is no such file.")
    found = read_file(path)
    if found.damaged:
        first = found.damaged[0]
        raise LedgerDamaged(f"{path}, line {first.line}: {first.reason}. Mend or take out that line.")
    known = {entry.id for entry in read_ledger(directory)}
    fresh = [entry for entry in found if entry.id not in known]
    append(directory, *fresh)
    return len(fresh), len(found.entries) - len(fresh)


def lines(entries: Iterable[Entry]) -> Iterator[str]:
    """Entries as lines of a file that `add` takes in."""
    return map(dump, entries)
