"""What is to be reviewed: events of the current table that something speaks against, each with its reasons."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipeline.model import Event
from pipeline.store.files import DATABASE
from pipeline.store.folder import folder_of
from views.query import Opened

REASONS = ("place", "undated", "confidence", "disagree", "weak")
DOUBTFUL = 0.6  # confidence in an event below which somebody should look
SURE = 0.7  # confidence from which on a name means this place and none of the same name
WEAK = 0.45  # share of words in common below which two documents are weakly tied
MOST = 2_000  # events of the queue that are listed; the most doubtful first

_QUERY = f"""
WITH settled AS (
  SELECT event_id, list(coalesce(field, kind)) AS fields FROM corrections
  WHERE state = 'applied' AND kind IN ('edit', 'accept') AND event_id IS NOT NULL GROUP BY event_id
), doubtful AS (
  SELECT DISTINCT c.event_id FROM claims c JOIN events e USING (event_id)
  WHERE c.place_confidence < {SURE} AND c.place_text = e.place_text
), told AS (
  SELECT event_id, document, list_distinct(flatten(list(regexp_extract_all(lower(evidence), '[\\p{{L}}]{{4,}}')))) AS w
  FROM claims WHERE event_id IN (SELECT event_id FROM events WHERE len(documents) > 1) GROUP BY event_id, document
), ties AS (
  SELECT a.event_id, a.document, max(len(list_intersect(a.w, b.w)) / greatest(1, least(len(a.w), len(b.w)))) AS share
  FROM told a JOIN told b ON a.event_id = b.event_id AND a.document <> b.document GROUP BY a.event_id, a.document
), weak AS (SELECT event_id FROM ties GROUP BY event_id HAVING min(share) < {WEAK}),
judged AS (
  SELECT e.event_id, e.title, e.edtf, e.place, e.place_kind, e.confidence, coalesce(s.fields, []) AS fields,
    list_filter([
      CASE WHEN e.event_id IN (SELECT event_id FROM doubtful) AND NOT list_contains(coalesce(s.fields, []), 'place')
        THEN 'place' END,
      CASE WHEN e.edtf IS NULL AND NOT list_contains(coalesce(s.fields, []), 'date') THEN 'undated' END,
      CASE WHEN e.confidence < {DOUBTFUL} THEN 'confidence' END,
      CASE WHEN len(list_filter(e.disagreements, lambda d: NOT list_contains(coalesce(s.fields, []), d))) > 0
        THEN 'disagree' END,
      CASE WHEN e.event_id IN (SELECT event_id FROM weak) THEN 'weak' END
    ], lambda r: r IS NOT NULL) AS reasons
  FROM events e LEFT JOIN settled s USING (event_id)
)
SELECT event_id, title, edtf, place, place_kind, confidence, reasons FROM judged
WHERE len(reasons) > 0 AND NOT list_contains(fields, 'accept')
ORDER BY len(reasons) DESC, confidence, event_id
"""


@dataclass(frozen=True, slots=True)
class Waiting:
    """An event in the queue; `reasons` are of REASONS."""

    event_id: str
    title: str
    edtf: str | None
    place: str | None
    place_kind: str | None
    confidence: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recorded:
    """An entry of the ledger as the table keeps it; see `corrections` in the table's documentation."""

    correction: str
    at: str
    by: str
    reason: str | None
    kind: str
    state: str
    why: str | None
    event_id: str | None
    document: str | None
    field: str | None
    original: str | None
    corrected: str | None


@dataclass(frozen=True, slots=True)
class Queue:
    """All that waits, number by reason, and what was done so far."""

    waiting: tuple[Waiting, ...]
    total: int
    counts: dict[str, int]
    events: int
    history: tuple[Recorded, ...]  # the latest first


def load(directory: Path) -> Queue:
    """The queue of the current table."""
    with duckdb.connect(str(folder_of(directory) / DATABASE), read_only=True) as table:
        found = [Waiting(*row[:-1], tuple(row[-1])) for row in table.execute(_QUERY).fetchall()]
        names = ", ".join(f'"{name}"' for name in Recorded.__slots__)
        rows = table.execute(f"SELECT {names} FROM corrections ORDER BY number DESC").fetchall()
        (events,) = table.execute("SELECT count(*) FROM events").fetchone()
    counts = Counter(reason for one in found for reason in one.reasons)
    return Queue(tuple(found[:MOST]), len(found), dict(counts), events, tuple(Recorded(*row) for row in rows))


def corrections_of(opened: Opened, event_id: str) -> list[Recorded]:
    """The corrections of an event that hold, the latest first."""
    names = ", ".join(f'"{name}"' for name in Recorded.__slots__)
    sql = f"SELECT {names} FROM store.corrections WHERE event_id = ? AND state = 'applied' ORDER BY number DESC"
    return [Recorded(*row) for row in opened.rows(sql, [event_id])]


def matching(waiting: Sequence[Waiting], reasons: Sequence[str], words: str) -> list[Waiting]:
    """Those with one of the reasons (any, where none is named) whose title or place has every word."""
    wanted = words.casefold().split()
    return [
        one
        for one in waiting
        if (not reasons or set(reasons) & set(one.reasons))
        and all(word in f"{one.title} {one.place or ''}".casefold() for word in wanted)
    ]


def search(directory: Path, words: str, besides: str) -> list[tuple[str, str, str | None]]:
    """Ids, titles and dates of events in which every word occurs, those of the same days as `besides` first."""
    wanted = words.casefold().split()[:10]
    test = " AND ".join(["contains(lower(concat_ws(' ', e.title, e.place, e.evidence)), ?)"] * len(wanted)) or "true"
    query = (
        f"SELECT e.event_id, e.title, e.edtf FROM events e, (SELECT * FROM events WHERE event_id = ?) o "
        f"WHERE e.event_id <> o.event_id AND {test} "
        "ORDER BY abs(coalesce(e.earliest, e.latest) - coalesce(o.earliest, o.latest)) NULLS LAST, e.event_id LIMIT 20"
    )
    with duckdb.connect(str(folder_of(directory) / DATABASE), read_only=True) as table:
        return table.execute(query, [besides, *wanted]).fetchall()


def sources(directory: Path, names: Sequence[str]) -> dict[str, dict]:
    """Rows of documents by id."""
    with duckdb.connect(str(folder_of(directory) / DATABASE), read_only=True) as table:
        found = table.sql(
            "SELECT document, title, publisher, published_edtf, text FROM documents WHERE list_contains(?, document)",
            params=[list(names)],
        ).to_arrow_table()
    return {row["document"]: row for row in found.to_pylist()}


def candidates(directory: Path, event: Event) -> list[dict]:
    """The places that the words of an event's place may mean, likeliest first; empty where there is but one."""
    spots = [(c.mention.document, c.mention.place.start, c.mention.place.end) for c in event.claims if c.mention.place]
    query = "SELECT place_candidates FROM mentions WHERE kind = 'place' AND document = ? AND start = ? AND \"end\" = ?"
    with duckdb.connect(str(folder_of(directory) / DATABASE), read_only=True) as table:
        for spot in spots[:5]:
            row = table.execute(query, spot).fetchone()
            if row and row[0]:
                return json.loads(row[0])
    return []


def as_read(directory: Path, event_id: str) -> str | None:
    """The row (JSON) of an event as the program read it, of one that corrections took away or changed."""
    with duckdb.connect(str(folder_of(directory) / DATABASE), read_only=True) as table:
        row = table.execute("SELECT event FROM as_read WHERE event_id = ?", [event_id]).fetchone()
    return row[0] if row else None
