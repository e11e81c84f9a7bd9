"""`python -m pipeline locate`, as it is typed."""

import pytest
from typer.testing import CliRunner

from pipeline.__main__ import app


@pytest.fixture
def run(monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    return lambda *words: CliRunner().invoke(app, ["locate", *words])


def test_locate_prints_candidates_with_their_reasons(run):
    """Each namesake has a line with its point, share and reason."""
    result = run("30 km south of Gao")
    assert result.exit_code == 0
    assert "distance" in result.stdout
    assert "Mali" in result.stdout
    assert "Burkina Faso" in result.stdout


def test_locate_keeps_to_the_limit(run):
    """--limit bounds the lines under the heading."""
    assert len(run("Springfield", "--limit", "2").stdout.strip().splitlines()) == 3


def test_locate_says_when_it_knows_no_such_place(run):
    """An unknown name ends with 1 and says what to do; markup in it is text."""
    result = run("[bold]qqzz")
    assert result.exit_code == 1
    assert "[bold]qqzz" in result.stderr
    assert "docs/places.md" in result.stderr
