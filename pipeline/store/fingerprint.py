"""What a table was built from, in one short word that changes when any of it does."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pipeline
from pipeline.groups.registry import own_files
from pipeline.model import Skipped
from pipeline.read.files import expand
from pipeline.read.opening import Location, is_url
from pipeline.settings import USUAL, Limits
from pipeline.store.seen import Seen, checksum


def fingerprint(paths: Sequence[Location], limits: Limits = USUAL, beside: Path | None = None) -> str:
    """SHA-256 over the inputs' names and bytes, the program and its data files, a user's own included.

    Files are named relative to the folder that was given, so a table stays current when its corpus is reached by
    another path. Of what a URL names, what its server says of version and size is taken. Checksums of large files are
    noted in the folder `beside`, and not worked out again until those change.
    """
    seen = Seen(beside) if beside else None
    digest = hashlib.sha256(program(limits).encode())
    for path in paths:
        root = path if is_url(path) or path.is_dir() else path.parent
        for found in expand([path]):
            local = not isinstance(found, Skipped) and not is_url(found)
            name = os.path.relpath(found, root) if local else getattr(found, "source", found)
            digest.update(f"\n{name} {_checksum(found, seen)}".encode())
    if seen:
        seen.save()
    return digest.hexdigest()


def program(limits: Limits = USUAL) -> str:
    """SHA-256 over all but the inputs that decide what a document yields: program, data, a user's own, limits."""
    own = " ".join(_checksum(path) for path in own_files())
    return hashlib.sha256(f"{pipeline.__version__} {limits.of_result} {_program()} {own}".encode()).hexdigest()


def _checksum(found: Location | Skipped, seen: Seen | None = None) -> str:
    if isinstance(found, Skipped):
        return "skipped"
    if is_url(found):
        return _version(found)
    try:
        return seen.checksum(found) if seen else checksum(found)
    except OSError:
        return "unreadable"


def _version(url: str) -> str:
    import fsspec

    try:
        files, path = fsspec.core.url_to_fs(url)
        return str(files.ukey(path))
    except Exception:  # of any kind: each protocol has its own
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
