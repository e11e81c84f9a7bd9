"""Every document under some paths, analysed one after the other."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence

import pipeline
from pipeline.analyse import analyse
from pipeline.model import Analysis, Document, Skipped
from pipeline.places.complete import Ask
from pipeline.read import Location, read_paths
from pipeline.settings import USUAL, Limits

_SELDOM = 100_000  # new objects between collections: analyses are made of tuples, which leave no cycles behind


def analyse_paths(
    paths: Sequence[Location], *, limits: Limits = USUAL, ask: Ask | None = None
) -> Iterator[Analysis | Skipped]:
    """The analysis of every document under `paths`, and a Skipped for what can't be read, in the order of their paths.

    `ask` answers for places that the gazetteer lacks.
    """
    thresholds = gc.get_threshold()
    gc.set_threshold(_SELDOM, *thresholds[1:])
    try:
        for outcome in read_paths(paths, limits):
            yield outcome if isinstance(outcome, Skipped) else analyse_one(outcome, ask)
    finally:
        gc.set_threshold(*thresholds)


def is_about_data(error: Exception) -> bool:
    """Whether an error names a data file of the program, which no document can help: those are the package's own."""
    return isinstance(error, ValueError) and type(error).__module__.partition(".")[0] == pipeline.__name__


def analyse_one(document: Document, ask: Ask | None = None) -> Analysis | Skipped:
    """One document; what trips the program costs itself alone, and is named. MemoryError is the caller's."""
    try:
        return analyse(document, ask)
    except MemoryError:
        raise
    except Exception as error:  # whatever it is, the other documents are none the worse
        if is_about_data(error):
            raise
        return Skipped(
            document.source,
            f"it could not be analysed ({type(error).__name__}: {error})",
            "this is a fault of Dateline: please report it together with the document",
        )
