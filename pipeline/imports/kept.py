"""Imports kept beside a table, in DIR/imports/NAME, so that every build finds them again; each comes and goes whole."""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pipeline
from pipeline.imports.convert import Outcome, convert, opened
from pipeline.imports.mapping import Mapping
from pipeline.imports.unpacked import ImportFailed
from pipeline.store import TableDamaged
from pipeline.store.imported import FOLDER, GONE, NOTE, OLD, PART, Kept, kept_imports, read_import

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}\Z")


def run_import(
    paths: Sequence[Path],
    directory: Path,
    *,
    mapping: Mapping | None = None,
    name: str | None = None,
    replacing: bool = False,
) -> tuple[Kept, Outcome]:
    """Imports files into DIR/imports under a name, its origin unless one is given.

    An import of that name is brought up to date: of each event the newer record counts, and what the files don't have
    stays. The files take its place if `replacing`, or where their records have no ids by which they can be told apart.

    Raises ImportFailed, also where not one record gave an event, and OSError; both leave what was there.
    """
    if name is not None and not _NAME.match(name):
        raise ImportFailed(f"{name!r} is no name for an import; use letters, digits, hyphens and dots")
    place = directory / FOLDER
    place.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=PART, dir=place))
    try:
        with opened(paths, fresh, mapping) as (mapping, files):
            name = name or mapping.origin
            others = _known(directory)
            there = others.pop(name, None)
            before = None if replacing else _earlier(there, mapping)
            taken = [kept.part("events") for kept in others.values()]
            outcome = convert(files, fresh, mapping, taken=taken, before=before)
        _check(outcome, paths)
        if there and not before:
            outcome = replace(outcome, instead_of=_events(there))
        _write(fresh, name, outcome, before)
        fresh.chmod(0o755)
        _switch(fresh, place / name)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    return read_import(place / name), outcome


def _earlier(there: Kept | None, mapping: Mapping) -> Kept | None:
    """The import that is to be brought up to date; ImportFailed where it is of another kind."""
    if there and there.origin != mapping.origin:
        raise ImportFailed(
            f"the import {there.name} holds events of {there.origin}, not of {mapping.origin}; "
            "give another --name, or --replace it"
        )
    return there if mapping.event.id else None


def _events(kept: Kept) -> int:
    return kept.counts.get("events", kept.counts["imported"])  # imports of older programs count these only


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


def _write(folder: Path, name: str, outcome: Outcome, before: Kept | None) -> None:
    """The note by which an import is known."""
    counts = {
        key: getattr(outcome, key)
        for key in ("read", "imported", "events", "dated", "undated", "placed", "unplaced", "claims", "documents")
    }
    earlier = [file for file in (before.files if before else ()) if file not in outcome.files]
    note = {
        "name": name,
        "origin": outcome.origin,
        "counts": counts | {"rejected": outcome.rejections},
        "files": [*earlier, *outcome.files],
        "version": pipeline.__version__,
    }
    (folder / NOTE).write_text(json.dumps(note, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _switch(fresh: Path, target: Path) -> None:
    old = target.with_name(f"{OLD}{target.name}-{os.getpid()}")
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
    gone = found[name].folder.with_name(f"{GONE}{name}-{os.getpid()}")
    found[name].folder.rename(gone)
    shutil.rmtree(gone, ignore_errors=True)
    return found[name]
