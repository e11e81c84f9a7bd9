"""PDF: the text layer, page after page."""

from __future__ import annotations

import io
import logging

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from pipeline.read.raw import Parsed, Unreadable
from pipeline.settings import Limits

logging.getLogger("pypdf").setLevel(logging.ERROR)  # small faults of a file are no news to its reader


def parse(content: bytes, source: str, limits: Limits) -> Parsed:
    """The one document of a PDF. Raises Unreadable for scans, locked and broken files, and for too many pages."""
    if not content.strip():
        raise Unreadable("the file is empty", "save it again, or leave it out", source)
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("it is locked with a password", "save a copy without a password", source)
        if len(reader.pages) > limits.pages:
            raise Unreadable(
                f"it has {len(reader.pages):,} pages, over the limit of {limits.pages:,}",
                "split it, or raise --max-pages",
                source,
            )
        text = "\n\n".join((page.extract_text() or "").strip() for page in reader.pages)
        title = reader.metadata.title if reader.metadata else None
    except Unreadable:
        raise
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, IndexError) as error:
        raise Unreadable(
            f"it is not a PDF that can be read: {error}", "save it again as PDF or text", source
        ) from error
    if not text.strip():
        raise Unreadable("it holds pictures of text, not text", "run text recognition (OCR) over it first", source)
    return Parsed(text, {"title": title if isinstance(title, str) else None})
