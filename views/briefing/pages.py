"""A slide as a page of vectors, 16 to 9: title, map, what is told, timeline, sources. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from views.briefing.model import Briefing
from views.briefing.telling import MAP_HEIGHT, MAP_WIDTH, TIMELINE_HEIGHT, Shown
from views.palette import Palette
from views.print import lettering, svg
from views.print.lettering import NORMAL, STRONG
from views.print.map import map_svg
from views.print.page import Page
from views.print.timeline import timeline_svg

WIDTH, HEIGHT, MARGIN = 1280.0, 720.0, 32.0
TOP, RIGHT = 84.0, MARGIN + MAP_WIDTH + 24
LEADING = 1.4  # of a size of type, from line to line
SIZES = {"title": 28.0, "facts": 16.0, "note": 18.0, "quote": 16.0, "listed": 14.0, "small": 12.0}


def pages_of(briefing: Briefing, slides: list[Shown], palette: Palette, language: str) -> list[Page]:
    """A page a slide."""
    number = len(slides)
    return [_page(briefing, slide, k, number, palette, language) for k, slide in enumerate(slides, start=1)]


def _page(briefing: Briefing, slide: Shown, number: int, total: int, palette: Palette, language: str) -> Page:
    body = [
        svg.rect(0, 0, WIDTH, HEIGHT, fill=palette.paper),
        _drawn(title_lines(slide, 1), MARGIN, 18, SIZES["title"], palette.ink, STRONG),
        _moved(map_svg(slide.scene, palette, area=slide.view.selection.area, name=f"map{number}"), MARGIN, TOP),
        *_words(slide, palette),
        _timeline(slide, palette, number),
        _bottom(briefing, slide, number, total, palette),
    ]
    return Page(slide.title, WIDTH, HEIGHT, "".join(body), language)


def title_lines(slide: Shown, most: int) -> list[str]:
    """A slide's title in at most so many lines."""
    return lettering.wrapped(slide.title, SIZES["title"], WIDTH - 2 * MARGIN, STRONG, most)


def _moved(part: str, x: float, y: float) -> str:
    return svg.group(part, transform=f"translate({svg.number(x)} {svg.number(y)})")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines of words beside the map; `y` is where they begin."""

    lines: tuple[str, ...]
    y: float
    size: float
    colour: str
    weight: int


def fitting(slide: Shown, palette: Palette) -> list[Paragraph]:
    """Facts, note and evidence beside the map, as far as there is room; what is cut ends in three dots."""
    y, found = TOP - 4, []
    paragraphs = [
        (slide.facts, SIZES["facts"], palette.muted, NORMAL),
        (slide.slide.note, SIZES["note"], palette.ink, STRONG),
    ]
    if slide.told and slide.told.quote:
        paragraphs.append((f"“{slide.told.quote}”", SIZES["quote"], palette.ink, NORMAL))
    paragraphs += [(words, SIZES["listed"], palette.ink, NORMAL) for words in slide.events]
    for words, size, colour, weight in paragraphs:
        left = int((TOP + MAP_HEIGHT - y) / (size * LEADING))
        if words and left > 0:
            lines = lettering.wrapped(words, size, WIDTH - MARGIN - RIGHT, weight, left)
            found.append(Paragraph(tuple(lines), y, size, colour, weight))
            y += len(lines) * size * LEADING + 12
    return found


def _words(slide: Shown, palette: Palette) -> list[str]:
    return [_drawn(p.lines, RIGHT, p.y, p.size, p.colour, p.weight) for p in fitting(slide, palette)]


def _drawn(lines: Sequence[str], x: float, y: float, size: float, colour: str, weight: int) -> str:
    return "".join(
        lettering.text(x, y + size + k * size * LEADING, line, size=size, colour=colour, weight=weight)
        for k, line in enumerate(lines)
    )


def _timeline(slide: Shown, palette: Palette, number: int) -> str:
    top = TOP + MAP_HEIGHT + 12
    if not slide.lanes.slots:
        return ""
    room = max(0.0, (TIMELINE_HEIGHT - slide.lanes.height) / 2)
    return _moved(timeline_svg(slide.lanes, palette, slide.view.selected, name=f"fade{number}"), MARGIN, top + room)


def _bottom(briefing: Briefing, slide: Shown, number: int, total: int, palette: Palette) -> str:
    size, room = SIZES["small"], WIDTH - 2 * MARGIN
    right = " · ".join(part for part in (lettering.fitted(briefing.title, size, 360), f"{number} / {total}") if part)
    words = lettering.fitted(slide.source_line, size, room - lettering.width(right, size) - 24)
    return (
        svg.line(MARGIN, HEIGHT - 34, WIDTH - MARGIN, HEIGHT - 34, stroke=palette.faint)
        + lettering.text(MARGIN, HEIGHT - 15, words, size=size, colour=palette.muted)
        + lettering.text(WIDTH - MARGIN, HEIGHT - 15, right, size=size, colour=palette.muted, anchor="end")
    )
