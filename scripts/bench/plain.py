"""How fast a plain Streamlit app answers over the same table: pandas and plotly express, as a user would write it.

    python scripts/bench/plain.py TABLE [--brushes 5] [--limit 120]

A brush moves the end of its slider of days to another day, over windows as wide as those that the dashboard is brushed
with. It is answered when the counter has changed, both charts hold as many events as it says, and the map is drawn.
Its map has no ground: the one that plotly brings lies on the internet, and where that can't be reached no mark appears.

The app is measured in a process of its own, which is ended when its time is up: a browser that is busy drawing hears
nothing else.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APP = ROOT / "scripts" / "bench" / "plain_app.py"
FROM = 0.3  # of the slider, where the window begins
WIDTHS = (0.03, 0.35)  # of the slider, that a window is wide
SEED = 11


@dataclass(slots=True)
class Plain:
    """What was measured of the plain app; what it gave no answer to is not there."""

    limit: float  # seconds that all of it was given
    start: float | None = None  # seconds from starting the server to both charts drawn
    brushes: list[float] = field(default_factory=list)  # milliseconds
    memory: float | None = None  # megabytes of the server
    fault: str = ""  # what the app says is wrong


def measured(table: Path, brushes: int = 5, limit: float = 120.0) -> Plain:
    """What the plain app does within `limit` seconds over a table."""
    command = [sys.executable, __file__, str(table), "--brushes", str(brushes), "--told"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        said, _ = process.communicate(timeout=limit)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)  # the app, the browser and what it has started
        said, _ = process.communicate()
    found = Plain(limit)
    for line in said.decode().splitlines():
        name, value = json.loads(line)
        if name == "brush":
            found.brushes.append(value)
        else:
            setattr(found, name, value)
    return found


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("table", type=Path)
    parser.add_argument("--brushes", type=int, default=5)
    parser.add_argument("--limit", type=float, default=120.0, help="seconds that all of it may take")
    parser.add_argument("--told", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.told:
        for found in _visit(asked.table, asked.brushes):
            print(json.dumps(found), flush=True)
    else:
        for what, value in rows(measured(asked.table, asked.brushes, asked.limit)):
            print(f"{what}: {value}")


def rows(found: Plain, start: float | None = None, brush: float | None = None) -> Iterator[tuple[str, str]]:
    """What was measured, in words, and how many times as long as the dashboard's own start (seconds) and brush."""
    if found.fault:
        yield "plain app", f"gives up: {found.fault}"
        return
    none = f"no answer within {found.limit:.0f} s"
    middle = statistics.median(found.brushes) if found.brushes else None
    yield "plain app: start to a usable page", none if found.start is None else f"{found.start:.1f} s"
    yield "plain app: brush, median", none if middle is None else f"{middle:,.0f} ms"
    if found.start is not None and start:
        yield "plain app: start, times as long", f"{found.start / start:.1f}"
    if middle is not None and brush:
        yield "plain app: brush, times as long", f"{middle / brush:.1f}"
    if found.memory is not None:
        yield "plain app: server's memory", f"{found.memory:.0f} MB"


def _visit(table: Path, brushes: int) -> Iterator[tuple[str, object]]:
    """Names of what `Plain` holds with their values, as they are found."""
    from playwright.sync_api import sync_playwright

    from dashboard import FLAGS, MISSING, find_chromium, memory, server

    path = find_chromium() or sys.exit(MISSING)
    with ExitStack() as stack:
        browser = stack.enter_context(sync_playwright()).chromium.launch(executable_path=path, args=FLAGS)
        stack.callback(browser.close)
        began = time.perf_counter()
        address, process = stack.enter_context(server(str(APP), table))
        page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
        page.set_default_timeout(0)  # whoever started this sees to the time
        page.goto(address)
        page.evaluate(ANSWERED)
        first = page.evaluate("window.answered('', 0)")
        if first["fault"]:
            yield "fault", first["fault"]
            return
        yield "start", time.perf_counter() - began - first["ago"] / 1000
        chance = random.Random(SEED)
        _drag(page, 0, FROM)
        _drag(page, 1, FROM + WIDTHS[1])
        for _ in range(brushes):
            yield "brush", _drag(page, 1, FROM + chance.uniform(*WIDTHS))
        yield "memory", memory(process)


def _drag(page, thumb: int, to: float) -> float:
    """Move a thumb of the slider to a share of its length; milliseconds from letting go to the answer."""
    line = page.locator("[data-testid=stSlider] [role=group]").bounding_box()
    at = page.locator("[data-testid=stSliderThumbValue]").nth(thumb).locator("..").bounding_box()
    said = page.inner_text("[data-testid=stMetricValue]")
    y = at["y"] + at["height"] / 2
    page.mouse.move(at["x"] + at["width"] / 2, y)
    page.mouse.down()
    page.mouse.move(line["x"] + to * line["width"], y, steps=4)
    page.evaluate(
        "said => addEventListener('pointerup', () => { window.waiting = answered(said, performance.now()) }, "
        "{once: true, capture: true})",
        said,
    )
    page.mouse.up()
    return page.evaluate("window.waiting")["time"]


# `answered(said, began)` is fulfilled when the counter says something else than `said`, both charts hold as many events
# as it says and the map is drawn. Layers come one after the other, each of which may be the last: what stays as it is
# for a while was there when that began.
ANSWERED = """() => {
  const counted = () => document.querySelector('[data-testid=stMetricValue]')?.innerText ?? '';
  const held = chart => (chart._fullData ?? []).reduce((sum, trace) => sum + (trace.lat ?? trace.x ?? []).length, 0);
  const running = () => document.querySelector('[data-testid=stApp]').dataset.testScriptState !== 'notRunning';
  const shown = said => {
    const charts = [...document.querySelectorAll('.js-plotly-plot')], says = counted();
    const map = charts.map(chart => chart._fullLayout?.map?._subplot?.map).find(Boolean);
    return says && says !== said && !running() && charts.length === 2 && map?.loaded()
      && charts.every(chart => held(chart) === Number(says.replaceAll(',', '')));
  };
  window.answered = (said, began) => new Promise(done => {
    let since = null;
    const tick = setInterval(() => {
      const fault = document.querySelector('[data-testid=stException]')?.innerText.split('\\n')[0];
      if (!fault && !shown(said)) { since = null; return; }
      since ??= performance.now();
      if (!fault && performance.now() - since < 500) return;
      clearInterval(tick);
      done({time: since - began, ago: performance.now() - since, fault: fault ?? ''});
    }, 20);
  });
}"""


if __name__ == "__main__":
    main()
