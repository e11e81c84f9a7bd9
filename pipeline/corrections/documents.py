"""Corrections of when documents were published, which are applied before a document is read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pipeline.corrections.applying import Outcome, State
from pipeline.corrections.entry import Kind
from pipeline.corrections.fields import RULE
from pipeline.corrections.ledger import Ledger
from pipeline.model import Document


def publication_dates(ledger: Ledger) -> dict[str, str]:
    """Dates of publication (EDTF) that people have set right, by document; the later correction holds."""
    return {e.document: e.value for e in ledger.standing() if e.kind is Kind.PUBLISHED}


def correct_document(document: Document, ledger: Ledger) -> Document:
    """The document with its date of publication as corrected, or as stated where the correction was taken back."""
    date = publication_dates(ledger).get(document.id)
    if date:
        return replace(document, published=date, published_rule=RULE)
    if document.published_rule != RULE:
        return document
    first = next((e for e in ledger if e.kind is Kind.PUBLISHED and e.document == document.id), None)
    return replace(document, published=first.was if first else None, published_rule="stated")


def settle_documents(outcomes: Iterable[Outcome], documents: Iterable[str]) -> tuple[Outcome, ...]:
    """The outcomes, those of publication dates settled too: without their document among `documents` they find nothing,
    and the later one of a document holds."""
    known, settled, later = set(documents), [], set()
    for outcome in reversed(tuple(outcomes)):
        entry = outcome.entry
        if entry.kind is Kind.PUBLISHED and outcome.state is State.APPLIED:
            if entry.document not in known:
                reason = f"there is no document “{entry.document}”"
                outcome = replace(outcome, state=State.UNMATCHED, reason=reason)
            elif entry.document in later:
                outcome = replace(outcome, state=State.SUPERSEDED)
            later.add(entry.document)
        settled.append(outcome)
    return tuple(reversed(settled))
