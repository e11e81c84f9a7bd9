"""build: the event table of documents."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from pipeline import settings
from pipeline.commands.options import Agent, Limit, Own, Paths, Service
from pipeline.commands.running import OK, asking, code, fail, use_registry


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(build)


def build(
    paths: Paths,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="DIR", help="Folder of the table.", show_default=False)
    ],
    if_needed: Annotated[
        bool, typer.Option("--if-needed", help="Do nothing where DIR holds the table of these documents already.")
    ] = False,
    max_characters: Limit = settings.MAX_TEXT_CHARACTERS,
    registry: Own = None,
    geocoder: Service = None,
    geocoder_agent: Agent = None,
) -> None:
    """Build the **event table** in DIR: a DuckDB file, Parquet and CSV.

    The new table replaces the old one in one step; if anything fails, the old one stays. The same input gives the
    same bytes.
    """
    from pipeline import report
    from pipeline.build import NothingToRead
    from pipeline.build import build as build_table
    from pipeline.store import table_state

    screen = Console(stderr=True)
    use_registry(screen, registry)
    if if_needed and not geocoder and table_state(output, paths) == "ready":
        screen.print(report.plain(f"The table in {output} is up to date."), soft_wrap=True)
        raise typer.Exit(OK)
    try:
        with asking(screen, geocoder, geocoder_agent) as ask:
            summary = build_table(
                paths, output, limit=max_characters, track=report.tracker(screen), ask=ask, geocoder=geocoder or ""
            )
    except NothingToRead as error:
        report.show_skipped(screen, error.skipped)
        fail(screen, f"No document could be read; {output} is as it was.")
    except OSError as error:
        fail(screen, f"{error.filename or output} can't be written: {error.strerror}. Name another folder.")
    report.show_built(screen, summary)
    screen.print(report.plain(f"The table is in {output}"), soft_wrap=True)
    raise typer.Exit(code(summary.analysed, summary.skipped))
