"""The registry's data files are checked on load."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from pipeline.groups import RegistryError
from pipeline.groups.load import interval, load_files

GOOD = '[x-group]\nname = "X"\nkind = "armed group"\n'


def load(folder: Path, text: str):
    path = folder / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return load_files([path], bundled=False)


def test_a_file_of_her_own_is_read(tmp_path: Path) -> None:
    """A user's file adds groups, with dates as intervals."""
    registry = load(tmp_path, GOOD + 'active = "2011-10/2013-08-22"\naliases = [{text = "Y", language = "fr"}]\n')
    group = registry.group("x-group")
    assert (group.active.earliest, group.active.latest) == (date(2011, 10, 1), date(2013, 8, 22))
    assert group.aliases[0].language == "fr"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[x-group\n", "line 1"),
        (GOOD.replace("x-group", "X Group").replace("[X Group]", '["X Group"]'), "small letters"),
        (GOOD.replace("armed group", "gang"), "kind 'gang'"),
        (GOOD + 'colour = "red"\n', "#RRGGBB"),
        (GOOD + 'colours = "#FFFFFF"\n', "unknown key 'colours'"),
        (GOOD + 'active = "2013-13"\n', "month must be"),
        (GOOD + 'parent = "nobody"\n', "'nobody'"),
        ('[x-group]\nkind = "armed group"\n', "lacks the key 'name'"),
    ],
)
def test_a_fault_is_named_with_file_and_entry(tmp_path: Path, text: str, says: str) -> None:
    """The message says which file, which entry or line, and what is wrong."""
    with pytest.raises(RegistryError, match=re.escape(says)) as caught:
        load(tmp_path, text)
    assert "mine.toml" in str(caught.value) or "groups.toml" in str(caught.value)


def test_two_groups_never_share_a_colour(tmp_path: Path) -> None:
    """A colour means one group and nothing else."""
    text = GOOD + 'colour = "#D55E00"\n' + GOOD.replace("x-group", "y-group") + 'colour = "#d55e00"\n'
    with pytest.raises(RegistryError, match="colour"):
        load(tmp_path, text)


def test_intervals_of_years_months_and_open_ends() -> None:
    """A year or month stands for all its days; two dots leave a side open; anything else is refused."""
    assert interval("2012").latest == date(2012, 12, 31)
    assert interval("2012-02/..").earliest == date(2012, 2, 1)
    assert interval("../2012-02").latest == date(2012, 2, 29)
    with pytest.raises(ValueError, match="no date"):
        interval("last year")
