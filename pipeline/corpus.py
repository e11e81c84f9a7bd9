"""Every document under some paths, analysed."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import pipeline
from pipeline import corrections, settings
from pipeline.analyse import analyse
from pipeline.corrections import Correction
from pipeline.model import Analysis, Document, Skipped
from pipeline.places.complete import Ask
from pipeline.read import read_paths

_SELDOM = 100_000  # new objects between collections: analyses are made of tuples, which leave no cycles behind
Track = Callable[[Sequence[Document]], Iterable[Document]]  # shows progress while the documents are gone through


def analyse_paths(
    paths: Sequence[Path],
    *,
    limit: int = settings.MAX_TEXT_CHARACTERS,
    track: Track = iter,
    ledger: Sequence[Correction] = (),
    ask: Ask | None = None,
) -> Iterator[Analysis | Skipped]:
    """The analysis of every document under `paths`, as corrected, and a Skipped for what can't be read, those first.

    `ask` answers for places that the gazetteer lacks.
    """
    outcomes = list(read_paths(paths, limit))
    yield from (outcome for outcome in outcomes if isinstance(outcome, Skipped))
    yield from analyse_all(track([outcome for outcome in outcomes if isinstance(outcome, Document)]), ledger, ask)


def analyse_all(
    documents: Iterable[Document], ledger: Sequence[Correction] = (), ask: Ask | None = None
) -> Iterator[Analysis | Skipped]:
    """The analysis of each document, as corrected."""
    thresholds = gc.get_threshold()
    gc.set_threshold(_SELDOM, *thresholds[1:])
    try:
        for document in documents:
            yield _analyse(corrections.apply(document, ledger), ask)
    finally:
        gc.set_threshold(*thresholds)


def is_about_data(error: Exception) -> bool:
    """Whether an error names a data file of the program, which no document can help: those are the package's own."""
    return isinstance(error, ValueError) and type(error).__module__.partition(".")[0] == pipeline.__name__


def _analyse(document: Document, ask: Ask | None) -> Analysis | Skipped:
    """One document that trips the program costs itself alone, and is named."""
    try:
        return analyse(document, ask)
    except Exception as error:  # whatever it is, the other documents are none the worse
        if is_about_data(error):
            raise
        return Skipped(
            document.source,
            f"it could not be analysed ({type(error).__name__}: {error})",
            "this is a fault of Dateline: please report it together with the document",
        )
