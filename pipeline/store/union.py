"""Rows of imports beside those that were read in documents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.store.columns import DOCUMENTS, Columns
from pipeline.store.imported import Kept
from pipeline.store.sql import names, quoted

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Database


def unite(database: Database, part: Columns, own: str, imports: Sequence[Kept]) -> None:
    """Makes the view of a part: the rows of `own` and those of imports; of documents with one id the first, in the
    imports' order."""
    found = f"SELECT * FROM {own}"
    if imports:
        others = " UNION ALL BY NAME ".join(
            f"SELECT *, {number} AS came FROM read_parquet({quoted(kept.part(part.name))})"
            for number, kept in enumerate(imports)
        )
        if part is DOCUMENTS:
            others = f"""
                SELECT * FROM ({others}) WHERE document NOT IN (SELECT document FROM {own})
                QUALIFY row_number() OVER (PARTITION BY document ORDER BY came) = 1
            """
        found = f"SELECT {names(part.names)} FROM ({found} UNION ALL BY NAME ({others}))"
    database.execute(f"CREATE VIEW {part.name} AS {found}")
