"""The part of Explore's export popover that makes figures of what is shown."""

from __future__ import annotations

import streamlit as st

from views import frame, texts
from views.catalogue import Catalogue
from views.loading import ready_catalogue, table_directory
from views.palette import PALETTES
from views.print.page import Options, page
from views.print.render import INCH, PIXELS, Format, picture
from views.print.table import fingerprint, permalink
from views.print.view import events_of
from views.print.words import Provenance
from views.texts import say

CENTIMETRES, ON_PAPER, SCREEN = 16.0, 300, 1200.0
SIZES = ("screen", "double", "paper")
KINDS = {Format.PNG: "image/png", Format.SVG: "image/svg+xml", Format.PDF: "application/pdf"}


def draw(query: str) -> None:
    """Format, size, theme and footer, and the button that makes the picture of a link's query."""
    st.markdown(f"**{say('print.offer.title')}**")
    form = _one_of("format", [form.value for form in Format], str.upper)
    size = _one_of("size", list(SIZES), lambda name: say(f"print.offer.{name}"))
    wide = CENTIMETRES
    if size == "paper":
        wide = st.number_input(say("print.offer.width"), 8.0, 100.0, CENTIMETRES, 0.5, key="figure-width")
    theme = _one_of("theme", list(PALETTES), lambda name: say(f"print.offer.{name}"), frame.palette().name)
    footer = st.checkbox(say("print.offer.footer"), True, key="figure-footer")
    pixels, dpi = {
        "screen": (SCREEN, PIXELS),
        "double": (SCREEN, 2 * PIXELS),
        "paper": (wide / INCH * PIXELS, ON_PAPER),
    }[size]
    options = Options(pixels, theme, footer=footer)
    make = _maker(ready_catalogue(), query, Format(form), options, dpi)
    st.download_button(say("print.offer.make"), make, f"dateline.{form}", KINDS[Format(form)], key="figure-make")


def _one_of(name: str, values: list[str], words, first: str | None = None) -> str:
    return st.segmented_control(
        say(f"print.offer.{name}"),
        values,
        default=first or values[0],
        required=True,
        format_func=words,
        key=f"figure-{name}",
    )


def _maker(catalogue: Catalogue, query: str, form: Format, options: Options, dpi: float):
    """What draws the picture once it is asked for, in a thread of its own."""
    language, address, directory = texts.language(), (st.context.url or "").partition("?")[0], table_directory()

    def make() -> bytes:
        texts.use(language)
        view = events_of(catalogue, query)
        origin = Provenance(*fingerprint(directory), permalink(address, view.query))
        return picture(page(view, options, origin, language), form, dpi)

    return make
