"""The commands groups and explain, as a user runs them."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
OWN = """[riverside-front]
name = "Riverside Front"
kind = "armed group"
aliases = ["Front du Fleuve"]
active = "2010/.."
countries = ["ML"]
"""
REPORT = "On 3 May 2012, Riverside Front fighters attacked the army barracks in Gao, killing at least three soldiers."
SECOND = "Fighters attacked the army barracks in Gao on 3 May 2012. One soldier was killed, according to the governor."


def run(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pipeline", *map(str, arguments)]
    environment = {k: v for k, v in os.environ.items() if k != "DATELINE_REGISTRY"} | environment
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env=environment)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own.toml"
    path.write_text(OWN, encoding="utf-8")
    return path


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "first.txt").write_text(REPORT, encoding="utf-8")
    (folder / "second.txt").write_text(SECOND, encoding="utf-8")
    return folder


def events(folder: Path) -> list[dict[str, str]]:
    with (folder / "events.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_groups_lists_and_explains() -> None:
    """The list has a line a party, by kind if asked; an id is explained; an unknown one is named."""
    listed = run("groups", "--kind", "armed group")
    assert listed.returncode == 0
    assert any(line.startswith("ansar-dine ") for line in listed.stdout.splitlines())
    assert not any(line.startswith("algeria ") for line in listed.stdout.splitlines())
    assert "led by" in run("groups", "ansar-dine").stdout
    missing = run("groups", "no-such-group")
    assert missing.returncode == 1
    assert "no-such-group" in missing.stderr


def test_groups_checks_a_file(own: Path) -> None:
    """A sound file is in order; in a faulty one the entry is named."""
    assert run("groups", "--check", own).returncode == 0
    own.write_text(OWN.replace("armed group", "band of brothers"), encoding="utf-8")
    faulty = run("groups", "--check", own)
    assert faulty.returncode == 1
    assert "own.toml: [riverside-front]" in faulty.stderr
    assert "Traceback" not in faulty.stderr


@pytest.mark.parametrize("way", ["option", "environment"])
def test_own_groups_are_found(corpus: Path, own: Path, tmp_path: Path, way: str) -> None:
    """A group of the user's own file is found, whether named on the command line or in the environment."""
    option = ("--registry", own) if way == "option" else ()
    environment = {} if way == "option" else {"DATELINE_REGISTRY": str(own)}
    assert run("build", corpus, "--output", tmp_path / "table", *option, **environment).returncode == 0
    assert "riverside-front" in {row["groups"] for row in events(tmp_path / "table")}


def test_a_table_of_other_groups_is_stale(corpus: Path, own: Path, tmp_path: Path) -> None:
    """`--if-needed` builds anew when the user's groups have changed."""
    run("build", corpus, "--output", tmp_path / "table")
    run("build", corpus, "--output", tmp_path / "table", "--if-needed", "--registry", own)
    assert "riverside-front" in {row["groups"] for row in events(tmp_path / "table")}


def test_explain_gives_the_whole_derivation(corpus: Path, own: Path, tmp_path: Path) -> None:
    """Both claims with sentence, rules and toll, why they are one, the sum of confidence, and where they differ."""
    run("build", corpus, "--output", tmp_path / "table", "--registry", own)
    (event,) = events(tmp_path / "table")
    done = run("explain", event["event_id"][:6], "--table", tmp_path / "table")
    assert done.returncode == 0, done.stderr
    for words in (
        "Claim 1 of 2",
        "Claim 2 of 2",
        "by rule clause-date",
        "“Gao”, by rule",
        "3 or more killed (“killing at least three soldiers”)",
        "says the governor",
        "Why these claims are one event",
        "of the words in common",
        f"Why confidence {float(event['confidence']):g}",
        "(second) says 1 killed",
    ):
        assert words in done.stdout, words


def test_explain_names_what_is_not_there(corpus: Path, tmp_path: Path) -> None:
    """An unknown id and a missing table are named, each with what to do."""
    run("build", corpus, "--output", tmp_path / "table")
    unknown = run("explain", "zzzz", "--table", tmp_path / "table")
    assert (unknown.returncode, "zzzz" in unknown.stderr) == (1, True)
    missing = run("explain", "zzzz", "--table", tmp_path / "nowhere")
    assert (missing.returncode, "Build it with" in missing.stderr) == (1, True)
