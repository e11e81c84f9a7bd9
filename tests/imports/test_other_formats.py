"""UCDP GED and GDELT: their own codes, tolls and places."""

from __future__ import annotations

import json
from datetime import date

import pytest

from pipeline.imports import ImportFailed, geojson, run_import
from tests.imports import invented


@pytest.fixture(params=["csv", "geojson"])
def ucdp(request, tmp_path):
    make = invented.ucdp if request.param == "csv" else invented.ucdp_geojson
    return run_import([make(tmp_path / f"ged.{request.param}")], tmp_path / "table")


def test_ucdp_dates_are_as_wide_as_their_code(ucdp, rows):
    """A record's own first and last day hold; a single day is as wide as its code says."""
    found = {key: (r["earliest"], r["latest"], r["precision"]) for key, r in rows(ucdp[0]).items()}
    assert found["ucdp:800001"] == (date(2013, 2, 2), date(2013, 2, 2), "day")
    assert found["ucdp:800002"] == (date(2013, 2, 2), date(2013, 2, 6), "range")
    assert found["ucdp:800003"] == (date(2013, 1, 30), date(2013, 2, 5), "week")
    assert found["ucdp:800004"] == (date(2013, 2, 1), date(2013, 2, 28), "month")
    assert found["ucdp:800005"] == (date(2013, 1, 1), date(2013, 12, 31), "range")


def test_ucdp_places_are_as_wide_as_their_code(ucdp, rows):
    """A town is a point; what is less sure is an area, and the surer the smaller; a country is the country."""
    found = rows(ucdp[0])
    kinds = [found[f"ucdp:80000{n}"]["place_kind"] for n in range(1, 7)]
    assert kinds == ["city", "region", "region", "admin1", "region", "country"]
    assert found["ucdp:800002"]["radius_km"] == 25
    assert (found["ucdp:800006"]["country_code"], found["ucdp:800006"]["geonames_id"]) == ("CD", 203312)
    assert found["ucdp:800001"]["place"] == "Kidal town"


def test_ucdp_tolls_sides_and_sources(ucdp, rows):
    """Low to high is the toll, sides are parties, and each source with its headline and day claims the event."""
    row = rows(ucdp[0])["ucdp:800001"]
    toll = json.loads(row["toll"])[0]
    assert (toll["low"], toll["high"]) == (3, 8)
    assert "best 5" in toll["text"]
    assert (row["groups"], row["actors"]) == (["aqim"], ["mali"])
    source = rows(ucdp[0], "documents")["ucdp:Invented Wire, 2013-02-03, Fight in the hills"]
    assert (source["publisher"], source["published_edtf"]) == ("Invented Wire", "2013-02-03")
    assert [(r.id, r.reason) for r in ucdp[1].rejected] == [("800007", "low 9 is above high")]


def test_gdelt_reads_its_columns_without_a_heading(tmp_path, rows):
    """Codes are types and words, threats are threatened, pages are the sources, and quotes are letters."""
    kept, outcome = run_import([invented.gdelt(tmp_path / "20190314.export.CSV")], tmp_path / "table")
    found = rows(kept)
    assert found["gdelt:700000001"]["title"] == "Fighting: MALI, AL QAEDA"
    assert (found["gdelt:700000002"]["event_type"], found["gdelt:700000002"]["status"]) == ("threat", "threatened")
    assert '"QUOTED" NAME' in found["gdelt:700000002"]["actors"]
    assert found["gdelt:700000004"]["event_type"] == "bombing"
    assert rows(kept, "documents")["gdelt:https://www.example.org/2019/gao-fight"]["publisher"] == "example.org"
    assert found["gdelt:700000001"]["evidence"].startswith("GLOBALEVENTID 700000001; SQLDATE 20190314; EventCode 190; ")
    assert [r.line for r in outcome.rejected] == [5, 6]
    assert (outcome.read, outcome.imported) == (6, 4)


def test_gdelt_places(tmp_path, rows):
    """A country is no dot, a place of type 0 is none, and the code of a country is read as FIPS."""
    kept, _ = run_import([invented.gdelt(tmp_path / "g.CSV")], tmp_path / "table")
    found = rows(kept)
    assert [found[f"gdelt:70000000{n}"]["place_kind"] for n in (1, 2, 3, 4)] == ["city", "country", None, "admin1"]
    assert (found["gdelt:700000003"]["latitude"], found["gdelt:700000003"]["place"]) == (None, None)
    assert {row["country_code"] for row in found.values()} == {"ML"}


def test_what_is_none_of_them_is_refused(tmp_path):
    """A table of other columns is an error that says how to draft a mapping."""
    path = tmp_path / "other.csv"
    path.write_text("a,b\n1,2\n")
    with pytest.raises(ImportFailed, match="--draft-mapping"):
        run_import([path], tmp_path / "table")


@pytest.mark.parametrize("content", ["", "{}", '{"type": "FeatureCollection", "features": []}', "\x00\x01"])
def test_files_of_nothing(tmp_path, content):
    """An empty or unreadable file is a plain error, and nothing is left behind."""
    path = tmp_path / "empty.csv"
    path.write_text(content)
    with pytest.raises(ImportFailed):
        run_import([path], tmp_path / "table")
    assert list((tmp_path / "table" / "imports").iterdir()) == []


@pytest.mark.parametrize("indent", [None, 2])
def test_geojson_is_read_feature_by_feature(tmp_path, rows, monkeypatch, indent):
    """However it is laid out and wherever what is read at once ends, no feature is lost and no figure changed."""
    monkeypatch.setattr(geojson, "_AT_ONCE", 200)
    path = invented.ucdp_geojson(tmp_path / "ucdp.geojson")
    wanted = rows(run_import([path], tmp_path / "before")[0])
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")), indent=indent), encoding="utf-8")
    assert rows(run_import([path], tmp_path / "after")[0]) == wanted


def test_geojson_that_breaks_off(tmp_path):
    """Half a file is refused with where it ends, and is no import."""
    path = invented.ucdp_geojson(tmp_path / "ucdp.geojson")
    content = path.read_text(encoding="utf-8")
    path.write_text(content[: len(content) * 3 // 4], encoding="utf-8")
    with pytest.raises(ImportFailed, match="it breaks at"):
        run_import([path], tmp_path / "table")
