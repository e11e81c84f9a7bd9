"""The events of a view as a file for other programs: the exchange formats, told what was chosen."""

from __future__ import annotations

from pipeline.exchange import Provenance, extract, write
from pipeline.store import Table
from views.print.table import permalink
from views.print.view import View
from views.print.words import filters_in_words


def data_of(table: Table, view: View, form: str, part: str, address: str) -> bytes:
    """The view's events with their claims and documents. Raises ExportError."""
    origin = Provenance.of(
        table,
        filters=" · ".join(filters_in_words(view)) or "all events",
        counter=view.counter.words,
        permalink=permalink(address, view.query),
    )
    return write(extract(table, origin, view.events["event_id"].tolist()), form, part)
