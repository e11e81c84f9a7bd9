"""Where a document's publisher is at home: a weak hint at which of several places of one name it means."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from pipeline.model import BlockKind, Document, Prose
from pipeline.places import tables
from pipeline.places.names import fold
from pipeline.places.tables import DATA, GazetteerError

# Endings of web addresses that say nothing of a country, though they are some country's.
SOLD = frozenset(
    "ac ai am as bz cc cd cf co dj eu fm ga gg gl gq im io la li ly me ml ms mu nu pw sc sh so st tk to tv vc".split()
)
_PARTS = re.compile(r"[;,()]")
UNLIKE_ISO = {"uk": "GB"}


def home(document: Document, prose: Prose | None = None) -> str | None:
    """A country's code or "Town, CC": the document's place as stated, else its publisher's home, else the country that
    its web address ends in, else the home of most of the sources that its tags cite ("(Le Combat [Bamako], 5 May)").

    None where none of them says. Raises GazetteerError where the table of publishers cannot be used.
    """
    if document.place:
        return document.place
    if document.publisher and (known := publishers().get(_key(document.publisher))):
        return known
    return _country_of(document.url) or (_cited_home(prose) if prose else None)


def _cited_home(prose: Prose) -> str | None:
    """The home of most sources cited: the town in brackets after a name, else what the table knows of it."""
    homes: Counter[str] = Counter()
    for block in prose.of_kind(BlockKind.SOURCE):
        for part in _PARTS.split(prose.text[block.span.start : block.span.end]):
            name, _, town = part.partition("[")
            town = town.partition("]")[0].strip()
            if known := town if town.istitle() else publishers().get(_key(name)):
                homes[known] += 1
    return max(homes, key=lambda home: homes[home]) if homes else None


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
