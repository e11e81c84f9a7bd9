"""Finding the files that paths stand for."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.model import Skipped
from pipeline.read.opening import Location, is_url

# What stands in a folder of documents without being one.
_NOT_DOCUMENTS = {"readme", "license", "licence", "copying", "changelog", "contributing"}


def expand(paths: Sequence[Location]) -> Iterator[Location | Skipped]:
    """The files that `paths` name, sorted by path, none twice; a Skipped for a path that gives none.

    A URL that ends in a slash, or holds a star, stands for the files below it or of that pattern.

    In a folder, files and folders whose name starts with a dot or an underscore, and README, LICENSE and the like,
    are passed over; a file named by its own path never is.
    """
    found: list[tuple[str, Location | Skipped]] = []
    for path in paths:
        expanded = _expand_url(path) if is_url(path) else _expand_one(Path(path))
        found += [(str(getattr(item, "source", item)), item) for item in expanded]
    seen: set[str] = set()
    for _, item in sorted(found, key=lambda pair: pair[0]):
        key = item.source if isinstance(item, Skipped) else item if is_url(item) else os.path.realpath(item)
        if key not in seen:
            seen.add(key)
            yield item


def _expand_url(url: str) -> Iterator[str | Skipped]:
    """The files of a URL; what a store of files elsewhere raises is a reason like any other."""
    import fsspec

    try:
        files, path = fsspec.core.url_to_fs(url)
        if "*" in path:
            names = files.glob(path)
        elif url.endswith("/"):
            names = files.find(path)
        else:
            names = [path]
        kept = [name for name in names if _is_document(name[len(path.rstrip("/")) :] if url.endswith("/") else name)]
    except Exception as error:  # of any kind: each protocol has its own
        yield Skipped(
            url, f"cannot be reached: {error}", "check the URL, and that what its protocol needs is installed"
        )
        return
    for name in sorted(kept):
        yield url if name == path else files.unstrip_protocol(name)
    if not kept:
        yield Skipped(url, "there are no documents", "check the URL")


def _is_document(name: str) -> bool:
    parts = [part for part in name.split("/") if part]
    return bool(parts) and all(part[0] not in "._" for part in parts[-1:]) and _stem(parts[-1]) not in _NOT_DOCUMENTS


def _stem(name: str) -> str:
    return Path(name).stem.lower()


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
            if name[0] not in "._" and _stem(name) not in _NOT_DOCUMENTS:
                count += 1
                yield Path(folder, name)
    for problem in problems:
        where = problem.filename or str(path)
        yield Skipped(str(where), f"cannot be opened: {problem.strerror}", "check the folder's permissions")
    if not count and not problems:
        yield Skipped(str(path), "the folder holds no documents", "put documents into it, or name another folder")
