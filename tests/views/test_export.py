"""What leaves Dateline of a view: its events and no others, and the words for what was chosen."""

from __future__ import annotations

import csv
import io
import json

import pytest
from invented import write as write_table
from typer.testing import CliRunner

from pipeline import store
from pipeline.exchange import FORMATS, ExportError
from pipeline.groups import load_registry
from tests.store.invented import analysis, event
from views import download
from views.__main__ import app
from views.catalogue import catalogue
from views.export import export
from views.selection import OUT, tally, verdicts
from views.state import from_link

QUERY = "group=AQIM&years=2010&years=2012"


@pytest.fixture(scope="module")
def table(tmp_path_factory):
    folder = tmp_path_factory.mktemp("export")
    write_table(folder / "table", folder / "corpus", 60)
    return folder / "table"


@pytest.mark.parametrize(
    "query", ["", QUERY, "type=attack&status=occurred", "area=box:-20,0,20,30", "q=nothing+at+all"]
)
def test_the_events_are_those_of_the_view(table, query):
    """What is written is what passes the link's selection by the rules of `views.selection`."""
    whole = store.open_table(table)
    parts = (whole.events, whole.claims, whole.documents, whole.mentions)
    events = catalogue(*parts, load_registry(), "invented").events
    shown = verdicts(events, from_link(query)).shown
    collection = json.loads(export(table, query, "geojson"))
    assert sorted(f["id"] for f in collection["features"]) == sorted(events["event_id"][shown > OUT])
    assert collection["metadata"]["counter"] == tally(events, shown).words


def test_it_says_what_was_chosen(table):
    """Filters in words, the link and the corpus go along."""
    metadata = json.loads(export(table, f"http://localhost:8501/?{QUERY}&lang=fr", "geojson"))["metadata"]
    assert "AQIM" in metadata["selection"]
    assert "2010–2012" in metadata["selection"]
    assert metadata["link"].endswith(QUERY)
    assert metadata["corpus"]
    narrowed = json.loads(export(table, "origin=text&confidence=60", "geojson"))["metadata"]["selection"]
    assert narrowed == "Origin: text · Confidence: 60% and more"
    assert json.loads(export(table, "", "geojson"))["metadata"]["selection"] == "all events"


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_can_be_had(table, name):
    """Each format takes a view, the same bytes each time."""
    assert export(table, QUERY, name) == export(table, QUERY, name)


def test_whole_numbers_stay_whole(tmp_path):
    """A column of whole numbers with gaps has no decimals in what is written of a view."""
    store.write_table(tmp_path, [event(1), event(2, place=None)], [analysis()])
    rows = csv.DictReader(io.StringIO(export(tmp_path, "", "csv").decode()))
    assert [row["geonames_id"] for row in rows] == ["2460000", ""]


def test_a_file_that_grows_too_large_is_given_up(monkeypatch):
    """What is held in memory for a download stops growing at its limit, whichever way it is written."""
    monkeypatch.setattr(download, "MEGABYTES", 1)
    held = download._Held()
    held.write(b"x" * 1_000_000)
    with pytest.raises(ExportError, match="1 MB"):
        held.write(b"x")
    with pytest.raises(ExportError, match="1 MB"):
        held.writelines([b"x"])
    assert len(held.getvalue()) == 1_000_000


def test_the_command(table, tmp_path):
    """It writes the file, and names what it does not know."""
    path = tmp_path / "events.csv"
    words = ["export", "--table", str(table), "--view", QUERY, "--output", str(path)]
    assert CliRunner().invoke(app, [*words, "--format", "csv"]).exit_code == 0
    assert path.read_text().startswith("event_id,")
    done = CliRunner().invoke(app, [*words, "--format", "nonsense"])
    assert done.exit_code == 1
    assert "nonsense" in done.stderr
    with pytest.raises(ExportError):
        export(table, "", "kml", part="claims")
