"""What every test of imports uses: a folder, and an import's parts as rows."""

from __future__ import annotations

import duckdb
import pytest


@pytest.fixture
def rows():
    """Rows of a part of an import, by event id (documents: by document), each a dictionary."""

    def read(kept, part="events"):
        with duckdb.connect() as database:
            key = "document" if part == "documents" else "claim_id" if part == "claims" else "event_id"
            found = database.sql(f"SELECT * FROM read_parquet('{kept.part(part)}') ORDER BY {key}")
            return {row[key]: row for row in found.to_arrow_table().to_pylist()}

    return read
