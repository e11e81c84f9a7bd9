"""The command line of the views: python -m views COMMAND."""

from __future__ import annotations

from pipeline.commands.program import Version, end_well, program
from views.commands import register_all

app = program("python -m views")


@app.callback()
def main(version: Version = False) -> None:
    """Pictures, briefings and data of an event table, without a browser."""


register_all(app)


def run() -> None:
    """Entry of the program."""
    end_well(app)


if __name__ == "__main__":
    run()
