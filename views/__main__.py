"""The command line of the views: python -m views COMMAND."""

from __future__ import annotations

from typing import Annotated

import typer

import pipeline
from pipeline.commands.running import FAILED
from views.commands import register_all

app = typer.Typer(
    name="python -m views",
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


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Pictures, briefings and data of an event table, without a browser."""


register_all(app)


def run() -> None:
    """Entry of the program. Bad usage ends with 1."""
    try:
        app()
    except SystemExit as end:
        raise SystemExit(FAILED if end.code == 2 else end.code) from None
    except KeyboardInterrupt:
        raise SystemExit("Stopped; nothing was written.") from None


if __name__ == "__main__":
    run()
