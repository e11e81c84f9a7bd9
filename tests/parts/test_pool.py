"""Worker processes: a document that hangs or takes too much costs itself alone, and so does a worker that is killed."""

from __future__ import annotations

import json
import os
import random
import threading
import time

import psutil
import pytest

from pipeline.parts import part, work
from pipeline.parts.part import Job
from pipeline.parts.pool import pool
from pipeline.read import Item
from pipeline.settings import USUAL, Limits
from tests.parts.corpora import records, workers_of

LONG = "Nobody in the village would say who had cut the lines to Gao on 3 May 2012. " * 40_000


def job(texts: list[str], limits: Limits = USUAL) -> Job:
    items = (Item(f"s:{n}", "record", json.dumps({"text": t}).encode(), f"d{n}") for n, t in enumerate(texts))
    return Job(tuple(items), limits, {}, {})


def entries(files: part.Files) -> list[part.Entry]:
    return part.unpack_entries(files[part.ENTRIES])


@pytest.fixture(scope="module")
def workers():
    with pool() as opened:
        yield opened


def test_a_part_is_the_same_wherever_it_is_made(workers):
    """A worker process gives the bytes that this one gives."""
    asked = job([record["text"] for record in records(6)])
    assert workers.make(asked) == work.make(asked)


def test_a_document_that_takes_too_long_costs_itself_alone(workers):
    """It is skipped with the limit and the option that raises it; those before and after it are read."""
    short = records(1)[0]["text"]
    found = entries(workers.make(job([short, LONG, short], Limits(seconds=0.6))))
    assert [entry.document for entry in found] == ["d0", None, "d2"]
    assert "0.6 seconds" in found[1].reason
    assert "--max-seconds" in found[1].remedy
    assert found[1].again


def test_a_document_that_takes_too_much_memory_costs_itself_alone():
    """It is skipped with the option that raises the limit; those before and after it are read."""
    short = records(1)[0]["text"]
    with pool() as fresh:  # the limit holds for a process from its first part on
        found = entries(fresh.make(job([short, LONG, short], Limits(memory=24))))
    assert [entry.document for entry in found] == ["d0", None, "d2"]
    assert "24 MB" in found[1].reason
    assert "--max-memory" in found[1].remedy


def test_killed_workers_cost_nothing(workers):
    """Workers, and the process that starts them, are ended at random moments: the part is as if nothing had been."""
    asked = job([record["text"] for record in records(60)])
    wanted = work.make(asked)
    stop, killed, rng = threading.Event(), [], random.Random(5)

    def kill():
        while not stop.is_set() and len(killed) < 4:
            time.sleep(rng.uniform(0.05, 0.3))
            found = workers_of(os.getpid())
            if found:
                victim = rng.choice(found)
                victim.kill()
                killed.append(victim.pid)

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        for _ in range(6):
            assert workers.make(asked) == wanted
    finally:
        stop.set()
        killer.join()
    assert killed


def test_workers_end_with_the_pool():
    """When the block is left no process of the pool stays; those of other pools are theirs."""
    others = set(workers_of(os.getpid()))
    with pool() as opened:
        opened.make(job(["Nothing happened in Gao."]))
        started = set(workers_of(os.getpid())) - others
    _, alive = psutil.wait_procs(started, timeout=10)
    assert started
    assert not alive
