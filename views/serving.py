"""The server around the pages: what it reads before the first reader comes.

The server finds the application in `dashboard.py`, which asks this module for its parts. While a browser still loads
the frame of the page (`views.front`), what draws it is imported and the table is opened.
"""

from __future__ import annotations

import threading
import time
import webbrowser
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager, suppress
from importlib import import_module
from types import ModuleType

import streamlit as st

from views.front import loading, squeeze

PAUSE, PATIENCE = 5.0, 30.0  # seconds after the first answer, and seconds to wait for one
BREATH = 1.0  # seconds between two pages, so that no answer waits for more than one
_importing = threading.Lock()
_pages: dict[str, ModuleType] = {}
_working = threading.Lock()
_OVER = object()
coming = threading.Event()  # somebody opens a page
answered = threading.Event()  # a page has been drawn


def page(name: str) -> ModuleType:
    """The module of a page. One thread imports at a time: two that import the same may trip over each other.

    A page that is there waits for no other.
    """
    if name not in _pages:
        with _importing:
            _pages[name] = import_module(f"views.{name}")
    return _pages[name]


def lifespan(names: Iterable[str]):
    """Of a server with these pages, the first to be opened first: makes them ready beside its first answers."""

    _skip()

    @asynccontextmanager
    async def alive(_: object) -> AsyncIterator[None]:
        threading.Thread(target=_make_ready, args=(list(names),), daemon=True).start()
        if not st.get_option("server.headless"):
            host = st.get_option("browser.serverAddress") or "localhost"
            webbrowser.open(f"http://{host}:{st.get_option('server.port')}")
        yield

    return alive


def attend() -> None:
    """A reader has come: what is being worked out for one is finished, once; the rest is asked by the visit itself."""
    coming.set()
    with _working:
        pass


def foresee(steps: Iterator[None]) -> None:
    """Go through these steps until a reader comes, and no further: both at once would do the same twice."""
    going = True
    while going:
        with _working:
            going = not coming.is_set() and next(steps, _OVER) is not _OVER


def _skip() -> None:
    """Have what `SKIPPED` names answered at once. A release of Streamlit that does it otherwise is left to do it."""
    for module, name, instead in SKIPPED:
        with suppress(ImportError):
            found = import_module(module)
            if hasattr(found, name):
                setattr(found, name, instead)


def _no_components(*_: object, **__: object) -> list:
    return []


def _no_emoji(label: str) -> tuple[str, str]:
    return "", label


# What Streamlit does at a start and nothing here asks for, a tenth of a second each: it looks for components in the
# description of every installed package, and makes a pattern of all emoji when the first label comes that is not ASCII.
SKIPPED = (
    ("streamlit.components.v2.manifest_scanner", "scan_component_manifests", _no_components),
    ("streamlit.string_util", "extract_leading_emoji", _no_emoji),
)


def _make_ready(names: list[str]) -> None:
    with loading():
        first = page(names[0])
        with suppress(Exception):  # whatever is wrong with the table is said on the page
            foresee(first.foresee(import_module("views.loading").open_early()))
    answered.wait(PATIENCE)  # until then whoever opens the first page has the processor
    time.sleep(PAUSE)
    with suppress(OSError):
        squeeze()
    for name in names[1:]:
        page(name)
        time.sleep(BREATH)
