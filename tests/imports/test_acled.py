"""ACLED's export: each row with its own precision, id, notes and sources, or with the reason why not."""

from __future__ import annotations

import csv
import gzip
import json
import zipfile
from datetime import date

import pytest

from pipeline.imports import ImportFailed, run_import
from tests.imports import invented


@pytest.fixture
def kept(tmp_path):
    return run_import([invented.acled(tmp_path / "acled.csv")], tmp_path / "table")[0]


def days(row):
    return row["earliest"], row["latest"], row["edtf"], row["precision"]


def test_precision_of_time_is_the_interval(kept, rows):
    """1 is the day, 2 the week around it with soft ends, 3 the whole month."""
    found = rows(kept)
    assert days(found["acled:MLI90001"]) == (date(2019, 3, 14), date(2019, 3, 14), "2019-03-14", "day")
    week = (date(2019, 3, 11), date(2019, 3, 17), "2019-03-11~/2019-03-17~", "week")
    assert days(found["acled:MLI90002"]) == week
    assert days(found["acled:MLI90003"]) == (date(2019, 2, 1), date(2019, 2, 28), "2019-02", "month")


def test_precision_of_place_is_kind_and_radius(kept, rows):
    """1 is a point, 2 a circle around it, 3 the province itself, under its name and with its outline's id."""
    one, two, three = (rows(kept)[f"acled:MLI9000{n}"] for n in (1, 2, 3))
    assert (one["place"], one["place_kind"], one["latitude"], one["country_code"]) == ("Gao", "city", 16.2716, "ML")
    assert (two["place_kind"], two["latitude"]) == ("region", 16.2716)
    assert two["radius_km"] > one["radius_km"]
    assert (three["place_kind"], three["geonames_id"]) == ("admin1", 2457161)
    assert three["radius_km"] > two["radius_km"]


def test_parties_are_those_of_the_registry(kept, rows):
    """Groups by their aliases, states by their forces; others keep their words."""
    found = rows(kept)
    assert (found["acled:MLI90001"]["groups"], found["acled:MLI90001"]["actors"]) == (["jnim", "aqim"], ["mali"])
    assert (found["acled:MLI90004"]["groups"], found["acled:MLI90004"]["actors"]) == ([], ["Protesters (Mali)"])


def test_notes_are_evidence_and_sources_are_claims(kept, rows):
    """Every source of a row claims the event with the notes, verbatim; a row without one has ACLED's own claim."""
    claims = [c for c in rows(kept, "claims").values() if c["event_id"] == "acled:MLI90001"]
    assert [c["document"] for c in claims] == ["acled:Invented Wire", "acled:The Gazette of Nowhere"]
    assert {c["evidence"] for c in claims} == {invented.acled_row()["notes"]}
    assert rows(kept)["acled:MLI90003"]["documents"] == ["acled:ACLED"]
    assert rows(kept, "documents")["acled:Invented Wire"]["publisher"] == "Invented Wire"
    assert rows(kept)["acled:MLI90001"]["claims"] == 2


def test_types_and_tolls(kept, rows):
    """A sub-event type is one of the closed list; the dead are the toll, none is no toll."""
    found = rows(kept)
    assert (found["acled:MLI90001"]["event_type"], found["acled:MLI90004"]["event_type"]) == ("attack", "protest")
    assert json.loads(found["acled:MLI90001"]["toll"])[0] | {"text": ""} == {
        "kind": "killed", "low": 3, "high": 3, "text": "", "start": 0, "end": 0, "source": None,
    }  # fmt: skip
    assert found["acled:MLI90002"]["toll"] is None
    assert {row["origin"] for row in found.values()} == {"acled"}


@pytest.mark.parametrize("hxl", [False, True])
def test_rejected_rows_are_named_with_line_and_reason(tmp_path, hxl):
    """The line is that of the file, line breaks inside notes and a row of HXL tags counted; the sums come out."""
    path = invented.acled(tmp_path / "acled.csv", hxl=hxl)
    kept, outcome = run_import([path], tmp_path / "table")
    assert {r.id: r.reason for r in outcome.rejected}.keys() == invented.ACLED_BAD.keys()
    lines = path.read_text(encoding="utf-8").split("\n")
    for rejected in outcome.rejected:
        assert lines[rejected.line - 1].startswith(rejected.id)
        assert invented.ACLED_BAD[rejected.id] in rejected.reason
    assert kept.counts["read"] == len(invented.ACLED_ROWS) == kept.counts["imported"] + kept.counts["rejected"]
    assert kept.counts["imported"] == kept.counts["placed"] + kept.counts["unplaced"]
    with (kept.folder / "rejected.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == kept.counts["rejected"]


def test_lines_that_are_no_records(tmp_path):
    """A line with too many or too few cells is rejected by its line; those after it keep theirs."""
    good = invented.acled(tmp_path / "acled.csv", [invented.acled_row(notes="short")]).read_text(encoding="utf-8")
    bad_date = invented.table(invented.ACLED, [invented.acled_row(event_id_cnty="X1", event_date="soon", notes="n")])
    path = tmp_path / "broken.csv"
    path.write_text(good + "a,b\n" + bad_date.split("\n", 1)[1], encoding="utf-8")
    _, outcome = run_import([path], tmp_path / "table")
    assert [(r.line, r.id) for r in outcome.rejected] == [(3, ""), (4, "X1")]
    assert outcome.imported == 1


def test_zipped_and_several_files(tmp_path):
    """Gzip and zip are read as they are, and files together make one import."""
    first = invented.acled(tmp_path / "one.csv", [invented.acled_row()])
    packed = tmp_path / "one.csv.gz"
    packed.write_bytes(gzip.compress(first.read_bytes()))
    second = invented.acled(tmp_path / "two.csv", [invented.acled_row(event_id_cnty="MLI2")])
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as archive:
        archive.write(second, "two.csv")
    kept, outcome = run_import([packed, tmp_path / "two.zip"], tmp_path / "table")
    assert (outcome.imported, outcome.rejected) == (2, ())
    assert [name for name, _ in kept.files] == ["one.csv.gz", "two.zip"]


def test_the_same_file_gives_the_same_bytes(tmp_path):
    """Two imports of one file do not differ."""
    path = invented.acled(tmp_path / "acled.csv")
    one, two = (run_import([path], tmp_path / name)[0] for name in ("one", "two"))
    for part in ("events", "claims", "documents"):
        assert one.part(part).read_bytes() == two.part(part).read_bytes()


def test_an_event_of_another_import_is_not_taken_twice(tmp_path):
    """Two exports that overlap: the second leaves out what the first has, and says so."""
    first = invented.acled(tmp_path / "one.csv", [invented.acled_row()])
    second = invented.acled(tmp_path / "two.csv", [invented.acled_row(), invented.acled_row(event_id_cnty="MLI2")])
    run_import([first], tmp_path / "table", name="older")
    _, outcome = run_import([second], tmp_path / "table", name="newer")
    assert outcome.imported == 1
    assert "older" in outcome.rejected[0].reason


def test_a_file_of_nothing_usable_leaves_what_was_there(tmp_path):
    """Where no row gives an event the import fails with the first reason, and the one before it stays."""
    run_import([invented.acled(tmp_path / "good.csv")], tmp_path / "table")
    bad = invented.acled(tmp_path / "bad.csv", [invented.acled_row(event_date="never")])
    with pytest.raises(ImportFailed, match="never is no date"):
        run_import([bad], tmp_path / "table")
    assert sorted(p.name for p in (tmp_path / "table" / "imports").iterdir()) == ["acled"]
