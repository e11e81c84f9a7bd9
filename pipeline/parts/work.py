"""Making a part of its items: parsed, corrected, analysed, packed. Knows no other part, no file and no network."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.corpus import analyse_one
from pipeline.merge import happenings
from pipeline.model import Analysis, Document, Skipped
from pipeline.parts import part
from pipeline.parts.part import Entry, Files, Job
from pipeline.places.complete import Ask
from pipeline.read import Item, parse
from pipeline.store import rows
from pipeline.store.arrow import batch, of_columns
from pipeline.store.columns import MENTIONS

# A part is read as a whole, and not often: what would help to find something in it isn't worth its time.
_QUICKLY = {"compression": "lz4", "write_statistics": False, "store_schema": False}
Outcome = Analysis | Skipped | Entry  # Entry: settled before


def make(job: Job, note: Callable[[int], None] = lambda number: None, ask: Ask | None = None) -> Files:
    """The files of a part; `note` is told the number of each item as it is begun, and of all as they are done.

    Raises where a data file of the program is damaged, which no document can help.
    """
    packing = Packing()
    for number, item in enumerate(job.items):
        note(number)
        if number in job.lost:
            packing.add(Entry(item.key, item.source, None, "", b"", *job.lost[number], again=True))
        else:
            packing.take(item, job, ask)
    note(len(job.items))
    return packing.files()


class Packing:
    """Gathers what is kept of one document after the other."""

    def __init__(self) -> None:
        self._entries: list[Entry] = []
        self._rows: dict[str, list[rows.Row]] = {name: [] for name in part.ROWS}
        self._mentions: dict[str, list[tuple]] = {kind: [] for kind in rows.MENTION_KEYS}  # values, by kind

    def add(self, entry: Entry) -> None:
        """Takes in an entry without a document."""
        self._entries.append(entry)

    def take(self, item: Item, job: Job, ask: Ask | None) -> None:
        """Reads an item and takes in what comes of it."""
        key = item.key
        try:
            document = _document(item, job)
            if isinstance(document, Skipped):
                self.add(Entry(key, document.source, reason=document.reason, remedy=document.remedy))
                return
            published = job.corrected.get(document.id, "")
            document = corrected(document, published)
            outcome = analyse_one(document, ask)
        except MemoryError:
            reason = f"reading it takes more than {job.limits.memory:,} MB of memory"
            self.add(Entry(key, item.source, reason=reason, remedy="split it, or raise --max-memory", again=True))
            return
        known = Entry(key, document.source, document.id, published, part.digest(document))
        if isinstance(outcome, Skipped):
            self.add(replace(known, document=None, reason=outcome.reason, remedy=outcome.remedy))
        else:
            self.keep(known, outcome)

    def keep(self, entry: Entry, analysis: Analysis) -> None:
        """Takes in an entry with what was read in its document."""
        number, document = len(self._entries), analysis.document
        self._entries.append(entry)
        found = happenings(document.text, analysis.publication, analysis.events)
        self._put("documents", ({**row, **found.columns} for row in rows.document_rows([analysis])), number)
        self._put("events", found.events, number)
        self._put("claims", found.claims, number)
        for place, (kind, values) in enumerate(rows.mention_values(analysis)):
            self._mentions[kind].append((*values, place, number))

    def _put(self, name: str, found: Iterable[rows.Row], number: int) -> None:
        for row in found:
            row[part.ENTRY] = number
            self._rows[name].append(row)

    def files(self) -> Files:
        """The part's files."""
        found = {part.ENTRIES: part.pack_entries(self._entries)}
        for name, (file, schema) in part.ROWS.items():
            found[file] = _parquet(self._batches(name, schema), schema)
        return found

    def _batches(self, name: str, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
        if self._rows[name]:
            yield batch(self._rows[name], schema)
        for kind, values in self._mentions.items() if name == MENTIONS.name else ():
            if values:
                keys = (*rows.MENTION_KEYS[kind], part.PLACE, part.ENTRY)
                yield of_columns(dict(zip(keys, zip(*values, strict=True), strict=True)), schema)


def _document(item: Item, job: Job) -> Document | Skipped:
    if item.form == part.STORED:
        return msgspec.json.decode(item.content, type=Document)
    return parse(item, job.limits)


def corrected(document: Document, published: str | None) -> Document:
    """The document as published on a date (EDTF) that somebody has set right, if anybody has."""
    return replace(document, published=published, published_rule="corrected") if published else document


def _parquet(batches: Iterable[pa.RecordBatch], schema: pa.Schema) -> bytes:
    """Rows as a file."""
    target = io.BytesIO()
    pq.write_table(pa.Table.from_batches(batches, schema).combine_chunks(), target, **_QUICKLY)
    return target.getvalue()
