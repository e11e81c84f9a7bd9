"""Corrections that people make to a table: an append-only ledger beside it, applied at every build.

An entry names its event by the evidence it rests on, so that it finds it again in a table built anew; one whose
evidence is gone is kept and reported. `apply` is pure; `pipeline.reviewing` brings a table up to date with its ledger.
"""

from pipeline.on_demand import on_demand

_HOMES = {
    "applying": ("Corrected", "Outcome", "State", "apply", "concerned", "unmatched"),
    "documents": ("correct_document", "publication_dates", "settle_documents"),
    "entry": (
        "Entry",
        "EntryInvalid",
        "Evidence",
        "Kind",
        "Target",
        "accept",
        "edit",
        "merge",
        "published",
        "reject",
        "split",
        "target_of",
        "undo",
    ),
    "fields": ("FIELDS", "ValueInvalid"),
    "ledger": ("LEDGER", "Damaged", "Ledger", "LedgerDamaged", "add", "append", "checksum", "lines", "read_ledger"),
    "rows": ("correction_rows",),
}
__all__ = sorted(name for names in _HOMES.values() for name in names)
__getattr__ = on_demand(__name__, _HOMES)
