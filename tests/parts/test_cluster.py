"""A Dask cluster of separate processes: the same table as without one."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from contextlib import ExitStack, contextmanager

import pytest

from pipeline.build import build
from pipeline.parts.cluster import NoCluster
from tests.parts.corpora import ROOT, records, same, start_build, write_jsonl

distributed = pytest.importorskip("distributed", reason="the cluster's requirements are not installed")


DOCUMENTED = re.compile(r"^ +\.venv/bin/python (-m dask .+)$", re.M)


@contextmanager
def as_documented(folder, workers, where=ROOT):
    """A scheduler and so many workers, started with the commands of docs/scaling.md; the scheduler's address."""
    address = f"127.0.0.1:{free_port()}"
    text = (ROOT / "docs" / "scaling.md").read_text(encoding="utf-8")
    scheduler, worker = (words.replace("SCHEDULER:8786", address).split() for words in DOCUMENTED.findall(text))
    scheduler[scheduler.index("--port") + 1] = address.partition(":")[2]
    scheduler += ["--dashboard-address", ":0"]
    worker[worker.index("--nthreads") + 1] = "1"
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    with ExitStack() as stack:
        for number, words in enumerate([scheduler, *[worker] * workers]):
            log = stack.enter_context((folder / f"dask-{number}.log").open("w"))
            started = subprocess.Popen([sys.executable, *words], cwd=where, env=environment, stdout=log, stderr=log)
            stack.callback(started.wait, 60)
            stack.callback(started.terminate)
        with distributed.Client(f"tcp://{address}", timeout="120s", set_as_default=False) as client:
            client.wait_for_workers(workers, timeout=120)
        yield f"tcp://{address}"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_the_documented_commands_give_the_same_table(tmp_path):
    """Scheduler and two workers, each a program of its own as the page on scaling starts it."""
    path = write_jsonl(tmp_path / "news.jsonl", records(40))
    build([path], tmp_path / "here")
    with as_documented(tmp_path, 2) as address:
        build([path], tmp_path / "there", scheduler=address)
    assert same(tmp_path / "here", tmp_path / "there")


def test_a_cluster_without_the_program_is_named(tmp_path):
    """A scheduler that was started elsewhere and can't load the program is an error with words; nothing is built."""
    path = write_jsonl(tmp_path / "news.jsonl", records(2))
    with as_documented(tmp_path, 1, where=tmp_path) as address:
        done = start_build([path], tmp_path / "table", "--scheduler", address)
        _, said = done.communicate(timeout=300)
    assert done.returncode == 1
    assert "the scheduler can't run Dateline" in said
    assert "python -m dask" in said
    assert not (tmp_path / "table" / "current").exists()


def test_no_scheduler_is_an_error_with_words(tmp_path, monkeypatch):
    """An address where nobody answers is named, and nothing is built."""
    monkeypatch.setattr("pipeline.parts.cluster.PATIENCE", "1s")
    path = write_jsonl(tmp_path / "news.jsonl", records(2))
    with pytest.raises(NoCluster) as error:
        build([path], tmp_path / "table", scheduler="tcp://127.0.0.1:9")
    assert error.value.filename == "tcp://127.0.0.1:9"
