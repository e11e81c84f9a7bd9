"""The folder of a table: builds beside one another, one of them current, switched in one step.

    DIR/.builds/<name>/     the files of one build, with a manifest of their checksums
    DIR/current             a link to the current build; switching it is one rename, which no reader sees half done
    DIR/events.csv, …       links through `current`

Where links can't be made (Windows without the right, some network drives) the files are copied into DIR one by one,
the manifest last; a reader in that moment finds checksums that don't match and calls the table damaged.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from pipeline.store.files import NAMES
from pipeline.store.seen import Seen, checksum

MANIFEST = "manifest.json"
CURRENT = "current"
_BUILDS = ".builds"
_PART = ".part"
SPILL = ".build-"  # of folders beside the table for what lasts no longer than a build does


class TableDamaged(Exception):
    """A table is there and can't be trusted: a file is missing, changed or unreadable."""


class TableMissing(Exception):
    """No table was ever built here."""


def publish(directory: Path, write: Callable[[Path], dict[str, object]]) -> None:
    """Have `write` fill a fresh folder and make it the current build; whatever it raises leaves the last one current.

    One at a time: the caller holds the lock. `write` returns the manifest's own entries; the checksums are added.
    Raises OSError where DIR can't be written.
    """
    builds = directory / _BUILDS
    builds.mkdir(parents=True, exist_ok=True)
    part = Path(tempfile.mkdtemp(prefix="build-", suffix=_PART, dir=builds))
    try:
        entries = write(part)
        sums = {name: checksum(part / name) for name in NAMES}
        manifest = entries | {"files": sums}
        (part / MANIFEST).write_text(json.dumps(manifest, indent=2, sort_keys=True) + "\n", encoding="utf-8")
        part.chmod(0o755)
        build = part.rename(part.with_suffix(""))
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    previous = _linked(directory)
    try:
        _switch(directory, build)
    except OSError:
        _copy(directory, build)
    _prune(builds, keep={build, previous})
    _note(directory, sums)


def folder_of(directory: Path) -> Path:
    """The folder that holds the current files; raises TableMissing."""
    folder = _linked(directory) or directory
    if not (folder / MANIFEST).exists():
        if any((directory / name).exists() or (directory / name).is_symlink() for name in (*NAMES, CURRENT)):
            raise TableDamaged(f"{directory}: {MANIFEST} is missing")
        raise TableMissing(f"{directory}: no table has been built here")
    return folder


def verify(directory: Path) -> dict[str, object]:
    """The manifest of a table whose files are all as they were written; raises TableMissing, TableDamaged.

    Large files that have not been touched since they were last read are not read again.
    """
    while True:
        folder = folder_of(directory)
        try:
            return _verified(directory, folder)
        except TableDamaged:
            if folder_of(directory) == folder:
                raise  # else a new build took its place meanwhile


def _verified(directory: Path, folder: Path) -> dict[str, object]:
    seen = Seen(directory)
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        expected = manifest["files"]
        for name in NAMES:
            if any(seen.checksum(path) != expected[name] for path in _once(folder / name, directory / name)):
                raise TableDamaged(f"{directory / name}: the file is not as it was written")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise TableDamaged(f"{directory}: {error}") from error
    seen.save()
    return manifest


def _once(*paths: Path) -> set[Path]:
    """The files behind some paths."""
    return {Path(os.path.realpath(path)) for path in paths}


def _note(directory: Path, sums: dict[str, str]) -> None:
    """Note what was just written, so that nobody has to read it to see that it is as it was written."""
    seen = Seen(directory)
    for name, found in sums.items():
        seen.note(directory / name, found)
    seen.save()


def _linked(directory: Path) -> Path | None:
    link = directory / CURRENT
    return directory / os.readlink(link) if link.is_symlink() else None


def _switch(directory: Path, build: Path) -> None:
    _link(directory / CURRENT, os.path.join(_BUILDS, build.name))
    for name in (*NAMES, MANIFEST):
        target = os.path.join(CURRENT, name)
        path = directory / name
        if not (path.is_symlink() and os.readlink(path) == target):
            _link(path, target)


def _link(path: Path, target: str) -> None:
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    fresh.unlink(missing_ok=True)
    os.symlink(target, fresh)
    try:
        os.replace(fresh, path)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise


def _copy(directory: Path, build: Path) -> None:
    for name in (*NAMES, MANIFEST):
        fresh = directory / f".{name}.{os.getpid()}"
        shutil.copyfile(build / name, fresh)
        os.replace(fresh, directory / name)


def _prune(builds: Path, keep: set[Path | None]) -> None:
    """Remove older builds, killed ones included. The one before stays, for readers that have just opened it."""
    kept = {path.name for path in keep if path}
    for old in builds.iterdir():
        if old.name not in kept:
            shutil.rmtree(old, ignore_errors=True)
