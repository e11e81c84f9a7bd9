"""Where a document's publisher is at home: a weak hint at which of several places of one name it means."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from pipeline.model import Document
from pipeline.places import tables
from pipeline.places.names import fold
from pipeline.places.tables import DATA, GazetteerError

# Endings of web addresses that say nothing of a country, though they are some country's.
SOLD = frozenset(
    "ac ai am as bz cc cd cf co dj eu fm ga gg gl gq im io la li ly me ml ms mu nu pw sc sh so st tk to tv vc".split()
)
UNLIKE_ISO = {"uk": "GB"}


def home(document: Document) -> str | None:
    """A country's code or "Town, CC": the document's place as stated, else its publisher's home, else the country that
    its web address ends in.

    None where none of them says. Raises GazetteerError where the table of publishers cannot be used.
    """
    if document.place:
        return document.place
    if document.publisher and (known := publishers().get(_key(document.publisher))):
        return known
    return _country_of(document.url)


@lru_cache(maxsize=2)
def publishers(file: Path = DATA / "publishers.tsv") -> dict[str, str]:
    """Homes by publisher's folded name, as `home` gives them."""
    found = {}
    for row in tables.table(file):
        if len(row["country"]) != 2 or not row["country"].isupper():
            raise GazetteerError(f"{row.where}: country must be an ISO code of two capitals, not {row['country']!r}")
        found[_key(row["publisher"])] = f"{row['town']}, {row['country']}" if row["town"] else row["country"]
    return found


def _key(name: str) -> str:
    return fold(name).removeprefix("the ")


def _country_of(url: str | None) -> str | None:
    """The country whose ending the address has, where that ending is not sold the world over."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return None
    end = host.rpartition(".")[2]
    if len(end) != 2 or end in SOLD:
        return None
    return UNLIKE_ISO.get(end, end.upper())
