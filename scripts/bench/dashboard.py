"""How fast the dashboard answers, in a real Chromium against invented tables, beside a plain Streamlit app.

    python scripts/bench/dashboard.py [--events 2000,100000,2500000] [--brushes 20] [--users 10] [--plain] [--work DIR]

Prints a Markdown table. Tables are made by `scripts/invent.py` and kept in --work, so that a second run is quicker.
"""

from __future__ import annotations

import argparse
import math
import os
import random
import statistics
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "scripts"), str(ROOT / "tests" / "browser")]

import invent  # noqa: E402
import psutil  # noqa: E402
from driver import FLAGS, MISSING, SETTLED, find_chromium, free_port  # noqa: E402
from plain import Plain, measured, rows  # noqa: E402

PATIENCE = 120  # seconds that an answer is waited for
NONE = f"no answer within {PATIENCE} s"
STRIP = ".st-key-timeline .linked-strip"
SEED = 11


@dataclass(slots=True)
class Figures:
    """What was measured on one table; what could not be had is not there."""

    events: int
    first_start: float | None = None  # seconds to a usable page, the side file not yet made
    start: float | None = None  # the same with a built store
    brushes: list[dict[str, float]] = field(default_factory=list)  # milliseconds to each part, by name
    work: dict[str, float] = field(default_factory=dict)  # milliseconds a brush that each part works
    first_user: float | None = None  # megabytes of the server
    each_further: float | None = None
    crowd: list[float] = field(default_factory=list)  # milliseconds of a brush while others brush
    plain: Plain | None = None  # the plain app beside, where asked for


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--events", default="2000,100000,2500000")
    parser.add_argument("--brushes", type=int, default=20)
    parser.add_argument("--users", type=int, default=10)
    parser.add_argument("--plain", action="store_true", help="measure the plain app too, up to two minutes a table")
    parser.add_argument("--work", type=Path, default=Path("/tmp/dateline-bench"))
    wanted = parser.parse_args()
    print(report([measure(int(n), wanted) for n in wanted.events.split(",")]))


def table(events: Sequence[int], brushes: int = 20, users: int = 10) -> list[str]:
    """Lines of a Markdown table for `make bench`, the plain app beside."""
    wanted = argparse.Namespace(brushes=brushes, users=users, plain=True, work=Path("/tmp/dateline-bench"))
    return report([measure(number, wanted) for number in events]).splitlines()


MANY = 100_000  # events, beyond which other bars hold


def measure(events: int, wanted: argparse.Namespace) -> Figures:
    """All figures of a table of so many invented events, as far as they can be had."""
    from playwright.sync_api import Error, sync_playwright

    found, table = Figures(events), wanted.work / str(events)
    if not (table / "current").exists():
        invent.write(table, events)
    for name in ("views.duckdb", "views.checked"):
        (table / "current" / name).unlink(missing_ok=True)
    path = find_chromium() or sys.exit(MISSING)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=FLAGS)
        for part in (_first_start, _visits):
            try:
                part(found, browser, table, wanted)
            except (Error, RuntimeError, OSError, psutil.Error) as error:
                print(f"{events:,} events: {str(error).splitlines()[0]}", file=sys.stderr)
        browser.close()
    if wanted.plain:
        found.plain = measured(table)
    return found


def _first_start(found: Figures, browser, table: Path, wanted: argparse.Namespace) -> None:
    with server("dashboard.py", table) as (address, _):
        found.first_start = opened(browser, address)[1]


def _visits(found: Figures, browser, table: Path, wanted: argparse.Namespace) -> None:
    """One reader, four more, then as many as are wanted at once."""
    began = time.perf_counter()
    with server("dashboard.py", table) as (address, process):
        page, _ = opened(browser, address)
        found.start = time.perf_counter() - began
        brush(page, 2, SEED + 3)
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable")
        before = work(session, process)
        found.brushes = brush(page, wanted.brushes)
        after = work(session, process)
        print(f"{found.events:,} events:", *(round(each["all"]) for each in found.brushes), "ms", file=sys.stderr)
        found.work = {name: (after[name] - before[name]) / wanted.brushes for name in after}
        found.first_user = memory(process)
        further = [opened(browser, address)[0] for _ in range(4)]
        for other in further:
            brush(other, 3)
        found.each_further = (memory(process) - found.first_user) / len(further)
        for other in further:
            other.context.close()
        found.crowd = crowded(address, page, wanted.users, wanted.brushes // 2)


@contextmanager
def server(script: str, table: Path) -> Iterator[tuple[str, subprocess.Popen]]:
    """A Streamlit server on a free port, its address and its process; it is not yet answering."""
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        script,
        "--server.headless",
        "true",
        "--server.port",
        str(port),
    ]
    if script == "dashboard.py":  # as `make run` starts it
        command = [sys.executable, "-m", "views.serve", "--headless", "--port", str(port)]
    environment = os.environ | {"DATELINE_TABLE": str(table), "PYTHONPATH": str(ROOT)}
    environment.pop("DATELINE_CORPUS", None)
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, **quiet)
    try:
        with closing(_knocking(port)) as knocking:
            next(knocking)
        yield f"http://localhost:{port}", process
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()


def _knocking(port: int) -> Iterator[None]:
    """Yields once the server answers."""
    import socket

    end = time.monotonic() + 120
    while time.monotonic() < end:
        with closing(socket.socket()) as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                yield
                return
        time.sleep(0.02)
    raise RuntimeError("the server does not answer")


def opened(browser, address: str) -> tuple[object, float]:
    """A visit, and the seconds until both charts are drawn and nothing runs."""
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.set_default_timeout(PATIENCE * 1000)
    began = time.perf_counter()
    page.goto(address)
    for name in ("map", "timeline"):
        page.wait_for_selector(f".st-key-{name} .linked-chart[data-turn]")
    page.wait_for_function(SETTLED)
    return page, time.perf_counter() - began


def brush(page, number: int, seed: int = SEED) -> list[dict[str, float]]:
    """Drag so many brushes along the strip; milliseconds from letting go to each part showing the answer."""
    chance, found = random.Random(seed), []
    for _ in range(number):
        box = page.locator(STRIP).bounding_box()
        width, first = chance.uniform(0.03, 0.35), chance.uniform(0.1, 0.6)
        y = box["y"] + box["height"] - 3
        page.mouse.move(box["x"] + first * box["width"], box["y"] - 2)
        page.evaluate(PROBE)
        page.mouse.move(box["x"] + first * box["width"], y)
        page.mouse.down()
        page.mouse.move(box["x"] + (first + width) * box["width"], y, steps=4)
        page.mouse.up()
        found.append(page.evaluate("window.answered"))
        page.wait_for_timeout(120)
    return found


# Set up before a drag: `window.answered` is fulfilled when counter, map, timeline and table all show what was brushed.
# Where an answer looks like the one before (a map with the same places), it is there once nothing runs any more.
PROBE = """() => {
  const chart = name => document.querySelector(`.st-key-${name} .linked-chart`);
  const counter = () => document.querySelector('.dl-counter')?.textContent ?? '';
  const table = () => document.querySelector('[data-testid=stDataFrame]')?.innerHTML.match(/Table of ([\\d,]+)/)?.[1];
  const running = () => document.querySelector('[data-testid=stApp]').dataset.testScriptState !== 'notRunning';
  const before = {counter: counter(), map: chart('map').dataset.turn, timeline: chart('timeline').dataset.turn};
  window.answered = new Promise(done => addEventListener('pointerup', () => {
    const began = performance.now(), times = {};
    const look = () => {
      const now = performance.now() - began;
      const says = counter(), shown = says.match(/^([\\d,]+)/)?.[1];
      if (!times.timeline && chart('timeline').dataset.turn !== before.timeline) times.timeline = now;
      const over = times.timeline && !running();
      if (!times.counter && (says !== before.counter || over)) times.counter = now;
      const map = chart('map');
      if (!times.map && (map.dataset.turn !== before.map || over) && map.drawn === map.wanted) times.map = now;
      if (times.counter && !times.table && (table() === shown || shown === '0')) times.table = now;
      if (!(times.counter && times.map && times.timeline && times.table) && now < 20000) return;
      watch.disconnect();
      clearInterval(tick);
      requestAnimationFrame(() => setTimeout(() => done({...times, all: performance.now() - began})));  // it is painted
    };
    // Looking at every frame would itself keep the browser drawing.
    const watch = new MutationObserver(look), tick = setInterval(look, 100);
    watch.observe(document, {subtree: true, childList: true, characterData: true, attributes: true});
  }, {once: true, capture: true}));
}"""


def work(session, process: subprocess.Popen) -> Counter:
    """Milliseconds that browser and server have worked so far, by part; `session` speaks to the browser's profiler."""
    told = {one["name"]: one["value"] * 1000 for one in session.send("Performance.getMetrics")["metrics"]}
    script, style = told["ScriptDuration"], told["RecalcStyleDuration"] + told["LayoutDuration"]
    own = psutil.Process(process.pid).cpu_times()
    found = {"browser: scripts": script, "browser: style and layout": style}
    found["browser: drawing the map, painting, other"] = told["TaskDuration"] - script - style
    return Counter(found | {"server: processor": (own.user + own.system) * 1000})


def memory(process: subprocess.Popen) -> float:
    """Megabytes that a process holds (Linux)."""
    status = Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8")
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1000


def crowded(address: str, page, users: int, brushes: int) -> list[float]:
    """Milliseconds of each brush of one reader in a browser and `users` - 1 others at once.

    The others are the same conversation over websockets of their own: ten browsers would measure the browsers.
    """
    spoken = _overheard(page)
    heard: list[list[float]] = [[] for _ in range(users - 1)]
    others = [threading.Thread(target=_replay, args=(address, spoken, brushes, heard[i], i)) for i in range(users - 1)]
    for other in others:
        other.start()
    time.sleep(2)
    own = [one["all"] for one in brush(page, brushes, SEED + 1)]
    for other in others:
        other.join()
    return own + [one for each in heard for one in each]


def _overheard(page) -> list[bytes]:
    """What a browser sends when it opens the page and then brushes, message by message."""
    said: list[bytes] = []
    other = page.context.new_page()
    other.on("websocket", lambda ws: ws.on("framesent", lambda frame: said.append(_bytes(frame))))
    other.goto(page.url.partition("?")[0])
    for name in ("map", "timeline"):
        other.wait_for_selector(f".st-key-{name} .linked-chart[data-turn]")
    other.wait_for_function(SETTLED)
    opening = len(said)
    brush(other, 6, SEED + 2)
    other.close()
    return [said[0], *said[opening:]]


def _bytes(frame: object) -> bytes:
    return frame if isinstance(frame, bytes) else str(frame).encode("latin-1")


def _replay(address: str, spoken: Sequence[bytes], brushes: int, heard: list[float], number: int = 0) -> None:
    """One reader: opens the page, then brushes; milliseconds until the server has said all it has to say."""
    from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
    from websockets.sync.client import connect

    url = address.replace("http", "ws") + "/_stcore/stream"
    with connect(url, max_size=None, subprotocols=["streamlit"]) as socket:

        def until_finished() -> None:
            while True:
                message = ForwardMsg()
                message.ParseFromString(socket.recv(timeout=PATIENCE))
                if message.WhichOneof("type") == "script_finished":
                    return

        socket.send(spoken[0])
        until_finished()
        for turn in range(brushes):
            began = time.perf_counter()
            socket.send(spoken[1 + (turn + number) % (len(spoken) - 1)])
            try:
                until_finished()
            except TimeoutError:
                heard.append(math.inf)
                return
            heard.append((time.perf_counter() - began) * 1000)
            time.sleep(0.8)  # a reader looks at what comes


def report(found: Sequence[Figures]) -> str:
    """The figures against their bars, as Markdown."""
    lines = ["| events | what | measured | bar |", "| --- | --- | --- | --- |"]
    for one in found:
        lines += [f"| {one.events:,} | {what} | {value} | {bar} |" for what, value, bar in _rows(one)]
    return "\n".join(lines)


def _rows(one: Figures) -> Iterator[tuple[str, str, str]]:
    many = one.events > MANY
    times = [each["all"] for each in one.brushes]
    middle = statistics.median(times) if times else None
    yield "brush, median", _ms(middle), "400 ms" if many else "250 ms" if one.events <= 2_000 else ""
    yield "brush, 95th percentile", _ms(_p95(times)), "700 ms" if many else ""
    if times:
        parts = ("counter", "map", "timeline", "table")
        shares = (f"{part} {statistics.median([each.get(part, 0) for each in one.brushes]):.0f}" for part in parts)
        yield "each part shows it after, median ms", ", ".join(shares), ""
    for name, milliseconds in one.work.items():
        yield f"a brush's work, {name}", _ms(milliseconds), ""
    yield "start of the server to a usable page", _had(one.start, "{:.1f} s"), "3 s"
    yield "the page's first opening, side file made", _had(one.first_start, "{:.1f} s"), ""
    yield "server's memory, first user", _had(one.first_user, "{:.0f} MB"), "600 MB"
    yield "each further user", _had(one.each_further, "{:.0f} MB"), "50 MB"
    yield "ten users, 95th percentile", _ms(_p95(one.crowd)), "1,500 ms"
    if one.plain:
        yield from ((what, value, "") for what, value in rows(one.plain, one.start, middle))


def _ms(value: float | None) -> str:
    return _had(value, "{:,.0f} ms")


def _had(value: float | None, form: str) -> str:
    return NONE if value is None or math.isinf(value) else form.format(value)


def _p95(values: Sequence[float]) -> float | None:
    if any(map(math.isinf, values)):
        return sorted(values)[math.ceil(0.95 * len(values)) - 1]
    return statistics.quantiles(values, n=20)[-1] if len(values) > 1 else next(iter(values), None)


if __name__ == "__main__":
    main()
