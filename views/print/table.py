"""A table from its folder, without a dashboard: its catalogue, and where it comes from."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qsl, urlencode

import pipeline
from pipeline import store
from pipeline.groups import load_registry
from views.catalogue import Catalogue, catalogue
from views.print.words import Provenance

ADDRESS = "http://localhost:8501/"


def open_catalogue(directory: Path) -> Catalogue:
    """The table in a folder. Raises TableMissing, TableDamaged."""
    return catalogue_of(store.open_table(directory))


def catalogue_of(table: store.Table) -> Catalogue:
    """An open table as the views want it."""
    parts = (table.events, table.claims, table.documents, table.mentions)
    return catalogue(*parts, load_registry(), table.meta.get("fingerprint", ""))


def provenance(fingerprint: str, query: str, address: str = ADDRESS) -> Provenance:
    """What a figure's footer says of a table; the link is the view's, in the dashboard at `address`."""
    return Provenance(fingerprint, pipeline.__version__, permalink(address, query))


def fingerprint(directory: Path) -> tuple[str, str]:
    """The fingerprint of a table and the version of the program. Raises TableMissing, TableDamaged."""
    return str(store.read_meta(directory).get("fingerprint", "")), pipeline.__version__


def permalink(address: str, query: str) -> str:
    """The link of a view: the address without any query of its own, then the view's."""
    base = address.partition("?")[0].partition("#")[0]
    return f"{base}?{query}" if query else base


def query_of(link: str, *, without: frozenset[str] = frozenset({"lang"})) -> str:
    """The query of a link, or of the part after its question mark, without what says nothing of the view."""
    pairs = parse_qsl(link.rpartition("?")[2].partition("#")[0], keep_blank_values=False)
    return urlencode([(name, value) for name, value in pairs if name not in without])
