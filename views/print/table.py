"""Where a figure comes from: the table it is of, and the link that shows the same."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qsl, urlencode

import pipeline
from pipeline import store
from views.print.words import Provenance

ADDRESS = "http://localhost:8501/"


def provenance(directory: Path, query: str, address: str = ADDRESS) -> Provenance:
    """What a figure's footer says of a table; the link is the view's, in the dashboard at `address`.

    Raises TableMissing, TableDamaged.
    """
    fingerprint = str(store.read_meta(directory).get("fingerprint", ""))
    return Provenance(fingerprint, pipeline.__version__, permalink(address, query))


def permalink(address: str, query: str) -> str:
    """The link of a view: the address without any query of its own, then the view's."""
    base = address.partition("?")[0].partition("#")[0]
    return f"{base}?{query}" if query else base


def query_of(link: str, *, without: frozenset[str] = frozenset({"lang"})) -> str:
    """The query of a link, or of the part after its question mark, without what says nothing of the view."""
    pairs = parse_qsl(link.rpartition("?")[2].partition("#")[0], keep_blank_values=False)
    return urlencode([(name, value) for name, value in pairs if name not in without])
