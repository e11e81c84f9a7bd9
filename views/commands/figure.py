"""figure: a view of the table as a picture."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.running import fail, write_bytes
from views.commands import shared
from views.commands.shared import HOME, TABLE

SCREEN = 96


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(figure)


def figure(
    output: Annotated[Path, typer.Option("--output", metavar="FILE", help="Ends in .png, .svg or .pdf.")],
    view: shared.Query = "",
    table: shared.Table = TABLE,
    width: Annotated[float, typer.Option("--width", help="Pixels across.")] = 1200,
    width_cm: Annotated[float | None, typer.Option("--width-cm", help="Width on paper, instead of pixels.")] = None,
    dpi: Annotated[
        float | None, typer.Option("--dpi", help="Of a PNG: 96 is the screen, 192 twice that; 300 with --width-cm.")
    ] = None,
    title: Annotated[str | None, typer.Option("--title", help="Instead of the one made of the filters.")] = None,
    footer: Annotated[
        bool, typer.Option("--footer/--no-footer", help="Sources, fingerprint, version and link at the bottom.")
    ] = True,
    frame: Annotated[
        str | None, typer.Option("--frame", metavar="W,S,E,N", help="Degrees that the map shows; all events otherwise.")
    ] = None,
    theme: shared.Theme = "light",
    language: shared.Language = "en",
    address: shared.Address = HOME,
) -> None:
    """Draw a view of the table as PNG, SVG or PDF: the same picture at every run."""
    from views.print.page import Options, page
    from views.print.render import INCH, PIXELS, Format, TooLarge, picture
    from views.print.table import provenance, query_of
    from views.print.view import TooManyEvents, events_of

    shared.speak(language)
    form = output.suffix.lower().lstrip(".")
    if form not in set(Format):
        fail(shared.screen(), f"{output}: a figure is a .png, .svg or .pdf file.")
    pixels = width if width_cm is None else width_cm / INCH * PIXELS
    try:
        options = Options(pixels, theme, title, footer, bounds(frame))
    except ValueError as error:
        fail(shared.screen(), f"{error}.")
    try:
        found = events_of(shared.opened(table), query_of(view))
        made = page(found, options, provenance(table, found.query, address), language)
        content = picture(made, Format(form), dpi or (SCREEN if width_cm is None else 300))
    except (TooLarge, TooManyEvents) as error:
        fail(shared.screen(), f"{error}.")
    write_bytes(shared.screen(), output, content)
    shared.screen().print(f"{output}: {found.counter.words}", highlight=False, markup=False)


def bounds(frame: str | None) -> tuple[float, float, float, float] | None:
    """ "W,S,E,N" as degrees. Raises ValueError."""
    if frame is None:
        return None
    try:
        west, south, east, north = (float(part) for part in frame.split(","))
    except ValueError:
        raise ValueError(f"--frame {frame!r}: four numbers, west,south,east,north") from None
    if not (-180 <= west < east <= 540 and -85 <= south < north <= 85):
        raise ValueError(f"--frame {frame!r}: west before east, south before north, within the globe")
    return west, south, east, north
