"""The table on disk: what is written is what is read, in columns that others rely on."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import date

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest

from pipeline.model import Interval, Precision, Span, Status, When
from pipeline.store import CLAIMS, DOCUMENTS, EVENTS, MENTIONS, NAMES, PARTS, harmless, open_table, write_table
from tests.store.invented import SENTENCE, TEXT, analysis, event

CSV_COLUMNS = (
    "event_id,title,event_type,status,earliest,latest,edtf,precision,date_text,date_rule,"
    "place,place_kind,latitude,longitude,radius_km,geonames_id,country_code,place_text,"
    "groups,actors,documents,claims,confidence,evidence"
)


@pytest.fixture
def table_dir(tmp_path):
    write_table(tmp_path / "table", [event()], [analysis()], {"version": "9"})
    return tmp_path / "table"


def csv_rows(directory):
    with (directory / "events.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_promised_files_are_there(table_dir):
    """A build is a DuckDB file, three Parquet files and one CSV."""
    promised = {"dateline.duckdb", "events.parquet", "events.csv", "claims.parquet", "documents.parquet"}
    assert set(NAMES) == promised
    assert all((table_dir / name).is_file() for name in promised)


def test_csv_header_is_the_contract(table_dir):
    """The columns of events.csv and their order never change by accident."""
    assert (table_dir / "events.csv").read_text(encoding="utf-8").splitlines()[0] == CSV_COLUMNS


def test_csv_row(table_dir):
    """Days are ISO, lists joined, numbers bare, evidence verbatim."""
    (row,) = csv_rows(table_dir)
    assert (row["earliest"], row["latest"], row["edtf"], row["precision"]) == ("2012-05-03",) * 3 + ("day",)
    assert (row["latitude"], row["longitude"], row["geonames_id"]) == ("16.8", "-2.5", "2460000")
    assert (row["groups"], row["actors"], row["documents"], row["claims"]) == ("mujao", "drivers, unnamed", "ber", "1")
    assert row["evidence"] == TEXT[SENTENCE.start : SENTENCE.end]
    assert (row["status"], row["place_kind"], row["date_rule"]) == ("occurred", "city", "day-month-year")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_no_cell_of_the_csv_is_a_formula(tmp_path, text):
    """Text that a spreadsheet would run is shown as text; Parquet keeps it verbatim."""
    assert harmless(text) == f"'{text}"
    write_table(tmp_path, [event(title=text, actors=(text,))], [analysis()])
    (row,) = csv_rows(tmp_path)
    assert row["title"] == row["actors"] == f"'{text}"
    assert pq.read_table(tmp_path / "events.parquet")["title"].to_pylist() == [text]


def test_negative_numbers_stay_numbers(table_dir):
    """A western longitude is no formula."""
    assert float(csv_rows(table_dir)[0]["longitude"]) == -2.5


def test_empty_values_are_empty(tmp_path):
    """An event without date and place has empty cells, nulls in the files, and no made-up coordinates."""
    write_table(tmp_path, [event(when=None, when_reason="none named", place=None, place_rule=None)], [analysis()])
    (row,) = csv_rows(tmp_path)
    assert [row[name] for name in ("earliest", "edtf", "date_rule", "place", "latitude", "geonames_id")] == [""] * 6
    table = open_table(tmp_path)
    assert table.events[["earliest", "latitude", "place", "geonames_id"]].isna().all(axis=None)
    assert table.claims["date_reason"].tolist() == ["none named"]


def test_open_intervals_keep_their_open_side(tmp_path):
    """ "By 7 November" has a latest day and no earliest."""
    until = When(Interval(None, date(2012, 11, 7)), "../2012-11-07", Precision.RANGE, "source-date")
    write_table(tmp_path, [event(when=until)], [analysis()])
    row = open_table(tmp_path).events.iloc[0]
    assert pd.isna(row["earliest"])
    assert row["latest"] == pd.Timestamp("2012-11-07")
    assert row["edtf"] == "../2012-11-07"


def test_events_come_earliest_first(tmp_path):
    """Rows are ordered by date, undated ones last, whatever order they came in."""
    later = When(Interval.day(date(2013, 1, 1)), "2013-01-01", Precision.DAY, "r")
    early = event(3)
    events = [event(1, when=None), event(2, when=later), early]
    write_table(tmp_path, events, [analysis()])
    assert open_table(tmp_path).events["event_id"].tolist() == ["e3", "e2", "e1"]


def _frames(table):
    return (table.events, table.claims, table.documents, table.mentions, table.corrections, table.as_read)


def test_open_table_gives_typed_frames(table_dir):
    """Columns and types are those of the documentation, empty parts included."""
    table = open_table(table_dir)
    for part, frame in zip(PARTS, _frames(table), strict=True):
        assert tuple(frame.columns) == part.names
    assert table.events["earliest"].tolist() == [pd.Timestamp("2012-05-03")]
    assert table.events["groups"].tolist() == [["mujao"]]
    assert table.events["claims"].dtype == "Int64"
    assert table.events["latitude"].dtype == "float64"
    assert table.meta["version"] == "9"


def test_an_empty_table_has_its_columns(tmp_path):
    """Documents that tell of nothing make a table without events, not an error."""
    write_table(tmp_path, [], [])
    table = open_table(tmp_path)
    assert tuple(table.events.columns) == EVENTS.names
    assert len(table.events) == len(table.documents) == 0
    assert str(table.events["earliest"].dtype).startswith("datetime64")


def test_claims_lead_back_to_the_words(table_dir):
    """Trigger, sentence, date and place of a claim are spans of its document's text."""
    table = open_table(table_dir)
    claim, text = table.claims.iloc[0], table.documents.iloc[0]["text"]
    assert text[claim["trigger_start"] : claim["trigger_end"]] == "seized"
    assert text[claim["sentence_start"] : claim["sentence_end"]] == claim["evidence"]
    assert text[claim["date_start"] : claim["date_end"]] == claim["date_text"] == "3 May 2012"
    assert text[claim["place_start"] : claim["place_end"]] == claim["place_text"] == "Ber"
    assert (claim["event_rule"], claim["place_rule"]) == ("verb", "same-clause")


def test_documents_tell_how_their_date_is_known(table_dir):
    """Reasons, and those left out, come as JSON with their days, weights and spans; blocks with their rules."""
    row = open_table(table_dir).documents.iloc[0]
    (reason,) = json.loads(row["published_reasons"])
    assert reason["rule"] == "date-line"
    assert (reason["earliest"], reason["latest"], reason["edtf"]) == ("2012-05-04", "2012-05-04", "2012-05-04")
    assert (reason["weight"], reason["start"], reason["end"]) == (0.9, 0, 5)
    assert json.loads(row["published_left_out"]) == [reason]
    assert json.loads(row["published_weekdays"]) == [5]
    assert json.loads(row["blocks"]) == [{"start": 0, "end": len(TEXT), "kind": "body", "rule": "paragraph"}]


def test_mentions_are_all_there(table_dir):
    """Every mention is a row under its kind, with the values of its kind and no others."""
    mentions = open_table(table_dir).mentions
    assert mentions["kind"].tolist() == ["group", "event", "place", "date"]
    by_kind = mentions.set_index("kind")
    assert by_kind.loc["date", "timex_type"] == "DATE"
    assert pd.isna(by_kind.loc["date", "latitude"])
    assert by_kind.loc["place", "geonames_id"] == 2460000
    assert by_kind.loc["group", "group_id"] == "mujao"
    assert by_kind.loc["event", "status"] == "occurred"


def test_parquet_and_database_hold_the_same(table_dir):
    """Lists are lists and days are days in both, under the same columns."""
    for part in (EVENTS, CLAIMS, DOCUMENTS):
        read = pq.read_table(table_dir / f"{part.name}.parquet")
        assert tuple(read.column_names) == part.names
        with duckdb.connect(str(table_dir / "dateline.duckdb"), read_only=True) as database:
            stored = database.sql(f"SELECT * FROM {part.name}")
            assert tuple(stored.columns) == part.names
            assert [list(row) for row in stored.fetchall()] == [list(row.values()) for row in read.to_pylist()]
            types = dict(zip(stored.columns, map(str, stored.types), strict=True))
    assert types["published_earliest"] == "DATE"
    with duckdb.connect(str(table_dir / "dateline.duckdb"), read_only=True) as database:
        types = {name: str(kind) for name, kind, *_ in database.sql("DESCRIBE events").fetchall()}
        assert database.sql("SELECT count(*) FROM mentions").fetchall() == [(4,)]
    assert types["groups"] == "VARCHAR[]"
    assert types["earliest"] == "DATE"
    assert MENTIONS.name == "mentions"


def test_same_input_same_bytes(tmp_path):
    """Two builds of one table are the same files, byte for byte, long texts included."""
    analyses = [analysis(f"d{number}") for number in range(40)]
    long = [replace(a, document=replace(a.document, text=TEXT * (200 * n + 1))) for n, a in enumerate(analyses)]
    events = [event(n, f"d{n}", title=f"Title {n} " * n) for n in range(40)]
    contents = []
    for name in ("one", "two"):
        write_table(tmp_path / name, events, long, {"version": "1"})
        contents.append({file: (tmp_path / name / file).read_bytes() for file in (*NAMES, "manifest.json")})
    assert contents[0] == contents[1]


def test_statuses_and_spans_of_unusual_claims(tmp_path):
    """A claim whose date rests on no words has a date and empty offsets."""
    about = When(Interval.day(date(2012, 5, 4)), "2012-05-04~", Precision.DAY, "publication")
    write_table(tmp_path, [event(when=about, status=Status.PLANNED, sentence=Span(51, 60))], [analysis()])
    claim = open_table(tmp_path).claims.iloc[0]
    assert claim["status"] == "planned"
    assert claim["edtf"] == "2012-05-04~"
    assert pd.isna(claim["date_start"])
