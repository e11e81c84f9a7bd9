"""Word documents: paragraphs and tables in reading order."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table

from pipeline import settings
from pipeline.read import front_matter
from pipeline.read.raw import Raw, Unreadable

_REMEDY = "save it again from Word as .docx, or as text"


def read(path: Path, limit: int) -> Iterator[Raw]:
    """The one document of a .docx file. Raises Unreadable, OSError."""
    source = str(path)
    content = path.read_bytes()
    if not content.strip():
        raise Unreadable("the file is empty", "save it again, or leave it out", source)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > settings.MAX_FILE_BYTES:
                raise Unreadable("unpacked it is over the limit for one file", "split it into several files", source)
        opened = docx.Document(io.BytesIO(content))
        text = "\n\n".join(line for line in _lines(opened) if line.strip())
        title = opened.core_properties.title or None
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError) as error:
        raise Unreadable(f"it is not a Word document: {error}", _REMEDY, source) from error
    metadata, text = front_matter.split(text, source)
    yield Raw(text, source, content, path.stem, {"title": title} | metadata)


def _lines(opened: docx.document.Document) -> Iterator[str]:
    for item in opened.iter_inner_content():
        if isinstance(item, Table):
            for row in item.rows:
                yield "\t".join(cell.text.strip() for cell in row.cells)
        else:
            yield item.text
