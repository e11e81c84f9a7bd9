"""The closed lists as tables of Markdown, so that the documentation says what the data files say."""

from __future__ import annotations

from pipeline.events.confidence import DATE_WORTH, OTHER_DATE_WORTH, OTHER_PLACE_WORTH, PLACE_WORTH
from pipeline.events.types import load_event_types
from pipeline.events.when import DATE_RULES
from pipeline.events.where import PLACE_RULES


def types_table() -> str:
    """Event types with their definitions and their labels in PLOVER and ACLED."""
    rows = ["| type | what counts as it | PLOVER | ACLED |", "| --- | --- | --- | --- |"]
    rows += [
        f"| `{t.id}` | {t.definition} | {t.plover or '–'} | {t.acled or '–'} |" for t in load_event_types().values()
    ]
    return "\n".join(rows)


def date_rules_table() -> str:
    """The rules that give an event its date, in the order tried, and what each adds to confidence."""
    rows = ["| rule | the date is | adds |", "| --- | --- | --- |"]
    rows += [f"| `{name}` | {says} | {DATE_WORTH.get(name, OTHER_DATE_WORTH)} |" for name, says in DATE_RULES.items()]
    return "\n".join(rows)


def place_rules_table() -> str:
    """The rules that give an event its place, in the order tried, and what each adds to confidence."""
    rows = ["| rule | the place is | adds |", "| --- | --- | --- |"]
    rows += [
        f"| `{name}` | {says} | {PLACE_WORTH.get(name, OTHER_PLACE_WORTH)} |" for name, says in PLACE_RULES.items()
    ]
    return "\n".join(rows)
