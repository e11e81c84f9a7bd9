"""evaluate: measures on annotated corpora."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from pipeline.commands.running import fail

evaluate = typer.Typer(no_args_is_help=True, help="Measure Dateline on a corpus that people have annotated.")


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.add_typer(evaluate, name="evaluate")


@evaluate.command("timex")
def evaluate_timex(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Folder of TimeML files (.tml, .xml).", show_default=False)
    ],
    errors: Annotated[int, typer.Option("--errors", metavar="N", min=0, help="List the first N errors.")] = 0,
) -> None:
    """Dates found and read, by TempEval-3's measures: strict, relaxed, type and value F1."""
    from pipeline.evaluate import tagging, timeml
    from pipeline.evaluate.report import show_timex

    try:
        documents = timeml.read_folder(folder)
    except (timeml.NotTimeML, OSError) as error:
        fail(Console(stderr=True), f"The corpus can't be read: {error}")
    show_timex(Console(), tagging.evaluate_timex(documents), errors)


@evaluate.command("places")
def evaluate_places(
    documents: Annotated[Path, typer.Argument(metavar="DOCS", help="JSON Lines: doc_id, text.", show_default=False)],
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD", help="JSON Lines: doc_id, start, end, lat, lon.", show_default=False)
    ],
    language: Annotated[str, typer.Option("--language", metavar="CODE", help="Language of the texts.")] = "en",
) -> None:
    """Places found, found within 161 km of where they are, and resolved when their spans are given."""
    from pipeline.evaluate import places
    from pipeline.places.report import show_scores

    try:
        scores = places.evaluate_places(places.read_documents(documents), places.read_toponyms(gold), language)
    except (places.NotACorpus, OSError, UnicodeDecodeError) as error:
        fail(Console(stderr=True), f"The corpus can't be read: {error}")
    show_scores(Console(), scores)
