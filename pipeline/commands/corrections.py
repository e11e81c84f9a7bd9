"""corrections: the ledger of a table, listed, written to a file, taken in from one, entries taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from pipeline.commands.running import fail, write


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(corrections)


def corrections(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="Folder of a table.", show_default=False)],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write the ledger to FILE.", show_default=False),
    ] = None,
    add: Annotated[
        Path | None, typer.Option("--add", metavar="FILE", help="Take in the corrections of FILE.", show_default=False)
    ] = None,
    undo: Annotated[
        str | None, typer.Option("--undo", metavar="ID", help="Take a correction back.", show_default=False)
    ] = None,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who takes it back.", envvar="USER")] = "unnamed",
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why.")] = "",
) -> None:
    """List the **corrections** of the table in DIR, and what became of each.

    Corrections taken in or back are applied at once.
    """
    from pipeline import corrections as ledgers
    from pipeline import reviewing
    from pipeline.store import TableDamaged, TableMissing

    screen = Console(stderr=True)
    try:
        if add:
            new, known = ledgers.add(directory, add)
            screen.print(f"{new} new, {known} known already.")
        if undo:
            _undo(screen, directory, undo, by, reason)
        ledger = ledgers.read_ledger(directory)
        if output:
            write(screen, output, list(ledgers.lines(ledger)))
        reviewing.bring_up_to_date(directory)
        if not output:
            _list(directory)
    except (ledgers.LedgerDamaged, ledgers.EntryInvalid) as error:
        fail(screen, str(error))
    except (TableMissing, TableDamaged) as error:
        fail(screen, f"{error}. Build it with: python -m pipeline build PATH… --output {directory}")
    except OSError as error:
        fail(screen, f"{error.filename or directory} can't be written: {error.strerror}.")
    for damaged in ledger.damaged:
        screen.print(f"Line {damaged.line} can't be read and is set aside.", style="yellow")


def _undo(screen: Console, directory: Path, name: str, by: str, reason: str) -> None:
    from pipeline import corrections as ledgers

    entry = next((e for e in ledgers.read_ledger(directory) if e.id == name), None)
    if entry is None:
        fail(screen, f"The ledger of {directory} has no correction {name}. List them with: corrections {directory}")
    ledgers.append(directory, ledgers.undo(entry, by=by, reason=reason))


def _list(directory: Path) -> None:
    """One line a correction, the oldest first: id, when, who, what became of it, what it says and why."""
    from pipeline.report import plain
    from pipeline.store import open_table

    console = Console()
    for row in open_table(directory).corrections.itertuples():
        about = next((v for v in (row.document, row.event_id) if isinstance(v, str)), "")
        said = f"{row.field}: {row.original} → {row.corrected}" if isinstance(row.field, str) else row.corrected
        words = [row.correction, row.at[:16], row.by, row.state, row.kind, about, said, row.why, row.reason]
        console.print(plain("  ".join(word for word in words if isinstance(word, str) and word)), soft_wrap=True)
