"""The commands of `python -m pipeline`, one module a command, each with a function `register(app)`.

A command's libraries are imported inside its function, so that help and other commands start at once.
"""

from __future__ import annotations

from importlib import import_module

import typer

# In the order of the help. A new command is a module in this package and its name here.
COMMANDS = (
    "tag",
    "build",
    "show",
    "explain",
    "groups",
    "redate",
    "corrections",
    "imports",
    "export",
    "locate",
    "evaluate",
)


def register_all(app: typer.Typer) -> None:
    """Add every command to the program."""
    for name in COMMANDS:
        import_module(f"{__name__}.{name}").register(app)
