"""Large files are read once, and again when they change."""

from __future__ import annotations

import hashlib
import os

import pytest

from pipeline.store import seen
from pipeline.store.seen import NOTE, Seen

LARGE = b"a line of some report\n" * 60_000
HOUR = 3_600_000_000_000


def aged(path, content: bytes, hours: int):
    """A file of this content that was last changed so many hours ago."""
    path.write_bytes(content)
    then = path.stat().st_mtime_ns - hours * HOUR
    os.utime(path, ns=(then, then))
    return path


def test_an_unchanged_file_is_not_read_again(tmp_path, monkeypatch):
    """The note of one run serves the next."""
    path = aged(tmp_path / "archive", LARGE, 5)
    first = Seen(tmp_path)
    wanted = first.checksum(path)
    assert wanted == hashlib.sha256(LARGE).hexdigest()
    first.save()
    monkeypatch.setattr(seen, "checksum", lambda path: pytest.fail("it was read"))
    assert Seen(tmp_path).checksum(path) == wanted


def test_a_changed_file_is_read_again(tmp_path):
    """Another content of the same size shows by its time of change."""
    path = aged(tmp_path / "archive", LARGE, 5)
    first = Seen(tmp_path)
    first.checksum(path)
    first.save()
    aged(path, LARGE.replace(b"some", b"many"), 3)
    assert Seen(tmp_path).checksum(path) == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_file_changed_just_now_is_not_noted(tmp_path):
    """Whoever wrote it may be about to write more within the same tick of the clock."""
    path = aged(tmp_path / "archive", LARGE, 0)
    fresh = Seen(tmp_path)
    fresh.checksum(path)
    fresh.save()
    assert not (tmp_path / NOTE).exists()


@pytest.mark.parametrize("content", ["", "[]", "{", '{"x": 3}'])
def test_a_damaged_note_is_as_none(tmp_path, content):
    """What the note can't tell is read."""
    path = aged(tmp_path / "archive", LARGE, 5)
    (tmp_path / NOTE).write_text(content)
    assert Seen(tmp_path).checksum(path) == hashlib.sha256(LARGE).hexdigest()
