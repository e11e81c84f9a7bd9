"""groups: the registry listed, explained, checked."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from pipeline.commands.options import Own
from pipeline.commands.running import fail, use_registry


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(groups)


def groups(
    group_id: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="Explain this party.", show_default=False)
    ] = None,
    kind: Annotated[
        str | None, typer.Option("--kind", metavar="KIND", help="List only these.", show_default=False)
    ] = None,
    check: Annotated[
        Path | None, typer.Option("--check", metavar="FILE", help="Check a file of your own.", show_default=False)
    ] = None,
    registry: Own = None,
) -> None:
    """List the **registry** of groups, states and organisations, explain one of them, or check a file of your own."""
    from pipeline import report
    from pipeline.groups import RegistryError, describe, load_registry
    from pipeline.groups.load import load_files

    screen = Console(stderr=True)
    use_registry(screen, registry)
    try:
        known = load_files([check]) if check else load_registry()
    except RegistryError as error:
        fail(screen, str(error))
    if group_id and group_id not in known.by_id:
        fail(screen, f"The registry has no {group_id}. List its ids with: python -m pipeline groups")
    lines = [describe.explain(known.group(group_id))] if group_id else describe.listed(known, kind)
    for line in [f"{check} is in order."] if check and not group_id else lines:
        Console().print(report.plain(line), soft_wrap=True)
