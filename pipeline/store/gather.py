"""What the table keeps of documents, taken from their analyses one by one, so that no analysis need stay in memory."""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa

from pipeline.model import Analysis
from pipeline.store import rows
from pipeline.store.columns import MENTIONS

_CHUNK = 4096  # rows of mentions; the run of the last document goes on past it


class Gathered:
    """Rows of `documents`, and of `mentions` packed as Arrow tables."""

    def __init__(self, analyses: Iterable[Analysis] = ()) -> None:
        self._documents: list[rows.Row] = []
        self._chunks: list[pa.Table] = []
        self._pending: list[rows.Row] = []
        self._runs: list[tuple[str, int, int, int]] = []  # document, chunk, first row, number of rows
        for analysis in analyses:
            self.add(analysis)

    def __len__(self) -> int:
        return len(self._documents)

    def add(self, analysis: Analysis) -> None:
        """Takes in a document."""
        found = rows.mention_rows([analysis])
        self._documents += rows.document_rows([analysis])
        self._runs.append((analysis.document.id, len(self._chunks), len(self._pending), len(found)))
        self._pending += found
        if len(self._pending) >= _CHUNK:
            self._pack()

    def _pack(self) -> None:
        self._chunks.append(pa.Table.from_pylist(self._pending, schema=MENTIONS.schema))
        self._pending = []

    @property
    def ids(self) -> list[str]:
        """The ids of the documents, in the order taken in."""
        return [document for document, *_ in self._runs]

    def documents(self) -> list[rows.Row]:
        """Rows of `documents`, by id."""
        return sorted(self._documents, key=lambda row: row["document"])

    def mentions(self) -> pa.Table:
        """The rows of `mentions`, by document and place in it."""
        if self._pending or not self._chunks:
            self._pack()
        runs = sorted(self._runs, key=lambda run: run[0])
        slices = [self._chunks[chunk].slice(first, size) for _, chunk, first, size in runs if size]
        return pa.concat_tables(slices or self._chunks[:1]).combine_chunks()
