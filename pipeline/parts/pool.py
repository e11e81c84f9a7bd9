"""Worker processes on this machine. A document that hangs or takes too much memory costs itself alone."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path

import pipeline
from pipeline.parts import part
from pipeline.parts.part import Files, Job

AT, DONE, DAMAGED = b"a", b"d", b"e"  # how a worker's messages begin: an item it is at, a part, a fault of the data
_TRIES = 3  # that an item may end a worker, before it is held to be at fault
_STARTS = 5  # in a row that workers may fail to start
_WORKER = f"{pipeline.__name__}.parts.worker"  # by name, since it loads all that reading takes
_ROOT = Path(pipeline.__file__).resolve().parent.parent
# One thread a process: the work is shared out by documents already.
# Arrow's usual allocator puts a gigabyte aside, which would count as the document's.
_PLAIN = {"ARROW_DEFAULT_MEMORY_POOL": "system"} | dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"
)


class DataDamaged(ValueError):
    """A data file of the program can't be read; the message names it."""


class NoWorker(OSError):
    """Worker processes can't be started."""


class Pool:
    """Starts worker processes, and makes parts in them; `make` may be called from several threads at once.

    Each thread has a worker of its own.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._control: socket.socket | None = None
        self._nursery: subprocess.Popen | None = None
        self._mine = threading.local()
        self._connections: set[Connection] = set()

    def make(self, job: Job) -> Files:
        """The files of a part. An item that ends its worker twice, or takes too long once, is among its skipped ones.

        Raises DataDamaged, NoWorker.
        """
        ended: Counter[int] = Counter()
        starts = 0
        while True:
            at, since, answer = self._ask(job)
            if answer is not None:
                return _files(answer)
            if at is None or at in job.lost:  # not while it read a document
                starts += 1
                if starts >= _STARTS:
                    raise NoWorker(None, "worker processes end as soon as they start", sys.executable)
                continue
            ended[at] += 1
            slow = time.monotonic() - since >= 0.95 * job.limits.seconds
            if slow or ended[at] >= _TRIES:
                job = replace(job, lost=job.lost | {at: _slow(job) if slow else _fatal(job)})

    def _ask(self, job: Job) -> tuple[int | None, float, bytes | None]:
        """The answer to a job; None where the worker ended, with the item that it was at, and since when."""
        at, since = None, time.monotonic()
        try:
            connection = self._connection()
            connection.send_bytes(part.pack_job(job))
            while True:
                message = connection.recv_bytes()
                if message[:1] != AT:
                    return at, since, message
                at, since = int(message[1:]), time.monotonic()
        except (EOFError, OSError) as error:
            if isinstance(error, NoWorker):
                raise
            self._drop()
            return at, since, None

    def _connection(self) -> Connection:
        known = getattr(self._mine, "connection", None)
        if known is None:
            known = self._mine.connection = self._new_worker()
            self._connections.add(known)
        return known

    def _drop(self) -> None:
        known, self._mine.connection = getattr(self._mine, "connection", None), None
        if known is not None:
            self._connections.discard(known)
            known.close()

    def _new_worker(self) -> Connection:
        ours, theirs = socket.socketpair()
        with theirs, self._lock:
            for _ in range(_STARTS):
                if self._nursery is None or self._nursery.poll() is not None:
                    self._start()
                with contextlib.suppress(OSError):  # it was killed: start another
                    socket.send_fds(self._control, [b"w"], [theirs.fileno()])
                    return Connection(ours.detach())
                self._nursery.kill()
                self._nursery.wait()
        raise NoWorker(None, "worker processes can't be started", sys.executable)

    def _start(self) -> None:
        if self._control is not None:
            self._control.close()
        self._control, theirs = socket.socketpair()
        paths = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
        with theirs:
            self._nursery = subprocess.Popen(
                [sys.executable, "-m", _WORKER, str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                env=os.environ | _PLAIN | {"PYTHONPATH": paths},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
            )

    def close(self) -> None:
        """Ends all workers."""
        with self._lock:
            for connection in self._connections:
                connection.close()
            self._connections.clear()
            if self._control is not None:
                self._control.close()
                self._control = None
            if self._nursery is not None:
                self._nursery.wait()
                self._nursery = None


@contextlib.contextmanager
def pool() -> Iterator[Pool]:
    """A pool that ends with the block."""
    opened = Pool()
    try:
        yield opened
    finally:
        opened.close()


def _files(answer: bytes) -> Files:
    if answer[:1] == DAMAGED:
        raise DataDamaged(answer[1:].decode())
    return part.unpack_files(answer[1:])


def _slow(job: Job) -> tuple[str, str]:
    return f"reading it takes more than {job.limits.seconds:g} seconds", "split it, or raise --max-seconds"


def _fatal(job: Job) -> tuple[str, str]:
    return (
        f"the process that reads it ends, {_TRIES} times in a row; it may take more than {job.limits.memory:,} MB",
        "split it, or raise --max-memory",
    )
