"""Requirements: every library that the program imports is named and pinned."""

from __future__ import annotations

import ast
import importlib.metadata
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PIN = re.compile(r"^([A-Za-z0-9._-]+)==\S+", re.MULTILINE)
OWN = {"pipeline", "views", "tests", "dashboard", "scripts"}


def pinned(name: str) -> set[str]:
    return {match.lower().replace("_", "-") for match in PIN.findall((ROOT / name).read_text())}


def imported(*roots: str) -> set[str]:
    """Top-level names that the files under `roots` import."""
    names: set[str] = set()
    for path in [
        file for root in roots for file in ([ROOT / root] if root.endswith(".py") else (ROOT / root).rglob("*.py"))
    ]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.partition(".")[0])
    return names - OWN - set(sys.stdlib_module_names)


def distributions(names: set[str]) -> set[str]:
    known = importlib.metadata.packages_distributions()
    return {known[name][0].lower().replace("_", "-") for name in names if name in known}


def test_every_line_is_an_exact_pin():
    """A fresh clone gets the versions that were tested."""
    for name in ("requirements.txt", "requirements-cluster.txt", "requirements-dev.txt"):
        for line in (ROOT / name).read_text().splitlines():
            bare = line.partition("#")[0].strip()
            assert not bare or bare in ("-r requirements.txt", "-r requirements-cluster.txt") or PIN.match(bare), (
                f"{name}: {line}"
            )


@pytest.mark.parametrize("package", ["streamlit", "plotly", "pandas", "geopy", "dateparser", "pytest"])
def test_the_six_packages_are_named(package):
    """The packages that the program is asked to be made with are direct requirements."""
    assert package in pinned("requirements.txt")


def test_what_the_program_imports_is_required():
    """Nothing is imported that only another library happens to bring along; a cluster needs a file of its own."""
    known = pinned("requirements.txt") | pinned("requirements-cluster.txt")
    missing = distributions(imported("pipeline", "views", "dashboard.py")) - known
    assert not missing


def test_what_tests_and_scripts_import_is_required():
    """The same for tests and scripts, counting the development requirements."""
    missing = distributions(imported("tests", "scripts")) - pinned("requirements.txt") - pinned("requirements-dev.txt")
    assert not missing


def test_the_pipeline_knows_no_screen():
    """Nothing in pipeline/ imports Streamlit, plotly or the views."""
    names = imported("pipeline")
    assert not names & {"streamlit", "plotly"}
    for path in (ROOT / "pipeline").rglob("*.py"):
        assert not re.search(r"^\s*(?:from|import) views\b", path.read_text(encoding="utf-8"), re.MULTILINE), path
