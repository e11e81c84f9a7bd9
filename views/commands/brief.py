"""brief: a briefing as slides."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.running import fail, write_bytes
from views.commands import shared
from views.commands.shared import HOME, TABLE


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(brief)


def brief(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A briefing, saved on the Brief page.")],
    output: Annotated[Path, typer.Option("--output", metavar="FILE", help="Where to write the slides.")],
    form: Annotated[str | None, typer.Option("--format", help="pptx, pdf or html; otherwise as --output ends.")] = None,
    table: shared.Table = TABLE,
    theme: shared.Theme = "light",
    language: shared.Language = "en",
    address: shared.Address = HOME,
) -> None:
    """Write the slides of a briefing: PowerPoint, PDF, or one HTML file that works offline."""
    from views.briefing import BriefingInvalid, loads
    from views.briefing.export import FORMATS, written
    from views.palette import PALETTES
    from views.print.view import TooManyEvents

    shared.speak(language)
    form = form or output.suffix.lower().lstrip(".")
    if form not in FORMATS:
        fail(shared.screen(), f"{output}: slides are written as {', '.join(FORMATS)}; say which with --format.")
    if theme not in PALETTES:
        fail(shared.screen(), f"--theme {theme}: there are {', '.join(PALETTES)}.")
    try:
        briefing = loads(file.read_bytes(), str(file))
    except OSError as error:
        fail(shared.screen(), f"{file} can't be read: {error.strerror}.")
    except BriefingInvalid as error:
        fail(shared.screen(), f"{error}. Save the briefing anew on the Brief page.")
    if not briefing.slides:
        fail(shared.screen(), f"{file}: the briefing has no slides.")
    try:
        content = written(shared.opened(table), briefing, form, PALETTES[theme], language, address)
    except TooManyEvents as error:
        fail(shared.screen(), f"{file}: {error}.")
    write_bytes(shared.screen(), output, content)
    shared.screen().print(f"{output}: {len(briefing.slides)} slides", highlight=False, markup=False)
