"""Some events of a table as the frames that figures and evidence read."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import pandas as pd

from views.catalogue import Catalogue, _plain, prepare
from views.query.answers import FEW, Found
from views.query.opening import Opened
from views.selection import CERTAIN, POSSIBLE, Verdict
from views.texts import language

_EVENTS = """
SELECT n, event_id, title, t.value AS event_type, s.value AS status, edtf,
       CASE WHEN lo BETWEEN -1e9 AND 1e9 THEN DATE '1970-01-01' + lo END AS earliest,
       CASE WHEN hi BETWEEN -1e9 AND 1e9 THEN DATE '1970-01-01' + hi END AS latest,
       place, place_kind, country_code, longitude, latitude, radius_km, geonames_id,
       g.members AS groups, d.members AS documents, m.confidence / 100 AS confidence
FROM (SELECT * FROM marks WHERE n BETWEEN $low AND $high AND n IN (SELECT unnest($ranks::INTEGER[]))) m
JOIN (SELECT * FROM details WHERE n BETWEEN $low AND $high) USING (n)
LEFT JOIN points USING (point) JOIN groupsets g USING (groupset) JOIN docsets d USING (docset)
LEFT JOIN terms t ON t.facet = 'type' AND t.code = m.type
LEFT JOIN terms s ON s.facet = 'status' AND s.code = m.status
ORDER BY n"""


def few(opened: Opened, ranks: Sequence[int]) -> pd.DataFrame:
    """The events of these ranks in order of time, with the columns that figures read (see `views.catalogue`).

    A small table is fetched whole, once a language.
    """
    if opened.total <= FEW:
        whole = _whole(opened, language())
        return whole if len(ranks) == len(whole) else whole.iloc[list(ranks)].reset_index(drop=True)
    return _prepared(opened, ranks)


def verdict(found: Found) -> Verdict:
    """Of each event found, whether it is certainly or only possibly inside."""
    return np.where(found.sure, CERTAIN, POSSIBLE).astype(np.int8)


def slice_of(opened: Opened, events: pd.DataFrame) -> Catalogue:
    """A catalogue of these events alone, without their claims."""
    nothing = pd.DataFrame()
    return Catalogue(events, nothing, nothing, nothing, opened.parties, opened.build)


@lru_cache(maxsize=64)
def told(opened: Opened, rank: int, _: str = "") -> Catalogue:
    """One event with its claims, their documents, and where those name groups: all that its evidence is made of.

    The last value is the language in which its date is said.
    """
    row, event_id = opened.rows("SELECT row, event_id FROM details WHERE n = ?", [rank])[0]
    events = _frame(opened, "SELECT * FROM store.events WHERE rowid = ?", [row])
    claims = _frame(opened, "SELECT * FROM store.claims WHERE event_id = ?", [event_id])
    ids = sorted(set(claims["document"]))
    documents = _frame(opened, "SELECT * FROM store.documents WHERE document IN (SELECT unnest(?::VARCHAR[]))", [ids])
    sql = "SELECT * FROM store.mentions WHERE kind = 'group' AND document IN (SELECT unnest(?::VARCHAR[]))"
    mentions = _frame(opened, sql, [ids])
    rest = (_plain(frame) for frame in (claims, documents, mentions))
    return Catalogue(prepare(events, opened.parties, searched=False), *rest, opened.parties, opened.build)


def chosen(opened: Opened, ranks: Sequence[int]) -> Catalogue:
    """The events of these ranks with their evidence, and what names their documents: all that a figure is made of."""
    rows = [row for (row,) in opened.rows("SELECT row FROM details WHERE n IN (SELECT unnest(?::INTEGER[]))", [ranks])]
    events = _frame(opened, "SELECT * FROM store.events WHERE rowid IN (SELECT unnest(?::BIGINT[]))", [rows])
    ids = sorted({document for documents in events["documents"] for document in documents})
    sql = "SELECT document, title, publisher, published_edtf FROM store.documents WHERE document IN "
    documents = _frame(opened, f"{sql}(SELECT unnest(?::VARCHAR[]))", [ids])
    nothing = pd.DataFrame()
    table = prepare(events, opened.parties, searched=False)
    return Catalogue(table, nothing, _plain(documents), nothing, opened.parties, opened.build)


@lru_cache(maxsize=4)
def _whole(opened: Opened, _: str) -> pd.DataFrame:
    return _prepared(opened, range(opened.total))


def _prepared(opened: Opened, ranks: Sequence[int]) -> pd.DataFrame:
    values = {"ranks": list(ranks), "low": min(ranks, default=0), "high": max(ranks, default=0)}
    events = _frame(opened, _EVENTS, values)
    return prepare(events.assign(actors=None, evidence=None), opened.parties, searched=False)


def _frame(opened: Opened, sql: str, values: object) -> pd.DataFrame:
    frame = opened.connection.cursor().sql(sql, params=values).to_arrow_table().to_pandas(date_as_object=False)
    for name in frame.columns:
        if name in ("groups", "actors", "documents", "disagreements"):
            frame[name] = [[] if items is None else list(items) for items in frame[name]]
    return frame
