"""Lists in the documentation say what the data files say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.events import describe as events
from pipeline.groups import describe as groups
from pipeline.groups import load_registry

DOCS = Path(__file__).resolve().parent.parent / "docs"
LISTS = {
    ("events.md", "types"): events.types_table,
    ("events.md", "dates"): events.date_rules_table,
    ("events.md", "places"): events.place_rules_table,
    **{
        ("groups.md", kind): lambda kind=kind: groups.table(load_registry(), kind)
        for kind in ("armed group", "organisation", "coalition")
    },
}


def filled(page: str, text: str) -> str:
    """A page with its lists made anew from the data files."""
    for (name, part), make in LISTS.items():
        if name == page:
            marks = f"<!-- {part}: begin -->", f"<!-- {part}: end -->"
            text = re.sub(
                re.escape(marks[0]) + ".*?" + re.escape(marks[1]),
                lambda _, marks=marks, make=make: f"{marks[0]}\n{make()}\n{marks[1]}",
                text,
                flags=re.DOTALL,
            )
    return text


@pytest.mark.parametrize("page", ["events.md", "groups.md"])
def test_lists_follow_the_data(page: str) -> None:
    """Run this file as a program after changing a data file: it writes the lists anew."""
    text = (DOCS / page).read_text(encoding="utf-8")
    assert text == filled(page, text)


def test_every_rule_of_finding_groups_is_documented() -> None:
    """A rule that a mention can carry has a row on the page."""
    folder = Path(__file__).resolve().parent.parent / "pipeline" / "groups"
    text = (DOCS / "groups.md").read_text(encoding="utf-8")
    source = "".join(p.read_text(encoding="utf-8") for p in (folder / "find.py", folder / "references.py"))
    rules = set(re.findall(r'"((?:[a-z]+-)+(?:abbreviation|person|surname|institution|reference|after))"', source))
    assert len(rules) >= 6
    assert not {r for r in rules if f"`{r}`" not in text}


if __name__ == "__main__":
    for page in ("events.md", "groups.md"):
        path = DOCS / page
        path.write_text(filled(page, path.read_text(encoding="utf-8")), encoding="utf-8")
