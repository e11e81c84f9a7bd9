"""tag: every mention of every document as JSON Lines."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from pipeline import mentions, settings
from pipeline.commands.options import Agent, Limit, Own, Paths, Service
from pipeline.commands.running import asking, code, use_registry, write


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(tag)


def tag(
    paths: Paths,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write to FILE instead of standard output."),
    ] = None,
    max_characters: Limit = settings.MAX_TEXT_CHARACTERS,
    registry: Own = None,
    geocoder: Service = None,
    geocoder_agent: Agent = None,
) -> None:
    """Mark every date, place, group and event: **JSON Lines**, one mention a line.

    Offsets count characters of the document's text after its front matter; the end is exclusive.
    """
    from pipeline import report
    from pipeline.corpus import analyse_paths
    from pipeline.model import Skipped

    screen = Console(stderr=True)
    use_registry(screen, registry)
    counts, skipped, analysed, lines = Counter(), [], 0, []
    with asking(screen, geocoder, geocoder_agent) as ask:
        for outcome in analyse_paths(paths, limit=max_characters, track=report.tracker(screen), ask=ask):
            if isinstance(outcome, Skipped):
                skipped.append(outcome)
                continue
            analysed += 1
            for record in mentions.records(outcome):
                counts[record["kind"]] += 1
                lines.append(json.dumps(record, ensure_ascii=False) + "\n")
    if analysed:
        write(screen, output, lines)
    report.show_tagged(screen, analysed, skipped, {kind: counts[kind] for kind in mentions.BY_KIND})
    raise typer.Exit(code(analysed, skipped))
