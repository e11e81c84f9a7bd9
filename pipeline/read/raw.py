"""What the format readers hand over, and how it becomes a Document."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from pipeline import edtf
from pipeline.model import Document

KEYS = ("id", "title", "publisher", "published", "url", "language", "place")

_SURROGATE = re.compile("[\ud800-\udfff]")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)")
_STAMP = re.compile(r"(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d")
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_][A-Za-z0-9]+)*")


class Unreadable(Exception):
    """An input gives no document. `source` names it more closely than its file, where a file holds several."""

    def __init__(self, reason: str, remedy: str, source: str | None = None):
        super().__init__(reason)
        self.reason, self.remedy, self.source = reason, remedy, source


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a parser finds: a text, and the metadata stated in it."""

    text: str
    metadata: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Raw:
    """A text and the metadata stated with it, before either is checked."""

    text: str
    source: str
    content: bytes  # what the fingerprint is taken of
    default_id: str
    metadata: Mapping[str, object] = field(default_factory=dict)


def to_document(raw: Raw, limit: int) -> Document:
    """A Document out of what a reader found; raises Unreadable where text or metadata won't do."""
    if len(raw.text) > limit:
        raise too_long(f"{len(raw.text):,} characters", limit, raw.source)
    if not raw.text.strip():
        raise Unreadable("it holds no text", "add its text, or leave it out", raw.source)
    text = storable(raw.text)
    values = {key: _scalar(key, raw.metadata.get(key), raw.source) for key in KEYS}
    return Document(
        id=values["id"] or storable(raw.default_id),
        text=text,
        source=storable(raw.source),
        sha256=hashlib.sha256(raw.content).hexdigest(),
        title=values["title"],
        publisher=values["publisher"],
        published=_published(values["published"], raw.source),
        url=values["url"],
        language=_language(values["language"], raw.source),
        place=values["place"],
    )


def too_long(size: str, limit: int, source: str) -> Unreadable:
    """The error for a text over the limit."""
    return Unreadable(
        f"it holds {size}, over the limit of {limit:,} characters for one document",
        "split it into one document a file, or raise --max-characters",
        source,
    )


def _scalar(key: str, value: object, source: str) -> str | None:
    if value is None or (isinstance(value, float) and value != value):
        return None
    if isinstance(value, datetime):
        value = value.date().isoformat()
    elif isinstance(value, date):
        value = value.isoformat()
    if isinstance(value, (list, tuple, dict, set)):
        raise Unreadable(f"its {key!r} is not a single value", f"write {key} as one line of text", source)
    return storable(" ".join(str(value).split())) or None


def storable(text: str) -> str:
    """Text with half characters (surrogates, from odd file names and broken JSON) replaced one by one, so that every
    file format takes it and no offset shifts."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def _published(value: str | None, source: str) -> str | None:
    """EDTF as stated; date-times are cut to their day, never shifted by a time zone."""
    if value is None:
        return None
    if match := _STAMP.match(value):
        value = match[1]
    elif match := _COMPACT.fullmatch(value):
        value = "-".join(match.groups())
    try:
        edtf.parse(value)
    except ValueError as error:
        raise Unreadable(
            f"its publication date {value!r} is not EDTF ({error})",
            "write `published` as 2012-11-15, 2012-11, 2012, 2012-11~ or 2012-11-01/2012-11-15, or leave it out",
            source,
        ) from error
    return value


def _language(value: str | None, source: str) -> str | None:
    """The primary subtag of a language tag: `en` of `en-GB`."""
    if value is None:
        return None
    match = _LANGUAGE.fullmatch(value.strip())
    if not match:
        raise Unreadable(
            f"its language {value!r} is not a language code", "write an ISO 639-1 code such as en, fr or ar", source
        )
    return match[1]
