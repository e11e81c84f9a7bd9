"""The note of what a table was built from is believed only where it can be true."""

from __future__ import annotations

import pytest

from pipeline.store import read_sources, write_sources, write_table
from tests.store.invented import analysis, event


@pytest.fixture
def table(tmp_path):
    """A table with its note, and the corpus beside it."""
    (tmp_path / "corpus").mkdir()
    write_table(tmp_path / "table", [event(1)], [analysis()], {"fingerprint": "one"})
    write_sources(tmp_path / "table", [tmp_path / "corpus"], "one")
    return tmp_path / "table"


def test_a_note_is_read_back(table):
    """What was written is read, as a path that can be opened."""
    assert read_sources(table) == (table.parent / "corpus",)


def test_a_note_of_another_table_is_not_believed(table):
    """A table that came to the folder some other way has no known sources."""
    write_table(table, [event(2)], [analysis()], {"fingerprint": "another"})
    assert read_sources(table) == ()


def test_a_damaged_table_keeps_its_sources(table):
    """Damage must not take away the means to mend it."""
    (table / "current" / "events.parquet").write_bytes(b"broken")
    assert read_sources(table) == (table.parent / "corpus",)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"paths": 3, "fingerprint": "one"}', '{"paths": [1], "fingerprint": ""}']
)
def test_a_garbled_note_is_none(table, text):
    """A note that can't be read is as good as none, and no error."""
    (table / "sources.json").write_text(text)
    assert read_sources(table) == ()


def test_without_a_note(tmp_path):
    """A folder without a note has no known sources."""
    assert read_sources(tmp_path) == ()
