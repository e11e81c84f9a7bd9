"""How fast documents become a table, on one core and on more, and how much memory that takes."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import corpus
import psutil

from pipeline import settings
from pipeline.parts import part, work, worker
from pipeline.parts.part import Job
from pipeline.read import read_items

ROOT = Path(__file__).resolve().parents[2]


def table(documents: int) -> list[str]:
    """The lines of a Markdown table."""
    with tempfile.TemporaryDirectory() as folder:
        path = corpus.write(Path(folder, "news.jsonl"), documents)
        each = processor_time(path, min(documents, 400))
        dense = processor_time(corpus.write(Path(folder, "dense.jsonl"), 200, corpus.DENSE), 200)
        runs = {n: build(path, Path(folder, f"table-{n}"), n) for n in (1, 2)}
        again, _ = build(path, Path(folder, "table-1"), 1)
        quarter = corpus.write(Path(folder, "quarter.jsonl"), max(1, documents // 4))
        _, less = build(quarter, Path(folder, "quarter"), 1)
    slope = (runs[1][1] - less) / max(1, documents - documents // 4) * 1000
    most = f"{dense * 1000:.1f} ms ({1 / dense:,.0f} a second)"
    return [
        "| what | measured | bar |",
        "| --- | --- | --- |",
        f"| all stages, processor time a document | {each * 1000:.1f} ms ({1 / each:,.0f} a second) | 100 a second |",
        f"| the same, three sentences in five telling of an event | {most} | |",
        f"| documents a second, one worker | {documents / runs[1][0]:,.0f} | 100 |",
        f"| documents a second, two workers | {documents / runs[2][0]:,.0f} | 150 |",
        f"| two workers over one | {runs[1][0] / runs[2][0]:.2f} × | 1.8 × |",
        f"| the same build once more, nothing new | {again:.1f} s | |",
        f"| memory of the process that merges, {documents:,} documents | {runs[1][1]:,.0f} MB | |",
        f"| what a thousand documents add to it, their events included | {slope:,.1f} MB | |",
    ]  # fmt: skip


def processor_time(path: Path, count: int) -> float:
    """Seconds of one core for a document, from its bytes to its rows."""
    items = []
    for item in read_items([path]):
        items.append(item)
        if len(items) == count:
            break
    worker.warm()  # as workers begin
    start, made = time.process_time(), 0
    for first in range(0, len(items), settings.PART_DOCUMENTS):
        files = work.make(Job(tuple(items[first : first + settings.PART_DOCUMENTS]), settings.USUAL, {}, {}))
        made += len(part.unpack_entries(files[part.ENTRIES]))
    assert made == len(items)
    return (time.process_time() - start) / len(items)


def build(path: Path, directory: Path, workers: int) -> tuple[float, float]:
    """Seconds that a build takes, and the most megabytes its own process held."""
    command = [sys.executable, "-m", "pipeline", "build", path, "--output", directory, "--workers", str(workers)]
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, stderr=subprocess.DEVNULL)
    watched, most = psutil.Process(process.pid), 0
    while process.poll() is None:
        try:
            most = max(most, watched.memory_info().rss)
        except psutil.Error:
            break
        time.sleep(0.05)
    if process.wait():
        raise RuntimeError(f"the build of {path} failed")
    return time.perf_counter() - start, most / 1e6
