"""The events of a link's query over a table: what a figure, a slide and an export draw."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qs

import pandas as pd

from views import state
from views.catalogue import Catalogue
from views.selection import OUT, Counter, Selection, Verdicts, tally, verdicts

LANES = ("group", "type", "country")


@dataclass(frozen=True, eq=False)
class View:
    """A table under a selection."""

    catalogue: Catalogue
    selection: Selection
    found: Verdicts
    counter: Counter
    lanes: str = "group"  # what the timeline has lanes of: group, type or country

    @property
    def events(self) -> pd.DataFrame:
        """Events that pass every filter and mark, in order of time, with their `verdict`."""
        return self.catalogue.events.assign(verdict=self.found.shown)[self.found.shown > OUT]

    @property
    def query(self) -> str:
        """The link's query."""
        lanes = f"lanes={self.lanes}" if self.lanes != "group" else ""
        return "&".join(part for part in (state.link(self.selection), lanes) if part)

    @property
    def selected(self) -> str | None:
        """The selected event, where the table has it."""
        return self.selection.event if self.catalogue.position(self.selection.event) is not None else None


def events_of(table: Catalogue, query: str) -> View:
    """The view of a link, or of the part after its question mark. What it asks for and the table lacks is left out."""
    selection = state.from_link(query)
    found = verdicts(table.events, selection)
    asked = parse_qs(query.rpartition("?")[2]).get("lanes", ["group"])[0]
    lanes = asked if asked in LANES else "group"
    return View(table, selection, found, tally(table.events, found.shown), lanes)
