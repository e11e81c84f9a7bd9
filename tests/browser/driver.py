"""Starts the dashboard and handles it as a reader does."""

from __future__ import annotations

import itertools
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
MISSING = "no Chromium found: install Debian's chromium, or run `playwright install chromium`, or set DATELINE_CHROMIUM"
CHART = ".st-key-{} .linked-chart"


def find_chromium() -> str | None:
    """Path of a Chromium on this machine: DATELINE_CHROMIUM, one on the PATH, or Playwright's own."""
    if given := os.environ.get("DATELINE_CHROMIUM"):
        return given
    if found := next(filter(None, map(shutil.which, NAMES)), None):
        return found
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def serve(environment: dict[str, str], log: Path) -> Iterator[str]:
    """The dashboard on a free port, as `make run` starts it; yields its address."""
    port = free_port()
    command = [sys.executable, "-m", "views.serve", "--headless", "--port", str(port)]
    with log.open("w") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=os.environ | environment, stdout=output, stderr=output)
        try:
            _wait(f"http://localhost:{port}/_stcore/health", process, log)
            yield f"http://localhost:{port}"
        finally:
            process.terminate()
            process.wait(20)


def _wait(address: str, process: subprocess.Popen, log: Path) -> None:
    for _ in range(240):
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.25)
    raise RuntimeError(f"the dashboard did not start:\n{log.read_text()}")


class Screen:
    """The dashboard as a reader handles it."""

    def __init__(self, page, address: str, query: str = ""):
        self.page = page
        self.requests: list[str] = []
        self.sent = 0  # messages to the server
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("websocket", lambda socket: socket.on("framesent", self._count))
        page.goto(f"{address}/?{query}")
        for name in ("map", "timeline"):
            page.wait_for_selector(CHART.format(name) + "[data-turn]")
        self.settle()
        self.moved = False

    def _count(self, _: object) -> None:
        self.sent += 1

    def reset(self) -> None:
        """Everything cleared, the map as at first."""
        clear = self.page.get_by_role("button", name="Clear all")
        if clear.is_enabled():
            with self.answered():
                clear.click()
        if self.moved:
            self.tool("map", "Reset view")
            self.moved = False
        if self.page.locator('.st-key-map .modebar-btn[data-title="Pan"].active').count() == 0:
            self.tool("map", "Pan")
        self.settle()

    def settle(self) -> None:
        """Wait until no script runs and both charts have drawn what it answered."""
        self.page.wait_for_timeout(200)
        self.page.wait_for_function(SETTLED)
        self.page.wait_for_timeout(200)
        self.page.wait_for_function(SETTLED)

    @contextmanager
    def answered(self) -> Iterator[None]:
        """Wait until what is done within has been sent to the server and its answer drawn, however long that takes."""
        before = self.sent
        yield
        self.until(lambda: self.sent > before, "the page sent nothing to the server")
        self.settle()

    def until(self, condition: Callable[[], bool], otherwise: str, seconds: float = 60) -> None:
        """Wait for a condition; AssertionError with these words where it does not come about."""
        end = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < end, otherwise
            self.page.wait_for_timeout(50)

    @property
    def counter(self) -> str:
        return self.page.inner_text(".dl-counter")

    @property
    def shown(self) -> int:
        return int(re.match(r"([\d,]+) of", self.counter)[1].replace(",", ""))

    def events_on(self, name: str) -> set[str]:
        """Ids of the events that a chart draws (an area by its first event)."""
        return {values[0] for values in self.page.eval_on_selector(CHART.format(name), VALUES)}

    def view(self) -> dict:
        return self.page.eval_on_selector(
            CHART.format("map"),
            "c => { const m = c._fullLayout.map._subplot.map; return {...m.getCenter(), z: m.getZoom()} }",
        )

    def zoom_in(self) -> None:
        """Turn the wheel over the map, as a reader does."""
        self.page.mouse.move(*self.point("map", 0.4, 0.5))
        self.page.mouse.wheel(0, -240)
        self.page.wait_for_timeout(600)
        self.moved = True
        self.settle()

    def drag(self, name: str, *corners: tuple[float, float]) -> None:
        """Drag through points given as shares of the plot's width and height; waits for the answer."""
        points = [self.point(name, *corner) for corner in corners]
        mouse = self.page.mouse
        mouse.move(*points[0])
        mouse.down()
        for point in points[1:]:
            mouse.move(*point, steps=6)
        with self.answered():
            mouse.up()

    def press(self, locator) -> None:
        """Click a widget and wait for the answer."""
        with self.answered():
            locator.click()

    def point(self, name: str, x: float, y: float) -> tuple[float, float]:
        plot = ".nsewdrag" if name == "timeline" else ".maplibregl-canvas, canvas"
        box = self.page.locator(f"{CHART.format(name)} {plot}").first.bounding_box()
        return box["x"] + x * box["width"], box["y"] + y * box["height"]

    def tool(self, name: str, title: str) -> None:
        self.page.locator(f'{CHART.format(name)} .modebar-btn[data-title="{title}"]').click()

    def click_event(self, name: str, event: str) -> None:
        """Click the middle of an event's mark, once its words have come up under the pointer."""
        x, y = self.page.eval_on_selector(CHART.format(name), MARK, event)
        words = self.page.locator(f"{CHART.format(name)} .hoverlayer .hovertext, .st-key-{name} .linked-tip:visible")
        steps = itertools.count()

        def pointed() -> bool:
            self.page.mouse.move(x - 2 + next(steps) % 3, y)
            self.page.wait_for_timeout(60)
            return words.count() > 0

        self.until(pointed, f"no words came up over {event}")
        with self.answered():
            self.page.mouse.click(x, y)

    @property
    def evidence(self) -> str:
        return self.page.get_attribute(".dl-evidence", "data-event")

    @property
    def link(self) -> str:
        return self.page.url.partition("?")[2]


SETTLED = """
document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning' &&
[...document.querySelectorAll('.linked-chart')].every(c => c.dataset.turn && c.drawn === c.wanted)"""

# What a click on each mark of a chart would send.
VALUES = """chart => chart.scene
  ? [...chart.scene.marks, ...chart.scene.areas].map(one => one.values)
  : chart.data.flatMap(trace => trace.customdata ?? [])"""

MARK = """(chart, id) => {
  const box = chart.getBoundingClientRect(), layout = chart._fullLayout;
  if (chart.scene) {
    const one = chart.placed.find(one => one.mark.values[0] === id) ?? chart.spots.find(s => s.area.values[0] === id);
    return one && [box.x + one.x, box.y + one.y];
  }
  for (const trace of chart.data) {
    const i = (trace.customdata ?? []).findIndex(v => v[0] === id);
    if (i < 0) continue;
    const x = trace.base ? trace.base[i] + trace.x[i] / 2 : trace.x[i];
    const at = layout.xaxis.l2p(layout.xaxis.d2l(x)), up = layout.yaxis.l2p(trace.y[i]);
    return [box.x + layout.xaxis._offset + at, box.y + layout.yaxis._offset + up];
  }
  return null;
}"""
