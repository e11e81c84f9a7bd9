"""What a build knows of each item and document, on disk, so that memory does not grow with their number."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.parts.part import Entry

Reference = int

_TABLES = """
    PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -4000;
    CREATE TABLE items (key BLOB PRIMARY KEY, reference INTEGER, document TEXT) WITHOUT ROWID;
    CREATE TABLE documents (digest BLOB PRIMARY KEY, reference INTEGER) WITHOUT ROWID;
    CREATE TABLE inputs (number INTEGER PRIMARY KEY, key BLOB);
    CREATE TABLE chosen (document TEXT PRIMARY KEY, reference INTEGER) WITHOUT ROWID;
    BEGIN;
"""


class Index:
    """For one build: entries by the keys of their items and by their documents, inputs in their order, and the chosen
    documents. What it raises where the disk is full is sqlite3.Error."""

    def __init__(self, folder: Path) -> None:
        """An empty one, in a file in `folder`."""
        folder.mkdir(parents=True, exist_ok=True)
        self._database = sqlite3.connect(folder / "index.sqlite", isolation_level=None)
        self._database.executescript(_TABLES)

    def close(self) -> None:
        """Lets go of the file."""
        self._database.close()

    def learn(self, entries: Iterable[tuple[Entry, Reference]]) -> None:
        """Takes in entries; of two with one key the later holds."""
        known = [(e.key, r, None if e.reason else e.document, e.digest) for e, r in entries]
        self._database.executemany("INSERT OR REPLACE INTO items VALUES (?, ?, ?)", (row[:3] for row in known))
        documents = ((digest, reference) for _, reference, document, digest in known if document and digest)
        self._database.executemany("INSERT OR REPLACE INTO documents VALUES (?, ?)", documents)

    def find(self, key: bytes) -> Reference | None:
        """The entry of an item."""
        return self._one("SELECT reference FROM items WHERE key = ?", key)

    def find_document(self, digest: bytes) -> Reference | None:
        """The entry of a document, by all that it states."""
        return self._one("SELECT reference FROM documents WHERE digest = ?", digest)

    def note(self, number: int, key: bytes) -> None:
        """Notes an input, with its number among all."""
        self._database.execute("INSERT INTO inputs VALUES (?, ?)", (number, key))

    def inputs(self) -> Iterator[tuple[int, Reference, str | None]]:
        """The inputs in their order: number, entry, and its document's id where there is one."""
        query = "SELECT number, reference, document FROM inputs JOIN items USING (key) ORDER BY number"
        yield from self._database.execute(query)

    def choose(self, document: str, reference: Reference) -> Reference:
        """Chooses an entry for the document of an id, unless there is one already; that which is chosen."""
        self._database.execute("INSERT OR IGNORE INTO chosen VALUES (?, ?)", (document, reference))
        return self._one("SELECT reference FROM chosen WHERE document = ?", document)

    def chosen(self) -> Iterator[tuple[Reference, int]]:
        """The entries of the chosen documents, and the number of each document, which are numbered by their ids."""
        query = "SELECT reference, row_number() OVER (ORDER BY document) - 1 FROM chosen ORDER BY reference"
        yield from self._database.execute(query)

    def count(self) -> int:
        """How many documents are chosen."""
        return self._one("SELECT count(*) FROM chosen")

    def _one(self, query: str, *values: object):
        row = self._database.execute(query, values).fetchone()
        return row[0] if row else None
