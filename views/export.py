"""The events of a view as data for other programs, with their claims, their sources and what was chosen."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from pipeline import store
from pipeline.exchange import Provenance, Stored, write
from pipeline.groups import load_registry
from views import state
from views.print.table import ADDRESS, permalink, query_of
from views.print.words import filters_in_words
from views.query import Opened, open_views, tally
from views.query.where import where
from views.selection import Selection
from views.texts import say

_CHOSEN = "SELECT n, event_id, row FROM details WHERE n IN (SELECT n {source})"
_PLACES = {
    "events": "store.events t JOIN ({chosen}) c ON t.rowid = c.row ORDER BY c.n",
    "claims": "store.claims t WHERE t.event_id IN (SELECT event_id FROM ({chosen})) ORDER BY t.rowid",
    "documents": "(SELECT rowid AS nth, * REPLACE ('' AS text, '[]' AS blocks) FROM store.documents WHERE document IN "
    "(SELECT unnest(documents) FROM store.events WHERE rowid IN (SELECT row FROM ({chosen})))) t ORDER BY t.nth",
}  # of each part, as `pipeline.exchange.Stored` takes it


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the words for filters are made of."""

    selection: Selection
    events: pd.DataFrame


def export(directory: Path, link: str, name: str, *, part: str = "events", address: str = ADDRESS) -> bytes:
    """The events of a link's view over the table in `directory`, in the format of that name.

    Raises TableMissing, TableDamaged, ExportError.
    """
    return write(of_link(directory, link, address), name, part)


def of_link(directory: Path, link: str, address: str = ADDRESS) -> Stored:
    """The events of a link's view over the table in `directory`; raises TableMissing, TableDamaged."""
    opened = open_views(directory, load_registry())
    fingerprint = str(store.read_meta(directory).get("fingerprint", ""))
    return chosen(opened, state.from_link(query_of(link)), fingerprint, address)


def chosen(opened: Opened, selection: Selection, fingerprint: str = "", address: str = ADDRESS) -> Stored:
    """The events that pass a selection, in order of time, with their claims and the documents of those."""
    import pipeline

    asked = where(opened, selection)
    inside = _CHOSEN.format(source=asked.source)
    places = {part: place.format(chosen=inside) for part, place in _PLACES.items()}
    first = opened.columns(f"SELECT t.place, t.place_kind FROM {places['events']} LIMIT 1", asked.values)
    words = filters_in_words(_Asked(selection, pd.DataFrame(first)))
    counter = tally(opened, selection, None).counter.words
    link = permalink(address, state.link(selection))
    said = " · ".join(words) or say("export.everything")
    provenance = Provenance(pipeline.__version__, fingerprint, said, counter, link)
    return Stored(opened.connection, places, "store.documents", provenance, asked.values)
