"""Starting the dashboard."""

import asyncio
import os
import subprocess
import sys
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pipeline.build import build
from views import ready, serve

ROOT = Path(__file__).parents[2]


class Inner:
    """An application that says what it was asked."""

    def __init__(self, begins=True):
        self.begins, self.lived = begins, []

    async def __call__(self, scope, receive, send):
        if scope["type"] != "lifespan":
            await send({"type": "answer", "to": scope["path"]})
            return
        self.lived.append((await receive())["type"])
        await send({"type": f"lifespan.startup.{'complete' if self.begins else 'failed'}", "message": "no table"})
        self.lived.append((await receive())["type"])
        await send({"type": "lifespan.shutdown.complete"})


def visited(load, *paths):
    """(what the server was told, answers, why it failed) of requests that come before anything is loaded."""
    told, answers, reasons = [], [], []

    async def run() -> None:
        behind, inbox = serve.Behind(load, reasons.append), asyncio.Queue()

        async def tell(message):
            told.append(message["type"])

        async def answer(message):
            answers.append(message["to"])

        life = asyncio.create_task(behind({"type": "lifespan"}, inbox.get, tell))
        await inbox.put({"type": "lifespan.startup"})
        while not told:
            await asyncio.sleep(0)
        asked = [behind({"type": "http", "path": path}, None, answer) for path in paths]
        await asyncio.gather(*asked, return_exceptions=True)
        await inbox.put({"type": "lifespan.shutdown"})
        await life

    with ThreadPoolExecutor(1) as threads:
        threads.submit(asyncio.run, run()).result(60)
    return told, answers, reasons


def test_requests_wait_for_what_is_being_loaded():
    """The server begins at once; who asks before the application is there is answered by it all the same, and it begins
    and ends once."""
    inner = Inner()

    def load():
        time.sleep(0.2)
        return inner

    told, answers, reasons = visited(load, "/a", "/b")
    assert told == ["lifespan.startup.complete", "lifespan.shutdown.complete"]
    assert answers == ["/a", "/b"]
    assert inner.lived == ["lifespan.startup", "lifespan.shutdown"]
    assert not reasons


def test_what_cannot_be_loaded_or_does_not_begin_is_told():
    """The reason reaches whoever started the server, and nobody waits for ever."""

    def load():
        raise ImportError("no such part")

    assert [str(reason) for reason in visited(load, "/a")[2]] == ["no such part"]
    _, answers, reasons = visited(lambda: Inner(begins=False), "/a")
    assert [str(reason) for reason in reasons] == ["no table"]
    assert not answers


@pytest.fixture
def table(tmp_path):
    """A table of one document."""
    (tmp_path / "first.txt").write_text("On 3 March 2012 gunmen attacked a convoy near Gao.\n", encoding="utf-8")
    build([tmp_path / "first.txt"], tmp_path / "table")
    return tmp_path / "table"


def test_a_table_is_made_ready_before_it_is_opened(table, tmp_path, capsys):
    """What the dashboard would make at its first opening is there; of no table the reason is said."""
    assert not list(table.glob("current/views.duckdb"))
    assert ready.main(table) == 0
    assert list(table.glob("current/views.duckdb"))
    assert ready.main(tmp_path / "none") == 1
    assert "no table has been built here" in capsys.readouterr().err


@pytest.mark.parametrize("command", [["views.serve", "--headless", "--port"], ["streamlit", "run", "dashboard.py"]])
def test_both_ways_of_starting_serve_the_page(table, command):
    """The frame, with what it asks for early, and Streamlit behind it; the terminal is told where, not each request."""
    from views.front import OURS
    from views.plotly_file import library

    port = _free_port()
    rest = [str(port)] if command[-1] == "--port" else ["--server.port", str(port)]
    environment = os.environ | {"DATELINE_TABLE": str(table)}
    lines = subprocess.PIPE
    process = subprocess.Popen(
        [sys.executable, "-m", *command, *rest], cwd=ROOT, env=environment, stdout=lines, stderr=subprocess.STDOUT
    )
    try:
        assert f"./{OURS}/{library()}".encode() in _read(port, "/")
        assert _read(port, "/_stcore/health") == b"ok"
        assert len(_read(port, f"/{OURS}/{library()}")) > 1_000_000
    finally:
        process.terminate()
        said = process.communicate(timeout=30)[0]
    assert f":{port}".encode() in said
    assert b"GET /" not in said


def test_a_port_that_is_taken_is_said():
    """No traceback: which port, and what to do."""
    listening = serve._listen(0)
    with listening:
        port = str(listening.getsockname()[1])
        done = subprocess.run([sys.executable, "-m", "views.serve", "--port", port], cwd=ROOT, capture_output=True)
    assert done.returncode == 1
    assert f"port {port}".encode() in done.stderr
    assert b"--port" in done.stderr
    assert b"Traceback" not in done.stderr


def _free_port() -> int:
    with serve._listen(0) as listening:
        return listening.getsockname()[1]


def _read(port: int, path: str) -> bytes:
    for _ in range(600):
        try:
            with urllib.request.urlopen(f"http://localhost:{port}{path}", timeout=60) as answer:
                return answer.read()
        except ConnectionError:
            time.sleep(0.1)
        except OSError as error:
            if not isinstance(getattr(error, "reason", None), ConnectionError):
                raise
            time.sleep(0.1)
    raise AssertionError("the server does not answer")
