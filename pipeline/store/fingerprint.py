"""What a table was built from, in one short word that changes when any of it does."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pipeline
from pipeline import settings
from pipeline.groups.registry import own_files
from pipeline.model import Skipped
from pipeline.read.files import expand


def fingerprint(paths: Sequence[Path], limit: int = settings.MAX_TEXT_CHARACTERS) -> str:
    """SHA-256 over the inputs' names and bytes, the program and its data files, a user's own included.

    Files are named relative to the folder that was given, so a table stays current when its corpus is reached by
    another path.
    """
    own = " ".join(_checksum(path) for path in own_files())
    digest = hashlib.sha256(f"{pipeline.__version__} {limit} {_program()} {own}".encode())
    for path in paths:
        root = path if path.is_dir() else path.parent
        for found in expand([path]):
            name = found.source if isinstance(found, Skipped) else os.path.relpath(found, root)
            digest.update(f"\n{name} {_checksum(found)}".encode())
    return digest.hexdigest()


def _checksum(found: Path | Skipped) -> str:
    if isinstance(found, Skipped):
        return "skipped"
    try:
        with found.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return "unreadable"


@cache
def _program() -> str:
    """Checksum of the package's code and data."""
    digest = hashlib.sha256()
    for path in _package_files():
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _package_files() -> Iterator[Path]:
    root = Path(pipeline.__file__).parent
    yield from sorted(p for p in root.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
