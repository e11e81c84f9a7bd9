"""locate: where a phrase is."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console

from pipeline.commands.running import fail


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(locate)


def locate(
    phrase: Annotated[str, typer.Argument(metavar="PHRASE", help="A place as prose names it.", show_default=False)],
    limit: Annotated[int, typer.Option("--limit", "-n", metavar="N", min=1, help="Show at most N places.")] = 5,
) -> None:
    """Say where PHRASE is: places it may mean, the likeliest first, each with its reason.

    Reads names and areas: "Derna, Libya", "northern Mali", "30 km south of Gao", "the Mali–Niger border".
    """
    from pipeline.places import load_gazetteer
    from pipeline.places.locate import locate as answer
    from pipeline.places.report import show_answers

    answers = answer(phrase, load_gazetteer(), limit)
    if not answers:
        fail(Console(stderr=True), f"The gazetteer knows no place in “{phrase}”. docs/places.md says how to add one.")
    show_answers(Console(), answers)
