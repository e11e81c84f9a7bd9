"""Imports kept beside a table, in DIR/imports/NAME, so that every build finds them again; each comes and goes whole."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pipeline
from pipeline.imports.convert import Outcome, convert
from pipeline.imports.mapping import BUNDLED, Mapping
from pipeline.imports.unpacked import ImportFailed
from pipeline.store import TableDamaged, harmless
from pipeline.store.imported import FOLDER, NOTE, Kept, kept_imports, read_import

REJECTED = "rejected.csv"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}\Z")


def run_import(
    paths: Sequence[Path], directory: Path, *, mapping: Mapping | None = None, name: str | None = None
) -> tuple[Kept, Outcome]:
    """Imports files into DIR/imports, in place of an import of the same name (its origin, unless one is given).

    Raises ImportFailed, also where not one record gave an event, and OSError; both leave what was there.
    """
    if name is not None and not _NAME.match(name):
        raise ImportFailed(f"{name!r} is no name for an import; use letters, digits, hyphens and dots")
    place = directory / FOLDER
    place.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=".part-", dir=place))
    try:
        taken = _others(directory, name, mapping)
        mapping, outcome = convert(paths, fresh, mapping=mapping, taken=taken)
        name = name or mapping.origin
        _check(outcome, paths)
        _write(fresh, name, outcome)
        if (before := _known(directory).get(name)) is not None:
            outcome = replace(outcome, instead_of=before.counts["imported"])
        fresh.chmod(0o755)
        _switch(fresh, place / name)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    return read_import(place / name), outcome


def _others(directory: Path, name: str | None, mapping: Mapping | None) -> list[Path]:
    """Events of the imports that stay: all but the one whose place is taken, which bears the name, or the origin's."""
    gone = {name} if name else {mapping.origin} if mapping else set(BUNDLED)
    return [kept.part("events") for kept in _known(directory).values() if kept.name not in gone]


def _known(directory: Path) -> dict[str, Kept]:
    try:
        return {kept.name: kept for kept in kept_imports(directory)}
    except TableDamaged as error:
        raise ImportFailed(str(error)) from error


def _check(outcome: Outcome, paths: Sequence[Path]) -> None:
    if outcome.imported:
        return
    if not outcome.rejected:
        raise ImportFailed(f"{paths[0]} holds no records")
    first = outcome.rejected[0]
    raise ImportFailed(
        f"not one of {outcome.read:,} records gave an event; the first, on line {first.line} of {first.file}: "
        f"{first.reason}"
    )


def _write(folder: Path, name: str, outcome: Outcome) -> None:
    """The list of rejected records, and the note by which an import is known."""
    with (folder / REJECTED).open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("file", "line", "id", "reason"))
        rows.writerows((r.file, r.line, harmless(r.id), harmless(r.reason)) for r in outcome.rejected)
    counts = {
        key: getattr(outcome, key)
        for key in ("read", "imported", "dated", "undated", "placed", "unplaced", "claims", "documents")
    }
    note = {
        "name": name,
        "origin": outcome.origin,
        "counts": counts | {"rejected": len(outcome.rejected)},
        "files": outcome.files,
        "version": pipeline.__version__,
    }
    (folder / NOTE).write_text(json.dumps(note, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _switch(fresh: Path, target: Path) -> None:
    old = target.with_name(f".old-{target.name}-{os.getpid()}")
    if target.exists():
        target.rename(old)
    fresh.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def remove_import(directory: Path, name: str) -> Kept:
    """Takes an import away, its list of rejected records included; ImportFailed where there is none of that name."""
    found = _known(directory)
    if name not in found:
        known = f"there are {', '.join(found)}" if found else "there are none"
        raise ImportFailed(f"{directory} has no import {name}; {known}")
    gone = found[name].folder.with_name(f".old-{name}-{os.getpid()}")
    found[name].folder.rename(gone)
    shutil.rmtree(gone, ignore_errors=True)
    return found[name]
