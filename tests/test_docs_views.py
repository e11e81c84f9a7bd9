"""Documentation of `python -m views`: every command and option, and none that is not there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer

from views.__main__ import app

DOCS = Path(__file__).resolve().parent.parent / "docs"
COMMANDS = typer.main.get_command(app).commands
PAGES = {"figure": "figures.md", "export": "figures.md", "brief": "briefing.md"}


def options_of(name: str) -> set[str]:
    """Options that a command takes."""
    return {o for p in COMMANDS[name].params for o in (*p.opts, *p.secondary_opts) if o.startswith("--")} - {"--help"}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_documented(name):
    """A command has a section whose table names exactly the options that can be given."""
    text = (DOCS / PAGES[name]).read_text(encoding="utf-8")
    match = re.search(rf"^## `{name}`.*?(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert match, f"no section on {name}"
    rows = re.findall(r"^\| (`-.*?) \|", match[0], re.MULTILINE)
    assert {words.split()[0] for row in rows for words in re.findall(r"`([^`]+)`", row)} == options_of(name)
