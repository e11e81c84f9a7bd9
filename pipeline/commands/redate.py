"""redate: a publication date set right."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from pipeline.commands.running import fail


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(redate)


def redate(
    document: Annotated[str, typer.Argument(metavar="ID", help="Id of a document in the table.", show_default=False)],
    date: Annotated[
        str, typer.Argument(metavar="DATE", help="When it was published, in EDTF: 2013-01-25.", show_default=False)
    ],
    table: Annotated[Path, typer.Option("--table", "-t", metavar="DIR", help="Folder of the table.")] = Path("build"),
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would move, and change nothing.")] = False,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who corrects.", envvar="USER")] = "unnamed",
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why.")] = "",
) -> None:
    """Correct a **publication date** and list what moves with it.

    The correction goes into the ledger beside the table, which every later build applies, and the table is built anew.
    """
    from pipeline import redating
    from pipeline.report import plain

    screen = Console(stderr=True)
    try:
        outcome = redating.preview(table, document, date)
        redating.show(Console(), outcome)
        if not dry_run:
            redating.correct(table, document, date, by=by, reason=reason)
            screen.print(plain(f"Recorded in {table / redating.LEDGER}; the table in {table} is built anew."))
    except redating.CannotRedate as error:
        fail(screen, str(error))
