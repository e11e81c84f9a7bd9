"""Adding files: drop them, see what became of each."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

import streamlit as st
from streamlit import config

from pipeline import adding, store
from pipeline.adding import Duplicate, Kept
from pipeline.build import NothingToRead, rebuild, refresh
from pipeline.read import READERS
from views import wording
from views.documents.found import documents
from views.heard import heard
from views.loading import corpus_paths
from views.texts import say

MOST = 50  # files at once
MEGABYTES = int(os.environ.get("DATELINE_UPLOAD_MB") or 100)  # of one file
config.set_option("server.maxUploadSize", MEGABYTES, "DATELINE_UPLOAD_MB")  # what the server takes is what is said
ENDINGS = tuple(ending.lstrip(".") for ending in READERS if ending != ".htm")


@dataclass(frozen=True, slots=True)
class Became:
    """What became of a file: `added`, `duplicate` or `skipped`, and what is to be said of it."""

    name: str
    outcome: str
    words: str


def section(directory: Path, known: int) -> None:
    """The field to drop files on, and the outcomes of the last ones."""
    outcomes = st.session_state.get("added", ())
    with st.expander(say("documents.add.title"), expanded=known == 0 or bool(outcomes)):
        paths = corpus_paths() or list(store.read_sources(directory))
        with st.form("add", clear_on_submit=True, border=False):
            files = st.file_uploader(
                say("documents.add.drop", megabytes=MEGABYTES, files=MOST),
                accept_multiple_files=True,
                max_upload_size=MEGABYTES,
                key="files",
            )
            st.html(f'<p class="dl-quiet">{escape(say("documents.add.kept", folder=directory / store.ADDED))}</p>')
            asked = st.form_submit_button(say("documents.add.button"), type="primary")
            if asked and files:
                st.session_state.added = _add(directory, paths, files)
                st.rerun()
        if asked and not files:
            st.info(say("documents.add.none"))
        if outcomes:
            st.html(outcomes_html(outcomes))


def outcomes_html(outcomes: Sequence[Became]) -> str:
    """What became of each file, as HTML."""
    rows = "".join(
        f'<li class="{escape(one.outcome)}"><strong>{escape(say(f"documents.add.{one.outcome}"))}</strong> '
        f'<span dir="auto">{escape(wording.shorten(one.name, 120))}</span>: {escape(one.words)}</li>'
        for one in outcomes
    )
    return f'<ul class="dl-outcomes" role="status">{rows}</ul>'


def _add(directory: Path, paths: Sequence[Path], files: Sequence) -> tuple[Became, ...]:
    """Keep the files, build the table with them, and say what became of each."""
    bar = st.progress(0.0, text=say("documents.add.reading", done=0, all=len(files)))
    found: list[tuple[str, Kept | Became]] = []
    for number, file in enumerate(files):
        bar.progress(number / len(files) / 2, text=say("documents.add.reading", done=number, all=len(files)))
        found += _keep(directory, file) if number < MOST else [(file.name, _too_many(file.name))]
    if any(isinstance(one, Kept) for _, one in found):
        problem = _build(directory, paths, bar)
        if problem:
            return tuple(problem if isinstance(one, Kept) else one for _, one in found)
    bar.empty()
    events = {one.id: one.events for one in documents(directory)}
    return tuple(_added(name, one, events) if isinstance(one, Kept) else one for name, one in found)


def _keep(directory: Path, file) -> list[tuple[str, Kept | Became]]:
    try:
        kept = adding.keep(directory, file.name, file.getvalue(), limits(directory))
    except OSError as error:
        words = say("documents.add.disk", reason=heard(error.strerror or str(error)))
        return [(file.name, Became(file.name, "skipped", words))]
    if isinstance(kept, Duplicate):
        return [(file.name, Became(file.name, "duplicate", say("documents.add.known", known=kept.known)))]
    if isinstance(kept, Kept):
        return [(file.name, kept), *((s.source, _skipped(s)) for s in kept.skipped)]
    return [(s.source, _skipped(s)) for s in kept]


def limits(directory: Path):
    """The limits under which the table was built."""
    try:
        return store.limits_of(store.read_meta(directory))
    except (store.TableMissing, store.TableDamaged):
        return store.limits_of({})


def _skipped(skipped) -> Became:
    return Became(skipped.source, "skipped", f"{heard(skipped.reason)}. → {heard(skipped.remedy)}.")


def _too_many(name: str) -> Became:
    return Became(name, "skipped", say("documents.add.too_many", files=MOST))


def _build(directory: Path, paths: Sequence[Path], bar) -> Became | None:
    """Bring the table up to date, from the documents in it where its sources are not known; what went wrong, if so."""

    def progress(done: int, found: int) -> None:
        bar.progress(0.5 + done / max(found, 1) / 2, text=say("documents.add.building", done=done, all=found))

    try:
        if paths:
            refresh(paths, directory, progress=progress)
        else:
            rebuild(directory, progress=progress, added=True)
    except NothingToRead:
        return Became("", "skipped", say("documents.add.nothing"))
    except OSError as error:
        return Became("", "skipped", say("documents.add.disk", reason=heard(error.strerror or str(error))))
    return None


def _added(name: str, kept: Kept, events: dict[str, int]) -> Became:
    there = [one for one in kept.documents if one in events]
    if not there:
        return Became(name, "skipped", say("documents.add.not_analysed"))
    number = sum(events[one] for one in there)
    return Became(name, "added", f"{say('words.documents', n=len(there))}, {wording.events(number)}")
