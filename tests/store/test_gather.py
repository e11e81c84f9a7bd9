"""Gathering rows document by document."""

from __future__ import annotations

import random

from pipeline.store import rows
from pipeline.store.gather import Gathered
from tests.store.invented import analysis


def test_rows_come_out_in_one_order(monkeypatch):
    """Whatever the order of reading and wherever chunks end, the rows are those of all analyses, by document."""
    monkeypatch.setattr("pipeline.store.gather._CHUNK", 3)
    analyses = [analysis(f"d{number:02}") for number in range(12)]
    wanted = rows.mention_rows(analyses)
    random.Random(4).shuffle(analyses)
    gathered = Gathered(analyses)
    assert [tuple(r.values()) for r in gathered.mentions().to_pylist()] == [tuple(r.values()) for r in wanted]
    assert gathered.documents() == rows.document_rows(analyses)
    assert len(gathered) == 12


def test_documents_without_mentions():
    """Nothing gathered is an empty table with all its columns."""
    assert Gathered().mentions().num_rows == 0
    assert Gathered().documents() == []
