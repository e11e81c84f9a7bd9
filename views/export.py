"""The events of a view as data for other programs, with their claims, their sources and what was chosen."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from pipeline import store
from pipeline.exchange import Extract, Provenance, write
from pipeline.groups import load_registry
from views import state
from views.print.table import ADDRESS, permalink, query_of
from views.print.words import filters_in_words
from views.query import Opened, open_views, tally
from views.query.where import where
from views.selection import Selection
from views.texts import say

_CHOSEN = "SELECT n, event_id, row FROM details WHERE n IN (SELECT n {source})"
_EVENTS = "SELECT e.* FROM ({chosen}) c JOIN store.events e ON e.rowid = c.row ORDER BY c.n"
_CLAIMS = "SELECT * FROM store.claims WHERE event_id IN (SELECT event_id FROM ({chosen})) ORDER BY rowid"
_DOCUMENTS = (
    "SELECT * REPLACE ('' AS text, '[]' AS blocks) FROM store.documents WHERE document "
    "IN (SELECT unnest(documents) FROM store.events WHERE rowid IN (SELECT row FROM ({chosen}))) ORDER BY rowid"
)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the words for filters are made of."""

    selection: Selection
    events: pd.DataFrame


def export(directory: Path, link: str, name: str, *, part: str = "events", address: str = ADDRESS) -> bytes:
    """The events of a link's view over the table in `directory`, in the format of that name.

    Raises TableMissing, TableDamaged, ExportError.
    """
    query = query_of(link)
    with_table = open_views(directory, load_registry())
    fingerprint = str(store.read_meta(directory).get("fingerprint", ""))
    return data_of(with_table, state.from_link(query), name, part=part, fingerprint=fingerprint, address=address)


def data_of(
    opened: Opened,
    selection: Selection,
    name: str,
    *,
    part: str = "events",
    fingerprint: str = "",
    address: str = ADDRESS,
) -> bytes:
    """The events that pass a selection, in the format of that name; ExportError where it can't hold them."""
    return write(chosen(opened, selection, fingerprint, address), name, part)


def chosen(opened: Opened, selection: Selection, fingerprint: str = "", address: str = ADDRESS) -> Extract:
    """The events that pass a selection, in order of time, with their claims and the documents of those."""
    import pipeline

    asked = where(opened, selection)
    inside = _CHOSEN.format(source=asked.source)
    events, claims, documents = (
        _frame(opened, sql.format(chosen=inside), asked.values) for sql in (_EVENTS, _CLAIMS, _DOCUMENTS)
    )
    words = filters_in_words(_Asked(selection, events))
    counter = tally(opened, selection, None).counter.words
    link = permalink(address, state.link(selection))
    said = " · ".join(words) or say("export.everything")
    return Extract(events, claims, documents, Provenance(pipeline.__version__, fingerprint, said, counter, link))


def _frame(opened: Opened, sql: str, values: object) -> pd.DataFrame:
    frame = opened.connection.cursor().sql(sql, params=values).to_arrow_table().to_pandas(date_as_object=False)
    for name in set(frame.columns) & {"groups", "actors", "documents", "disagreements"}:
        frame[name] = [[] if items is None else list(items) for items in frame[name]]
    return frame
