"""From a folder to a catalogue: the table is opened once a build, and built where it is missing, stale or damaged."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import streamlit as st

from pipeline import store
from pipeline.groups import load_registry
from views.catalogue import Catalogue, catalogue
from views.heard import heard
from views.query import Opened, open_views
from views.texts import say

if TYPE_CHECKING:
    from pipeline.build import NothingToRead

T = TypeVar("T")


def table_directory() -> Path:
    """Folder of the event table: DATELINE_TABLE, by default build/."""
    return Path(os.environ.get("DATELINE_TABLE") or "build")


def corpus_paths() -> list[Path]:
    """Files and folders the table is built from: DATELINE_CORPUS, several parted as in PATH.

    Where neither variable is set: those that the table in build/ was built from, and seeds/ where there is none yet.
    Empty for a table of unknown origin, and for one that DATELINE_TABLE alone names: it is shown as it is.
    """
    if given := os.environ.get("DATELINE_CORPUS"):
        return [Path(part) for part in given.split(os.pathsep) if part]
    if os.environ.get("DATELINE_TABLE"):
        return []
    try:
        store.folder_of(table_directory())
    except store.TableMissing:
        return [Path("seeds")]
    except store.TableDamaged:
        pass
    return list(store.read_sources(table_directory()))


def open_early() -> Opened:
    """Open the current table, so that the first reader finds it open; raises where it can't be."""
    return _asked(str(table_directory()), build_name(table_directory()))


def ready_table() -> Opened:
    """The current table as the views ask it, brought up to date once a visit; stops the page where it can't be."""
    return _ready(_asked)


def ready_catalogue() -> Catalogue:
    """The current table whole, in memory; likewise."""
    return _ready(_opened)


def ready_directory() -> Path:
    """Folder of the current table; likewise."""
    return _ready(lambda directory, _: Path(directory))


def _ready(opened: Callable[[str, str], T]) -> T:
    directory, paths = table_directory(), corpus_paths()
    if "table_checked" not in st.session_state:
        _bring_up_to_date(directory, paths)
        st.session_state.table_checked = True
    try:
        return opened(str(directory), build_name(directory))
    except (store.TableMissing, store.TableDamaged) as error:
        state = "missing" if isinstance(error, store.TableMissing) else "damaged"
        if not paths:
            _give_up(state, directory, error)
        _rebuild(state, directory, paths)
        return opened(str(directory), build_name(directory))


def _give_up(state: str, directory: Path, error: Exception) -> None:
    """Nothing to build from: say so, and how to go on."""
    st.error(say(f"loading.unknown_{state}", directory=directory))
    st.text(heard(str(error)))
    st.write(say("loading.how_to_build"))
    st.stop()


def _bring_up_to_date(directory: Path, paths: Sequence[Path]) -> None:
    if not paths:
        return
    state = store.table_state(directory, paths)
    if state != "ready":
        _rebuild(state, directory, paths)


def _rebuild(state: str, directory: Path, paths: Sequence[Path]) -> None:
    """Build with a progress bar; on failure say why and what to do, and stop."""
    from pipeline.build import NothingToRead, refresh  # loads all that reading takes

    place = st.empty()
    with place.container():
        st.html('<h1 class="dl-building">Dateline</h1>')
        st.text(say(f"loading.{state}", directory=directory, paths=", ".join(map(str, paths))))
        bar = st.progress(0.0, text=say("loading.begins"))
        try:
            refresh(paths, directory, progress=lambda done, found: _show(bar, done, found))
        except NothingToRead as error:
            bar.empty()
            _explain(error, paths)
            st.stop()
        except OSError as error:
            bar.empty()
            st.error(say("loading.not_written", directory=directory, reason=heard(error.strerror or str(error))))
            st.stop()
    place.empty()


def _show(bar, done: int, found: int) -> None:
    bar.progress(done / max(found, 1), text=say("loading.reading", done=done, found=found))


def _explain(error: NothingToRead, paths: Sequence[Path]) -> None:
    st.error(say("loading.nothing_read", paths=", ".join(map(str, paths))))
    for skipped in error.skipped[:20]:
        st.text(f"{skipped.source}: {heard(skipped.reason)}. → {heard(skipped.remedy)}.")
    st.write(say("loading.what_is_read"))


def build_name(directory: Path) -> str:
    """A word that changes with every build."""
    manifest = store.folder_of(directory) / "manifest.json"
    return f"{manifest.parent.name} {manifest.stat().st_mtime_ns}"


@st.cache_resource(max_entries=3, show_spinner=False)
def _opened(directory: str, build_name: str) -> Catalogue:
    table = store.open_table(Path(directory))
    return catalogue(table.events, table.claims, table.documents, table.mentions, load_registry(), build_name)


@st.cache_resource(max_entries=2, show_spinner=False)
def _asked(directory: str, build_name: str) -> Opened:
    return open_views(Path(directory), load_registry())
