"""One writer at a time."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from pipeline.store import TableBusy, locked
from tests.parts.corpora import ROOT

HOLDER = """
import sys, time
from pathlib import Path
from pipeline.store import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_writer_is_told_who_is_writing(tmp_path):
    """Whoever can't wait any longer gets an error that names the table; a holder that is killed holds nothing."""
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    try:
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(TableBusy) as error, locked(tmp_path, patience=0.2):
            raise AssertionError("two hold it")
        assert error.value.filename == str(tmp_path)
        assert "another build" in error.value.strerror
    finally:
        os.kill(holder.pid, signal.SIGKILL)
        holder.communicate()
    with locked(tmp_path, patience=5):
        assert tmp_path.exists()


def test_whoever_holds_it_may_take_it_again(tmp_path):
    """A build holds the table while its last step takes the lock again."""
    with locked(tmp_path), locked(tmp_path, patience=1):
        assert tmp_path.exists()
