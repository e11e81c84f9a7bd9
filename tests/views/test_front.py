"""What a browser asks for first."""

import asyncio
import gzip
import os
from concurrent.futures import ThreadPoolExecutor

import pytest
import streamlit as st

from views import front

WORDS = b"{" + b'"a": 1, ' * 20_000 + b'"b": 2}'


@pytest.fixture
def folder(tmp_path):
    """Files as they lie in `static/`: a large one of text, and a small one."""
    (tmp_path / "land.geojson").write_bytes(WORDS)
    (tmp_path / "small.js").write_bytes(b"1")
    return tmp_path


def asked(path, folder=front.STATIC, accepted="gzip", method="GET"):
    """(status, headers, content) of the answer to a browser; 418 where the request was handed on."""
    told: list[dict] = []

    async def behind(scope, receive, send) -> None:
        await send({"type": "http.response.start", "status": 418, "headers": []})

    async def tell(message: dict) -> None:
        told.append(message)

    headers = [(b"accept-encoding", accepted.encode())]
    scope = {"type": "http", "method": method, "path": path, "headers": headers}

    def run() -> None:
        asyncio.run(front.Front(behind, static=folder)(scope, None, tell))

    with ThreadPoolExecutor(1) as threads:  # a browser's driver may hold an event loop in this one
        threads.submit(run).result()
    headers = {key.decode(): value.decode() for key, value in told[0]["headers"]}
    return told[0]["status"], headers, b"".join(message.get("body", b"") for message in told)


def sent(folder, name, accepted):
    """(headers, content) of a file of ours, as the browser takes it."""
    status, headers, content = asked(f"/app/static/{name}", folder, accepted)
    assert status == 200
    assert int(headers["content-length"]) == len(content)
    return headers, gzip.decompress(content) if headers["content-encoding"] == "gzip" else content


@pytest.mark.parametrize("accepted", ["gzip", "identity"])
@pytest.mark.parametrize("squeezed", [True, False])
def test_a_file_arrives_whole_squeezed_or_not(folder, accepted, squeezed):
    """Whatever the browser takes and whether the copy has been made: the same content, of the same kind, kept a day."""
    if squeezed:
        front.squeeze(folder)
    headers, content = sent(folder, "land.geojson", accepted)
    assert content == WORDS
    assert headers["content-encoding"] == ("gzip" if squeezed and accepted == "gzip" else "identity")
    assert "max-age" in headers["cache-control"]
    assert headers["content-type"] == sent(folder, "land.geojson", "identity")[0]["content-type"]


def test_a_changed_file_is_never_sent_as_it_was(folder):
    """A squeezed copy that is older than its file is not used, and is made anew."""
    front.squeeze(folder)
    copy, path = folder / "land.geojson.gz", folder / "land.geojson"
    path.write_bytes(WORDS[:-1])
    later = copy.stat().st_mtime_ns + 10**9
    os.utime(path, ns=(later, later))
    assert sent(folder, "land.geojson", "gzip")[1] == WORDS[:-1]
    front.squeeze(folder)
    assert gzip.decompress(copy.read_bytes()) == WORDS[:-1]


def test_small_files_are_left_alone(folder):
    """A copy of a file of one letter would help nobody."""
    front.squeeze(folder)
    assert not (folder / "small.js.gz").exists()
    assert sent(folder, "small.js", "gzip")[1] == b"1"


def test_the_first_page_asks_for_its_parts_at_once():
    """Streamlit's own page is kept whole; the parts that are asked for early exist, and plotly is among them."""
    page = (front.STREAMLIT / "index.html").read_text(encoding="utf-8")
    framed = front.frame_of(page)
    kept = [line for line in page.splitlines() if "<script" in line or 'rel="modulepreload"' in line or ".css" in line]
    assert len(kept) > 3
    assert not set(kept) - set(framed.splitlines())
    assert "SourceSans" not in framed
    assert (front.STATIC / front.TYPEFACE).exists()
    assert framed.endswith(page.partition("</head>")[2])
    for part in ("DataFrame", "BidiComponent", "plotly-"):
        assert f"/{part}" in framed, f"streamlit {st.__version__} has no part {part}"


def test_the_frame_and_streamlits_files_are_answered_at_once():
    """The page at the root, never kept; a file of Streamlit's as it lies there, kept for good."""
    status, headers, content = asked("/")
    assert (status, headers["cache-control"]) == (200, "no-cache")
    assert headers["content-type"].startswith("text/html")
    assert b'<div id="root">' in content
    part = next((front.STREAMLIT / "static" / "js").glob("index.*.js"))
    status, headers, content = asked(f"/static/js/{part.name}")
    assert (status, content) == (200, part.read_bytes())
    assert "javascript" in headers["content-type"]
    assert "immutable" in headers["cache-control"]


@pytest.mark.parametrize(
    "path",
    ["/_stcore/health", "/documents", "/static/js/", "/static/../index.html", "/app/static/../views/front.py", "//x"],
)
def test_everything_else_is_handed_on(path):
    """Only files that lie there are sent, by the very path that they have; what else is asked is not the front's."""
    assert asked(path)[0] == 418
    assert asked("/", method="POST")[0] == 418
