"""Bytes to text, without ever taking replaced letters for the author's."""

from __future__ import annotations

import pytest

from pipeline.read.decode import decode
from pipeline.read.raw import Unreadable

FRENCH = "Le président a été reçu à Ménaka, où l'armée s'était retirée après la fête. " * 4


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1", "cp1252"])
def test_encodings(encoding):
    """A text comes out the same whatever it was saved in, and no byte order mark is left in it."""
    assert decode(FRENCH.encode(encoding), "x.txt") == FRENCH


def test_arabic_in_a_windows_encoding():
    """Older Arabic files are read as Arabic."""
    text = "وصل الوفد إلى المدينة يوم الخميس وغادرها مساء السبت بعد لقاء مع الوالي. " * 5
    assert decode(text.encode("cp1256"), "x.txt") == text


def test_broken_utf8_names_the_byte():
    """UTF-8 with a broken byte is refused with its position, for what was there is lost."""
    with pytest.raises(Unreadable, match="not valid UTF-8") as error:
        decode(FRENCH.encode()[:200] + b"\xff" + FRENCH.encode(), "x.txt")
    assert "200" in error.value.reason
    assert "UTF-8" in error.value.remedy


@pytest.mark.parametrize(
    "content", [bytes(range(256)) * 20, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" * 50, b"\x01\x02\x03" * 99]
)
def test_binary_is_not_text(content):
    """A picture or program is refused, whatever its name."""
    with pytest.raises(Unreadable, match="not text"):
        decode(content, "x.txt")
