"""tag: every mention of every document as JSON Lines."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from pipeline import mentions
from pipeline.commands.options import Agent, Characters, Megabytes, Own, Pages, Paths, Service
from pipeline.commands.running import asking, code, use_registry, write
from pipeline.settings import USUAL, Limits


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(tag)


def tag(
    paths: Paths,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write to FILE instead of standard output."),
    ] = None,
    max_characters: Characters = USUAL.characters,
    max_megabytes: Megabytes = USUAL.megabytes,
    max_pages: Pages = USUAL.pages,
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
    from pipeline.read import location

    screen = Console(stderr=True)
    use_registry(screen, registry)
    counts, skipped = Counter(), []
    limits = Limits(max_characters, max_megabytes, max_pages)

    def lines() -> Iterator[str]:
        """A line a mention, an empty one a document without any; nothing is held but the document at hand."""
        for outcome in analyse_paths([location(path) for path in paths], limits=limits, ask=ask):
            found = [] if isinstance(outcome, Skipped) else mentions.records(outcome)
            if isinstance(outcome, Skipped):
                skipped.append(outcome)
            else:
                counts["document"] += 1
                counts.update(record["kind"] for record in found)
                yield "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in found)
            progress(counts["document"] + len(skipped), counts["document"] + len(skipped))

    with asking(screen, geocoder, geocoder_agent) as ask, report.progress(screen) as progress:
        texts = lines()
        first = next(texts, None)
        if first is not None:  # a file is only written where something was read
            write(screen, output, chain([first], texts))
    report.show_tagged(screen, counts["document"], skipped, {kind: counts[kind] for kind in mentions.BY_KIND})
    raise typer.Exit(code(counts["document"], skipped))
