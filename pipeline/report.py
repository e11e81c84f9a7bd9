"""What the command line says: summaries, reasons and event tables, for a terminal."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table as Grid
from rich.text import Text

from pipeline import edtf
from pipeline.model import Skipped

if TYPE_CHECKING:  # the library takes half a second to load, which `tag` need not wait for
    import pandas as pd

    from pipeline.build import Summary
    from pipeline.imports import Outcome

SHOWN = 20  # rejected records that are named on the screen
PAGE_WIDTH = 160  # columns where the output goes to a file or another program
_COLUMNS = {
    "When": {"no_wrap": True, "min_width": 12},
    "Where": {"max_width": 22},
    "What": {"ratio": 1, "min_width": 24},
    "Type": {},
    "Status": {},
    "Groups": {"max_width": 30},
}
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")


def plain(value: object) -> Text:
    """Words of a document or a file's name as they stand: no markup, no terminal codes."""
    return Text("" if value is None or value != value else _CONTROLS.sub(" ", str(value)))


@contextmanager
def progress(console: Console) -> Iterator[Callable[[int, int], None]]:
    """A bar on `console` that is told how many documents are done, and how many have been found so far."""
    columns = (SpinnerColumn(), TextColumn("Reading"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, found: bar.update(task, completed=done, total=found)


def show_skipped(console: Console, skipped: Iterable[Skipped]) -> None:
    """Each input that gave no document: its name, why, and what to do."""
    for item in skipped:
        console.print(
            Text("Skipped ", style="yellow"),
            plain(item.source),
            Text(f": {plain(item.reason)}."),
            sep="",
            soft_wrap=True,
        )
        console.print(Text(f"  To do: {plain(item.remedy)}.", style="dim"), soft_wrap=True)


def show_tagged(console: Console, analysed: int, skipped: Sequence[Skipped], counts: dict[str, int]) -> None:
    """The closing summary of `tag`."""
    show_skipped(console, skipped)
    grid = _grid("Documents read", analysed + len(skipped), (("analysed", analysed), ("skipped", len(skipped))))
    _part(grid, "Mentions", sum(counts.values()), counts.items())
    console.print(grid)


def show_built(console: Console, summary: Summary) -> None:
    """The closing summary of `build`; every line adds up."""
    show_skipped(console, summary.skipped)
    for lost in summary.lost_corrections:
        entry = f"Correction {lost.entry.id} ({lost.entry.kind}, by {lost.entry.by})"
        what = f"{entry} is kept but has nothing to correct: {lost.reason}."
        console.print(plain(what), style="yellow", soft_wrap=True)
    for damaged in summary.damaged_corrections:
        what = f"Line {damaged.line} of the ledger of corrections can't be read and is set aside: {damaged.reason}."
        console.print(plain(what), style="yellow", soft_wrap=True)
    parts = (("analysed", summary.analysed), ("skipped", len(summary.skipped)))
    grid = _grid("Documents read", summary.read, parts)
    _part(grid, "Events", summary.events, (("dated", summary.dated), ("undated", summary.undated)))
    _part(grid, "", summary.events, (("placed", summary.placed), ("unplaced", summary.unplaced)))
    if summary.imported:
        read = summary.events - summary.imported
        _part(grid, "", summary.events, (("read in documents", read), ("imported", summary.imported)))
    _part(grid, "Claims", summary.claims, ())
    console.print(grid)


def show_imported(console: Console, outcome: Outcome) -> None:
    """The closing summary of `import`: reasons for what was rejected, the first records of each, and the sum."""
    for name, encoding in outcome.encodings:
        console.print(plain(f"{name} is not UTF-8; read as {encoding}"), style="yellow", soft_wrap=True)
    if outcome.instead_of:
        console.print(
            f"It takes the place of the import before, which had {outcome.instead_of:,} events; with another --name "
            "both stay.",
            soft_wrap=True,
        )
    if outcome.changes.kept:
        console.print(
            f"{outcome.changes.kept:,} events of the import before are not in the files and stay; --replace drops "
            "them.",
            soft_wrap=True,
        )
    for number, item in enumerate(outcome.rejected):
        if number == SHOWN:
            more = outcome.rejections - SHOWN
            console.print(f"and {more:,} more; all of them are in rejected.csv of the import", style="yellow")
            break
        where = f"{item.file}, line {item.line}" + (f" ({item.id})" if item.id else "")
        console.print(
            Text("Rejected ", style="yellow"), plain(where), Text(f": {plain(item.reason)}."), sep="", soft_wrap=True
        )
    grid = _grid("Records read", outcome.read, (("imported", outcome.imported), ("rejected", outcome.rejections)))
    if outcome.updates:
        changes = outcome.changes
        parts = [("new", changes.added), ("changed", changes.changed), ("as they were", changes.unchanged)]
        parts += [("older than what is here", changes.older)] if changes.older else []
        _part(grid, "Imported", outcome.imported, parts)
    console.print(grid)


def show_events(console: Console, events: pd.DataFrame) -> None:
    """The event table, one line an event where the terminal is wide enough, dates as people write them."""
    if not console.is_terminal:
        console.width = PAGE_WIDTH
    grid = Grid(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    for name, options in _COLUMNS.items():
        grid.add_column(name, **options)
    for row in events.itertuples():
        grid.add_row(
            _said(row.edtf),
            plain(row.place) if row.latitude == row.latitude else Text("unplaced", style="dim"),
            plain(row.title),
            plain(row.event_type),
            plain(row.status),
            plain(", ".join(row.groups)),
        )
    console.print(grid)
    total, dated, placed = len(events), events["edtf"].notna().sum(), events["latitude"].notna().sum()
    console.print(
        f"{total} {'event' if total == 1 else 'events'} · {total - dated} undated · {total - placed} unplaced",
        style="dim",
    )


def _said(value: object) -> Text:
    return plain(edtf.say(value)) if isinstance(value, str) and value else Text("undated", style="dim")


def _grid(name: str, total: int, parts: Iterable[tuple[str, int]]) -> Grid:
    grid = Grid(box=None, show_header=False, pad_edge=False, padding=(0, 1, 0, 0))
    grid.add_column(style="bold")
    grid.add_column(justify="right")
    grid.add_column(style="dim")
    _part(grid, name, total, parts)
    return grid


def _part(grid: Grid, name: str, total: int, parts: Iterable[tuple[str, int]]) -> None:
    sum_of = " + ".join(f"{count:,} {what}" for what, count in parts)
    grid.add_row(name, f"{total:,}", f"= {sum_of}" if sum_of else "")
