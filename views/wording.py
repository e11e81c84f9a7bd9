"""Dates, places and numbers as people write them. Nothing on the screen says a date in any other way."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from pipeline import edtf as edtf_format

AREA_WORDS = {"admin1": "province", "country": "country", "region": "region", "natural": "natural region"}
PLACE_WORDS = {"city": "town", "facility": "site"} | AREA_WORDS


@lru_cache(maxsize=65536)
def when(edtf: str | None) -> str:
    """A date (EDTF) in words, "no date" for none."""
    if not edtf:
        return "no date"
    try:
        return edtf_format.say(edtf)
    except ValueError:
        return f"unreadable date ({edtf})"


def day(value: date) -> str:
    """16 Sep 2010."""
    return f"{value.day} {value:%b} {value.year}"


def days(first: date, last: date) -> str:
    """Both ends in words, said once where they fall together: "4–15 Nov 2012"."""
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    if first.year == last.year:
        return f"{first.day} {first:%b} – {day(last)}"
    return f"{day(first)} – {day(last)}"


def count(number: int, one: str, many: str | None = None) -> str:
    """1 event, 2 events, 2,000 events."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def place(name: str | None, kind: str | None) -> str:
    """Name and, for what is not a town, what sort of place it is."""
    if not name:
        return "no place"
    return f"{name} ({AREA_WORDS[kind]})" if kind in AREA_WORDS else name


def listing(words: Iterable[str]) -> str:
    """a, b and c."""
    items = list(words)
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else ""


def shorten(text: str, length: int) -> str:
    """At most `length` characters, cut at a word where there is one."""
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    head, space, _ = cut.rpartition(" ")
    return (head if space and len(head) > length // 2 else cut).rstrip(" ,;:") + "…"
