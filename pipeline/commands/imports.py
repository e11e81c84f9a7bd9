"""import: events that others have coded, beside those of documents."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from pipeline.commands.running import OK, SOME_SKIPPED, fail, write


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(name="import")(import_)


def import_(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE…", help="Files of events, one format.", show_default=False)
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="DIR", help="Folder of the table.", show_default=False)
    ] = None,
    form: Annotated[
        str, typer.Option("--format", "-f", metavar="FORMAT", help="auto, acled, ucdp, gdelt or csv.")
    ] = "auto",
    mapping: Annotated[
        Path | None,
        typer.Option("--mapping", metavar="FILE", help="What the columns of a csv hold.", show_default=False),
    ] = None,
    draft: Annotated[
        Path | None,
        typer.Option(
            "--draft-mapping", metavar="FILE", help="Write a first mapping for FILE and leave.", show_default=False
        ),
    ] = None,
    name: Annotated[
        str | None,
        typer.Option(
            "--name", metavar="NAME", help="Of the import; one of that name is brought up to date.", show_default=False
        ),
    ] = None,
    replacing: Annotated[
        bool, typer.Option("--replace", help="Put the files in place of the import of that name instead.")
    ] = False,
    remove: Annotated[
        str | None, typer.Option("--remove", metavar="NAME", help="Take an import away.", show_default=False)
    ] = None,
) -> None:
    """Bring **coded events** into the table in DIR: ACLED, UCDP GED, GDELT, or any table with a mapping.

    Every row keeps its own precision, id, notes and sources. Without FILE the imports of DIR are listed.
    """
    screen = Console(stderr=True)
    if draft:
        _draft(screen, files or [], draft)
    elif output is None:
        fail(screen, "Say into which table: --output DIR.")
    elif remove:
        _remove(screen, output, remove)
    elif files:
        _import(screen, files, output, form, mapping, name, replacing)
    else:
        _list(screen, output)


def _draft(screen: Console, files: list[Path], target: Path) -> None:
    from pipeline.imports import ImportFailed, draft_mapping
    from pipeline.report import plain

    if len(files) != 1:
        fail(screen, "A mapping is drafted from one file: python -m pipeline import FILE --draft-mapping MAPPING")
    try:
        write(screen, target, [draft_mapping(files[0])])
    except ImportFailed as error:
        fail(screen, f"{error}.")
    then = f"python -m pipeline import {files[0]} --mapping {target} --output DIR"
    screen.print(plain(f"Check {target}, then: {then}"), soft_wrap=True)


def _import(
    screen: Console,
    files: list[Path],
    output: Path,
    form: str,
    mapping: Path | None,
    name: str | None,
    replacing: bool,
) -> None:
    from pipeline import report
    from pipeline.build import bring_in
    from pipeline.imports import ImportFailed, MappingError, bundled, read_mapping

    if form not in ("auto", "csv", *bundled()):
        fail(screen, f"There is no format {form}; formats are auto, csv, {', '.join(bundled())}.")
    if form == "csv" and mapping is None:
        fail(
            screen,
            f"A csv needs a mapping. Draft one: python -m pipeline import {files[0]} --draft-mapping mapping.toml",
        )
    try:
        known = read_mapping(mapping) if mapping else bundled().get(form)
        outcome, summary = bring_in(files, output, mapping=known, name=name, replacing=replacing)
    except (ImportFailed, MappingError) as error:
        fail(screen, f"{error}.")
    except OSError as error:
        fail(screen, f"{error.filename or output} can't be written: {error.strerror}. Name another folder.")
    report.show_imported(screen, outcome)
    report.show_built(screen, summary)
    raise typer.Exit(SOME_SKIPPED if outcome.rejections else OK)


def _remove(screen: Console, output: Path, name: str) -> None:
    from pipeline import report
    from pipeline.build import take_out
    from pipeline.imports import ImportFailed

    try:
        summary = take_out(output, name)
    except ImportFailed as error:
        fail(screen, f"{error}.")
    except OSError as error:
        fail(screen, f"{error.filename or output} can't be written: {error.strerror}.")
    report.show_built(screen, summary)


def _list(screen: Console, output: Path) -> None:
    from pipeline.store import TableDamaged, kept_imports

    try:
        found = kept_imports(output)
    except TableDamaged as error:
        fail(screen, f"{error}.")
    for kept in found:
        events = kept.counts.get("events", kept.counts["imported"])  # older programs count these only
        counts = f"{events:,} events, {kept.counts['rejected']:,} rejected"
        Console().print(f"{kept.name}  {kept.origin}  {counts}", markup=False, soft_wrap=True)
    if not found:
        screen.print("No imports.")
