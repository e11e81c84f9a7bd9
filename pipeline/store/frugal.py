"""Memory that is let go of goes back to the system, lest a long run seem to need what it only keeps for later."""

from __future__ import annotations

import ctypes
import os
from contextlib import suppress

AT_ONCE = "dirty_decay_ms:0,muzzy_decay_ms:0"  # DuckDB's allocator, which reads it as it is loaded
_M_ARENA_MAX = -8  # of glibc's malloc.h: pools of freed memory, which otherwise are eight a core


def frugal() -> None:
    """For the rest of this process; where the system has other allocators, nothing changes."""
    os.environ.setdefault("DUCKDB_JE_MALLOC_CONF", AT_ONCE)
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)
