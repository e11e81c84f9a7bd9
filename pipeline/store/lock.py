"""One writer at a time: whoever writes a table holds the lock beside it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline import settings

LOCK = ".lock"


class TableBusy(OSError):
    """Somebody else has been writing the table for too long."""


@contextmanager
def locked(directory: Path, patience: float | None = None) -> Iterator[None]:
    """Holds the table in `directory` for writing; waits for another writer to finish. OSError, TableBusy.

    The operating system lets go of the lock when its holder ends, however that comes.
    """
    directory.mkdir(parents=True, exist_ok=True)
    lock = FileLock(directory / LOCK, is_singleton=True)
    try:
        with lock.acquire(timeout=settings.LOCK_SECONDS if patience is None else patience):
            yield
    except Timeout as error:
        raise TableBusy(None, "another build is writing it; wait until it is done", str(directory)) from error
