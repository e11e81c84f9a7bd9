"""What the program's command lines share: how they are made, their --version, how they end."""

from __future__ import annotations

from typing import Annotated

import typer

import pipeline
from pipeline.commands.running import FAILED


def program(name: str) -> typer.Typer:
    """An empty command line of this name."""
    return typer.Typer(
        name=name,
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode="markdown",
        context_settings={"help_option_names": ["-h", "--help"]},
        pretty_exceptions_enable=False,
    )


def _version(asked: bool) -> None:
    if asked:
        print(f"dateline {pipeline.__version__}")
        raise typer.Exit


Version = Annotated[
    bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
]


def end_well(app: typer.Typer) -> None:
    """Run a command line. Bad usage ends with 1, not with the 2 that is usual elsewhere."""
    try:
        app()
    except SystemExit as end:
        raise SystemExit(FAILED if end.code == 2 else end.code) from None
    except KeyboardInterrupt:
        raise SystemExit("Stopped; nothing was written.") from None
    except ValueError as error:
        if not type(error).__module__.startswith("pipeline."):
            raise
        raise SystemExit(f"A data file of the program is damaged: {error}") from None  # ends with 1
