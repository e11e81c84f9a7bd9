"""A disk that fills up while a table is written: an error that says so, and the last good table as it was."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from pipeline.build import build
from pipeline.merge.standing import Read
from pipeline.store import NAMES, open_table
from tests.parts.corpora import ROOT, records, write_jsonl

PROGRAM = """
import resource, runpy, signal, sys
from pipeline.analyse import analyse
from pipeline.model import Document
analyse(Document("a", "What unpacks itself into a file of its own is there before room runs out.", "a", ""))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))
sys.argv = ["pipeline", "build", {path!r}, "--output", {table!r}]
runpy.run_module("pipeline", run_name="__main__")
"""


@pytest.mark.parametrize("size", [3_000, 12_000, 60_000, 120_000])
def test_no_room_for_a_file(tmp_path: Path, size: int) -> None:
    """Whichever file finds no room, the build ends with 1 and words, and readers keep what they had."""
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == resource.RLIM_INFINITY
    table = tmp_path / "table"
    build([write_jsonl(tmp_path / "old.jsonl", records(5))], table)
    before = {name: (table / name).read_bytes() for name in NAMES}
    path = write_jsonl(tmp_path / "new.jsonl", records(60, start=100))
    program = PROGRAM.format(size=size, path=str(path), table=str(table))
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    assert "can't be written" in done.stderr, done.stderr
    assert "Traceback" not in done.stderr
    assert {name: (table / name).read_bytes() for name in NAMES} == before
    assert len(open_table(table).documents) == 5
    assert not list((table / ".builds").glob("*.part"))
    assert not list(table.glob(".build-*"))


def test_no_room_to_sort(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database that finds no room for what it sorts is a file that can't be written, and costs nothing else."""
    table = tmp_path / "table"
    build([write_jsonl(tmp_path / "old.jsonl", records(5))], table)
    before = {name: (table / name).read_bytes() for name in NAMES}

    def full(database: duckdb.DuckDBPyConnection, read: Read) -> None:
        raise duckdb.OutOfMemoryException("no space left on the device")

    monkeypatch.setattr("pipeline.build.merge_tables", full)
    with pytest.raises(OSError, match="no space left"):
        build([write_jsonl(tmp_path / "new.jsonl", records(9))], table)
    assert {name: (table / name).read_bytes() for name in NAMES} == before
    assert not list(table.glob(".build-*"))
