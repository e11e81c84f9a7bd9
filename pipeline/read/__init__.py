"""Reading: files and folders in, documents out, and for every input that can't be read a reason and a remedy.

One module a family of formats, each with a function `read(path, limit) -> Iterator[Raw]` that raises `Unreadable`.
Nothing in here interprets a text; a document holds what its file states.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path

from pipeline import settings
from pipeline.model import Document, Skipped
from pipeline.read.files import expand
from pipeline.read.raw import Raw, Unreadable, to_document

# Ending → module and function. Modules are loaded at need: some of their libraries take long to load.
READERS = {
    ".txt": ("plain", "read"),
    ".md": ("plain", "read"),
    ".html": ("html", "read"),
    ".htm": ("html", "read"),
    ".pdf": ("pdf", "read"),
    ".docx": ("docx", "read"),
    ".jsonl": ("records", "read_jsonl"),
    ".csv": ("records", "read_csv"),
}


def read_paths(paths: Sequence[Path], limit: int = settings.MAX_TEXT_CHARACTERS) -> Iterator[Document | Skipped]:
    """Every document under `paths`, in the order of their paths, and a Skipped for each input that gives none.

    Folders are read with all below them. Where two documents carry one id the first is kept; a document of more than
    `limit` characters is skipped. Never raises for what an input holds.
    """
    taken: dict[str, str] = {}
    for found in expand(paths):
        if isinstance(found, Skipped):
            yield found
            continue
        for outcome in _read_file(found, limit):
            if isinstance(outcome, Skipped):
                yield outcome
            elif outcome.id in taken:
                yield _twice(outcome, taken[outcome.id])
            else:
                taken[outcome.id] = outcome.source
                yield outcome


def _read_file(path: Path, limit: int) -> Iterator[Document | Skipped]:
    if path.suffix.lower() not in READERS:
        yield Skipped(
            str(path),
            f"files ending in {path.suffix!r} are not read" if path.suffix else "the file's name has no ending",
            f"save it as one of {', '.join(READERS)}, or leave it out",
        )
        return
    if path.exists() and not path.is_file():  # reading a pipe would wait for ever
        yield Skipped(str(path), "it is neither a file nor a folder", "name a file or a folder of documents")
        return
    module, function = READERS[path.suffix.lower()]
    raws = getattr(import_module(f"{__name__}.{module}"), function)(path, limit)
    while True:
        try:
            raw = next(raws)
            outcome = to_document(raw, limit) if isinstance(raw, Raw) else raw
        except StopIteration:
            return
        except Unreadable as error:
            outcome = Skipped(error.source or str(path), error.reason, error.remedy)
        except OSError as error:
            reason = error.strerror or str(error)
            outcome = Skipped(str(path), f"cannot be opened: {reason}", "check the file and its permissions")
        yield outcome


def _twice(document: Document, first: str) -> Skipped:
    return Skipped(
        document.source,
        f"its id {document.id!r} is already taken by {first}",
        "give one of the two another `id` in its front matter (or record), or another file name",
    )
