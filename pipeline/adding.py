"""Files that people add to a table: kept in a folder beside it, which every build takes in with its other sources."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipeline.model import Document, Skipped
from pipeline.read import READERS, read_paths
from pipeline.settings import Limits
from pipeline.store.files import DATABASE
from pipeline.store.folder import TableMissing, folder_of
from pipeline.store.sources import ADDED

LONGEST = 80  # characters of a file's name
_UNSAFE = re.compile(r"[^\w.()-]+")
_INCOMING = ".incoming"


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that was taken in, and the ids of the documents it holds; `skipped` are records that can't be read."""

    path: Path
    documents: tuple[str, ...]
    skipped: tuple[Skipped, ...] = ()


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A file that was not taken in, since the table has its words already, as the document `known`."""

    known: str


def keep(directory: Path, name: str, content: bytes, limits: Limits) -> Kept | Duplicate | tuple[Skipped, ...]:
    """Take a file in beside the table in `directory`, whole or not at all; it is in the table after the next build.

    A file that gives no document is not kept: the answer says why, input by input. Raises OSError where it can't be
    written.
    """
    folder = directory / ADDED
    folder.mkdir(parents=True, exist_ok=True)
    incoming = folder / f"{_INCOMING}-{os.getpid()}-{hashlib.sha256(content).hexdigest()[:12]}"
    incoming.mkdir(exist_ok=True)
    safe = safe_name(name)
    try:
        path = incoming / _free(folder, safe, _ids(directory))
        path.write_bytes(content)
        found = tuple(read_paths([path], limits))
        documents = [item for item in found if isinstance(item, Document)]
        skipped = tuple(_named(item, name, path) for item in found if isinstance(item, Skipped))
        if not documents:
            return skipped
        if known := _known(directory, content, documents):
            return Duplicate(known)
        os.replace(path, folder / path.name)
        return Kept(folder / path.name, tuple(d.id for d in documents), skipped)
    finally:
        for left in incoming.iterdir():
            left.unlink()
        incoming.rmdir()


def safe_name(name: str) -> str:
    """A file's name as any disk takes it: no folders, nothing hidden, letters of any script kept."""
    plain = unicodedata.normalize("NFC", name.replace("\\", "/").rpartition("/")[2])
    stem, dot, ending = plain.rpartition(".")
    stem, ending = (stem, ending) if dot and f".{ending.lower()}" in READERS else (plain, "")
    stem = _UNSAFE.sub("-", stem).strip("-._")[:LONGEST] or "document"
    stem = stem if stem.lower() not in _PASSED_OVER else f"{stem}-added"
    return f"{stem}.{ending.lower()}" if ending else stem


_PASSED_OVER = {"readme", "license", "licence", "copying", "changelog", "contributing", "con", "nul", "aux", "prn"}


def _free(folder: Path, name: str, ids: set[str]) -> str:
    """The name, with a number where a file or a document of the table has it already."""
    path, number = Path(name), 1
    while (folder / path).exists() or path.stem in ids:
        number += 1
        path = Path(f"{Path(name).stem}-{number}{Path(name).suffix}")
    return str(path)


def _named(skipped: Skipped, name: str, path: Path) -> Skipped:
    """A reason under the name that the file had on its owner's disk."""
    return Skipped(skipped.source.replace(str(path), name), skipped.reason, skipped.remedy)


def _known(directory: Path, content: bytes, documents: list[Document]) -> str | None:
    """The document of the table, or the file added before, with the same words; None where one document is new."""
    digest = hashlib.sha256(content).hexdigest()
    for path in (directory / ADDED).iterdir():
        if path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == digest:
            return path.name
    known = _texts(directory, [document.text for document in documents])
    return known[0] if len(known) >= len(documents) else None


def _ids(directory: Path) -> set[str]:
    return {name for (name,) in _ask(directory, "SELECT document FROM documents")}


def _texts(directory: Path, texts: list[str]) -> list[str]:
    """Ids of the documents with one of these texts, one a text."""
    query = "SELECT min(document) FROM documents WHERE list_contains(?, text) GROUP BY text ORDER BY 1"
    return [name for (name,) in _ask(directory, query, [texts])]


def _ask(directory: Path, query: str, values: list | None = None) -> list[tuple]:
    try:
        with duckdb.connect(str(folder_of(directory) / DATABASE), read_only=True) as table:
            return table.execute(query, values or []).fetchall()
    except (TableMissing, duckdb.Error):
        return []
