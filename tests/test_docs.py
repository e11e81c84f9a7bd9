"""Documentation: what exists is documented, and what is documented exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer

from pipeline import mentions
from pipeline.__main__ import app
from pipeline.build import Summary
from pipeline.model import BlockKind
from pipeline.read import READERS
from pipeline.read.raw import KEYS
from pipeline.store import NAMES, PARTS

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
COMMANDS = typer.main.get_command(app).commands
LINK = re.compile(r"\]\((?!https?:)([^)#]+)(?:#([^)]*))?\)")


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def section(text: str, title: str) -> str:
    """The part of a page under the heading that begins with `title`."""
    match = re.search(rf"^## `?{re.escape(title)}\b.*?(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert match, f"no section on {title}"
    return match[0]


def coded(text: str) -> set[str]:
    return set(re.findall(r"`([^`\n]+)`", text))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_documented(name):
    """A command has a section of its own that names all its options."""
    text = section(page("command-line.md"), name)
    options = [o for parameter in COMMANDS[name].params for o in parameter.opts if o.startswith("--")]
    for option in options:
        assert option == "--help" or any(words.startswith(option) for words in coded(text)), option


@pytest.mark.parametrize("name", COMMANDS)
def test_no_option_is_documented_that_is_not_there(name):
    """An option in the documentation can be given."""
    text = section(page("command-line.md"), name)
    known = {o for parameter in COMMANDS[name].params for o in (*parameter.opts, *parameter.secondary_opts)}
    for words in re.findall(r"^\| (`-.*?) \|", text, re.MULTILINE):
        assert {w.split()[0] for w in coded(words)} <= known


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_every_column_is_documented(part):
    """A part of the table has a section that names all its columns, and no others."""
    rows = re.findall(r"^\| (`.*?) \|", section(page("table.md"), part.name), re.MULTILINE)
    documented = {name for row in rows for name in coded(row)}
    assert documented == set(part.names)


def test_every_key_of_tag_is_documented():
    """The keys of the lines of `tag` are those of the documented mentions, under their kind."""
    text = section(page("table.md"), "mentions")
    for kind, keys in {"all": mentions.COMMON, **mentions.BY_KIND}.items():
        rows = re.findall(rf"^\| (`.*?) \| {kind} \|", text, re.MULTILINE)
        assert {name for row in rows for name in coded(row)} == set(keys)


def test_meta_is_documented():
    """Every entry of the table's meta data has its line."""
    entries = {"version", "fingerprint", "ledger", "imports", "limits", "geocoder", *Summary(0, (), 0, 0, 0, 0).meta}
    rows = re.findall(r"^\| (`.*?) \|", section(page("table.md"), "meta"), re.MULTILINE)
    assert {name for row in rows for name in coded(row)} == entries


def test_every_file_of_a_build_is_documented():
    """Each file that a build writes is named."""
    assert set(NAMES) <= coded(page("table.md"))


def test_input_page_names_formats_keys_and_blocks():
    """Endings, metadata keys and kinds of block are all explained."""
    assert {*READERS, *KEYS, *map(str, BlockKind)} <= coded(page("input.md"))


@pytest.mark.parametrize("path", [ROOT / "README.md", *sorted(DOCS.glob("*.md"))], ids=lambda path: path.name)
def test_links_lead_somewhere(path):
    """Pages that a page links to exist, and so do the sections."""
    for target, anchor in LINK.findall(path.read_text(encoding="utf-8")):
        linked = (path.parent / target).resolve()
        assert linked.exists(), f"{path.name} links to {target}"
        if anchor:
            headings = re.findall(r"^#+ (.*)$", linked.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in {re.sub(r"[^\w -]", "", h).strip().lower().replace(" ", "-") for h in headings}, anchor


def test_every_page_is_in_the_index():
    """The index leads to every page."""
    assert {path.name for path in DOCS.glob("*.md")} - {"index.md"} <= {
        target for target, _ in LINK.findall(page("index.md"))
    }


def test_readme_gives_the_two_commands():
    """A newcomer finds how to run and how to test."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "make run" in readme
    assert "make test" in readme
    for name in ("tag", "build", "show"):
        assert f"python -m pipeline {name}" in readme
