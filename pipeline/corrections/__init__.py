"""Corrections that people make to a table: an append-only ledger beside it, applied at every build.

An entry names its event by the evidence it rests on, so that it finds it again in a table built anew; one whose
evidence is gone is kept and reported. `apply` is pure; `pipeline.reviewing` brings a table up to date with its ledger.
"""

from pipeline.corrections.applying import (
    Corrected,
    Outcome,
    State,
    apply,
    concerned,
    unmatched,
)
from pipeline.corrections.documents import correct_document, publication_dates, settle_documents
from pipeline.corrections.entry import (
    Entry,
    EntryInvalid,
    Evidence,
    Kind,
    Target,
    accept,
    edit,
    merge,
    published,
    reject,
    split,
    target_of,
    undo,
)
from pipeline.corrections.fields import FIELDS, ValueInvalid
from pipeline.corrections.ledger import (
    LEDGER,
    Damaged,
    Ledger,
    LedgerDamaged,
    add,
    append,
    checksum,
    lines,
    read_ledger,
)
from pipeline.corrections.rows import correction_rows

__all__ = [
    "FIELDS",
    "LEDGER",
    "Corrected",
    "Damaged",
    "Entry",
    "EntryInvalid",
    "Evidence",
    "Kind",
    "Ledger",
    "LedgerDamaged",
    "Outcome",
    "State",
    "Target",
    "ValueInvalid",
    "accept",
    "add",
    "append",
    "apply",
    "checksum",
    "concerned",
    "correct_document",
    "correction_rows",
    "edit",
    "lines",
    "merge",
    "publication_dates",
    "published",
    "read_ledger",
    "reject",
    "settle_documents",
    "split",
    "target_of",
    "undo",
    "unmatched",
]
