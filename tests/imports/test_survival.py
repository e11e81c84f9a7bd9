"""Imports survive what ends them: kill -9 and a full disk."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time

import pytest

from pipeline.build import bring_in, rebuild
from pipeline.store import NAMES, kept_imports, open_table
from tests.imports import invented
from tests.parts.corpora import ROOT, same

LIMITED = """
import resource, runpy, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))
runpy.run_module("pipeline", run_name="__main__")
"""


def command(*words, program=None):
    start = ["-c", program] if program else ["-m", "pipeline"]
    words = [sys.executable, *start, "import", *map(str, words)]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen(words, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, **quiet)


@pytest.fixture
def exports(tmp_path):
    """An export, and a later one of changed rows."""
    old = [invented.acled_row(event_id_cnty=f"X{n}", timestamp="1") for n in range(400)]
    new = [row | {"timestamp": "2", "notes": "As told now."} for row in old[:150]]
    return [invented.acled(tmp_path / f"{name}.csv", rows) for name, rows in (("old", old), ("new", new))]


def left_over(table):
    return [path.name for path in (table / "imports").iterdir() if path.name.startswith(".")]


def test_kill_9_leaves_the_import_before_or_the_new_one(exports, tmp_path):
    """Killed at random moments, an import is as it was or as it was to be; run again, nothing shows of that."""
    old, new = exports
    for name in ("wanted", "table"):
        bring_in([old], tmp_path / name)
    bring_in([new], tmp_path / "wanted")
    table, rng = tmp_path / "table", random.Random(7)
    for _ in range(4):
        running = command(new, "--output", table)
        while running.poll() is None and not left_over(table):
            time.sleep(0.01)
        time.sleep(rng.uniform(0, 0.8))
        running.send_signal(signal.SIGKILL)
        running.communicate()
        assert len(open_table(table).events) == 400
    bring_in([new], table)
    assert left_over(table) == []
    assert same(tmp_path / "wanted", table)


def test_killed_between_two_renames(exports, tmp_path):
    """The import that was about to be replaced is in its place again with the next build; what is left over goes."""
    table = tmp_path / "table"
    bring_in(exports[:1], table)
    place = table / "imports"
    (place / "acled").rename(place / ".old-acled-4711")
    (place / ".part-abc").mkdir()
    (place / ".gone-other-4711").mkdir()
    assert kept_imports(table) == ()
    assert rebuild(table).imported == 400
    assert [path.name for path in place.iterdir()] == ["acled"]


@pytest.mark.parametrize("size", [2_000, 8_000, 60_000])
def test_a_full_disk(exports, tmp_path, size):
    """Wherever room runs out, the import ends with 1 and words, and table and import are as they were."""
    old, new = exports
    table = tmp_path / "table"
    bring_in([old], table)
    before = {name: (table / name).read_bytes() for name in NAMES}
    running = command(new, "--output", table, "--replace", program=LIMITED.format(size=size))
    _, said = running.communicate()
    assert running.returncode == 1, said
    assert "can't be written" in said
    assert "Traceback" not in said
    assert {name: (table / name).read_bytes() for name in NAMES} == before
    assert [path.name for path in (table / "imports").iterdir()] == ["acled"]
