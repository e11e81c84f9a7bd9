"""export: a table in the formats of other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from pipeline.commands.running import fail, write_bytes, write_file


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
    from pipeline.exchange import EVERY_PART, ExportError, extract, write
    from pipeline.exchange.whole import WHOLE, count_events, write_whole
    from pipeline.report import plain
    from pipeline.store import TableDamaged, TableMissing, open_table

    screen = Console(stderr=True)
    try:
        if form in WHOLE and part in EVERY_PART and not ids:
            count = count_events(directory)
            write_file(screen, output, lambda path: write_whole(directory, form, part, path))
        else:
            table = open_table(directory)
            if ids and (unknown := set(ids) - set(table.events["event_id"])):
                fail(screen, f"The table in {directory} has no event {min(unknown)}. Its ids are in events.csv.")
            chosen = extract(table, ids=ids)
            count = len(chosen.events)
            write_bytes(screen, output, write(chosen, form, part))
    except (TableDamaged, TableMissing) as error:
        fail(screen, f"{error}. Build it with: python -m pipeline build PATH… --output {directory}")
    except ExportError as error:
        fail(screen, f"{error}.")
    screen.print(plain(f"{count:,} events are in {output}"), soft_wrap=True)
