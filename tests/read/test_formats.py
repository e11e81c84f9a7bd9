"""Web pages, PDF and Word documents: their text, and clear words where there is none."""

from __future__ import annotations

import docx
import pytest
from pypdf import PdfWriter

from pipeline.model import Skipped
from pipeline.read import read_paths

PARAGRAPHS = (
    "A convoy of six vehicles reached Tessalit on Monday after three days on the track from Kidal, drivers said.",
    "It carried flour, sugar and fuel for the garrison, which had been without supplies since the end of March.",
    "The governor thanked the drivers and promised an escort for the way back, which is to begin on 4 May 2012.",
)


def read_one(path):
    (outcome,) = read_paths([path])
    return outcome


def test_html_gives_the_main_text(tmp_path):
    """Navigation and comments of a page stay out; title, address and language come from its head."""
    path = tmp_path / "page.html"
    body = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    path.write_text(
        "<!doctype html><html lang='en-GB'><head><title>Convoy reaches Tessalit</title>"
        "<link rel='canonical' href='https://example.org/convoy'></head><body><nav><a href='/'>Home</a>"
        f"<a href='/sport'>Sport</a></nav><article><h1>Convoy reaches Tessalit</h1>{body}</article>"
        "<div class='comments'><p>Nice story, said nobody in 1999.</p></div></body></html>",
        encoding="utf-8",
    )
    document = read_one(path)
    assert all(paragraph in document.text for paragraph in PARAGRAPHS)
    assert "Sport" not in document.text
    assert "1999" not in document.text
    assert document.language == "en"
    assert document.url == "https://example.org/convoy"
    assert document.published is None


def test_html_in_its_declared_encoding(tmp_path):
    """A page that declares its encoding is read in it."""
    path = tmp_path / "page.html"
    text = "Les soldats ont quitté Ménaka à la tombée de la nuit, a déclaré le préfet. " * 4
    page = (
        f"<html lang='fr'><head><meta charset='iso-8859-1'></head><body><article><p>{text}</p></article></body></html>"
    )
    path.write_bytes(page.encode("iso-8859-1"))
    assert "quitté Ménaka à la" in read_one(path).text


def test_docx_paragraphs_and_tables(tmp_path):
    """A Word document's paragraphs come as paragraphs, tables in their place, its title as metadata."""
    path = tmp_path / "report.docx"
    written = docx.Document()
    written.core_properties.title = "Convoy"
    written.add_paragraph(PARAGRAPHS[0])
    cells = written.add_table(rows=1, cols=2).rows[0].cells
    cells[0].text, cells[1].text = "4 May 2012", "Tessalit"
    written.add_paragraph(PARAGRAPHS[1])
    written.save(path)
    document = read_one(path)
    assert document.text == f"{PARAGRAPHS[0]}\n\n4 May 2012\tTessalit\n\n{PARAGRAPHS[1]}"
    assert document.title == "Convoy"


def _pdf(text_lines: tuple[str, ...]) -> bytes:
    """A one-page PDF with a text layer, written by hand."""
    shown = " T* ".join(f"({line}) Tj" for line in text_lines)
    stream = f"BT /F1 11 Tf 13 TL 40 700 Td {shown} ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 900 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%b\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj%b endobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    return out + head + table + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))


def test_pdf_text_layer(tmp_path):
    """The text of a PDF is read."""
    path = tmp_path / "report.pdf"
    path.write_bytes(_pdf(PARAGRAPHS))
    assert all(paragraph in read_one(path).text for paragraph in PARAGRAPHS)


def test_pdf_without_text(tmp_path):
    """A scan is named as one, with text recognition as the remedy."""
    path = tmp_path / "scan.pdf"
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.write(path)
    skip = read_one(path)
    assert isinstance(skip, Skipped)
    assert "OCR" in skip.remedy


def test_locked_pdf(tmp_path):
    """A password is asked for in words, not in a traceback."""
    path = tmp_path / "locked.pdf"
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt("secret")
    writer.write(path)
    assert "password" in read_one(path).reason


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.html", "a.htm"])
@pytest.mark.parametrize("content", [b"", b"plainly no such thing", b"%PDF-1.7\n%%EOF", b"PK\x03\x04broken"])
def test_files_that_are_not_what_they_claim(tmp_path, name, content):
    """Any of these formats, empty or broken, is skipped with a reason and a remedy."""
    path = tmp_path / name
    path.write_bytes(content)
    outcome = read_one(path)
    if isinstance(outcome, Skipped):
        assert outcome.reason
        assert outcome.remedy
    else:  # a page may be nothing but words
        assert name.startswith("a.htm")
        assert outcome.text.strip()
