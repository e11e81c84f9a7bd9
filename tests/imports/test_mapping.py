"""Mappings: a table of anybody's, drafted, finished and imported; mistakes named by file and key."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.imports import ImportFailed, MappingError, bundled, draft_mapping, read_mapping, run_import

TABLE = """Incident ID;Date;Lat;Lon;Town;Country;Category;Summary;Perpetrator;Killed;Link
a1;03/05/2012;16.27;-0.04;Gao;Mali;Bombing;A bomb went off, they said.;AQIM;2;https://example.org/a1
a2;2012-06;18.44;1.41;Kidal;Mali;Strange thing;Nothing is known.;;0;
a3;2012;;;;Mali;Attack;Somewhere.;MNLA;;
a4;31/12/2013;12.65;-8.0;Bamako;Mali;Attack;Late.;MNLA;1;
a5;25/12/2013;12.65;-8.0;Bamako;Mali;Attack;Late.;MNLA;1;
a6;24/12/2013;12.65;-8.0;Bamako;Mali;Attack;Late.;MNLA;1;
a7;23/12/2013;12.65;-8.0;Bamako;Mali;Attack;Late.;MNLA;1;
a8;never;12.65;-8.0;Bamako;Mali;Attack;Late.;MNLA;1;
"""


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "my events.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


@pytest.fixture
def mapping(table, tmp_path):
    path = tmp_path / "mapping.toml"
    path.write_text(draft_mapping(table), encoding="utf-8")
    return read_mapping(path)


def test_a_draft_can_be_used_as_it_is(mapping, table, tmp_path, rows):
    """Columns are found by heading and values; dates are as wide as they are written; what is wrong is rejected."""
    kept, outcome = run_import([table], tmp_path / "table", mapping=mapping)
    found = rows(kept)
    first, second, third = (found[f"my-events:a{n}"] for n in (1, 2, 3))
    assert (first["earliest"], first["latest"], first["precision"]) == (date(2012, 5, 3), date(2012, 5, 3), "day")
    assert (second["earliest"], second["latest"], second["edtf"]) == (date(2012, 6, 1), date(2012, 6, 30), "2012-06")
    assert (third["edtf"], third["precision"], third["latitude"]) == ("2012", "year", None)
    assert (first["event_type"], first["groups"], first["country_code"]) == ("bombing", ["aqim"], "ML")
    assert first["evidence"] == "A bomb went off, they said."
    assert [r.id for r in outcome.rejected] == ["a8"]
    assert kept.name == "my-events"


def test_a_draft_names_what_is_to_be_decided(table):
    """The values of the type stand there, each with a guess or with "other"."""
    text = draft_mapping(table)
    assert '"Strange thing" = "other"' in text
    assert '"Bombing" = "bombing"' in text
    assert 'formats = ["%d/%m/%Y", "edtf"]' in text


def test_a_hostile_heading_is_only_a_name(tmp_path, rows):
    """Quotes, brackets and SQL in names of columns and in cells do nothing."""
    path = tmp_path / "odd.csv"
    path.write_text(
        '"date","x"" ); DROP TABLE raw; --",notes\n2012-05-03,1,"\'); DROP TABLE raw; --"\n', encoding="utf-8"
    )
    mapping = tmp_path / "m.toml"
    mapping.write_text(
        'origin = "odd"\nname = "it\'s"\n[event]\nevidence = "notes"\ntitle = ["x\\" ); DROP TABLE raw; --"]\n'
        '[date]\nearliest = "date"\n',
        encoding="utf-8",
    )
    kept, outcome = run_import([path], tmp_path / "table", mapping=read_mapping(mapping))
    (row,) = rows(kept).values()
    assert (outcome.imported, row["title"], row["evidence"]) == (1, "1", "'); DROP TABLE raw; --")


def test_bundled_mappings_are_in_order():
    """The formats that come with the program load, each with its codes."""
    assert set(bundled()) == {"acled", "ucdp", "gdelt"}
    assert set(bundled()["ucdp"].date.codes) == set("12345")
    assert set(bundled()["ucdp"].place.codes) == set("1234567")
    assert len(bundled()["gdelt"].file.columns) == 61


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('origin = 3\nname = "x"', "origin"),
        ('origin = "a"', "name"),
        ('origin = "text"\nname = "x"\n[date]\nearliest = "d"', "not text"),
        ('origin = "a"\nname = "x"', "earliest"),
        ('origin = "a"\nname = "x"\nnonsense = 1', "nonsense"),
        ('origin = "a"\nname = "x"\n[date]\nearliest = "d"\n[date.codes]\n1 = {precision = "hour"}', "hour"),
        ('origin = "a"\nname = "x"\n[date]\nearliest = "d"\n[type.values]\nx = "riot"', "riot"),
        ('origin = "a"\nname = "x"\n[date]\nearliest = ["d"]', "earliest"),
        (
            'origin = "a"\nname = "x"\n[place]\nlatitude = "l"\n[place.codes]\n1 = {kind = "spot", radius_km = 1}',
            "spot",
        ),
        ("origin = ", "TOML"),
    ],
)
def test_mistakes_are_named(tmp_path, text, said):
    """A mapping with a mistake is refused with its file and the key at fault."""
    path = tmp_path / "wrong.toml"
    path.write_text(text)
    with pytest.raises(MappingError, match=r"wrong\.toml") as failure:
        read_mapping(path)
    assert said in str(failure.value)


def test_a_column_that_is_not_there(tmp_path, table, mapping):
    """A mapping for another table is refused by the column that is missing."""
    path = tmp_path / "other.csv"
    path.write_text("x,y\n1,2\n")
    with pytest.raises(ImportFailed, match="lacks the column"):
        run_import([path], tmp_path / "table", mapping=mapping)
