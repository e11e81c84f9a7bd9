"""Finding the files that paths stand for."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.model import Skipped

# What stands in a folder of documents without being one.
_NOT_DOCUMENTS = {"readme", "license", "licence", "copying", "changelog", "contributing"}


def expand(paths: Sequence[Path]) -> Iterator[Path | Skipped]:
    """The files that `paths` name, sorted by path, none twice; a Skipped for a path that gives none.

    In a folder, files and folders whose name starts with a dot or an underscore, and README, LICENSE and the like,
    are passed over; a file named by its own path never is.
    """
    found: list[tuple[str, Path | Skipped]] = []
    for path in paths:
        found += [(str(getattr(item, "source", item)), item) for item in _expand_one(path)]
    seen: set[str] = set()
    for _, item in sorted(found, key=lambda pair: pair[0]):
        key = item.source if isinstance(item, Skipped) else os.path.realpath(item)
        if key not in seen:
            seen.add(key)
            yield item


def _expand_one(path: Path) -> Iterator[Path | Skipped]:
    try:
        if path.is_dir():
            yield from _folder(path)
        elif path.exists():
            yield (
                path
                if path.is_file()
                else Skipped(str(path), "it is neither a file nor a folder", "name a file or a folder of documents")
            )
        else:
            yield Skipped(str(path), "there is no such file or folder", "check the path")
    except (OSError, ValueError) as error:
        yield Skipped(str(path), f"cannot be opened: {error}", "check the path and its permissions")


def _folder(path: Path) -> Iterator[Path | Skipped]:
    problems: list[OSError] = []
    count = 0
    for folder, folders, names in os.walk(path, onerror=problems.append):
        folders[:] = sorted(name for name in folders if name[0] not in "._")
        for name in sorted(names):
            if name[0] not in "._" and Path(name).stem.lower() not in _NOT_DOCUMENTS:
                count += 1
                yield Path(folder, name)
    for problem in problems:
        where = problem.filename or str(path)
        yield Skipped(str(where), f"cannot be opened: {problem.strerror}", "check the folder's permissions")
    if not count and not problems:
        yield Skipped(str(path), "the folder holds no documents", "put documents into it, or name another folder")
