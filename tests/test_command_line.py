"""The command line: exit codes, streams, messages, and the lines of `tag`."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline import __main__ as command_line

ROOT = Path(__file__).resolve().parent.parent
REPORT = (
    "Fighters of Ansar Dine attacked an army post in Timbuktu on 3 May 2012, killing two soldiers, the mayor said.\n"
)

COMMON = ["document", "kind", "start", "end", "text", "rule"]
KEYS = {
    "date": [*COMMON, "timex_type", "value", "mod", "earliest", "latest", "edtf", "precision", "anchor"],
    "place": [*COMMON, "latitude", "longitude", "radius_km", "place_kind", "geonames_id", "country_code"],
    "group": [*COMMON, "group_id"],
    "event": [*COMMON, "event_type", "status"],
}


@dataclass(frozen=True)
class Run:
    code: int
    out: str
    err: str


@pytest.fixture
def run(monkeypatch, capsys):
    """Run the command line in this process, as `python -m pipeline` would."""

    def run(*arguments: object) -> Run:
        monkeypatch.setattr(sys, "argv", ["python -m pipeline", *map(str, arguments)])
        with pytest.raises(SystemExit) as end:
            command_line.run()
        out, err = capsys.readouterr()
        code = end.value.code
        return Run(code, out, err) if isinstance(code, int | None) else Run(1, out, f"{err}{code}")

    return run


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.txt").write_text(f"---\npublished: 2012-05-20\n---\n{REPORT}")
    return folder


def test_the_module_runs_as_a_program(corpus):
    """`python -m pipeline tag` puts data on standard output, messages on standard error, and ends with 0."""
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "tag", corpus], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert done.returncode == 0
    assert all(json.loads(line) for line in done.stdout.splitlines())
    assert "Documents read" in done.stderr


def test_tag_lines_have_the_keys_of_their_kind(run, corpus):
    """Every line carries the agreed keys and nothing else, and its span holds its text."""
    done = run("tag", corpus)
    found = [json.loads(line) for line in done.out.splitlines()]
    assert {record["kind"] for record in found} >= {"date", "place", "group", "event"}
    for record in found:
        assert list(record) == KEYS[record["kind"]]
        assert REPORT[record["start"] : record["end"]] == record["text"]
        assert record["rule"]


def test_tag_reads_dates_places_and_groups(run, corpus):
    """The values of a plain sentence are right."""
    found = [json.loads(line) for line in run("tag", corpus).out.splitlines()]
    dates = {r["text"]: r["earliest"] for r in found if r["kind"] == "date"}
    places = {r["text"]: r["country_code"] for r in found if r["kind"] == "place"}
    assert dates["3 May 2012"] == "2012-05-03"
    assert places["Timbuktu"] == "ML"
    assert "ansar-dine" in {r["group_id"] for r in found if r["kind"] == "group"}


def test_tag_to_a_file(run, corpus, tmp_path):
    """With --output nothing goes to standard output, and folders on the way are made."""
    done = run("tag", corpus, "--output", tmp_path / "out" / "tags.jsonl")
    assert done.code == 0
    assert done.out == ""
    lines = (tmp_path / "out" / "tags.jsonl").read_text(encoding="utf-8").splitlines()
    assert lines == run("tag", corpus).out.splitlines()


def test_a_file_that_cannot_be_written(run, corpus, tmp_path):
    """The error names the file and ends with 1, without a traceback."""
    (tmp_path / "file").write_text("")
    done = run("tag", corpus, "--output", tmp_path / "file" / "tags.jsonl")
    assert done.code == 1
    assert "tags.jsonl" in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["tag"],
        ["build"],
        ["build", "seeds"],
        ["tag", "--nonsense"],
        ["nonsense"],
        ["show"],
        ["tag", "x", "-o"],
    ],
)
def test_bad_usage_ends_with_1(run, arguments):
    """Nothing is read, and what is wrong or missing is said without a traceback."""
    done = run(*arguments)
    assert done.code == 1
    assert "Usage" in done.err + done.out or "Error" in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize("command", [["tag"], ["build", "--output", "table"]])
def test_nothing_readable_ends_with_1(run, tmp_path, monkeypatch, command):
    """No path that exists: 1, and each is named with its reason and remedy."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    done = run(*command, "nowhere.txt", "empty")
    assert done.code == 1
    assert "nowhere.txt: there is no such file" in done.err
    assert "empty: the folder holds no documents" in done.err
    assert done.err.count("To do:") == 2
    assert not (tmp_path / "table" / "events.csv").exists()


@pytest.mark.parametrize("command", [["tag"], ["build", "--output", "table"]])
def test_some_skipped_ends_with_3(run, corpus, monkeypatch, command):
    """The rest is processed, and the summary counts what was left out."""
    monkeypatch.chdir(corpus.parent)
    (corpus / "picture.txt").write_bytes(bytes(range(256)) * 4)
    done = run(*command, corpus)
    assert done.code == 3
    assert "picture.txt: it is not text" in done.err
    assert "2 = 1 analysed + 1 skipped" in done.err


def test_messages_are_one_line_each(run, tmp_path):
    """A reason is never broken over lines, so that it can be searched for."""
    path = tmp_path / ("very-long-name-" * 12 + ".txt")
    assert f"{path}: there is no such file or folder." in run("tag", path).err.splitlines()[0]


def test_hostile_names_cannot_write_to_the_terminal(run, tmp_path):
    """Markup and terminal codes in a file's name are shown as text or not at all."""
    path = tmp_path / "\x1b[31m[red]x[nonsense].txt"
    path.write_text("")
    done = run("tag", path)
    assert "\x1b" not in done.err
    assert "[red]x[nonsense].txt" in done.err


def test_build_then_show(run, corpus, tmp_path):
    """`build` writes a table and sums it up; `show` prints its events with dates as people write them."""
    done = run("build", corpus, "--output", tmp_path / "table")
    assert done.code == 0
    assert (tmp_path / "table" / "events.csv").is_file()
    shown = run("show", tmp_path / "table")
    assert "3 May 2012" in shown.out
    assert "2012-05-03" not in shown.out
    assert "Timbuktu" in shown.out


def test_build_if_needed(run, corpus, tmp_path):
    """With --if-needed a current table is left alone and a stale one is built."""
    options = ("build", corpus, "--output", tmp_path / "table", "--if-needed")
    assert "Documents read" in run(*options).err
    again = run(*options)
    assert again.code == 0
    assert "up to date" in again.err
    (corpus / "b.txt").write_text(REPORT)
    assert "2 analysed" in run(*options).err


def test_show_without_a_table(run, tmp_path):
    """A folder without a table says how to make one; a damaged one is not shown."""
    done = run("show", tmp_path)
    assert done.code == 1
    assert "python -m pipeline build" in done.err


def test_show_refuses_a_damaged_table(run, corpus, tmp_path):
    """Damage is named, and nothing of the table is printed."""
    run("build", corpus, "--output", tmp_path / "table")
    (tmp_path / "table" / "claims.parquet").write_bytes(b"x")
    done = run("show", tmp_path / "table")
    assert done.code == 1
    assert "claims.parquet" in done.err
    assert done.out == ""


def test_build_into_a_file_is_refused(run, corpus, tmp_path):
    """A table can't take the place of a file."""
    (tmp_path / "table").write_text("mine")
    done = run("build", corpus, "--output", tmp_path / "table")
    assert done.code == 1
    assert "can't be written" in done.err
    assert (tmp_path / "table").read_text() == "mine"


def test_the_limit_is_an_option(run, corpus):
    """--max-characters skips longer documents and says what the limit was."""
    done = run("tag", corpus, "--max-characters", 20)
    assert done.code == 1
    assert "over the limit of 20 characters" in done.err


def test_version(run):
    """--version names the program and its version."""
    assert run("--version").out.startswith("dateline ")


@pytest.mark.parametrize("command", [[], ["tag"], ["build"], ["show"]])
def test_help(run, command):
    """Every command explains itself and ends with 0."""
    done = run(*command, "--help")
    assert done.code == 0
    assert "Usage" in done.out


def test_a_damaged_data_file_is_named_and_no_documents_fault(run, corpus, monkeypatch):
    """When the program's own data can't be read, that file is named and the documents are not blamed."""
    from pipeline.clean import FurnitureError

    def broken(document, ask=None):
        raise FurnitureError("furniture.yaml: 'months' must be a list of phrases")

    monkeypatch.setattr("pipeline.corpus.analyse", broken)
    done = run("tag", corpus)
    assert done.code == 1
    assert "furniture.yaml" in done.err
    assert "Skipped" not in done.err
