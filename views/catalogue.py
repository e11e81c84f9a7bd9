"""The event table as the views want it: columns worked out once a build, parties with their names and colours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import pandas as pd

from pipeline.model import PlaceKind
from views import wording

NEUTRAL = "#7F7F7F"
NO_GROUP = ""  # the lane of events that name no armed group
AREA_KINDS = frozenset(kind.value for kind in PlaceKind if kind.is_area)
DAY = np.timedelta64(1, "D")


class RegistryLike(Protocol):
    """What the views read of the group registry: `groups`, each with `id`, `name`, `short`, `colour`."""

    groups: Iterable[object]


@dataclass(frozen=True, slots=True)
class Party:
    """A group as the screen shows it."""

    id: str
    name: str
    short: str
    colour: str  # "#RRGGBB"


@dataclass(frozen=True, eq=False)
class Catalogue:
    """All that the views read. Frames are never changed after this, so that what is worked out of one can be kept.

    `events` carries, beside the columns of events.csv: `said` (date in words), `dated`, `placed`, `area` (whether a dot
    would claim too much), `first`/`last` (datetime64[D], NaT where open), `soft_first`/`soft_last` (that end is
    approximate), `day` (one known day), `colour` (of its first group), `names` (its groups', short) and
    `words` (folded text for the search).
    """

    events: pd.DataFrame
    claims: pd.DataFrame
    documents: pd.DataFrame
    mentions: pd.DataFrame
    parties: Mapping[str, Party]
    fingerprint: str

    def party(self, group_id: str) -> Party:
        """The party, or its bare id in the neutral colour where the registry has forgotten it."""
        return self.parties.get(group_id) or Party(group_id, group_id, group_id, NEUTRAL)

    @property
    def years(self) -> tuple[int, int] | None:
        """First and last year of any dated event."""
        days = pd.concat([self.events["first"], self.events["last"]]).dropna()
        return (int(days.min().year), int(days.max().year)) if len(days) else None

    def group_counts(self) -> list[tuple[Party, int]]:
        """Armed groups with their number of events, most events first."""
        counts = self.events["groups"].explode().dropna().value_counts()
        pairs = [(self.party(group), int(n)) for group, n in counts.items()]
        return sorted(pairs, key=lambda pair: (-pair[1], pair[0].short))

    def position(self, event_id: str | None) -> int | None:
        """Row number of an event, None where there is no such event."""
        rows = np.flatnonzero(self.events["event_id"].to_numpy() == event_id) if event_id else ()
        return int(rows[0]) if len(rows) else None


def catalogue(
    events: pd.DataFrame,
    claims: pd.DataFrame,
    documents: pd.DataFrame,
    mentions: pd.DataFrame,
    registry: RegistryLike,
    fingerprint: str,
) -> Catalogue:
    """The table of a build with the columns that the views add, in order of time."""
    parties = {g.id: Party(g.id, g.name, g.short, g.colour) for g in registry.groups}
    others = (_plain(frame) for frame in (claims, documents, mentions))
    return Catalogue(prepare(events, parties), *others, parties, fingerprint)


def _plain(frame: pd.DataFrame) -> pd.DataFrame:
    """A copy whose empty texts are None and not NaN, which would pass for a text."""
    plain = frame.copy()
    for column in plain.columns:
        if isinstance(plain[column].dtype, pd.StringDtype) or plain[column].dtype == object:
            texts = plain[column].astype(object)
            plain[column] = texts.where(texts.notna(), None)
    return plain


def prepare(events: pd.DataFrame, parties: Mapping[str, Party], *, searched: bool = True) -> pd.DataFrame:
    """Events in order of time (undated ones last) with the added columns; without `words` where nothing is searched."""
    table = _plain(events)
    for column in ("groups", "actors", "documents"):
        table[column] = [[] if value is None else list(value) for value in table[column]]
    table["first"], table["last"] = (_days(table[c]) for c in ("earliest", "latest"))
    table["dated"] = table["first"].notna() | table["last"].notna()
    table["day"] = table["first"].notna() & (table["first"] == table["last"])
    table["placed"] = table["latitude"].notna() & table["longitude"].notna()
    table["area"] = table["placed"] & table["place_kind"].isin(AREA_KINDS)
    edtf = [value if isinstance(value, str) else None for value in table["edtf"]]
    table["said"] = [wording.when(value) for value in edtf]
    ends = [_soft(value) for value in edtf]
    table["soft_first"] = [a for a, _ in ends]
    table["soft_last"] = [b for _, b in ends]
    table["colour"] = [parties[g[0]].colour if g and g[0] in parties else NEUTRAL for g in table["groups"]]
    table["names"] = [[parties[g].short if g in parties else g for g in groups] for groups in table["groups"]]
    if searched:
        table["words"] = [_words(row, parties) for row in table.to_dict("records")]
    order = table["first"].fillna(table["last"])
    rank = pd.DataFrame({"at": order, "to": table["last"], "id": table["event_id"]}).sort_values(
        ["at", "to", "id"], na_position="last"
    )
    return table.loc[rank.index].reset_index(drop=True)


def _days(column: pd.Series) -> pd.Series:
    return pd.to_datetime(column, errors="coerce").astype("datetime64[s]")


def _soft(edtf: str | None) -> tuple[bool, bool]:
    """Which ends a modifier softens: "2012-10-30~" both, "2012-11-04/2012-11-15~" the second."""
    if not edtf:
        return False, False
    start, slash, end = edtf.partition("/")
    first = any(mark in start for mark in "~%?")
    return first, any(mark in end for mark in "~%?") if slash else first


def _words(row: Mapping[str, object], parties: Mapping[str, Party]) -> str:
    groups = [f"{parties[g].name} {parties[g].short} {g}" if g in parties else g for g in row["groups"]]
    texts = [row["title"], row["place"], row["evidence"], *groups, *row["actors"], *row["documents"]]
    return " ".join(str(t) for t in texts if isinstance(t, str)).casefold()
