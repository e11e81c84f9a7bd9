"""What merging asks of the rows of documents besides the columns of the table."""

from __future__ import annotations

import pyarrow as pa

HAPPENING, PUBLISHED, FAMILY, SPOT, WORDS = "happening", "published", "family", "spot", "words"
TEXT_ID, HAPPENINGS, REFERENCE = "text_id", "happenings", "reference"

MORE = {
    "documents": ((TEXT_ID, pa.string()), (HAPPENINGS, pa.int32())),
    "mentions": (),
    "events": ((HAPPENING, pa.int32()),),
    "claims": (
        (HAPPENING, pa.int32()), (PUBLISHED, pa.int32()), (FAMILY, pa.string()), (SPOT, pa.string()),
        (WORDS, pa.string()),
    ),
}  # fmt: skip
"""Columns by part of the table.

text_id     the same for documents of the same words
happenings  how many a document tells of
happening   number of one within its document
published   last possible day of the document's publication, as ordinal
family      that of the event's type
spot        the place, `within.write_spot`, empty where there is none
words       those by which the sentence is compared, parted by spaces
"""
