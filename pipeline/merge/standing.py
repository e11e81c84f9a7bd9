"""Which documents stand: of those of the same words the one whose id comes first. Their happenings are numbered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from pipeline.merge.columns import HAPPENING, HAPPENINGS, REFERENCE, TEXT_ID
from pipeline.store.arrow import gathered, tuples
from pipeline.store.columns import DOCUMENTS, TEXT, WHOLE, Columns
from pipeline.store.disk import on_disk
from pipeline.store.order import ordered
from pipeline.store.sql import fill, path_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Database

Read = Callable[[Columns, Sequence[str]], Iterator[pa.Table]]
"""Gives some columns of a part's rows of all documents, and REFERENCE, the documents' numbers: from 0 on, in the order
in which they come."""

_TEXTS = Columns("texts", ((REFERENCE, WHOLE), ("document", TEXT), (TEXT_ID, TEXT), (HAPPENINGS, WHOLE)))
_NUMBER = pa.field(HAPPENING, pa.int64())


@dataclass(frozen=True, slots=True)
class Standing:
    """The documents that stand."""

    read: Read
    first: np.ndarray  # by document: the number of its first happening, negative where it does not stand
    happenings: int  # of all

    def rows(self, part: Columns, columns: Sequence[str]) -> Iterator[pa.Table]:
        """Some columns of their rows, REFERENCE, and the numbers of happenings, which no two documents share."""
        for rows in self.read(part, (*columns, HAPPENING)):
            first = self.first[rows.column(REFERENCE).to_numpy()]
            numbers = pa.array(first + rows.column(HAPPENING).to_numpy())
            rows = rows.drop_columns(HAPPENING).append_column(_NUMBER, numbers)
            yield rows if (first >= 0).all() else rows.filter(pa.array(first >= 0))


def standing(database: Database, read: Read) -> Standing:
    """Those that stand of the documents that `read` gives."""
    columns = ("document", TEXT_ID, HAPPENINGS)
    rows = (found.select(_TEXTS.names).cast(_TEXTS.schema) for found in read(DOCUMENTS, columns))
    fill(database, _TEXTS.name, _TEXTS.schema, gathered(rows))
    ((count,),) = database.execute(f"SELECT count(*) FROM {_TEXTS.name}").fetchall()
    first = on_disk(path_of(database, "first"), "int64", count)
    first[:] = -1
    texts = tuples(ordered(database, _TEXTS, _TEXTS.name, (TEXT_ID, "document")))
    for _, alike in groupby(texts, key=itemgetter(2)):
        reference, _, _, happenings = next(alike)
        first[reference] = happenings
    numbers, total = memoryview(first), 0
    for reference in range(count):
        if numbers[reference] >= 0:
            numbers[reference], total = total, total + numbers[reference]
    return Standing(read, first, total)
