"""What a long run does without: memory that it has let go of, and libraries that it would load for nothing.

Whoever runs a program imports this first: two libraries look at their settings once, as they are loaded.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

# DuckDB's own allocator gives back at once what it is given, and Arrow, all of it, has none of its own.
os.environ.setdefault("DUCKDB_JE_MALLOC_CONF", "dirty_decay_ms:0,muzzy_decay_ms:0")
os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
# Of glibc's malloc.h: pools of freed memory, which otherwise are eight a core, and what is too large for them.
_M_ARENA_MAX, _M_MMAP_THRESHOLD = -8, -3
_LARGE = 1 << 18  # bytes


def frugal() -> None:
    """Memory that is let go of goes back to the system, lest a long run seem to need what it only keeps for later.

    For the rest of this process; where the system has other allocators, nothing changes."""
    import pyarrow as pa

    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)
        ctypes.CDLL(None).mallopt(_M_MMAP_THRESHOLD, _LARGE)
    pa.set_memory_pool(pa.system_memory_pool())


def give_back() -> None:
    """Gives what the allocator keeps between pieces that are in use back to the system, where it can."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


@contextmanager
def without_frames() -> Iterator[None]:
    """Nobody loads pandas inside; for processes that do nothing else meanwhile."""
    finder = _NoFrames()
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)


class _NoFrames:
    """Has no pandas: Arrow would load it, 50 MB and a quarter of a second, to see that a list is none of its frames."""

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        if name == "pandas":
            raise ModuleNotFoundError("nothing is made a data frame here", name=name)
