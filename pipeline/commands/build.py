"""build: the event table of documents."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from pipeline.commands.options import (
    Agent,
    Characters,
    Megabytes,
    Memory,
    Own,
    Pages,
    Paths,
    Scheduler,
    Seconds,
    Service,
    Workers,
)
from pipeline.commands.running import OK, asking, code, fail, use_registry
from pipeline.settings import USUAL, Limits

if TYPE_CHECKING:
    from pipeline.build import Summary
    from pipeline.read import Location


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
    workers: Workers = None,
    scheduler: Scheduler = None,
    max_characters: Characters = USUAL.characters,
    max_megabytes: Megabytes = USUAL.megabytes,
    max_pages: Pages = USUAL.pages,
    max_seconds: Seconds = USUAL.seconds,
    max_memory: Memory = USUAL.memory,
    registry: Own = None,
    geocoder: Service = None,
    geocoder_agent: Agent = None,
) -> None:
    """Build the **event table** in DIR: a DuckDB file, Parquet and CSV.

    The new table replaces the old one in one step; if anything fails, the old one stays. The same input gives the
    same bytes. What a build has read is kept, so that the next one, or the same one after it was stopped, reads only
    what is new.
    """
    from pipeline import report
    from pipeline.read import location
    from pipeline.store import table_state

    screen = Console(stderr=True)
    use_registry(screen, registry)
    places = [location(path) for path in paths]
    if if_needed and not geocoder and table_state(output, places) == "ready":
        screen.print(report.plain(f"The table in {output} is up to date."), soft_wrap=True)
        raise typer.Exit(OK)
    limits = Limits(max_characters, max_megabytes, max_pages, max_seconds, max_memory)
    with asking(screen, geocoder, geocoder_agent) as ask:
        how = {"workers": workers, "scheduler": scheduler, "ask": ask, "geocoder": geocoder or ""}
        summary = _built(screen, places, output, limits=limits, **how)
    report.show_built(screen, summary)
    screen.print(report.plain(f"The table is in {output}"), soft_wrap=True)
    raise typer.Exit(code(summary.analysed, summary.skipped))


def _built(screen: Console, places: Sequence[Location], output: Path, **how: object) -> Summary:
    """Build the table, its progress on the screen; what goes wrong ends the program with what to do."""
    from pipeline import report
    from pipeline.build import NothingToRead
    from pipeline.build import build as build_table
    from pipeline.frugal import without_frames
    from pipeline.parts.cluster import NoCluster

    try:
        with without_frames(), report.progress(screen) as progress:
            return build_table(places, output, progress=progress, **how)
    except NothingToRead as error:
        report.show_skipped(screen, error.skipped)
        fail(screen, f"No document could be read; {output} is as it was.")
    except NoCluster as error:
        fail(screen, f"The cluster at {error.filename} can't be used: {error.strerror}.")
    except OSError as error:
        fail(screen, f"{error.filename or output} can't be written: {error.strerror}. Name another folder.")
