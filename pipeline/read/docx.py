"""Word documents: paragraphs and tables in reading order."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table

from pipeline.read import front_matter
from pipeline.read.raw import Parsed, Unreadable
from pipeline.settings import Limits

_REMEDY = "save it again from Word as .docx, or as text"


def parse(content: bytes, source: str, limits: Limits) -> Parsed:
    """The one document of a .docx file. Raises Unreadable."""
    if not content.strip():
        raise Unreadable("the file is empty", "save it again, or leave it out", source)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > limits.bytes:
                raise Unreadable(
                    f"it unpacks to more than {limits.megabytes:,} MB", "split it, or raise --max-megabytes", source
                )
        opened = docx.Document(io.BytesIO(content))
        text = "\n\n".join(line for line in _lines(opened) if line.strip())
        title = opened.core_properties.title or None
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError) as error:
        raise Unreadable(f"it is not a Word document: {error}", _REMEDY, source) from error
    metadata, text = front_matter.split(text, source)
    return Parsed(text, {"title": title} | metadata)


def _lines(opened: docx.document.Document) -> Iterator[str]:
    for item in opened.iter_inner_content():
        if isinstance(item, Table):
            for row in item.rows:
                yield "\t".join(cell.text.strip() for cell in row.cells)
        else:
            yield item.text
