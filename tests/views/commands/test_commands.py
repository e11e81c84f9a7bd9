"""The command line of the views: what it writes, and what it says where it can't."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image
from typer.testing import CliRunner

from views.__main__ import app

sys.path.insert(0, str(Path(__file__).parent.parent))

import invented

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def table(tmp_path_factory):
    """A table of twenty events."""
    folder = tmp_path_factory.mktemp("table")
    invented.write(folder / "table", folder / "corpus", 20)
    return folder / "table"


def run(*arguments: object):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.mark.parametrize(("ending", "begins"), [("png", b"\x89PNG"), ("svg", b"<svg"), ("pdf", b"%PDF")])
def test_a_figure_is_what_its_name_says(table, tmp_path, ending, begins):
    """The ending decides; the counter is told."""
    target = tmp_path / f"figure.{ending}"
    result = run("figure", "--table", table, "--view", "?group=AQIM", "--output", target)
    assert result.exit_code == 0, result.output
    assert target.read_bytes().startswith(begins)
    assert "of 20 shown" in " ".join(result.stderr.split())


def test_every_run_gives_the_same_picture(table, tmp_path):
    """Other processes, another order of hashing, another folder and clock: the same bytes."""
    made = []
    for seed in ("1", "2"):
        target = tmp_path / seed / "figure.png"
        command = [sys.executable, "-m", "views", "figure", "--table", str(table), "--output", str(target)]
        subprocess.run(command, cwd=ROOT, check=True, env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True)
        made.append(target.read_bytes())
    assert made[0] == made[1]


def test_paper_has_its_dots(table, tmp_path):
    """8 cm at 300 dpi are 945 pixels."""
    target = tmp_path / "figure.png"
    assert run("figure", "--table", table, "--width-cm", 8, "--output", target).exit_code == 0
    assert abs(Image.open(io.BytesIO(target.read_bytes())).width - 945) <= 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--output", "x.gif"], "a .png, .svg or .pdf file"),
        (["--output", "x.png", "--width", "10"], "pixels wide"),
        (["--output", "x.png", "--theme", "sepia"], "no theme 'sepia'"),
        (["--output", "x.png", "--frame", "1,2,3"], "four numbers"),
        (["--output", "x.png", "--frame", "9,2,3,4"], "west before east"),
        (["--output", "x.png", "--language", "tlh"], "not spoken here"),
        (["--output", "x.png", "--dpi", "9000"], "too large"),
        (["--output", "x.png", "--table", "nowhere"], "python -m pipeline build"),
    ],
)
def test_what_cannot_be_drawn_is_told(table, tmp_path, monkeypatch, arguments, words):
    """A sentence that says what to do, exit code 1, and no file."""
    monkeypatch.chdir(tmp_path)
    result = run("figure", "--table", table, *arguments)
    assert result.exit_code == 1
    assert words in " ".join(result.stderr.split())
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(("form", "begins"), [("pptx", b"PK"), ("pdf", b"%PDF"), ("html", b"<!DOCTYPE html>")])
def test_a_briefing_is_written(table, tmp_path, form, begins):
    """The format is the output's ending."""
    source, target = tmp_path / "noon.json", tmp_path / f"noon.{form}"
    source.write_text(json.dumps({"dateline_briefing": 1, "slides": [{"title": "a"}]}))
    result = run("brief", source, "--table", table, "--output", target)
    assert result.exit_code == 0, result.output
    assert target.read_bytes().startswith(begins)


@pytest.mark.parametrize(
    ("content", "words"),
    [(None, "can't be read"), ("{", "not JSON"), ('{"dateline_briefing": 1}', "has no slides")],
)
def test_what_is_no_briefing_is_told(table, tmp_path, content, words):
    """The file is named, with what is wrong with it."""
    source = tmp_path / "noon.json"
    if content is not None:
        source.write_text(content)
    result = run("brief", source, "--table", table, "--output", tmp_path / "noon.pdf")
    assert result.exit_code == 1
    assert words in " ".join(result.stderr.split())
    assert "noon.json" in "".join(result.stderr.split())


def test_an_export_is_filtered(table, tmp_path):
    """The file has the events of the view, and says so."""
    target = tmp_path / "events.geojson"
    result = run("export", "--table", table, "--view", "status=planned", "--format", "geojson", "--output", target)
    assert result.exit_code == 0, result.output
    found = json.loads(target.read_text())
    assert found["features"]
    assert {feature["properties"]["status"] for feature in found["features"]} == {"planned"}
    assert run("export", "--table", table, "--format", "nope", "--output", target).exit_code == 1
