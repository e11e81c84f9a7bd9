"""The events of a link's query over a table: what a figure and a slide draw."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import parse_qs

import numpy as np
import pandas as pd

from views import query as ask
from views import state
from views.catalogue import Catalogue
from views.query import Opened
from views.selection import CERTAIN, OUT, POSSIBLE, Counter, Selection, Verdict, tally, verdicts
from views.texts import say

LANES = ("group", "type", "country")
MOST = 20_000  # events that are drawn one by one on paper


class TooManyEvents(ValueError):
    """More events than a figure can show one by one."""


@dataclass(frozen=True, eq=False)
class View:
    """Events of a table under a selection. `catalogue` holds at least those shown, and the selected one."""

    catalogue: Catalogue
    selection: Selection
    shown: Verdict
    counter: Counter
    lanes: str = "group"  # what the timeline has lanes of: group, type or country

    @property
    def events(self) -> pd.DataFrame:
        """Events that pass every filter and mark, in order of time, with their `verdict`."""
        return self.catalogue.events.assign(verdict=self.shown)[self.shown > OUT]

    @property
    def query(self) -> str:
        """The link's query."""
        lanes = f"lanes={self.lanes}" if self.lanes != "group" else ""
        return "&".join(part for part in (state.link(self.selection), lanes) if part)

    @property
    def selected(self) -> str | None:
        """The selected event, where the table has it."""
        return self.selection.event if self.catalogue.position(self.selection.event) is not None else None


def events_of(table: Opened | Catalogue, query: str) -> View:
    """The view of a link, or of the part after its question mark. What it asks for and the table lacks is left out.

    Raises TooManyEvents.
    """
    selection = state.from_link(query)
    asked = parse_qs(query.rpartition("?")[2]).get("lanes", ["group"])[0]
    lanes = asked if asked in LANES else "group"
    if isinstance(table, Catalogue):
        shown = verdicts(table.events, selection).shown
        return View(table, selection, shown, tally(table.events, shown), lanes)
    rank = ask.rank_of(table, selection.event)
    own = replace(selection, event=None)
    counter = ask.tally(table, own, rank).counter
    if counter.shown > MOST:
        raise TooManyEvents(say("print.too_many", n=counter.shown, most=MOST))
    found = ask.page(table, own, 0, MOST)
    ranks = found.ranks if rank is None or rank in found.ranks else (*found.ranks, rank)
    catalogue = ask.chosen(table, ranks)
    sure = dict(zip(ask.ids_of(table, found.ranks), found.sure, strict=True))
    inside = {True: CERTAIN, False: POSSIBLE, None: OUT}
    shown = np.array([inside[sure.get(event)] for event in catalogue.events["event_id"]], dtype=np.int8)
    return View(catalogue, selection, shown, counter, lanes)
