"""ZIP: the documents of an archive, read as the files of a folder are."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from typing import BinaryIO

from pipeline import settings
from pipeline.model import Skipped
from pipeline.read.item import Item
from pipeline.read.opening import read_all
from pipeline.read.raw import Unreadable
from pipeline.settings import Limits


def split_zip(
    stream: BinaryIO, source: str, limits: Limits, split: Callable[[BinaryIO, str], Iterator[Item | Skipped]]
) -> Iterator[Item | Skipped]:
    """What `split` finds in each member of the archive, in the order of their names. Raises Unreadable."""
    try:
        with zipfile.ZipFile(
            stream if stream.seekable() else io.BytesIO(read_all(stream, source, limits.bytes))
        ) as zipped:
            members = sorted((m for m in zipped.infolist() if _is_document(m)), key=lambda m: m.filename)
            if sum(member.file_size for member in members) > settings.MAX_UNPACKED_BYTES:
                raise Unreadable("it unpacks to more than the limit", "split it into several files", source)
            for member in members:
                with zipped.open(member) as opened:
                    yield from split(opened, f"{source}/{member.filename}")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise Unreadable(f"it can't be unpacked: {error}", "pack it again without a password", source) from error
    if not members:
        raise Unreadable("the archive holds no documents", "leave it out", source)


def _is_document(member: zipfile.ZipInfo) -> bool:
    parts = member.filename.split("/")
    return not member.is_dir() and all(part[:1] not in (".", "_") for part in parts)
