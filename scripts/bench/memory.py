"""How much memory a build takes as documents become more: the process that merges, the one that writes DuckDB's file
beside it, and the workers."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import corpus
import psutil
from merging import SHORT, invent

from pipeline import parts, store
from pipeline.settings import USUAL

ROOT = Path(__file__).resolve().parents[2]
LIVE = "Workers, over reports of 3,000 characters that are read: what each holds for itself, besides what all share."
_EVERY = 0.1  # seconds between two looks


def table(sizes: list[int], live: int) -> list[str]:
    """Builds of so many short reports that have been read, and one of `live` that have not: two Markdown tables."""
    head = (
        "documents",
        "the building process",
        "with mapped files",
        "the one that writes DuckDB's file",
        "with mapped files",
    )
    return [_row(*head), _rule(head), *(known(size) for size in sizes), "", LIVE, "", *reading(live)]


@dataclass
class _Seen:
    """The most megabytes that processes held, and what each worker held for itself, look by look."""

    building: tuple[float, float] = (0.0, 0.0)  # of its own, and with the files that it maps
    writing: tuple[float, float] = (0.0, 0.0)
    workers: list[float] = field(default_factory=list)  # the largest of each look


def known(size: int) -> str:
    """A build of so many short reports of which all is on disk."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if os.fork() == 0:
            invent(folder, size, SHORT, parts.Cache(folder / "table", store.program(USUAL), folder / "inventing"))
            os._exit(0)
        assert os.wait()[1] == 0
        seen = _build(folder, _look)
    return _row(f"{size:,}", *(f"{mb:,.0f} MB" for mb in (*seen.building, *seen.writing)))


def reading(documents: int) -> list[str]:
    """What the larger one of two workers holds in the course of a build."""
    with tempfile.TemporaryDirectory() as name:
        corpus.write(Path(name, "news.jsonl"), documents)
        found = _build(Path(name), _look_at_workers).workers
    head = ("documents", "first", "after a quarter", "after half", "after three quarters", "last")
    marks = [found[(len(found) - 1) * quarter // 4] for quarter in range(5)]
    return [_row(*head), _rule(head), _row(f"{documents:,}", *(f"{mark:,.0f} MB" for mark in marks))]


def _build(folder: Path, look: Callable[[psutil.Process, _Seen], None]) -> _Seen:
    command = [sys.executable, "-m", "pipeline", "build", folder / "news.jsonl", "--output", folder / "table"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    process = subprocess.Popen([*command, "--workers", "2"], cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)
    watched, seen = psutil.Process(process.pid), _Seen()
    while process.poll() is None:
        try:
            look(watched, seen)
        except psutil.Error:  # it has just ended
            continue
        time.sleep(_EVERY)
    assert process.wait() == 0, "the build failed"
    return seen


def _look(process: psutil.Process, seen: _Seen) -> None:
    seen.building = _more(seen.building, process)
    for child in process.children():
        seen.writing = _more(seen.writing, child)


def _more(most: tuple[float, float], process: psutil.Process) -> tuple[float, float]:
    """Files that are mapped, of libraries above all, lie in memory once for all that read them, and give way where it
    is short."""
    held = process.memory_info()
    return max(most[0], (held.rss - held.shared) / 1e6), max(most[1], held.rss / 1e6)


def _look_at_workers(process: psutil.Process, seen: _Seen) -> None:
    held = [worker.memory_full_info().uss / 1e6 for nursery in process.children() for worker in nursery.children()]
    if any(held):  # they have not all just ended
        seen.workers.append(max(held))


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _rule(head: tuple[str, ...]) -> str:
    return "|" + " ---: |" * len(head)
