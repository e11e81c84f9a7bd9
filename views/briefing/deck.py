"""A briefing as a PowerPoint file: native text, pictures of map and timeline, notes, and sources on each slide."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.util import Emu, Pt

from views.briefing.model import Briefing
from views.briefing.pages import HEIGHT, MARGIN, RIGHT, SIZES, TOP, WIDTH, fitting, title_lines
from views.briefing.telling import MAP_HEIGHT, MAP_WIDTH, TIMELINE_HEIGHT, Shown
from views.palette import Palette
from views.print import svg
from views.print.lettering import NORMAL
from views.print.map import map_svg
from views.print.page import Page
from views.print.render import Format, picture
from views.print.table import permalink
from views.print.timeline import timeline_svg
from views.texts import say

PIXEL = 9525  # English Metric Units
DPI = 220  # of pictures: sharp on a projector of twice a slide's pixels
TYPEFACE = "Arial"  # every machine that opens a deck has it; pictures bring Inter along
BLANK = 6  # the layout without placeholders but a title, in python-pptx's own template
DAY = datetime(2000, 1, 1)


def deck(briefing: Briefing, slides: Sequence[Shown], palette: Palette, address: str) -> bytes:
    """The file; the same slides give the same bytes."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Emu(int(WIDTH * PIXEL)), Emu(int(HEIGHT * PIXEL))
    properties = presentation.core_properties
    properties.title, properties.author, properties.last_modified_by = svg.clean(briefing.title), "Dateline", "Dateline"
    properties.created = properties.modified = DAY
    for number, slide in enumerate(slides, start=1):
        _add(presentation, briefing, slide, number, len(slides), palette, address)
    file = io.BytesIO()
    presentation.save(file)
    return _dateless(file.getvalue())


def _add(presentation, briefing: Briefing, slide: Shown, number: int, total: int, palette: Palette, address: str):
    page = presentation.slides.add_slide(presentation.slide_layouts[BLANK - 1])  # "Title Only"
    page.background.fill.solid()
    page.background.fill.fore_color.rgb = _colour(palette.paper)
    title = page.shapes.title
    _place(title, MARGIN, 14, WIDTH - 2 * MARGIN, 60)
    _write(title.text_frame, [(" ".join(title_lines(slide, 2)), SIZES["title"], palette.ink, True)])
    drawn = map_svg(slide.scene, palette, area=slide.view.selection.area)
    _picture(page, drawn, MARGIN, TOP, MAP_WIDTH, MAP_HEIGHT, say("brief.map_of", title=slide.title), palette)
    # What has no room beside the map is whole in the notes.
    words = [(" ".join(p.lines), p.size, p.colour, p.weight > NORMAL) for p in fitting(slide, palette)]
    _box(page, words, RIGHT, TOP, WIDTH - MARGIN - RIGHT, MAP_HEIGHT)
    if slide.lanes.slots:
        lanes, top = timeline_svg(slide.lanes, palette, slide.view.selected), TOP + MAP_HEIGHT + 12
        high = min(slide.lanes.height, TIMELINE_HEIGHT)
        _picture(
            page, lanes, MARGIN, top, slide.lanes.width, high, say("brief.timeline_of", title=slide.title), palette
        )
    small = [(slide.source_line, SIZES["small"], palette.muted, False)]
    _box(page, small, MARGIN, HEIGHT - 42, WIDTH - 2 * MARGIN - 140, 36)
    _box(page, [(f"{number} / {total}", SIZES["small"], palette.muted, False)], WIDTH - 150, HEIGHT - 42, 118, 36)
    page.notes_slide.notes_text_frame.text = svg.clean(_notes(slide, address))


def _notes(slide: Shown, address: str) -> str:
    """Note, evidence, every source, and the link to the view."""
    parts = [slide.title, slide.slide.note, slide.facts]
    if slide.told:
        parts += [slide.told.title, f"“{slide.told.quote}”"]
    parts += slide.events
    parts += [f"{number}. {words}" for number, words in enumerate(slide.sources, start=1)]
    return "\n".join(part for part in [*parts, permalink(address, slide.slide.query)] if part)


def _picture(page, drawn: str, x, y, width, height, words: str, palette: Palette) -> None:
    paper = svg.rect(0, 0, width, height, fill=palette.paper)
    image = picture(Page(words, width, height, paper + drawn), Format.PNG, DPI)
    shape = page.shapes.add_picture(io.BytesIO(image), *_emu(x, y, width, height))
    shape._element.nvPicPr.cNvPr.set("descr", svg.clean(words))


def _box(page, paragraphs, x, y, width, height) -> None:
    _write(page.shapes.add_textbox(*_emu(x, y, width, height)).text_frame, paragraphs)


def _place(shape, x, y, width, height) -> None:
    shape.left, shape.top, shape.width, shape.height = _emu(x, y, width, height)


def _emu(*pixels: float) -> list[Emu]:
    return [Emu(int(value * PIXEL)) for value in pixels]


def _write(frame, paragraphs) -> None:
    """Paragraphs (words, pixels, colour, bold) into a text frame; empty ones are left out."""
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for number, (words, size, colour, bold) in enumerate(
        [p for p in paragraphs if p[0]] or [("", 12, "#000000", False)]
    ):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment, paragraph.space_after = 1, Pt(8)
        run = paragraph.add_run()
        run.text = " ".join(svg.clean(words).split())
        run.font.size, run.font.bold, run.font.name = Pt(size * 0.75), bold, TYPEFACE
        run.font.color.rgb = _colour(colour)


def _colour(code: str) -> RGBColor:
    return RGBColor.from_string(code.lstrip("#"))


def _dateless(content: bytes) -> bytes:
    """The same archive without the time at which it was made."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            new.writestr(zipfile.ZipInfo(item.filename, (1980, 1, 1, 0, 0, 0)), old.read(item), zipfile.ZIP_DEFLATED)
    return file.getvalue()
