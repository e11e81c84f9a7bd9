"""show: the events of a table, in the terminal."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from pipeline.commands.running import fail


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(show)


def show(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="Folder of a table.", show_default=False)],
) -> None:
    """Print the events of the table in DIR, the earliest first."""
    from pipeline import report
    from pipeline.store import TableDamaged, TableMissing, open_table

    try:
        table = open_table(directory)
    except (TableDamaged, TableMissing) as error:
        fail(Console(stderr=True), f"{error}. Build it with: python -m pipeline build PATH… --output {directory}")
    report.show_events(Console(), table.events)
