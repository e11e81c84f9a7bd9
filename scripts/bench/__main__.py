"""Measure, print, and write docs/benchmarks.md: python scripts/bench [--only NAME] [--documents N]

Each section of the page is replaced when it is measured again; the others stay as they were. Figures are of this
machine and this moment; nothing is asserted. What gives no answer in time says so, a section that fails says why, and
the others are measured all the same. Fewer than 2,000 documents are a trial: small tables in every section.
"""

from __future__ import annotations

import argparse
import platform
import re
import statistics
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT))  # last: the dashboard has modules of the same names

import psutil  # noqa: E402

PAGE = ROOT / "docs" / "benchmarks.md"


def reading(documents: int) -> list[str]:
    """Documents to a table."""
    from reading import table

    return table(documents)


def merging(documents: int) -> list[str]:
    """Mentions to events."""
    from merging import table

    return table([10_000, 100_000, 1_000_000] if documents >= 2_000 else [1_000, 10_000])


def memory(documents: int) -> list[str]:
    """What processes hold as the corpus grows."""
    from memory import table

    return [GROWING, "", *table([2_000, 20_000, 60_000, 200_000] if documents >= 2_000 else [1_000], documents)]


def dashboard(documents: int) -> list[str]:
    """From a brush to its answer on the screen, beside a plain app."""
    from dashboard import table

    return table([2_000, 100_000, 2_500_000] if documents >= 2_000 else [2_000])


GROWING = "Over reports of some 400 characters that workers have read:"
BENCHES: dict[str, Callable[[int], list[str]]] = {
    "reading": reading,
    "merging": merging,
    "memory": memory,
    "dashboard": dashboard,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", choices=BENCHES)
    parser.add_argument("--documents", type=int, default=12_000, metavar="N")
    parser.add_argument("--page", type=Path, default=PAGE, metavar="FILE", help="the page to write")
    asked = parser.parse_args()
    failed = False
    for name, bench in BENCHES.items():
        if asked.only in (None, name):
            where, before = machine(), calibration()
            try:
                found = bench(asked.documents)
            except Exception as error:  # the other sections can still be had
                failed, found = True, [f"No figures: {type(error).__name__}, {str(error).splitlines()[0]}."]
                traceback.print_exc()
            lines = [f"Measured on {where}. A fixed calculation took {before} before and {calibration()} after."]
            lines += ["", *found]
            print("\n".join((f"## {name}", *lines, "")), flush=True)
            write(asked.page, name, lines)
    sys.exit(failed)


def machine() -> str:
    """Cores, memory and load of this machine."""
    memory = psutil.virtual_memory().total / 2**30
    load = psutil.getloadavg()[0]
    python = platform.python_version()
    return f"{psutil.cpu_count()} cores, {memory:.0f} GB, Python {python}, load {load:.1f} at the start"


def calibration() -> str:
    """What always the same work takes, of a processor and as time passes: what else the machine does shows in both."""
    times = []
    for _ in range(5):
        own, passed, found = time.process_time(), time.perf_counter(), {}
        for number in range(400_000):
            found[number % 5_000] = found.get(number % 5_000, 0) + len(str(number))
        times.append((time.process_time() - own, time.perf_counter() - passed))
    own, passed = (statistics.median(each) * 1000 for each in zip(*times, strict=True))
    return f"{own:.0f} ms of a processor ({passed:.0f} ms passed)"


def write(path: Path, name: str, lines: list[str]) -> None:
    """Put the section `name` into a page, between its marks."""
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    section = "\n".join((begin, *lines, end))
    page = path.read_text(encoding="utf-8")
    found = re.compile(re.escape(begin) + ".*?" + re.escape(end), re.DOTALL)
    page = (
        found.sub(lambda _: section, page) if found.search(page) else f"{page}\n## {name.capitalize()}\n\n{section}\n"
    )
    path.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
