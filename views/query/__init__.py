"""The event table as the views ask it: questions to DuckDB, never a table of millions in memory."""

from views.query.answers import (
    FEW,
    Found,
    PerPlace,
    PerTime,
    Tally,
    group_counts,
    id_of,
    ids_of,
    is_shown,
    on_map,
    on_timeline,
    page,
    rank_of,
    tally,
)
from views.query.few import chosen, few, slice_of, told, verdict
from views.query.listed import Listed, listed
from views.query.opening import Opened, open_views

__all__ = [
    "FEW",
    "Found",
    "Listed",
    "Opened",
    "PerPlace",
    "PerTime",
    "Tally",
    "chosen",
    "few",
    "group_counts",
    "id_of",
    "ids_of",
    "is_shown",
    "listed",
    "on_map",
    "on_timeline",
    "open_views",
    "page",
    "rank_of",
    "slice_of",
    "tally",
    "told",
    "verdict",
]
