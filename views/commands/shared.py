"""What the commands share: opening a table, options that several have, and telling what is wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from pipeline.commands.running import fail
from pipeline.groups import load_registry
from pipeline.store import TableDamaged, TableMissing
from views import texts
from views.print.table import ADDRESS
from views.query import Opened, open_views

Table = Annotated[Path, typer.Option("--table", metavar="DIR", help="Folder of the event table.")]
Query = Annotated[str, typer.Option("--view", metavar="LINK", help="A view: its link, or what stands after the ?.")]
Theme = Annotated[str, typer.Option("--theme", help="light or dark.")]
Language = Annotated[str, typer.Option("--language", help="Of the words around the data: en or fr.")]
Address = Annotated[str, typer.Option("--address", metavar="URL", help="Of the dashboard that links lead to.")]
TABLE, HOME = Path("build"), ADDRESS


def screen() -> Console:
    """Where messages go: standard error."""
    return Console(stderr=True)


def opened(directory: Path) -> Opened:
    """The table in a folder, or an end with words."""
    try:
        return open_views(directory, load_registry())
    except (TableDamaged, TableMissing) as error:
        fail(screen(), f"{error}. Build it with: python -m pipeline build PATH… --output {directory}")


def speak(language: str) -> None:
    """Use a language, or end with words."""
    if language not in texts.LANGUAGES:
        fail(screen(), f"--language {language}: not spoken here; there are {', '.join(texts.LANGUAGES)}.")
    texts.use(language)
