"""Happenings of documents made the events of a table, in a database.

What is known of them stays on disk and comes by in the order in which it is needed: to be compared, a few words of each
mention; to be put together, the claims of one event. So do the few numbers that there are of each document and each
happening. Memory holds what is sorted at a time and what the database may (`settings.DATABASE`), however many they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import chain, groupby, islice
from operator import itemgetter
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from pipeline.merge.across import ALONE, Sets, Union, join_block
from pipeline.merge.blocks import place_keys
from pipeline.merge.columns import FAMILY, HAPPENING, MORE, REFERENCE, SPOT, WORDS
from pipeline.merge.compare import TELLING, Key, digest
from pipeline.merge.event import USED, event_row
from pipeline.merge.rows import Row
from pipeline.merge.standing import Read, Standing, standing
from pipeline.merge.within import read_spot
from pipeline.model import Status
from pipeline.store.arrow import batch, gathered, of_columns, tuples
from pipeline.store.columns import CLAIMS, DOCUMENTS, EVENTS, LIST, ORDER, TEXT, WHOLE, Columns
from pipeline.store.disk import on_disk
from pipeline.store.order import KEY, in_order, ordered, ranges
from pipeline.store.sql import ROWS, fill, keep, path_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Database

_MADE = 1_024  # events of several happenings in memory at once
_RECENT = 4_096  # places and sets of groups kept at hand: mentions come by place
_ID = f"S{len(digest())}"  # of an event, as it lies on disk
WIDEST = 62  # days; vaguer dates do not tie documents together
_SET = pa.field("set", pa.int64())
_TYPES = dict((*CLAIMS.fields, *MORE[CLAIMS.name])) | {HAPPENING: WHOLE, REFERENCE: WHOLE}


def _of_claims(name: str, columns: Sequence[str]) -> Columns:
    return Columns(name, tuple((column, _TYPES[column]) for column in columns))


_COMPARED_BY = ("own_event_id", "status", "earliest", "latest", "groups", FAMILY, SPOT, WORDS)
_TOLD = _of_claims("told", (*_COMPARED_BY, REFERENCE, HAPPENING))
_SAME_BASIS = Columns("basis", (("own_event_id", TEXT), (HAPPENING, WHOLE)))
_PLACE_KEYS = pa.schema([("spot", pa.string()), ("number", pa.int64()), ("key", pa.string())])
_COMPARED = Columns(
    "compared",
    (
        ("family", TEXT), ("block", WHOLE), ("happening", WHOLE), ("reference", WHOLE), ("status", TEXT),
        ("first", WHOLE), ("last", WHOLE), ("spot", TEXT), ("groups", LIST), ("words", TEXT),
    ),
)  # fmt: skip
_CLAIMED = Columns("claimed", ((_SET.name, WHOLE), *_of_claims("claimed", USED).fields))


def merge_rows(documents: list[Row], events: list[Row], claims: list[Row]) -> tuple[list[Row], list[Row]]:
    """The rows of a table's events, in order, and of its claims, in none, of those of some documents."""
    import duckdb

    known = {}
    for part, rows in ((DOCUMENTS, documents), (EVENTS, events), (CLAIMS, claims)):
        schema = pa.schema([*part.fields, *MORE[part.name], (REFERENCE, pa.int64())])
        known[part] = pa.Table.from_batches([batch(rows, schema)] if rows else [], schema)
    with TemporaryDirectory() as folder, duckdb.connect(config={"threads": 1, "temp_directory": folder}) as database:
        merge_tables(database, lambda part, columns: iter([known[part].select([*columns, REFERENCE])]))
        found = ((part, f"merged_{part.name}", ORDER[part.name]) for part in (EVENTS, CLAIMS))
        return tuple([row for batch in ordered(database, *one) for row in batch.to_pylist()] for one in found)


def merge_tables(database: Database, read: Read) -> None:
    """Makes `merged_events` and `merged_claims` of what `read` gives of documents, events and claims.

    That holds each document's happenings as if it were alone; these all of them, those that are one put together.
    """
    documents = standing(database, read)
    sets = _joined(database, documents)
    ids = on_disk(path_of(database, "ids"), _ID, sets.count)
    events = chain(_together(database, documents, sets, ids), gathered(_alone(documents, sets)))
    fill(database, f"merged_{EVENTS.name}", EVENTS.schema, events)
    fill(database, f"merged_{CLAIMS.name}", CLAIMS.schema, gathered(_renamed(documents, sets, ids)))


_TIES = f"coalesce(latest - earliest < {WIDEST}, false) AND words <> ''"
_TELLING = f"SELECT own_event_id, happening FROM told WHERE len(string_split(words, ' ')) >= {TELLING}"
# Keys of a place without those that it shares with no other, one at least.
_NEEDED = """
    SELECT spot, dense_rank() OVER (ORDER BY key) AS block
    FROM (
        SELECT *, max(bearers) OVER (PARTITION BY spot) AS most
        FROM (SELECT *, count(*) OVER (PARTITION BY key) AS bearers FROM place_keys)
    )
    WHERE bearers > 1 OR (most = 1 AND number = 0)
"""
_BLOCKS = f"""
    SELECT family, block, happening, reference, status, earliest - DATE '1970-01-01' AS first,
        latest - DATE '1970-01-01' AS last, spot, groups, words
    FROM told JOIN blocks USING (spot) WHERE {_TIES}
"""


def _joined(database: Database, documents: Standing) -> Sets:
    """The happenings that are one."""
    told = (rows.select(_TOLD.names).cast(_TOLD.schema) for rows in documents.rows(CLAIMS, _COMPARED_BY))
    fill(database, _TOLD.name, _TOLD.schema, gathered(told))
    union = Union(path_of(database, "union"), documents.happenings)
    for one, other in _neighbours(ordered(database, _SAME_BASIS, f"({_TELLING})", ("own_event_id",))):
        union.join(one, other)
    _make_blocks(database)
    for _, block in groupby(_in_order(database, _COMPARED, _BLOCKS, "family", "block", "first"), key=itemgetter(0, 1)):
        join_block((_key(*row) for row in block), union)
    return union.sets(path_of(database, "sets"))


def _neighbours(found: Iterable[pa.RecordBatch]) -> Iterator[tuple[int, int]]:
    """The numbers in the second column of rows next to each other that have the same in the first."""
    import pyarrow.compute as pc  # makes its functions as it is loaded

    last = pa.RecordBatch.from_arrays([pa.nulls(1, pa.string()), pa.nulls(1, pa.int64())], schema=_SAME_BASIS.schema)
    for rows in found:
        both = pa.Table.from_batches([last, rows]).combine_chunks()
        names, numbers = (column.chunk(0) for column in both.columns)
        same = pc.equal(names[1:], names[:-1])
        yield from zip(numbers[:-1].filter(same).to_pylist(), numbers[1:].filter(same).to_pylist(), strict=True)
        last = rows.slice(len(rows) - 1)


def _make_blocks(database: Database) -> None:
    """Fills `blocks`: for each place the numbers of those that it may be compared with."""
    spots = database.cursor().sql(f"SELECT DISTINCT spot FROM told WHERE {_TIES}").to_arrow_reader(ROWS)
    keys = ((text, number, repr(key)) for (text,) in tuples(spots) for number, key in _numbered_keys(text))
    chunks = iter(lambda: list(islice(keys, ROWS)), [])
    found = (of_columns(dict(zip(_PLACE_KEYS.names, zip(*c, strict=True), strict=True)), _PLACE_KEYS) for c in chunks)
    fill(database, "place_keys", _PLACE_KEYS, found)
    keep(database, "blocks", _NEEDED)


def _numbered_keys(spot: str) -> Iterator[tuple[int, object]]:
    return enumerate(place_keys(read_spot(spot)))


def _key(_family, _block, happening, reference, status, first, last, spot, groups, words) -> Key:
    known = _STATUS[status], (first, last), read_once(spot), _group_set(tuple(groups))
    return Key(happening, reference, *known, tuple(words.split(" ")))


_STATUS = {str(status): status for status in Status}
read_once = lru_cache(maxsize=_RECENT)(read_spot)
_group_set = lru_cache(maxsize=_RECENT)(frozenset)


def _together(database: Database, documents: Standing, sets: Sets, ids: np.ndarray) -> Iterator[pa.RecordBatch]:
    """The events of several happenings; `ids` is given their ids, by set."""
    folder = path_of(database, _CLAIMED.name).with_suffix("")
    claims = in_order(partial(_in_sets, documents, sets), _CLAIMED, partial(_bounds, sets), folder)
    found = groupby(tuples(claims), key=itemgetter(0))
    while events := [_event(number, rows, ids) for number, rows in islice(found, _MADE)]:
        yield batch(events, EVENTS.schema)


def _in_sets(documents: Standing, sets: Sets) -> Iterator[pa.RecordBatch]:
    """Claims of happenings that are one with others, with their set, by which they are ordered."""
    for rows, numbers in _with_sets(documents, CLAIMS, USED, sets):
        keyed = rows.append_column(KEY, pa.array(numbers)).append_column(_SET, pa.array(numbers))
        yield from keyed.filter(pa.array(numbers != ALONE)).to_batches()


def _bounds(sets: Sets, first: pa.Table) -> list[int]:
    """Sets with about as many claims between two of them as are sorted at a time, as the first ones tell."""
    known = len(np.unique(first.column(HAPPENING).to_numpy()))
    parts = min(sets.count, ranges(sets.members * first.nbytes // known))
    return [sets.count * number // parts for number in range(1, parts)]


def _event(number: int, rows: Iterable[Sequence[object]], ids: np.ndarray) -> Row:
    event = event_row(dict(zip(USED, row[1:], strict=True)) for row in rows)
    ids[number] = event["event_id"]
    return event


def _alone(documents: Standing, sets: Sets) -> Iterator[pa.Table]:
    """The events of happenings that are one with no other."""
    for rows, numbers in _with_sets(documents, EVENTS, EVENTS.names, sets):
        yield rows.select(EVENTS.names).filter(pa.array(numbers == ALONE))


def _renamed(documents: Standing, sets: Sets, ids: np.ndarray) -> Iterator[pa.Table]:
    """All claims, with the ids that their events bear now."""
    import pyarrow.compute as pc  # makes its functions as it is loaded

    at = CLAIMS.names.index("event_id")
    for rows, numbers in _with_sets(documents, CLAIMS, CLAIMS.names, sets):
        rows, moved = rows.select(CLAIMS.names), numbers != ALONE
        now = pa.array(ids[numbers[moved]].astype(str), pa.string())
        event_id = pc.replace_with_mask(rows.column(at).combine_chunks(), pa.array(moved), now)
        yield rows.set_column(at, CLAIMS.schema.field(at), event_id)


def _with_sets(
    documents: Standing, part: Columns, columns: Sequence[str], sets: Sets
) -> Iterator[tuple[pa.Table, np.ndarray]]:
    for rows in documents.rows(part, columns):
        yield rows, sets.of[rows.column(HAPPENING).to_numpy()]


def _in_order(database: Database, columns: Columns, query: str, *keys: str) -> Iterator[tuple]:
    """The rows of a query of these columns by some of them."""
    return tuples(ordered(database, columns, f"({query})", keys))
