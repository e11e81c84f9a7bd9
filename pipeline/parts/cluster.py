"""Parts made on a Dask cluster: the machines read, this one merges and writes.

Each of the cluster's workers keeps processes of its own for documents, so that a document costs no more there than
here: one that hangs or takes too much memory is skipped, and neither the worker nor the rest of its part is lost.
"""

from __future__ import annotations

import atexit
from collections.abc import Iterator
from functools import cache

from pipeline.parts import part
from pipeline.parts.part import Files, Job
from pipeline.parts.pool import Pool
from pipeline.store.fingerprint import program

_AHEAD = 3  # jobs a thread of the cluster that wait for it
_RETRIES = 3  # for a part whose machine goes away
PATIENCE = "30s"  # until the scheduler answers


class NoCluster(OSError):
    """The cluster can't be used; the message says why and what to do."""


def on_cluster(jobs: Iterator[Job], scheduler: str) -> Iterator[Files]:
    """The parts of jobs, as the cluster at `scheduler` (tcp://host:port) is done with them. NoCluster."""
    try:
        from distributed import Client, as_completed
    except ImportError as error:
        raise NoCluster(None, "Dask is not installed: pip install -r requirements-cluster.txt", scheduler) from error
    try:
        client = Client(scheduler, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise NoCluster(None, f"no scheduler answers there ({error})", scheduler) from error
    with client:
        _check(client, scheduler)
        submit = _submitter(client)
        finished = as_completed(loop=client.loop)
        for job in jobs:
            finished.add(submit(job))
            while finished.count() >= _most(client):
                yield _result(next(finished), scheduler)
        while not finished.is_empty():
            yield _result(next(finished), scheduler)


def _submitter(client):
    number = 0

    def submit(job: Job):
        nonlocal number
        number += 1
        key = f"dateline-part-{number}-{part.digest_of(job)}"
        return client.submit(make_part, part.pack_job(job), key=key, pure=False, retries=_RETRIES)

    return submit


def _check(client, scheduler: str) -> None:
    """NoCluster where no worker is there, or one, or the scheduler, runs another program or other data."""
    ours = program()
    try:
        client.run_on_scheduler(program_there)  # what it can't load it can't hand on
    except Exception as error:
        why = f"the scheduler can't run Dateline ({error}); start it from the program's folder with python -m dask"
        raise NoCluster(None, why, scheduler) from error
    theirs = client.run(program_there, on_error="return")
    if not theirs:
        raise NoCluster(None, "the cluster has no workers", scheduler)
    for address, found in theirs.items():
        if isinstance(found, Exception):
            why = f"the worker {address} can't run Dateline ({found}); start it from the program's folder with "
            raise NoCluster(None, f"{why}python -m dask", scheduler)
        if found != ours:
            raise NoCluster(
                None, f"the worker {address} runs another version of Dateline, or other groups of your own", scheduler
            )


def _most(client) -> int:
    threads = sum(client.nthreads().values())
    return max(2, threads * _AHEAD)


def _result(future, scheduler: str) -> Files:
    try:
        return part.unpack_files(future.result())
    except Exception as error:
        if type(error).__module__.partition(".")[0] in ("distributed", "dask"):
            raise NoCluster(None, f"the cluster gave a part up: {error}", scheduler) from error
        raise


def program_there() -> str:
    """Which program and data a worker has."""
    return program()


def make_part(job: bytes) -> bytes:
    """Runs on the cluster: the files of a part, packed."""
    return part.pack_files(_pool().make(part.unpack_job(job)))


@cache
def _pool() -> Pool:
    """The processes of this worker, one a thread of it; they end with it."""
    opened = Pool()
    atexit.register(opened.close)
    return opened
