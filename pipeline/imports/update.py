"""An import brought up to date: of each event the newer record, and those that the new files don't have."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb
import pyarrow.parquet as pq

from pipeline.imports.columns import REVISED, kinds
from pipeline.imports.source import identifier
from pipeline.store.columns import CLAIMS, DOCUMENTS, EVENTS, Columns
from pipeline.store.imported import Kept
from pipeline.store.sql import keep, names, quoted


@dataclass(frozen=True, slots=True)
class Changes:
    """What the records of some files did to an import; the first four add up to these records."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    older: int = 0  # than the record of the event that was there, which stays
    kept: int = 0  # events that the files don't have


def bring_up_to_date(db: duckdb.DuckDBPyConnection, before: Kept) -> Changes:
    """Makes `all_events`, `all_claims`, `all_documents` of `new_events` and so on, and of the import before."""
    for part in (EVENTS, CLAIMS, DOCUMENTS):
        _open(db, before, part)
    for age in ("old", "new"):
        content = f"hash({names(EVENTS.names)})"
        keep(db, f"{age}_marks", f"SELECT event_id, {REVISED}, {content} AS content FROM {age}_events")
    keep(
        db,
        "verdicts",
        f"SELECT n.event_id, CASE WHEN o.event_id IS NULL THEN 'added' WHEN n.{REVISED} < o.{REVISED} THEN 'older' "
        "WHEN n.content = o.content THEN 'unchanged' ELSE 'changed' END AS verdict "
        "FROM new_marks n LEFT JOIN old_marks o USING (event_id)",
    )
    db.execute("CREATE VIEW outdated AS SELECT event_id FROM verdicts WHERE verdict = 'older'")
    db.execute("CREATE VIEW taken AS SELECT event_id FROM verdicts WHERE verdict <> 'older'")
    for part in (EVENTS, CLAIMS):
        db.execute(
            f"CREATE VIEW all_{part.name} AS SELECT * FROM new_{part.name} ANTI JOIN outdated USING (event_id) "
            f"UNION ALL BY NAME SELECT * FROM old_{part.name} ANTI JOIN taken USING (event_id)"
        )
    keep(db, "cited", "SELECT DISTINCT document FROM all_claims")
    db.execute(
        "CREATE VIEW all_documents AS SELECT * FROM new_documents SEMI JOIN cited USING (document) UNION ALL BY NAME "
        "SELECT * FROM old_documents SEMI JOIN cited USING (document) ANTI JOIN new_documents USING (document)"
    )
    return _counted(db)


def _open(db: duckdb.DuckDBPyConnection, before: Kept, part: Columns) -> None:
    """A view of what an import had, whatever columns the program gave it that made it."""
    path = before.part(part.name)
    there = set(pq.read_schema(path).names)
    picked = [
        identifier(name) if name in there else f"NULL::{kind} AS {identifier(name)}"
        for name, kind in kinds(part).items()
    ]
    db.execute(f"CREATE VIEW old_{part.name} AS SELECT {', '.join(picked)} FROM read_parquet({quoted(path)})")


def _counted(db: duckdb.DuckDBPyConnection) -> Changes:
    counts = dict(db.execute("SELECT verdict, count(*) FROM verdicts GROUP BY verdict").fetchall())
    known = sum(count for verdict, count in counts.items() if verdict != "added")
    ((before,),) = db.execute("SELECT count(*) FROM old_marks").fetchall()
    return Changes(**counts, kept=before - known)
