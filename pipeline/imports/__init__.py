"""Events that others have coded, as rows of the table: each with its own precision, id, notes and sources.

A format is a mapping: a data file that says which column holds what, and how wide each code of precision is. ACLED,
UCDP GED and GDELT have theirs in `data/`; any other table takes one of the user's.
"""

from pipeline.imports.convert import Outcome
from pipeline.imports.draft import draft_mapping
from pipeline.imports.kept import remove_import, run_import
from pipeline.imports.mapping import Mapping, MappingError, bundled, read_mapping
from pipeline.imports.unpacked import ImportFailed
from pipeline.imports.update import Changes

__all__ = [
    "Changes",
    "ImportFailed",
    "Mapping",
    "MappingError",
    "Outcome",
    "bundled",
    "draft_mapping",
    "read_mapping",
    "remove_import",
    "run_import",
]
