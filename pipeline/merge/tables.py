"""Happenings of documents made the events of a table, in a database.

What is known of them stays on disk and comes by in the order in which it is needed: to be compared, a few words of each
mention; to be put together, the claims of one event. Memory holds one number for each happening, the places, and what
the database may (`settings.DATABASE`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, count, groupby, islice
from operator import itemgetter
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pyarrow as pa

from pipeline.merge.across import Union, join_block
from pipeline.merge.blocks import needed_keys
from pipeline.merge.columns import MORE
from pipeline.merge.compare import TELLING, Key
from pipeline.merge.event import USED, event_row
from pipeline.merge.rows import Row
from pipeline.merge.within import read_spot
from pipeline.model import Status
from pipeline.store.arrow import array, batch, whole
from pipeline.store.columns import CLAIMS, DOCUMENTS, EVENTS, LIST, ORDER, TEXT, WHOLE, Columns
from pipeline.store.order import ordered
from pipeline.store.sql import ROWS, fill, keep, names

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Database

_MADE = 1_024  # events of several happenings in memory at once
_RECENT = 4_096  # places and sets of groups kept at hand: mentions come by place
WIDEST = 62  # days; vaguer dates do not tie documents together
_ROOT = pa.field("root", pa.int64())
_MOVED = pa.schema([("happening", pa.int64()), _ROOT])
_BLOCK = pa.schema([("spot", pa.string()), ("block", pa.int64())])
_COMPARED = Columns(
    "compared",
    (
        ("family", TEXT), ("block", WHOLE), ("happening", WHOLE), ("reference", WHOLE), ("status", TEXT),
        ("first", WHOLE), ("last", WHOLE), ("spot", TEXT), ("groups", LIST), ("words", TEXT),
    ),
)  # fmt: skip
_TYPES = dict((*CLAIMS.fields, *MORE[CLAIMS.name]))
_CLAIMED = Columns("claimed", ((_ROOT.name, WHOLE), *((name, _TYPES[name]) for name in USED)))


def merge_rows(documents: list[Row], events: list[Row], claims: list[Row]) -> tuple[list[Row], list[Row]]:
    """The rows of a table's events, in order, and of its claims, in none, of those of some documents."""
    import duckdb

    with TemporaryDirectory() as folder, duckdb.connect(config={"threads": 1, "temp_directory": folder}) as database:
        for part, rows in ((DOCUMENTS, documents), (EVENTS, events), (CLAIMS, claims)):
            schema = pa.schema([*part.fields, *MORE[part.name], ("reference", pa.int64())])
            fill(database, f"read_{part.name}", schema, [batch(rows, schema)] if rows else ())
        merge_tables(database)
        found = ((part, f"merged_{part.name}", ORDER[part.name]) for part in (EVENTS, CLAIMS))
        return tuple([row for batch in ordered(database, *one) for row in batch.to_pylist()] for one in found)


def merge_tables(database: Database) -> None:
    """Of `read_documents`, `read_events` and `read_claims` makes `merged_events` and `merged_claims`.

    Those hold each document's happenings as if it were alone; these all of them, those that are one put together. Of
    documents of the same words the one whose id comes first stands.
    """
    keep(database, "standing", _STANDING)
    keep(database, "told", _TOLD)
    _join(database)
    _put_together(database)
    database.execute(f"CREATE VIEW merged_events AS {_EVENTS}")
    database.execute(f"CREATE VIEW merged_claims AS {_CLAIMS}")


_STANDING = """
    SELECT reference, happenings, (sum(happenings) OVER (ORDER BY reference) - happenings)::BIGINT AS first
    FROM (
        SELECT arg_min(reference, document) AS reference, arg_min(happenings, document) AS happenings
        FROM read_documents GROUP BY text_id
    )
"""
_TOLD = f"""
    SELECT standing.first + happening AS happening, reference, own_event_id AS basis, family, status,
        spot, groups, words, earliest - DATE '1970-01-01' AS first, latest - DATE '1970-01-01' AS last,
        coalesce(latest - earliest < {WIDEST}, false) AND words <> '' AS ties,
        len(string_split(words, ' ')) >= {TELLING} AS telling
    FROM read_claims JOIN standing USING (reference)
"""
_SAME_WORDS = """
    SELECT min(happening) OVER (PARTITION BY basis) AS one, happening FROM told
    WHERE telling QUALIFY one <> happening
"""
_BLOCKS = """
    SELECT family, block, happening, reference, status, first, last, spot, groups, words
    FROM told JOIN blocks USING (spot) WHERE ties
"""
_HOMES = """
    SELECT happening, root FROM moved UNION ALL SELECT DISTINCT root, root FROM moved
"""
_TOGETHER = f"""
    SELECT root, {names(USED, "claim.")}
    FROM read_claims AS claim JOIN standing USING (reference) JOIN homes ON homes.happening = first + claim.happening
"""
_RENAMED = "SELECT happening, event_id FROM homes JOIN joined USING (root)"
_EVENTS = f"""
    SELECT {names(EVENTS.names)} FROM read_events AS event JOIN standing USING (reference)
    ANTI JOIN homes ON homes.happening = first + event.happening
    UNION ALL SELECT {names(EVENTS.names)} FROM joined
"""
_CLAIMS = """
    SELECT claim.* REPLACE (coalesce(renamed.event_id, claim.event_id) AS event_id)
    FROM read_claims AS claim JOIN standing USING (reference)
    LEFT JOIN renamed ON renamed.happening = first + claim.happening
"""


def _join(database: Database) -> None:
    """Fills `homes`: happenings that are one with others, with the number that stands for all of them."""
    ((size,),) = _rows(database, "SELECT coalesce(max(first + happenings), 0) FROM standing")
    union = Union(size)
    for one, other in _rows(database, _SAME_WORDS):
        union.join(one, other)
    _make_blocks(database)
    for _, block in groupby(_in_order(database, _COMPARED, _BLOCKS, "family", "block", "first"), key=itemgetter(0, 1)):
        join_block((_key(*row) for row in block), union)
    moved = pa.RecordBatch.from_arrays(list(map(whole, union.joined())), schema=_MOVED)
    fill(database, "moved", _MOVED, [moved])
    keep(database, "homes", _HOMES)


def _make_blocks(database: Database) -> None:
    """Fills `blocks`: for each place the numbers of those that it may be compared with."""
    spots = {text: read_spot(text) for (text,) in _rows(database, "SELECT DISTINCT spot FROM told WHERE ties")}
    keys, numbers = needed_keys(spots.values()), count()
    numbered = {key: next(numbers) for key in sorted({k for row in keys.values() for k in row}, key=repr)}
    pairs = [(text, numbered[key]) for text, spot in spots.items() for key in keys[spot]]
    columns = zip(*pairs, strict=True) if pairs else ((), ())
    found = pa.RecordBatch.from_arrays(list(map(array, map(list, columns), _BLOCK.types)), schema=_BLOCK)
    fill(database, "blocks", _BLOCK, [found])


def _key(_family, _block, happening, reference, status, first, last, spot, groups, words) -> Key:
    known = _STATUS[status], (first, last), read_once(spot), _group_set(tuple(groups))
    return Key(happening, reference, *known, tuple(words.split(" ")))


_STATUS = {str(status): status for status in Status}
read_once = lru_cache(maxsize=_RECENT)(read_spot)
_group_set = lru_cache(maxsize=_RECENT)(frozenset)


def _put_together(database: Database) -> None:
    """Fills `joined`, the events of several happenings, and `renamed`, the events of those happenings."""
    schema = EVENTS.schema.append(_ROOT)
    claims = groupby(_in_order(database, _CLAIMED, _TOGETHER, _ROOT.name), key=itemgetter(0))
    events = (_together(root, rows) for root, rows in claims)
    chunks = iter(lambda: list(islice(events, _MADE)), [])
    fill(database, "joined", schema, (batch(chunk, schema) for chunk in chunks))
    keep(database, "renamed", _RENAMED)


def _together(root: int, rows: Iterable[Sequence[object]]) -> dict[str, object]:
    return event_row(dict(zip(USED, row[1:], strict=True)) for row in rows) | {_ROOT.name: root}


def _rows(database: Database, query: str) -> Iterator[tuple]:
    """The rows of a query as they come."""
    return _as_tuples(database.cursor().sql(query).to_arrow_reader(ROWS))


def _in_order(database: Database, columns: Columns, query: str, *keys: str) -> Iterator[tuple]:
    """The rows of a query of these columns by some of them."""
    return _as_tuples(ordered(database, columns, f"({query})", keys))


def _as_tuples(found: Iterable[pa.RecordBatch]) -> Iterator[tuple]:
    return chain.from_iterable(zip(*(column.to_pylist() for column in batch.columns), strict=True) for batch in found)
