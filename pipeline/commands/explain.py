"""explain: why an event is in the table."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from pipeline.commands.running import fail


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(explain)


def explain(
    event_id: Annotated[str, typer.Argument(metavar="EVENT_ID", help="Id of an event, or how it begins.")],
    table: Annotated[Path, typer.Option("--table", "-t", metavar="DIR", help="Folder of the table.")] = Path("build"),
) -> None:
    """Say **why an event is in the table**: its claims, their words and rules, why they are one, how sure it is."""
    from pipeline import report
    from pipeline.events.explain import UnknownEvent
    from pipeline.events.explain import explain as derivation
    from pipeline.store import TableDamaged, TableMissing, open_table

    try:
        lines = derivation(open_table(table), event_id)
    except (TableDamaged, TableMissing) as error:
        fail(Console(stderr=True), f"{error}. Build it with: python -m pipeline build PATH… --output {table}")
    except UnknownEvent as error:
        fail(Console(stderr=True), f"{error}. The ids are in {table / 'events.csv'}.")
    for line in lines:
        Console().print(report.plain(line), soft_wrap=True)
