"""The temporal tagger on a TimeML corpus."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.analyse import analyse
from pipeline.evaluate import timex
from pipeline.evaluate.timeml import AnnotatedDocument, Timex
from pipeline.model import Document


def evaluate_timex(documents: Sequence[AnnotatedDocument]) -> timex.Scores:
    """Read every document as `tag` would, its creation time as its publication date, and score the dates found."""
    return timex.score(documents, {document.id: _found(document) for document in documents})


def _found(document: AnnotatedDocument) -> tuple[Timex, ...]:
    source = Document(
        id=document.id,
        text=document.text,
        source=document.id,
        sha256="",
        published=document.published,
        language=document.language,
    )
    return tuple(Timex(d.start, d.end, d.text, d.timex_type, d.value) for d in analyse(source).dates)
