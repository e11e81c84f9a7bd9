"""Bytes to text."""

from __future__ import annotations

import codecs
import io
import re
from typing import BinaryIO, TextIO

from charset_normalizer import from_bytes

from pipeline import language
from pipeline.read.raw import Unreadable

_SAMPLE = 200_000  # bytes that an unknown encoding is told from
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WESTERN = "cp1252"
_CENTRAL = frozenset({"cp1250", "iso8859_2", "iso8859_16", "mac_latin2", "cp852", "cp1257", "iso8859_13", "cp1254"})
_CENTRAL_LANGUAGES = frozenset({"cs", "hu", "pl", "ro", "tr", "hr", "sk", "sl", "lt", "lv", "et"})
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1c-\x1f]")  # none that texts have: \t \n \v \f \r, ends of files, escapes


def decode(content: bytes, source: str) -> str:
    """The text of `content`: UTF-8, what its byte order mark says, or the encoding it most looks like.

    Raises Unreadable for what isn't text at all and for text in no encoding that makes sense of it, such as UTF-8
    with a broken byte in the middle: a reader must not take replaced letters for the author's.
    """
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _checked(_strictly(content, encoding, source), source)
    if b"\0" in content[:_SAMPLE]:
        raise _not_text(source)
    try:
        return _checked(content.decode("utf-8"), source)
    except UnicodeDecodeError as error:
        broken = error
    if _mostly_utf8(content):
        raise _broken(source, "UTF-8", broken.start)
    return _checked(_strictly(content, _encoding(content[:_SAMPLE], source), source), source)


def decoded_stream(stream: BinaryIO, source: str) -> TextIO:
    """The text of `stream` as it is read, line ends untouched; its encoding is told from how it begins.

    Raises Unreadable where that is no text; reading on raises UnicodeDecodeError where the text breaks.
    """
    start = stream.read(_SAMPLE)
    if len(start) < _SAMPLE:
        return io.StringIO(decode(start, source), newline="")
    encoding = next((encoding for mark, encoding in _BOMS if start.startswith(mark)), None)
    if encoding is None:
        if b"\0" in start:
            raise _not_text(source)
        tail = codecs.getincrementaldecoder("utf-8")()
        try:
            tail.decode(start)
            encoding = "utf-8"
        except UnicodeDecodeError as error:
            if _mostly_utf8(start):
                raise _broken(source, "UTF-8", error.start) from error
            encoding = _encoding(start, source)
    return io.TextIOWrapper(io.BufferedReader(_Again(start, stream)), encoding, newline="")


def encoding_of(stream: BinaryIO, source: str) -> str:
    """The encoding of all of `stream`, "utf-8" also where some letters are broken; Unreadable for what is no text.

    A table may have its first letter beyond ASCII after megabytes.
    """
    block, tail = stream.read(_SAMPLE), codecs.getincrementaldecoder("utf-8")()
    if (marked := next((encoding for mark, encoding in _BOMS if block.startswith(mark)), None)) is not None:
        return "utf-8" if marked == "utf-8-sig" else marked
    if b"\0" in block:
        raise _not_text(source)
    while block:
        try:
            tail.decode(block)
        except UnicodeDecodeError:
            return "utf-8" if _mostly_utf8(block) else _encoding(block, source)
        block = stream.read(_SAMPLE)
    return "utf-8"


class _Again(io.RawIOBase):
    """A stream whose beginning was read already, from its beginning."""

    def __init__(self, start: bytes, stream: BinaryIO) -> None:
        self._start, self._stream = io.BytesIO(start), stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        data = self._start.read(len(buffer)) or self._stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def _encoding(sample: bytes, source: str) -> str:
    """The encoding that `sample` most looks like. Pages for central Europe fit western text almost as well as the
    western one does; the language decides between them."""
    best = from_bytes(sample).best()
    if best is None:
        raise _not_text(source)
    if best.encoding in _CENTRAL and language.detect(sample.decode(_WESTERN, "replace")) not in _CENTRAL_LANGUAGES:
        return _WESTERN
    return best.encoding


def _strictly(content: bytes, encoding: str, source: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise _broken(source, encoding, error.start) from error


def _mostly_utf8(content: bytes) -> bool:
    """Whether multi-byte UTF-8 letters outnumber the bytes that are none: broken UTF-8, not another encoding."""
    text = content.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    return sum(1 for c in text if c > "\x7f") - bad > bad


def _checked(text: str, source: str) -> str:
    sample = text[:_SAMPLE]
    if len(_CONTROL.findall(sample)) > len(sample) / 100:
        raise _not_text(source)
    return text


def _not_text(source: str) -> Unreadable:
    return Unreadable(
        "it is not text, whatever its name says",
        "give it the ending of its real format, or export it as UTF-8 text",
        source,
    )


def _broken(source: str, encoding: str, at: int) -> Unreadable:
    return Unreadable(
        f"its bytes are not valid {encoding} (byte {at:,})", "save it again as UTF-8 text from its original", source
    )
