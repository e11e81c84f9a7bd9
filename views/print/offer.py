"""The part of Explore's export popover that makes figures of what is shown."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from views import frame, state, texts
from views import query as ask
from views.loading import table_directory
from views.palette import PALETTES
from views.print.page import Options, page
from views.print.render import INCH, PIXELS, Format, picture
from views.print.table import provenance
from views.print.view import MOST, events_of
from views.query import Opened
from views.texts import say

CENTIMETRES, ON_PAPER, SCREEN = 16.0, 300, 1200.0
SIZES = ("screen", "double", "paper")
KINDS = {Format.PNG: "image/png", Format.SVG: "image/svg+xml", Format.PDF: "application/pdf"}


def draw(opened: Opened, query: str) -> None:
    """Format, size, theme and footer, and the button that makes the picture of a link's query."""
    st.markdown(f"**{say('print.offer.title')}**")
    if ask.tally(opened, replace(state.from_link(query), event=None), None).counter.shown > MOST:
        st.caption(say("print.offer.too_many", n=MOST))
        return
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
    make = _maker(opened, query, Format(form), options, dpi)
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


def _maker(opened: Opened, query: str, form: Format, options: Options, dpi: float):
    """What draws the picture once it is asked for, in a thread of its own."""
    language, address, directory = texts.language(), (st.context.url or "").partition("?")[0], table_directory()

    def make() -> bytes:
        texts.use(language)
        view = events_of(opened, query)
        return picture(page(view, options, provenance(directory, view.query, address), language), form, dpi)

    return make
