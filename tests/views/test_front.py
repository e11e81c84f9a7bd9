"""What a browser asks for first."""

import asyncio
import gzip
import hashlib
import os
import posixpath
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
import streamlit as st

from views import front
from views.joined import JOINED, joined

OURS = joined(front.STREAMLIT / "static" / "js", front.STATIC / "frame")
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


PAGE = (front.STREAMLIT / "index.html").read_text(encoding="utf-8")


def test_the_first_page_asks_for_its_parts_at_once():
    """Where its files are not joined, Streamlit's own page is kept whole; the parts that are asked for early exist, and
    plotly is among them."""
    page, framed = PAGE, front.frame_of(PAGE, {})
    kept = [line for line in page.splitlines() if "<script" in line or 'rel="modulepreload"' in line or ".css" in line]
    assert len(kept) > 3
    assert not set(kept) - set(framed.splitlines())
    assert "SourceSans" not in framed
    assert (front.STATIC / front.TYPEFACE).exists()
    assert framed.endswith(page.partition("</head>")[2])
    for part in ("DataFrame", "BidiComponent", "plotly-"):
        assert f"/{part}" in framed, f"streamlit {st.__version__} has no part {part}"


def test_the_page_comes_in_three_files():
    """All scripts and styles that the page names are below one path, which is not Streamlit's own, and are there;
    beside the one that it begins with it asks for three."""
    framed = front.frame_of(PAGE, OURS)
    named = re.findall(r'(?:src|href)="\.(/static/[^"]+)"', framed)
    assert len([name for name in named if name.endswith(".js")]) == 4
    assert any(name.endswith(".css") for name in named)
    assert len({name.split("/")[2] for name in named}) == 1
    assert not any(name.startswith("/static/js") for name in named)
    assert all(asked(name)[0] == 200 for name in named)
    for kept in ('<div id="root">', "prerenderReady", "plotly-"):
        assert kept in framed


def test_whatever_a_joined_file_asks_for_is_there():
    """What each imports, and what is fetched before a part is drawn: scripts, styles, pictures; below the same path."""
    base = re.search(r"(/static/[^/]+)/js/", front.frame_of(PAGE, OURS))[1]
    served = front.Front(None).files
    for name, path in OURS.items():
        text = path.read_text(encoding="utf-8")
        found = set(re.findall(r"""(?:from|import\(?)\s*['"](\./[\w.-]+\.js)['"]""", text))
        for listed in re.findall(r"m\.f=\[([^\]]*)\]", text):
            found |= set(re.findall(r'"(\./[^"]+)"', listed))
        found |= set(re.findall(r"new URL\(`(\.\./media/[^`]+)`,import\.meta\.url\)", text))
        assert found or name.startswith(JOINED)
        for other in found:
            assert posixpath.normpath(f"{base}/js/{other}") in served, (name, other)


def test_of_another_release_nothing_is_joined(tmp_path):
    """A page of a Streamlit one of whose files differs comes as it is, in its own files."""
    files = tmp_path / "static" / "js"
    files.mkdir(parents=True)
    theirs = [name for name in OURS if not name.startswith(JOINED)]
    for name in theirs[1:]:
        (files / name).write_text("")
    assert joined(files, front.STATIC / "frame") == {}
    (files / theirs[0]).write_text("")
    assert joined(files, front.STATIC / "frame") == OURS
    assert joined(files, tmp_path / "nothing") == {}


def test_what_is_joined_is_what_the_script_built():
    """The files are of the Streamlit that is installed, and have the sums that were written down then."""
    assert OURS, f"not of Streamlit {st.__version__}: run `python scripts/build_frame.py`"
    release, *sums = (front.STATIC / "frame" / "SHA256SUMS").read_text().splitlines()
    assert release == f"# Streamlit {st.__version__}"
    found = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in OURS.items()}
    assert dict(reversed(line.split("  ")) for line in sums) == found
    assert "Apache License" in (front.STATIC / "frame" / "LICENSE").read_text()


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
