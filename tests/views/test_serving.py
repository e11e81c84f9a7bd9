"""The server around the pages."""

import asyncio
import gzip
import os
from concurrent.futures import ThreadPoolExecutor

import pytest
import streamlit as st
from starlette.applications import Starlette
from starlette.routing import Mount

from views import serving

WORDS = b"{" + b'"a": 1, ' * 20_000 + b'"b": 2}'


@pytest.fixture
def folder(tmp_path):
    """Files as they lie in `static/`: a large one of text, and a small one."""
    (tmp_path / "land.geojson").write_bytes(WORDS)
    (tmp_path / "small.js").write_bytes(b"1")
    return tmp_path


def sent(folder, name, accepted):
    """(headers, content) of the answer to a browser."""
    app = Starlette(routes=[Mount("/app/static", serving.AsTheyLie(directory=folder))])
    told: list[dict] = []
    scope = {"type": "http", "method": "GET", "path": f"/app/static/{name}", "root_path": "", "query_string": b""}

    async def ask() -> dict:
        return await asyncio.Event().wait()  # a browser that waits

    async def tell(message: dict) -> None:
        told.append(message)

    def run() -> None:
        asyncio.run(app(scope | {"headers": [(b"accept-encoding", accepted.encode())]}, ask, tell))

    with ThreadPoolExecutor(1) as threads:  # a browser's driver may hold an event loop in this one
        threads.submit(run).result()
    headers = {key.decode(): value.decode() for key, value in told[0]["headers"]}
    content = b"".join(message.get("body", b"") for message in told)
    return headers, gzip.decompress(content) if headers["content-encoding"] == "gzip" else content


@pytest.mark.parametrize("accepted", ["gzip", "identity"])
@pytest.mark.parametrize("squeezed", [True, False])
def test_a_file_arrives_whole_squeezed_or_not(folder, accepted, squeezed):
    """Whatever the browser takes and whether the copy has been made: the same content, of the same kind, kept a day."""
    if squeezed:
        serving.squeeze(folder)
    headers, content = sent(folder, "land.geojson", accepted)
    assert content == WORDS
    assert headers["content-encoding"] == ("gzip" if squeezed and accepted == "gzip" else "identity")
    assert "max-age" in headers["cache-control"]
    assert headers["content-type"] == sent(folder, "land.geojson", "identity")[0]["content-type"]


def test_a_changed_file_is_never_sent_as_it_was(folder):
    """A squeezed copy that is older than its file is not used, and is made anew."""
    serving.squeeze(folder)
    copy, path = folder / "land.geojson.gz", folder / "land.geojson"
    path.write_bytes(WORDS[:-1])
    later = copy.stat().st_mtime_ns + 10**9
    os.utime(path, ns=(later, later))
    assert sent(folder, "land.geojson", "gzip")[1] == WORDS[:-1]
    serving.squeeze(folder)
    assert gzip.decompress(copy.read_bytes()) == WORDS[:-1]


def test_small_files_are_left_alone(folder):
    """A copy of a file of one letter would help nobody."""
    serving.squeeze(folder)
    assert not (folder / "small.js.gz").exists()
    assert sent(folder, "small.js", "gzip")[1] == b"1"


def test_the_first_page_asks_for_its_parts_at_once():
    """Streamlit's own page is kept whole; the parts that are asked for early exist, and plotly is among them."""
    page = (serving.STREAMLIT / "index.html").read_text(encoding="utf-8")
    framed = serving.frame_of(page)
    assert framed.startswith(page.partition("</head>")[0])
    assert framed.endswith(page.partition("</head>")[2])
    for part in ("DataFrame", "BidiComponent", "plotly-"):
        assert f"/{part}" in framed, f"streamlit {st.__version__} has no part {part}"
