"""A briefing as PowerPoint, PDF and HTML, each read by its own reader."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from itertools import combinations

import pytest
from lxml import etree, html
from pptx import Presentation
from pypdf import PdfReader

from views.briefing import Briefing, Slide
from views.briefing.export import FORMATS, written
from views.briefing.telling import AROUND, shown
from views.palette import DARK, LIGHT
from views.print.view import events_of

HOME = "http://localhost:8501/brief"
NOON = Briefing(
    "At noon",
    (
        Slide("All that is known"),
        Slide("Ansar Dine", "group=Ansar+Dine", "Mind the ends.", (-8.0, 12.0, 10.0, 26.0)),
        Slide("One event", "event=e00003", "A single source."),
    ),
)


def make(catalogue, form: str, briefing=NOON, palette=LIGHT) -> bytes:
    return written(catalogue, briefing, form, palette, "en", HOME)


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_briefing_gives_the_same_bytes(twenty, form):
    """Nothing of the day is in a file."""
    assert make(twenty, form) == make(twenty, form)


def test_powerpoint_has_native_text_pictures_notes_and_sources(twenty):
    """Each slide opens in its reader with its title, note, source line and pictures with words for who can't see."""
    deck = Presentation(io.BytesIO(make(twenty, "pptx")))
    assert [slide.shapes.title.text_frame.text for slide in deck.slides] == [slide.title for slide in NOON.slides]
    for slide, asked in zip(deck.slides, NOON.slides, strict=True):
        text = "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        assert "The Invented Gazette" in text
        assert asked.note in text
        notes = slide.notes_slide.notes_text_frame.text
        assert asked.note in notes
        assert f"{HOME}{'?' if asked.query else ''}{asked.query}" in notes
        pictures = [shape for shape in slide.shapes if shape.shape_type == 13]
        assert len(pictures) == 2
        assert all(shape._element.nvPicPr.cNvPr.get("descr") for shape in pictures)
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= deck.slide_width
            assert shape.top + shape.height <= deck.slide_height


LONG = Slide("A title " * 30, "", "What she knows of it. " * 200)


def test_nothing_on_a_slide_lies_over_something_else(twenty):
    """Neither many lanes nor sources over two lines, nor a title or note of any length; notes have it all."""
    deck = Presentation(io.BytesIO(make(twenty, "pptx", Briefing("", (*NOON.slides, LONG)))))
    for slide in deck.slides:
        boxes = [(s.left, s.top, s.left + s.width, s.top + s.height) for s in slide.shapes]
        for (left, top, right, bottom), (x, y, end, floor) in combinations(boxes, 2):
            assert right <= x or end <= left or bottom <= y or floor <= top
    (words,) = (s.text_frame.text for s in slide.shapes if s.has_text_frame and "What she knows" in s.text_frame.text)
    assert len(words) < 1500
    assert words.endswith("…")
    notes = slide.notes_slide.notes_text_frame.text
    assert LONG.note.strip() in notes
    assert LONG.title.strip() in notes


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice Impress is not installed")
def test_powerpoint_opens_in_another_program(twenty, tmp_path):
    """LibreOffice reads every slide with its words and pictures."""
    (tmp_path / "deck.pptx").write_bytes(make(twenty, "pptx"))
    command = [
        "soffice",
        "--headless",
        f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--convert-to",
        "pdf",
    ]
    subprocess.run([*command, "--outdir", str(tmp_path), str(tmp_path / "deck.pptx")], check=True, capture_output=True)
    pages = PdfReader(tmp_path / "deck.pdf").pages
    assert len(pages) == len(NOON.slides)
    for page, slide in zip(pages, NOON.slides, strict=True):
        assert slide.title in page.extract_text()
        assert "The Invented Gazette" in page.extract_text()
        assert len(page.images) >= 2  # it cuts large ones into strips


def test_pdf_has_a_page_a_slide(twenty):
    """Text can be selected, nothing is a picture, the source line is on each page."""
    reader = PdfReader(io.BytesIO(make(twenty, "pdf", palette=DARK)))
    assert len(reader.pages) == len(NOON.slides)
    for page, slide in zip(reader.pages, NOON.slides, strict=True):
        text = page.extract_text()
        assert slide.title in text
        assert "The Invented Gazette" in text
        assert not page.images
        assert float(page.mediabox.width) / float(page.mediabox.height) == pytest.approx(16 / 9, abs=0.01)


def test_html_is_one_file_that_asks_for_nothing(twenty):
    """No address that a browser would fetch, a policy that forbids it, and a section a slide."""
    text = make(twenty, "html").decode()
    page = html.fromstring(text)
    assert len(page.find_class("dl-slide")) == len(NOON.slides)
    assert not page.xpath("//link|//img|//iframe|//script[@src]|//object|//embed")
    assert {use.get("href")[0] for use in page.xpath("//use")} == {"#"}
    assert not re.search(r"(?:url\(|@import|src=)\s*[\"']?https?:", text)
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy.split("script-src")[1].split(";")[0]


def test_hostile_text_is_text_in_every_format(hostile):
    """A title, a note and a table that try to break out are words in all three."""
    harm = "<script>window.harmed=1</script>\"'&\u202e\x00 ملف"
    briefing = Briefing(harm, (Slide(harm, "event=e00003", harm), Slide(harm, f"q={harm}&group={harm}")))
    page = html.fromstring(make(hostile, "html", briefing).decode())
    assert len(page.xpath("//script")) == 1
    assert not [name for e in page.iter(etree.Element) for name in e.attrib if name.startswith("on")]
    assert "<script>" in page.xpath("//section/h2")[0].text_content()
    deck = Presentation(io.BytesIO(make(hostile, "pptx", briefing)))
    assert "<script>window.harmed=1</script>" in deck.slides[0].shapes.title.text_frame.text
    assert "<script>" in PdfReader(io.BytesIO(make(hostile, "pdf", briefing))).pages[0].extract_text()


@pytest.mark.parametrize("form", FORMATS)
def test_a_table_without_events_can_be_briefed(none, form):
    """Slides of nothing say so and fail nowhere; so do those of an event that has gone."""
    briefing = Briefing("", (Slide(""), Slide("Gone", "event=e00003")))
    assert make(none, form, briefing)


def test_a_slide_shows_what_its_link_shows(twenty):
    """Counter, events and frame of a slide are those of its view."""
    _, group, event = shown(twenty, NOON, LIGHT)
    assert group.view.counter == events_of(twenty, "group=Ansar+Dine").counter
    assert group.view.counter.words in group.facts
    west, south, east, north = group.scene.frame.bounds
    assert west <= -8
    assert south <= 12
    assert east >= 10
    assert north >= 26
    assert event.told.event == "e00003"
    assert event.told.quote in event.view.catalogue.events["evidence"].tolist()


def test_an_event_is_shown_with_its_surroundings(twenty):
    """The map of an event's slide is around its place, not around all events."""
    placed = twenty.events[twenty.events["placed"] & ~twenty.events["area"]].iloc[0]
    (slide,) = shown(twenty, Briefing("", (Slide("x", f"event={placed['event_id']}"),)), LIGHT)
    west, south, east, north = slide.scene.frame.bounds
    assert west < placed["longitude"] < east
    assert south < placed["latitude"] < north
    assert (north - south) * 111 < 4 * AROUND
