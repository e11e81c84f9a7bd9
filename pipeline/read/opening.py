"""Opens inputs: local files and, where the user names a URL, whatever fsspec reaches; compressed or not."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from pipeline import settings
from pipeline.read.raw import Unreadable

Location = Path | str  # a path on this machine, or a URL


def _zstandard(stream: BinaryIO) -> BinaryIO:
    import zstandard

    return zstandard.ZstdDecompressor(max_window_size=2**31).stream_reader(stream, read_across_frames=True)


COMPRESSIONS = {".gz": gzip.GzipFile, ".bz2": bz2.BZ2File, ".xz": lzma.LZMAFile, ".zst": _zstandard}
# What decompressing raises for damaged bytes; zstandard's own error is told by its name, since it is loaded at need.
_DAMAGED = (gzip.BadGzipFile, lzma.LZMAError, EOFError, OSError)


def location(text: str) -> Location:
    """A URL as it stands, anything else as a path."""
    return text if is_url(text) else Path(text)


def is_url(where: Location) -> bool:
    """Whether `where` names something that fsspec opens."""
    return isinstance(where, str) and "://" in where


def plain_name(where: Location) -> PurePosixPath:
    """The file's name without the ending of its compression."""
    name = PurePosixPath(str(where).partition("?")[0] if is_url(where) else str(where)).name
    bare, dot, ending = name.rpartition(".")
    return PurePosixPath(bare if f"{dot}{ending}".lower() in COMPRESSIONS else name)


@contextmanager
def opened(where: Location) -> Iterator[BinaryIO]:
    """The bytes at `where`, unpacked. Seekable where they are not compressed. OSError, Unreadable."""
    with _raw(where) as stream:
        decompress = COMPRESSIONS.get(PurePosixPath(str(where).partition("?")[0]).suffix.lower())
        if decompress is None:
            yield stream
        else:
            unpacked = _decompressor(decompress, stream)
            yield io.BufferedReader(_Bounded(unpacked, str(where), settings.MAX_UNPACKED_BYTES), 1 << 16)


def read_all(stream: BinaryIO, source: str, limit: int) -> bytes:
    """Everything there is in `stream`. Unreadable where that is over `limit` bytes."""
    content = stream.read(limit + 1)
    if len(content) > limit:
        raise too_big(limit, source)
    return content


def too_big(limit: int, source: str) -> Unreadable:
    """The error for an input over a limit in bytes."""
    return Unreadable(
        f"it holds more than {limit / 1e6:,.0f} MB, the limit for one document",
        "split it into several files, or raise --max-megabytes",
        source,
    )


def _decompressor(decompress, stream: BinaryIO) -> BinaryIO:
    return decompress(fileobj=stream) if decompress is gzip.GzipFile else decompress(stream)


@contextmanager
def _raw(where: Location) -> Iterator[BinaryIO]:
    if not is_url(where):
        with open(where, "rb") as stream:
            yield stream
        return
    import fsspec

    with fsspec.open(where, "rb") as stream:
        yield stream


class _Bounded(io.RawIOBase):
    """An unpacked stream that ends in Unreadable where it is damaged, or unpacks to more than `limit` bytes."""

    def __init__(self, stream: BinaryIO, source: str, limit: int) -> None:
        self._stream, self._source, self._left, self._limit = stream, source, limit, limit

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        try:
            data = self._stream.read(len(buffer))
        except Exception as error:
            if not isinstance(error, _DAMAGED) and type(error).__module__.partition(".")[0] != "zstandard":
                raise
            raise Unreadable(
                f"it can't be unpacked: {error}", "pack it again from its original", self._source
            ) from error
        self._left -= len(data)
        if self._left < 0:
            raise Unreadable(
                f"it unpacks to more than {self._limit / 1e9:,.0f} GB", "split it into several files", self._source
            )
        buffer[: len(data)] = data
        return len(data)
