"""The commands of `python -m views`, one a module, each with a `register(app)`."""

from __future__ import annotations

import typer

from views.commands import brief, export, figure


def register_all(app: typer.Typer) -> None:
    """Every command, in the order of the help page."""
    for module in (figure, brief, export):
        module.register(app)
