"""The command line: python -m pipeline COMMAND."""

from __future__ import annotations

import pipeline.frugal  # noqa: F401 first of all, see there
from pipeline.commands import register_all
from pipeline.commands.program import Version, end_well, program

app = program("python -m pipeline")


@app.callback(epilog="Exit codes: **0** all read · **1** bad usage or nothing readable · **3** some documents skipped.")
def main(version: Version = False) -> None:
    """Read dated prose into one table of events.

    Progress and messages go to standard error, data to standard output or a file.
    """


register_all(app)


def run() -> None:
    """Entry of the program."""
    end_well(app)


if __name__ == "__main__":
    run()
