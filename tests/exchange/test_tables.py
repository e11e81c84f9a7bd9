"""CSV, Excel and Parquet, read by the programs that people read them with."""

from __future__ import annotations

import csv
import io
from datetime import datetime

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest

from pipeline.exchange import ExportError, Extract, write
from pipeline.exchange import excel as excel_format
from pipeline.store.files import COLUMNS
from tests.exchange.invented import FORMULA, HOSTILE, table, whole


@pytest.fixture(scope="module")
def book():
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed: pip install openpyxl")
    return openpyxl.load_workbook(io.BytesIO(write(whole(), "excel")))


def test_csv_has_the_columns_of_the_contract():
    """The same columns in the same order as events.csv, every row whole, hostile line ends included."""
    rows = list(csv.reader(io.StringIO(write(whole(), "csv").decode(), newline="")))
    assert tuple(rows[0]) == COLUMNS.names
    assert {len(row) for row in rows} == {len(COLUMNS.names)}
    assert [row[0] for row in rows[1:]] == ["e1", "e2", "e3", "e4"]


@pytest.mark.parametrize("part", ["events", "claims", "documents"])
def test_no_cell_of_csv_is_a_formula(part):
    """What a spreadsheet would run gets an apostrophe; the words themselves stay."""
    rows = list(csv.reader(io.StringIO(write(whole(), "csv", part).decode(), newline="")))
    assert rows[1:]
    assert not [cell for row in rows for cell in row if cell[:1] in tuple("=@\t\r")]
    assert any(HOSTILE.replace("\x00", "") in cell.replace("\x00", "") for row in rows for cell in row)


def test_duckdb_and_pandas_read_the_csv(tmp_path):
    """Both find four rows with days and numbers."""
    path = tmp_path / "events.csv"
    path.write_bytes(write(whole(), "csv"))
    assert len(pd.read_csv(path)) == 4
    found = duckdb.sql(
        f"SELECT count(*), sum(claims), max(latest) FROM read_csv('{path}', all_varchar=false)"
    ).fetchall()[0]
    assert found[0] == 4
    assert int(found[1]) == 5
    assert str(found[2]).startswith("2014-07-07")


@pytest.mark.parametrize("part", ["events", "claims", "documents"])
def test_parquet_keeps_types_and_says_where_it_is_from(part, tmp_path):
    """Days are dates, lists are lists, text is verbatim, and the file carries the provenance."""
    path = tmp_path / "part.parquet"
    path.write_bytes(write(whole(), "parquet", part))
    read = pq.read_table(path)
    assert read.schema.metadata[b"dateline.counter"] == "4 of 9 shown · 1 undated · 1 unplaced".encode()
    assert len(read) == len(getattr(whole(), part))
    if part == "events":
        row = duckdb.sql(f"SELECT title, evidence, earliest, \"groups\" FROM '{path}' ORDER BY event_id").fetchall()[0]
        assert row[0] == FORMULA
        assert row[1] == HOSTILE
        assert (str(row[2]), row[3]) == ("2012-05-03", ["mujao"])


def test_excel_has_typed_cells(book):
    """A day is a date, a number a number, a text never a formula."""
    sheet = book["Events"]
    heading = [cell.value for cell in sheet[1]]
    first = dict(zip(heading, sheet[2], strict=True))
    assert tuple(heading[:-1]) == COLUMNS.names
    assert first["earliest"].value == datetime(2012, 5, 3)
    assert first["earliest"].is_date
    assert first["latitude"].value == pytest.approx(16.27)
    assert (first["title"].value, first["title"].data_type) == (FORMULA, "s")
    assert not [c for s in book for row in s.iter_rows() for c in row if c.data_type == "f"]


def test_excel_links_lead_to_safe_sources(book):
    """An event links to its first source that has a web address; no other scheme is ever a link."""
    sheet = book["Events"]
    assert sheet[2][-1].hyperlink.target == "https://example.org/a?b=1&c=%20"
    targets = [c.hyperlink.target for s in book for row in s.iter_rows() for c in row if c.hyperlink]
    assert {target.partition(":")[0] for target in targets} == {"https"}


def test_excel_says_what_was_chosen(book):
    """One sheet gives selection, counter, corpus and program; claims and sources have theirs."""
    about = {row[0].value: row[1].value for row in book["About"].iter_rows()}
    assert about["Selection"] == "group MUJAO, 2012"
    assert about["Counter"].startswith("4 of 9 shown")
    assert about["Corpus"] == "ab" * 8
    assert about["Program"] == "Dateline 9"
    assert "© OpenStreetMap contributors" in about["Places"]
    assert book["Claims"].max_row == 6
    assert book["Sources"].max_row == 4


def test_excel_refuses_what_a_sheet_cannot_hold(monkeypatch):
    """More rows than a sheet has is an error that says what to take instead."""
    monkeypatch.setattr(excel_format, "ROWS", 3)
    with pytest.raises(ExportError, match="csv"):
        write(whole(), "excel")


def test_excel_holds_texts_of_any_length_and_days_of_any_age():
    """A text beyond a cell is cut with a mark; a day before Excel's calendar stays readable."""
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed: pip install openpyxl")
    made = table()
    events = made.events.head(1).assign(
        evidence="𝔘" * 40_000, earliest=pd.to_datetime(["1899-12-31"]).astype("datetime64[s]")
    )
    sheet = openpyxl.load_workbook(io.BytesIO(write(Extract(events, made.claims, made.documents), "excel")))["Events"]
    row = dict(zip([c.value for c in sheet[1]], [c.value for c in sheet[2]], strict=True))
    assert row["evidence"].endswith("…")
    assert len(row["evidence"].encode("utf-16-le")) // 2 <= 32_767
    assert row["earliest"] == "1899-12-31"
