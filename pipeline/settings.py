"""Settings of the pipeline, all in one place."""

from __future__ import annotations

import os
from dataclasses import dataclass

MAX_TEXT_CHARACTERS = 5_000_000  # of one document; about three thousand printed pages
LANGUAGE_SAMPLE = 480  # characters of a document that its language is told from
MAX_UNPACKED_BYTES = 100_000_000_000  # of one compressed file or archive: no file unpacks for ever

# Work is cut into parts, which workers analyse and which are kept beside the table.
PART_DOCUMENTS = 128  # of a part; small enough to lose, large enough not to litter the disk
FIRST_DOCUMENTS = 16  # of the first parts, so that every worker soon has one
PART_SHARE = 32  # a part is no larger than that share of what was read before it
PART_BYTES = 4_000_000  # of a part's inputs; a longer document is a part of its own
SMALL_BYTES = 60_000  # a corpus of texts no larger is read at once, without a worker process
LOCK_SECONDS = 600.0  # that a build waits for another one of the same table
# What DuckDB may hold while it sorts and merges, the rest goes to disk; each thread more needs some 50 MB more. Of
# files it holds nothing: the system does.
DATABASE = {
    "memory_limit": "112MB",
    "threads": 1,
    "preserve_insertion_order": False,
    "enable_external_file_cache": False,
}


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may cost. A document over a limit is skipped with its reason, and costs nothing else."""

    characters: int = MAX_TEXT_CHARACTERS
    megabytes: int = 200  # of its file, unpacked
    pages: int = 3_000  # of a PDF
    seconds: float = 60.0  # from opening to its events
    memory: int = 1_024  # megabytes that reading it may take on top of the program's own

    @property
    def bytes(self) -> int:
        return self.megabytes * 1_000_000

    @property
    def of_result(self) -> dict[str, int]:
        """Those that decide what a table holds whatever the machine: a table built under others is another table."""
        return {"characters": self.characters, "megabytes": self.megabytes, "pages": self.pages}


USUAL = Limits()


def usable_cores() -> int:
    """Processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1
