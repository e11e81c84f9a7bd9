"""Documents of the current table, read from the store as the page needs them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipeline.store.files import DATABASE
from pipeline.store.folder import folder_of

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Listed:
    """A document as the list shows it. `claims` of events it makes; `published` is EDTF."""

    id: str
    title: str
    publisher: str | None
    url: str | None
    source: str
    published: str | None
    rule: str | None
    characters: int
    events: int


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a document and what it is."""

    start: int
    end: int
    kind: str
    rule: str


@dataclass(frozen=True, slots=True)
class Found:
    """A document with all that was read in it; `mentions` and `publication` are rows of the table."""

    id: str
    text: str
    language: str
    blocks: tuple[Block, ...]
    mentions: tuple[Row, ...]
    publication: Row


def documents(directory: Path) -> list[Listed]:
    """Every document of the table, by title, without its text."""
    rows = _ask(
        directory,
        "SELECT d.document AS id, coalesce(d.title, d.document) AS title, d.publisher, d.url, d.source, "
        "d.published_edtf AS published, d.published_rule AS rule, coalesce(length(d.text), 0) AS characters, "
        "coalesce(c.events, 0) AS events FROM documents d "
        "LEFT JOIN (SELECT document, count(DISTINCT event_id) AS events FROM claims GROUP BY document) c "
        "USING (document) ORDER BY lower(title), id",
    )
    return [Listed(**row) for row in rows]


def document(directory: Path, name: str) -> Found:
    """One document; KeyError where the table has none of this id."""
    rows = _ask(directory, "SELECT * FROM documents WHERE document = ?", [name])
    if not rows:
        raise KeyError(name)
    row = rows[0]
    mentions = _ask(directory, "SELECT * FROM mentions WHERE document = ? ORDER BY start, rowid", [name])
    blocks = tuple(Block(**block) for block in json.loads(row["blocks"] or "[]"))
    return Found(name, row["text"] or "", row["language"] or "", blocks, tuple(mentions), row)


def _ask(directory: Path, query: str, values: list | None = None) -> list[Row]:
    with duckdb.connect(str(folder_of(directory) / DATABASE), read_only=True) as table:
        return table.sql(query, params=values).to_arrow_table().to_pylist()
