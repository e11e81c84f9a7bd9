"""Files as a database can read them: out of their archive, in UTF-8."""

from __future__ import annotations

import gzip
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from pipeline.read.decode import encoding_of
from pipeline.read.raw import Unreadable

UTF_8 = "utf-8"
GZIP = ".gz"
UNPACKED = 64 << 30  # bytes that a zipped file may hold
_AT_ONCE = 1 << 20  # characters


class ImportFailed(Exception):
    """Files that can't be imported; the message says why and what to do."""


@contextmanager
def readable(path: Path, folder: Path) -> Iterator[tuple[Path, str]]:
    """The file, or a copy of it in `folder` that is in UTF-8 and out of its archive, with the encoding that it was in.

    ImportFailed where it is no text, or no archive of one.
    """
    with _unzipped(path, folder) as data:
        fresh = folder / f"in-utf-8{Path(data.name.removesuffix(GZIP)).suffix or '.csv'}"
        try:
            with _bytes(data) as file:
                encoding = encoding_of(file, str(path))
            if encoding != UTF_8:
                _copied(data, encoding, fresh)
            yield (data if encoding == UTF_8 else fresh), encoding
        except Unreadable as error:
            raise ImportFailed(f"{path} can't be read: {error}") from error
        except UnicodeDecodeError as error:
            raise ImportFailed(f"{path} is neither UTF-8 nor all {encoding}; save it again as UTF-8") from error
        except (EOFError, gzip.BadGzipFile) as error:
            raise ImportFailed(f"{path} can't be read: {error}") from error
        finally:
            fresh.unlink(missing_ok=True)


def _bytes(path: Path) -> BinaryIO:
    return gzip.open(path) if path.suffix == GZIP else path.open("rb")


def _copied(data: Path, encoding: str, target: Path) -> None:
    opener = gzip.open if data.suffix == GZIP else open
    with (
        opener(data, "rt", encoding=encoding, newline="") as file,
        target.open("w", encoding=UTF_8, newline="") as out,
    ):
        shutil.copyfileobj(file, out, _AT_ONCE)


@contextmanager
def _unzipped(path: Path, folder: Path) -> Iterator[Path]:
    """The file, or the one file in it where it is a zip archive. ImportFailed where it holds none or too much."""
    if not zipfile.is_zipfile(path):
        yield path
        return
    with zipfile.ZipFile(path) as archive:
        inside = [entry for entry in archive.infolist() if not entry.is_dir() and "__MACOSX" not in entry.filename]
        if len(inside) != 1 or inside[0].file_size > UNPACKED:
            raise ImportFailed(f"{path} must hold one file of at most {UNPACKED:,} bytes; unpack it and name its files")
        target = folder / f"unzipped{Path(inside[0].filename).suffix or '.csv'}"
        with archive.open(inside[0]) as packed, target.open("wb") as out:
            shutil.copyfileobj(packed, out, 1 << 20)
    try:
        yield target
    finally:
        target.unlink(missing_ok=True)
