"""The benchmark's page: written section by section, whatever fails or gives no answer."""

from __future__ import annotations

import importlib.util
import math
import re
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parent.parent / "scripts" / "bench"


@pytest.fixture
def load(monkeypatch):
    """A program of scripts/bench as a module."""
    monkeypatch.setattr(sys, "path", [str(FOLDER), *sys.path])

    def loaded(name):
        spec = importlib.util.spec_from_file_location(f"bench_{name.strip('_')}", FOLDER / f"{name}.py")
        module = importlib.util.module_from_spec(spec)
        monkeypatch.setitem(sys.modules, spec.name, module)
        spec.loader.exec_module(module)
        return module

    return loaded


def test_a_section_that_fails_says_why_and_the_others_are_written(load, monkeypatch, tmp_path):
    """The page has the new figures and the reason, with the machine and how busy it was; the exit code is 1."""
    bench, page = load("__main__"), tmp_path / "page.md"
    page.write_text("# Figures\n\n<!-- one: begin -->\nold\n<!-- one: end -->\n", encoding="utf-8")

    def fails(documents: int) -> list[str]:
        raise RuntimeError("no room")

    monkeypatch.setattr(bench, "BENCHES", {"one": fails, "two": lambda documents: [f"{documents} documents"]})
    monkeypatch.setattr(sys, "argv", ["bench", "--documents", "7", "--page", str(page)])
    with pytest.raises(SystemExit) as ended:
        bench.main()
    text = page.read_text(encoding="utf-8")
    assert ended.value.code
    assert "No figures: RuntimeError, no room." in text
    assert "7 documents" in text
    assert "old" not in text
    assert len(re.findall(r"Measured on \d+ cores, .* took \d+ ms of a processor \(\d+ ms passed\)", text)) == 2


def test_what_gave_no_answer_says_so(load):
    """Figures that were not had, and brushes that were never answered, are words in the table and break nothing."""
    pytest.importorskip("playwright")
    dashboard = load("dashboard")
    nothing = dashboard.report([dashboard.Figures(2_000)])
    assert nothing.count("no answer within 120 s") == 7
    some = dashboard.Figures(2_000, brushes=[{"all": 100.0}] * 9 + [{"all": math.inf}], crowd=[50.0] * 40 + [math.inf])
    text = dashboard.report([some])
    assert "| brush, median | 100 ms |" in text
    assert "| brush, 95th percentile | no answer within 120 s |" in text
    assert "| ten users, 95th percentile | 50 ms |" in text
