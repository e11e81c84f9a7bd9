"""The server around the pages: what it reads before the first reader comes, and the files that it sends.

`streamlit run` finds the application in `dashboard.py` and asks this module for its parts. While a browser still loads
the frame of the page, the server imports what draws it and opens the table.
"""

from __future__ import annotations

import gc
import gzip
import mimetypes
import threading
import time
import webbrowser
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from importlib import import_module
from pathlib import Path
from types import ModuleType

import streamlit as st
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from views.figures.basemap import AT_FIRST, FOLDER
from views.plotly_file import library

STREAMLIT = Path(st.__file__).parent / "static"
PARTS = (  # of Streamlit's page, those that Explore draws; one that a later release has not is left out
    *("BidiComponent", "Html", "PageLink", "Button", "ButtonGroup", "Slider", "Multiselect", "Selectbox", "TextInput"),
    *("DataFrame", "NumberInput", "arrowFormatUtils", "reactJsonViewCompat", "serialization", "recordbatch"),
    *("useSyncComboBoxEnterTargetFocus", "useMenuTrigger", "moment", "purify.es"),
)
FRESH = {"Cache-Control": "no-cache"}
STATIC = Path(__file__).parents[1] / "static"
DAY = 86_400  # seconds
SQUEEZED, LARGE = (".js", ".geojson"), 50_000  # bytes
PAUSE, PATIENCE = 5.0, 30.0  # seconds after the first answer, and seconds to wait for one
_importing = threading.Lock()
answered = threading.Event()  # a page has been drawn


def page(name: str) -> ModuleType:
    """The module of a page. One thread imports at a time: two that import the same may trip over each other."""
    with _importing:
        return import_module(f"views.{name}")


def lifespan(names: Iterable[str]):
    """Of a server with these pages, the first to be opened first: makes them ready beside its first answers."""

    @asynccontextmanager
    async def alive(_: object) -> AsyncIterator[None]:
        threading.Thread(target=_make_ready, args=(list(names),), daemon=True).start()
        if not st.get_option("server.headless"):
            host = st.get_option("browser.serverAddress") or "localhost"
            webbrowser.open(f"http://{host}:{st.get_option('server.port')}")
        yield

    return alive


def _make_ready(names: list[str]) -> None:
    gc.disable()  # all that is loaded stays: looking through it as it comes takes an eighth of the time
    try:
        first = page(names[0])
        with suppress(Exception):  # whatever is wrong with the table is said on the page
            first.foresee(import_module("views.loading").open_early())
    finally:
        gc.enable()
    with suppress(ImportError):  # a pattern of thousands of signs, which the first label that is not ASCII asks for
        import_module("streamlit.emojis")
    answered.wait(PATIENCE)  # until then whoever opens the first page has the processor
    time.sleep(PAUSE)
    with suppress(OSError):
        squeeze()
    for name in names[1:]:
        page(name)


def squeeze(folder: Path = STATIC) -> None:
    """A gzipped copy beside each large file of text, made once; without one it is sent as it is."""
    for path in sorted(folder.rglob("*")):
        copy = _copy_of(path)
        if path.suffix in SQUEEZED and path.stat().st_size > LARGE and not _fresh(copy, path):
            part = copy.with_suffix(".part")
            part.write_bytes(gzip.compress(path.read_bytes(), compresslevel=6, mtime=0))
            part.replace(copy)


def _copy_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.gz")


def _fresh(copy: Path, path: Path) -> bool:
    return copy.exists() and copy.stat().st_mtime_ns >= path.stat().st_mtime_ns


class AsTheyLie(StaticFiles):
    """Files that are kept by the browser for a day, and squeezed once and not for each reader."""

    def file_response(self, full_path, stat_result, scope, status_code: int = 200) -> Response:
        path = Path(full_path)
        copy = _copy_of(path)
        small = "gzip" in Headers(scope=scope).get("accept-encoding", "") and _fresh(copy, path)
        if small:
            full_path, stat_result = copy, copy.stat()
        response = super().file_response(full_path, stat_result, scope, status_code)
        response.headers["Content-Type"] = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        response.headers["Content-Encoding"] = "gzip" if small else "identity"
        response.headers["Cache-Control"] = f"public, max-age={DAY}"
        response.headers["Vary"] = "Accept-Encoding"
        return response


def routes() -> list[BaseRoute]:
    """Of what lies in `static/`, and of the first page's frame."""
    return [Mount("/app/static", AsTheyLie(directory=STATIC)), Route("/", _frame)]


def _frame(_: Request) -> Response:
    return HTMLResponse(frame_of((STREAMLIT / "index.html").read_text(encoding="utf-8")), headers=FRESH)


def frame_of(page_html: str) -> str:
    """Streamlit's page with what Explore is going to need asked for at once, and not piece by piece as it is come upon;
    plotly is read while the server still thinks."""
    found = (file for name in PARTS for file in sorted((STREAMLIT / "static" / "js").glob(f"{name}.*.js")))
    links = [f'<link rel="modulepreload" crossorigin href="./static/js/{file.name}">' for file in found]
    links += [f'<link rel="preload" as="fetch" crossorigin href="./{FOLDER}/{name}.geojson">' for name in AT_FIRST]
    links.append(f'<script async src="./app/static/{library()}" onerror="this.remove()"></script>')
    return page_html.replace("</head>", "\n".join([*links, "</head>"]), 1)
