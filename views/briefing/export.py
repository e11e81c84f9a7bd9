"""A briefing over a table as a file of slides. Pure: bytes out."""

from __future__ import annotations

import pipeline
from views.briefing.deck import deck
from views.briefing.model import Briefing
from views.briefing.pages import pages_of
from views.briefing.player import html
from views.briefing.telling import shown
from views.palette import Palette
from views.print.render import pdf
from views.query import Opened

FORMATS = ("pptx", "pdf", "html")


def written(table: Opened, briefing: Briefing, form: str, palette: Palette, language: str, address: str) -> bytes:
    """The slides as one of FORMATS; the same briefing over the same table gives the same bytes."""
    slides = shown(table, briefing, palette)
    if form == "pptx":
        return deck(briefing, slides, palette, address)
    if form == "pdf":
        return pdf(pages_of(briefing, slides, palette, language), briefing.title)
    return html(briefing, slides, palette, language, f"Dateline {pipeline.__version__}").encode()
