"""Reading: files, folders and URLs in, documents out, and for every input that can't be read a reason and a remedy.

In two steps. `read_items` opens inputs and cuts those that hold many documents into items, one after the other, so
that no archive is ever in memory as a whole; `parse` makes an item's document, in whatever process. Nothing in here
interprets a text; a document holds what its file states.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import PurePosixPath
from typing import BinaryIO

from pipeline.model import Document, Skipped
from pipeline.read.archive import split_zip
from pipeline.read.files import expand
from pipeline.read.item import Item
from pipeline.read.opening import Location, is_url, location, opened, plain_name, read_all
from pipeline.read.raw import Raw, Unreadable, to_document
from pipeline.settings import USUAL, Limits

__all__ = ["Item", "Location", "is_url", "location", "parse", "read_items", "read_paths"]

# Ending → form of its one document, or the module and function that cut it into items.
READERS = {
    ".txt": "text",
    ".md": "text",
    ".html": "html",
    ".htm": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".jsonl": ("records", "split_jsonl"),
    ".csv": ("records", "split_csv"),
    ".parquet": ("records", "split_parquet"),
    ".warc": ("warc", "split_warc"),
    ".zip": "zip",
}
# Form → the module whose `parse` reads it. Modules are loaded at need: some of their libraries take long to load.
PARSERS = {"text": "plain", "html": "html", "pdf": "pdf", "docx": "docx", "record": "records"}
RISKY = frozenset({"html", "pdf", "docx"})  # forms whose parsers are not ours: they run where they can be killed


def read_items(paths: Sequence[Location], limits: Limits = USUAL) -> Iterator[Item | Skipped]:
    """All that may give a document under `paths`, in the order of their paths, and a Skipped for what can't be opened.

    Folders are read with all below them. Never raises for what an input holds.
    """
    for found in expand(paths):
        if isinstance(found, Skipped):
            yield found
        else:
            yield from _costs_itself_alone(found, limits)


def parse(item: Item, limits: Limits = USUAL) -> Document | Skipped:
    """The document of an item, or why there is none."""
    try:
        parser = import_module(f"{__name__}.{PARSERS[item.form]}")
        parsed = parser.parse(item.content, item.source, limits)
        stated = {key: value for key, value in item.metadata.items() if value}
        raw = Raw(parsed.text, item.source, item.content, item.default_id, {**parsed.metadata, **stated})
        return to_document(raw, limits.characters)
    except Unreadable as error:
        return Skipped(error.source or item.source, error.reason, error.remedy)


def read_paths(paths: Sequence[Location], limits: Limits = USUAL) -> Iterator[Document | Skipped]:
    """Every document under `paths` and a Skipped for each input that gives none, in the order of their paths.

    Where two documents carry one id the first is kept.
    """
    taken: dict[str, str] = {}
    for item in read_items(paths, limits):
        outcome = item if isinstance(item, Skipped) else parse(item, limits)
        if isinstance(outcome, Document):
            first = taken.setdefault(outcome.id, outcome.source)
            outcome = outcome if first == outcome.source else twice(outcome.id, outcome.source, first)
        yield outcome


def twice(document: str, source: str, first: str) -> Skipped:
    """Why a document is left out whose id another one has."""
    return Skipped(
        source,
        f"its id {document!r} is already taken by {first}",
        "give one of the two another `id` in its front matter (or record), or another file name",
    )


def _costs_itself_alone(where: Location, limits: Limits) -> Iterator[Item | Skipped]:
    """The items of one file; whatever is wrong with it ends it alone."""
    source = str(where)
    try:
        if not is_url(where) and where.exists() and not where.is_file():  # reading a pipe would wait for ever
            raise Unreadable("it is neither a file nor a folder", "name a file or a folder of documents", source)
        _reader(plain_name(where).suffix, source)
        with opened(where) as stream:
            yield from _split(stream, source, str(plain_name(where)), limits)
    except Unreadable as error:
        yield Skipped(error.source or source, error.reason, error.remedy)
    except OSError as error:
        reason = error.strerror or str(error)
        yield Skipped(source, f"cannot be opened: {reason}", "check the file and its permissions")
    except Exception as error:
        if not is_url(where):
            raise
        yield Skipped(source, f"cannot be opened: {error}", "check the URL and your right to read it")


def _split(stream: BinaryIO, source: str, name: str, limits: Limits, inside: bool = False) -> Iterator[Item | Skipped]:
    """The items of an opened file of that name."""
    stem, ending = PurePosixPath(name).stem, PurePosixPath(name).suffix
    reader = _reader(ending, source)
    if isinstance(reader, tuple):
        module, function = reader
        yield from getattr(import_module(f"{__name__}.{module}"), function)(stream, source, stem, limits)
    elif reader == "zip" and not inside:
        yield from split_zip(stream, source, limits, lambda member, where: _member(member, where, limits))
    else:
        yield Item(source, reader, read_all(stream, source, limits.bytes), stem)


def _member(stream: BinaryIO, source: str, limits: Limits) -> Iterator[Item | Skipped]:
    """The items of a file inside an archive, which costs itself alone like any other."""
    try:
        yield from _split(stream, source, source.rpartition("/")[2], limits, inside=True)
    except Unreadable as error:
        yield Skipped(error.source or source, error.reason, error.remedy)


def _reader(ending: str, source: str) -> str | tuple[str, str]:
    reader = READERS.get(ending.lower())
    if reader is None:
        raise Unreadable(
            f"files ending in {ending!r} are not read" if ending else "the file's name has no ending",
            f"save it as one of {', '.join(READERS)}, or leave it out",
            source,
        )
    return reader
