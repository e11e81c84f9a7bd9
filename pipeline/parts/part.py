"""A part: some documents, analysed, as the five files of a folder.

entries.msgpack     one entry an item, in their order: its document, or why there is none
documents.parquet   rows of `documents`, mentions.parquet those of `mentions`, each with the number of its entry
events.parquet      rows of `events` and claims.parquet of `claims`, as if each document were alone, with that number
                    and what merging needs of them
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, fields
from operator import attrgetter

import msgspec
import pyarrow as pa

from pipeline.merge.columns import MORE
from pipeline.model import Document
from pipeline.read import Item
from pipeline.settings import Limits
from pipeline.store.columns import CLAIMS, DOCUMENTS, EVENTS, MENTIONS

ENTRIES = "entries.msgpack"
STORED = "stored"  # form of an item that is a document of a table already
ENTRY, PLACE = "part_entry", "part_place"  # columns of the Parquet files besides those of the table
_MORE = MORE | {MENTIONS.name: ((PLACE, pa.int32()),)}
ROWS = {
    part.name: (f"{part.name}.parquet", pa.schema([*part.fields, *_MORE[part.name], (ENTRY, pa.int32())]))
    for part in (DOCUMENTS, MENTIONS, EVENTS, CLAIMS)
}
"""The files of rows with their columns, by part of the table."""

Files = dict[str, bytes]  # of a part, by name


@dataclass(frozen=True, slots=True)
class Entry:
    """An item and what became of it."""

    key: bytes  # Item.key
    source: str
    document: str | None = None  # its id, None where there is none
    corrected: str = ""  # the publication date that a correction gave it
    digest: bytes = b""  # of the document as corrected
    reason: str = ""
    remedy: str = ""
    again: bool = False  # a later build may fare better: it was too slow or too big, and not a matter of its bytes


@dataclass(frozen=True, slots=True)
class Job:
    """Items to make a part of, with all that decides what comes of them."""

    items: tuple[Item, ...]
    limits: Limits
    corrected: dict[str, str]  # publication date by id of document, as people have set it right
    lost: dict[int, tuple[str, str]]  # number of an item that is not to be tried again, with reason and remedy


def digest(document: Document) -> bytes:
    """The same for documents that are the same in everything."""
    return hashlib.blake2b(msgspec.json.encode(_VALUES(document)), digest_size=16).digest()


def stored_item(document: Document) -> Item:
    """A document of a table as an item."""
    return Item(document.source, STORED, msgspec.json.encode(document), document.id)


def digest_of(job: Job) -> str:
    """A short name of a job's items."""
    return hashlib.blake2b(b"".join(item.key for item in job.items), digest_size=8).hexdigest()


def pack_entries(entries: Sequence[Entry]) -> bytes:
    return _ENCODER.encode(entries)


def unpack_entries(data: bytes) -> list[Entry]:
    return _ENTRIES.decode(data)


def pack_job(job: Job) -> bytes:
    return _ENCODER.encode(job)


def unpack_job(data: bytes) -> Job:
    return _JOB.decode(data)


def pack_files(files: Files) -> bytes:
    return _ENCODER.encode(files)


def unpack_files(data: bytes) -> Files:
    return _FILES.decode(data)


_VALUES = attrgetter(*(field.name for field in fields(Document)))
_ENCODER = msgspec.msgpack.Encoder()
_ENTRIES = msgspec.msgpack.Decoder(list[Entry])
_JOB = msgspec.msgpack.Decoder(Job)
_FILES = msgspec.msgpack.Decoder(dict[str, bytes])
