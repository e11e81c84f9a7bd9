"""What the table in a folder was built from: a note beside it, `sources.json`, by which it can be brought up to date.

It is no part of the table, whose bytes depend on what the documents say and not on where they lie. Paths are relative
to the table's folder where both are on one drive, so that a project can be moved as a whole.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path

from pipeline.read.opening import Location, is_url
from pipeline.store.folder import TableDamaged, TableMissing, verify

SOURCES = "sources.json"
ADDED = "added"  # folder beside the table: files that people added to it, which every build takes in


def write_sources(directory: Path, paths: Sequence[Location], fingerprint: str) -> None:
    """Note that the table in `directory` whose fingerprint this is was built from `paths`. OSError."""
    note = {"fingerprint": fingerprint, "paths": [_relative(path, directory) for path in paths]}
    fresh = directory / f".{SOURCES}.{os.getpid()}"
    fresh.write_text(json.dumps(note, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    fresh.replace(directory / SOURCES)


def with_added(directory: Path, paths: Sequence[Location]) -> tuple[Location, ...]:
    """The paths, and the folder of files added to the table in `directory`, where there are any."""
    folder = directory / ADDED
    known = any(not is_url(path) and path.resolve() == folder.resolve() for path in paths)
    some = folder.is_dir() and any(path.name[0] not in "._" for path in folder.iterdir())
    return (*paths, folder) if some and not known else tuple(paths)


def read_sources(directory: Path) -> tuple[Location, ...]:
    """The files and folders that the table in `directory` was built from.

    Empty where that is not known, where the note is about another table than the one there, or where one of them is
    gone: from what is left, a lesser table would be built.
    """
    try:
        note = json.loads((directory / SOURCES).read_text(encoding="utf-8"))
        paths = tuple(path if is_url(path) else Path(os.path.normpath(directory / path)) for path in note["paths"])
        known = note["fingerprint"]
    except (OSError, ValueError, KeyError, TypeError):
        return ()
    same = _fingerprint(directory) in (known, None)
    return paths if same and all(is_url(path) or path.exists() for path in paths) else ()


def _fingerprint(directory: Path) -> str | None:
    """That of the table; None where it can't be told any more, and there is nothing the note could contradict."""
    try:
        return str((verify(directory).get("meta") or {}).get("fingerprint", ""))
    except (TableDamaged, TableMissing):
        return None


def _relative(path: Location, directory: Path) -> str:
    if is_url(path):
        return path
    try:
        return os.path.relpath(path, directory)
    except ValueError:  # another drive
        return str(path.absolute())
