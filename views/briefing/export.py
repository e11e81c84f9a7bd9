"""A briefing over a table as a file of slides. Pure: bytes out."""

from __future__ import annotations

import pipeline
from views.briefing.deck import deck
from views.briefing.model import Briefing
from views.briefing.pages import pages_of
from views.briefing.player import html
from views.briefing.telling import shown
from views.catalogue import Catalogue
from views.palette import Palette
from views.print.render import pdf

FORMATS = ("pptx", "pdf", "html")


def written(
    catalogue: Catalogue, briefing: Briefing, form: str, palette: Palette, language: str, address: str
) -> bytes:
    """The slides as one of FORMATS; the same briefing over the same table gives the same bytes."""
    slides = shown(catalogue, briefing, palette)
    if form == "pptx":
        return deck(briefing, slides, palette, address)
    if form == "pdf":
        return pdf(pages_of(briefing, slides, palette, language), briefing.title)
    origin = f"Dateline {pipeline.__version__}, table {catalogue.fingerprint[:12]}"
    return html(briefing, slides, palette, language, origin).encode()
