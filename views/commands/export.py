"""export: the events of a view as data for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.running import fail, write_bytes
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
    from pipeline.exchange import ExportError
    from pipeline.store import TableDamaged, TableMissing, open_table
    from views.print.data import data_of
    from views.print.table import catalogue_of, query_of
    from views.print.view import events_of

    shared.speak(language)
    try:
        opened = open_table(table)
        found = events_of(catalogue_of(opened), query_of(view))
        content = data_of(opened, found, form, part, address)
    except (TableDamaged, TableMissing) as error:
        fail(shared.screen(), f"{error}. Build it with: python -m pipeline build PATH… --output {table}")
    except ExportError as error:
        fail(shared.screen(), f"{error}.")
    write_bytes(shared.screen(), output, content)
    shared.screen().print(f"{output}: {found.counter.words}", highlight=False, markup=False)
