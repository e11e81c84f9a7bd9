"""Scores for a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table as Grid

from pipeline.evaluate.timeml import Timex
from pipeline.evaluate.timex import Scores
from pipeline.report import plain


def show_timex(console: Console, scores: Scores, errors: int = 0) -> None:
    """Print the measures, and the first `errors` of what went wrong."""
    console.print(f"{scores.documents} documents, {scores.gold} expressions in the gold, {scores.found} found")
    grid = Grid(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    for heading in ("measure", "precision", "recall", "F1"):
        grid.add_column(heading, justify="left" if heading == "measure" else "right")
    for name, rates in (("strict", scores.strict), ("relaxed", scores.relaxed)):
        grid.add_row(name, _percent(rates.precision), _percent(rates.recall), _percent(rates.f1))
    grid.add_row("type", "", "", _percent(scores.type_f1))
    grid.add_row("value", "", "", _percent(scores.value_f1))
    console.print(grid)
    for error in scores.errors[:errors]:
        line = f"{error.kind} in {error.document}: gold {_said(error.gold)}, found {_said(error.found)}"
        console.print(plain(line), soft_wrap=True)


def _percent(share: float) -> str:
    return f"{100 * share:.2f}"


def _said(timex: Timex | None) -> str:
    return f"“{timex.text}” {timex.timex_type} {timex.value}" if timex else "nothing"
