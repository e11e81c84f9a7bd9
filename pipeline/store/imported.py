"""Imports beside a table: DIR/imports/NAME holds rows of events that others have coded, for every build to take in."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from pipeline.store.columns import CLAIMS, DOCUMENTS, EVENTS

FOLDER = "imports"
NOTE = "import.json"
PART, OLD, GONE = ".part-", ".old-", ".gone-"  # of folders: being made, about to be replaced, removed
IMPORTED = (EVENTS, CLAIMS, DOCUMENTS)  # the parts an import has


@dataclass(frozen=True, slots=True)
class Kept:
    """An import: where it lies, what it came from, and its counts, `read`, `imported` and `rejected` among them."""

    name: str
    folder: Path
    origin: str
    counts: dict[str, int]
    files: tuple[tuple[str, str], ...]  # name and SHA-256
    version: str  # of the program that made it

    def part(self, name: str) -> Path:
        """The Parquet file of a part."""
        return self.folder / f"{name}.parquet"


def mend_imports(directory: Path) -> None:
    """Undo what a killed process left half done. For whoever holds the table's lock: an import whose place was about to
    be taken is back in it, and what nobody needs is gone."""
    place = directory / FOLDER
    for left in sorted(place.glob(f"{OLD}*")) if place.is_dir() else ():
        if not (target := place / left.name.removeprefix(OLD).rpartition("-")[0]).exists():
            left.rename(target)
    for left in (left for kind in (PART, OLD, GONE) for left in place.glob(f"{kind}*")):
        shutil.rmtree(left, ignore_errors=True)


def kept_imports(directory: Path) -> tuple[Kept, ...]:
    """The imports beside the table in `directory`, by name; TableDamaged where one is."""
    return tuple(read_import(folder) for folder in _folders(directory))


def _folders(directory: Path) -> list[Path]:
    place = directory / FOLDER
    return sorted(p for p in place.iterdir() if p.is_dir() and not p.name.startswith(".")) if place.is_dir() else []


def read_import(folder: Path) -> Kept:
    """The import in a folder; TableDamaged where a file of it is missing or unreadable."""
    from pipeline.store.folder import TableDamaged  # which knows the files of a build, and these know imports

    try:
        note = json.loads((folder / NOTE).read_text(encoding="utf-8"))
        files = tuple((str(name), str(checksum)) for name, checksum in note["files"])
        kept = Kept(folder.name, folder, str(note["origin"]), dict(note["counts"]), files, str(note["version"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise TableDamaged(f"{folder}: {error}; import it again, or remove that folder") from error
    if absent := [part.name for part in IMPORTED if not kept.part(part.name).is_file()]:
        raise TableDamaged(f"{folder} lacks {absent[0]}.parquet; import it again, or remove that folder")
    return kept


def imports_fingerprint(directory: Path) -> str:
    """A word that changes when an import comes, goes or is made anew; empty where there are none."""
    digest, folders = hashlib.sha256(), _folders(directory)
    for folder in folders:
        note = folder / NOTE
        digest.update(note.read_bytes() if note.is_file() else b"damaged")
    return digest.hexdigest() if folders else ""
