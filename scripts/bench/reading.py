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
TURNS = 2


def table(documents: int) -> list[str]:
    """The lines of a Markdown table."""
    with tempfile.TemporaryDirectory() as folder:
        path = corpus.write(Path(folder, "news.jsonl"), documents)
        each = processor_time(path, min(documents, 400))
        dense = processor_time(corpus.write(Path(folder, "dense.jsonl"), 200, corpus.DENSE), 200)
        runs: dict[int, list[tuple[float, float]]] = {1: [], 2: []}
        for turn in range(TURNS):  # in turns, so that what else the machine does for a while falls on both
            for workers, found in runs.items():
                found.append(build(path, Path(folder, f"table-{workers}-{turn}"), workers))
        again = min(build(path, Path(folder, "table-1-0"), 1)[0] for _ in range(TURNS))
        quarter = corpus.write(Path(folder, "quarter.jsonl"), max(1, documents // 4))
        _, less = build(quarter, Path(folder, "quarter"), 1)
    best = {workers: min(took for took, _ in found) for workers, found in runs.items()}
    most_held = min(held for _, held in runs[1])
    slope = (most_held - less) / max(1, documents - documents // 4) * 1000
    most = f"{dense * 1000:.1f} ms ({1 / dense:,.0f} a second)"
    return [
        "| what | measured | bar |",
        "| --- | --- | --- |",
        f"| all stages, processor time a document | {each * 1000:.1f} ms ({1 / each:,.0f} a second) | 100 a second |",
        f"| the same, three sentences in five telling of an event | {most} | |",
        f"| documents a second, one worker | {_rates(documents, runs[1])} | 100 |",
        f"| documents a second, two workers | {_rates(documents, runs[2])} | 150 |",
        f"| two workers over one, the better of their runs | {best[1] / best[2]:.2f} × | 1.8 × |",
        f"| the same build once more, nothing new | {again:.1f} s | |",
        f"| memory of the process that merges, {documents:,} documents | {most_held:,.0f} MB | |",
        f"| what a thousand documents add to it, their events included | {slope:,.1f} MB | |",
    ]  # fmt: skip


def _rates(documents: int, runs: list[tuple[float, float]]) -> str:
    return " and ".join(f"{documents / took:,.0f}" for took, _ in runs)


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
