"""export: a table in the formats of other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from pipeline.commands.running import fail, write_file


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(export)


def export(
    directory: Annotated[Path, typer.Argument(metavar="TABLE", help="Folder of a table.", show_default=False)],
    form: Annotated[
        str, typer.Option("--format", "-f", metavar="FORMAT", help="One of those listed below.", show_default=False)
    ],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="File to write.", show_default=False)],
    ids: Annotated[
        list[str] | None,
        typer.Option("--ids", metavar="ID", help="Only this event; may be given several times.", show_default=False),
    ] = None,
    part: Annotated[
        str, typer.Option("--part", metavar="PART", help="For csv and parquet: events, claims or documents.")
    ] = "events",
) -> None:
    """Write the events of TABLE with their claims and sources for **other programs**.

    FORMAT is csv, excel, parquet, geojson, kml, timelinejs, bibtex or csl-json. The same table gives the same bytes.
    """
    from pipeline.exchange import ExportError, stored, write_to
    from pipeline.report import plain
    from pipeline.store import TableDamaged, TableMissing

    screen = Console(stderr=True)

    def fill(path: Path) -> None:
        with path.open("wb") as out:
            write_to(out, chosen, form, part)

    try:
        with stored(directory, ids or ()) as chosen:
            known = (row["event_id"] for row in chosen.rows("events", ("event_id",))) if ids else ()
            if unknown := set(ids or ()).difference(known):
                fail(screen, f"The table in {directory} has no event {min(unknown)}. Its ids are in events.csv.")
            write_file(screen, output, fill)
            count = chosen.count("events")
    except (TableDamaged, TableMissing) as error:
        fail(screen, f"{error}. Build it with: python -m pipeline build PATH… --output {directory}")
    except ExportError as error:
        fail(screen, f"{error}.")
    screen.print(plain(f"{count:,} events are in {output}"), soft_wrap=True)
