"""The command line: python -m pipeline COMMAND."""

from __future__ import annotations

from typing import Annotated

import typer

import pipeline
from pipeline.commands import register_all
from pipeline.commands.running import FAILED

app = typer.Typer(
    name="python -m pipeline",
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


@app.callback(epilog="Exit codes: **0** all read · **1** bad usage or nothing readable · **3** some documents skipped.")
def main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Read dated prose into one table of events.

    Progress and messages go to standard error, data to standard output or a file.
    """


register_all(app)


def run() -> None:
    """Entry of the program. Bad usage ends with 1, not with the 2 that is usual elsewhere."""
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


if __name__ == "__main__":
    run()
