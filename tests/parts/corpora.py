"""Small corpora, tables to compare, and processes to end."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import psutil

from pipeline.store import NAMES

ROOT = Path(__file__).resolve().parent.parent.parent
TOWNS = ("Gao", "Kidal", "Timbuktu", "Mopti", "Niamey", "Agadez", "Maiduguri", "Diffa")
REPORT = (
    "Gunmen attacked an army post near {town} on {day} May 2012, killing {count} soldiers, officials said.\n\n"
    "Traders in {town} closed their shops. Elders met a delegation on Friday to negotiate a ceasefire.\n\n"
    "The rains were late again and the price of millet rose in every market along the river."
)


def records(count: int, start: int = 0) -> list[dict[str, str]]:
    """Reports that differ in place, day and number."""
    return [
        {
            "id": f"report-{n}",
            "text": REPORT.format(town=TOWNS[n % len(TOWNS)], day=n % 28 + 1, count=n + 2),
            "published": f"2012-06-{n % 28 + 1:02}",
        }
        for n in range(start, start + count)
    ]


def write_jsonl(path: Path, found: list[dict[str, str]]) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(json.dumps(record) + "\n" for record in found), encoding="utf-8")
    return path


def same(one: Path, other: Path) -> bool:
    """Whether two tables are the same files, byte for byte."""
    return all((one / name).read_bytes() == (other / name).read_bytes() for name in NAMES)


def start_build(paths: list[Path], directory: Path, *options: object) -> subprocess.Popen:
    """`build` as a program of its own."""
    command = [sys.executable, "-m", "pipeline", "build", *map(str, paths), "--output", str(directory)]
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen(
        [*command, *map(str, options)], cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, **silent
    )


def workers_of(pid: int) -> list[psutil.Process]:
    """The processes below `pid` that read documents."""
    return [process for process in psutil.Process(pid).children(recursive=True) if _reads(process)]


def _reads(process: psutil.Process) -> bool:
    try:
        return "pipeline.parts.worker" in " ".join(process.cmdline())
    except psutil.Error:  # it has just ended
        return False
