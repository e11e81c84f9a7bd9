"""Checksums of large files, noted beside the table, so that one that has not changed since is not read again.

A file counts as unchanged while its size, its time of change and its number on the disk are what they were. The note is
no part of the table: it may be deleted at any time, and where it can't be written nothing is noted.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from contextlib import suppress
from pathlib import Path

NOTE = ".seen.json"
_WORTH = 1_000_000  # bytes; smaller files are as soon read
_SETTLED = 2_000_000_000  # nanoseconds since a change, within which another one might not show


class Seen:
    """Checksums of files as they were when they were last read; `save` writes down what came new."""

    def __init__(self, directory: Path) -> None:
        """Those noted beside the table in `directory`."""
        self._path = directory / NOTE
        self._new = False
        try:
            self._known = {str(k): tuple(v) for k, v in json.loads(self._path.read_text(encoding="utf-8")).items()}
        except (OSError, ValueError, TypeError, AttributeError):
            self._known = {}

    def checksum(self, path: Path) -> str:
        """SHA-256 of a file. OSError."""
        name, state = os.path.realpath(path), _state(path)
        *known, found = self._known.get(name, (None,))
        if known == state:
            return found
        found = checksum(path)
        if time.time_ns() - state[1] > _SETTLED:
            self.note(path, found)
        return found

    def note(self, path: Path, found: str) -> None:
        """A file that nobody else writes has this checksum. OSError."""
        state = _state(path)
        if state[0] >= _WORTH:
            self._known[os.path.realpath(path)] = (*state, found)
            self._new = True

    def save(self) -> None:
        """Write the note anew, without files that are gone."""
        if not self._new:
            return
        fresh = self._path.with_name(f"{NOTE}.{os.getpid()}")
        with suppress(OSError):
            fresh.write_text(json.dumps({k: v for k, v in self._known.items() if os.path.exists(k)}), encoding="utf-8")
            fresh.replace(self._path)
            self._new = False


def checksum(path: Path) -> str:
    """SHA-256 of a file, read to its end. OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _state(path: Path) -> list[int]:
    found = path.stat()
    return [found.st_size, found.st_mtime_ns, found.st_ino]
