"""export: the events of a view as data for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.running import fail, write_file
from views.commands import shared
from views.commands.shared import HOME, TABLE


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(export)


def export(
    output: Annotated[Path, typer.Option("--output", metavar="FILE", help="File to write.")],
    form: Annotated[
        str, typer.Option("--format", help="csv, excel, parquet, geojson, kml, timelinejs, bibtex or csl-json.")
    ],
    view: shared.Query = "",
    table: shared.Table = TABLE,
    part: Annotated[str, typer.Option("--part", help="For csv and parquet: events, claims or documents.")] = "events",
    language: shared.Language = "en",
    address: shared.Address = HOME,
) -> None:
    """Write the events of a view, with their claims and sources, for other programs."""
    from pipeline.exchange import ExportError, write_to
    from pipeline.store import TableDamaged, TableMissing
    from views.export import of_link

    def fill(path: Path) -> None:
        with path.open("wb") as out:
            write_to(out, chosen, form, part)

    shared.speak(language)
    try:
        chosen = of_link(table, view, address)
        write_file(shared.screen(), output, fill)
    except (TableDamaged, TableMissing) as error:
        fail(shared.screen(), f"{error}. Build it with: python -m pipeline build PATH… --output {table}")
    except ExportError as error:
        fail(shared.screen(), f"{error}.")
