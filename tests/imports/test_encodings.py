"""Files in other encodings than UTF-8, as spreadsheets save them."""

from __future__ import annotations

import gzip

import pytest
from typer.testing import CliRunner

from pipeline.__main__ import app
from pipeline.imports import ImportFailed, draft_mapping, read_mapping, run_import
from tests.imports import invented

NOTES = "Des hommes armés sont arrivés à la tombée de la nuit, a déclaré un élu ; l'école a été fermée."
ROWS = [invented.acled_row(event_id_cnty=f"X{n}", notes="Nobody came." if n < 9_000 else NOTES) for n in range(9_050)]


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
@pytest.mark.parametrize("packed", [False, True])
def test_every_letter_is_kept(tmp_path, rows, encoding, packed):
    """Accents come out as they were written, also where the first one stands megabytes into a file."""
    content = invented.table(invented.ACLED, ROWS).encode(encoding)
    path = tmp_path / ("acled.csv.gz" if packed else "acled.csv")
    path.write_bytes(gzip.compress(content) if packed else content)
    kept, outcome = run_import([path], tmp_path / "table")
    assert (outcome.imported, outcome.rejected) == (len(ROWS), ())
    assert rows(kept)["acled:X9049"]["evidence"] == NOTES
    assert outcome.encodings == (() if encoding == "utf-8-sig" else ((path.name, encoding),))


def test_another_encoding_is_said(tmp_path):
    """Whoever imports such a file is told what it was read as."""
    path = tmp_path / "acled.csv"
    path.write_bytes(invented.table(invented.ACLED, ROWS[8_990:]).encode("cp1252"))
    done = CliRunner().invoke(app, ["import", str(path), "--output", str(tmp_path / "table")])
    assert "acled.csv is not UTF-8; read as cp1252" in done.stderr


def test_some_broken_letters_cost_their_records(tmp_path):
    """In a file of UTF-8 a broken byte rejects its line, and no other letter is taken for something else."""
    lines = invented.table(invented.ACLED, [row | {"notes": NOTES} for row in ROWS[:50]]).encode().split(b"\n")
    lines[7] = lines[7].replace("é".encode(), b"\xe9")
    path = tmp_path / "acled.csv"
    path.write_bytes(b"\n".join(lines))
    _, outcome = run_import([path], tmp_path / "table")
    assert (outcome.imported, [rejected.line for rejected in outcome.rejected]) == (49, [8])


def test_what_is_no_text_is_refused(tmp_path):
    """A workbook that was only renamed is named as what it is not."""
    path = tmp_path / "acled.csv"
    path.write_bytes(b"\x00\x01\x02" * 500)
    with pytest.raises(ImportFailed, match="not text"):
        run_import([path], tmp_path / "table")


def test_a_spreadsheet_in_french_is_drafted_and_imported(tmp_path, rows):
    """Semicolons, decimal commas and the page of western Europe: found by the draft, read by the import."""
    lines = ["Id;Date;Type;Pays;Ville;Latitude;Longitude;Description;Morts"]
    lines += [f"n{n};{n + 1:02d}/05/2021;Attaque;Mali;Gao;16,27;-0,04;L'été fut troublé à Gao;1,234" for n in range(5)]
    lines += ["n9;09/05/2021;Attaque;Mali;Gao;16,27;-0,04;Élèves évacués;2"]
    path = tmp_path / "incidents.csv"
    path.write_bytes("\r\n".join(lines).encode("cp1252"))
    mapping = tmp_path / "mapping.toml"
    drafted = draft_mapping(path)
    mapping.write_text(drafted.replace('best = ""', 'best = "Morts"'), encoding="utf-8")
    kept, outcome = run_import([path], tmp_path / "table", mapping=read_mapping(mapping))
    assert 'latitude = "Latitude"' in drafted
    assert [rejected.id for rejected in outcome.rejected] == [f"n{n}" for n in range(5)]  # is 1,234 a thousand?
    found = rows(kept)["incidents:n9"]
    assert (found["latitude"], found["longitude"], found["evidence"]) == (16.27, -0.04, "Élèves évacués")
