"""The command export: whole tables and single events as files."""

from __future__ import annotations

import io
import json

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from pipeline.__main__ import app
from pipeline.exchange import FORMATS, extract, write
from pipeline.store import open_table, write_table
from tests.store.invented import analysis, event


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("table")
    write_table(folder, [event(1), event(2, title="Another")], [analysis()], {"version": "9", "fingerprint": "f"})
    return folder


def run(*words):
    return CliRunner().invoke(app, [str(word) for word in ("export", *words)])


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_can_be_had(built, form, tmp_path):
    """Each format of the registry is a file after the command."""
    path = tmp_path / "out" / "file"
    assert run(built, "--format", form, "--output", path).exit_code == 0
    assert path.stat().st_size > 0


@pytest.mark.parametrize(
    ("form", "part"), [(name, part) for name, form in FORMATS.items() for part in form.parts or ("events",)]
)
def test_a_whole_table_is_what_an_extract_of_all_is(built, form, part, tmp_path):
    """Written row by row from disk, a table has the bytes (Parquet: the rows) of one held in memory."""
    wanted = write(extract(open_table(built)), form, part)
    assert run(built, "-f", form, "--part", part, "-o", tmp_path / "file").exit_code == 0
    if form != "parquet":
        assert (tmp_path / "file").read_bytes() == wanted
        return
    found, wanted = pq.read_table(tmp_path / "file"), pq.read_table(io.BytesIO(wanted))
    assert found.equals(wanted)
    assert found.schema.equals(wanted.schema, check_metadata=True)


@pytest.mark.parametrize("form", FORMATS)
def test_some_events_are_what_an_extract_of_them_is(built, form, tmp_path):
    """Single events bring their own claims and documents, the same as from memory, in every format."""
    wanted = write(extract(open_table(built), ids=["e2"]), form)
    assert run(built, "-f", form, "-o", tmp_path / "file", "--ids", "e2").exit_code == 0
    if form != "parquet":
        assert (tmp_path / "file").read_bytes() == wanted


def test_single_events(built, tmp_path):
    """Only the events that are asked for are written."""
    path = tmp_path / "one.geojson"
    assert run(built, "-f", "geojson", "-o", path, "--ids", "e2").exit_code == 0
    assert [feature["id"] for feature in json.loads(path.read_text())["features"]] == ["e2"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("-f", "nonsense"), "nonsense"),
        (("-f", "kml", "--part", "claims"), "claims"),
        (("-f", "csv", "--ids", "e9"), "e9"),
    ],
)
def test_what_cannot_be_done_is_said(built, tmp_path, words, said):
    """A format, part or event that is not there is named, the exit code is 1, and no file is left."""
    path = tmp_path / "none"
    done = run(built, *words, "-o", path)
    assert done.exit_code == 1
    assert said in done.stderr
    assert not path.exists()


def test_no_table(tmp_path):
    """A folder without a table is an error that says how to build one."""
    done = run(tmp_path, "-f", "csv", "-o", tmp_path / "x.csv")
    assert done.exit_code == 1
    assert "pipeline build" in done.stderr
