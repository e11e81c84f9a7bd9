"""Dates, places and numbers as people write them, in the reader's language; the screen says dates no other way."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from pipeline import edtf as edtf_format
from pipeline.places.tables import DATA, table
from views.texts import catalogue, language, number, say

AREAS = frozenset({"admin1", "country", "region", "natural"})


def when(edtf: str | None) -> str:
    """A date (EDTF) in words, "no date" for none."""
    if not edtf:
        return say("words.no_date")
    try:
        return edtf_format.say(edtf, language())
    except ValueError:
        return say("words.unreadable_date", edtf=edtf)


def day(value: date) -> str:
    """16 Sep 2010."""
    return say("words.day", day=str(value.day), month=month(value), year=str(value.year))


def month(value: date) -> str:
    """Sep."""
    return say("words.months").split()[value.month - 1]


def weekday(iso: int) -> str:
    """Monday for 1."""
    return say("words.weekdays").split()[iso - 1]


def days(first: date, last: date) -> str:
    """Both ends in words, said once where they fall together: "4–15 Nov 2012"."""
    if first == last:
        return day(first)
    if first.year != last.year:
        return f"{day(first)} – {day(last)}"
    ends = {"first": str(first.day), "last": str(last.day), "year": str(last.year)}
    if first.month == last.month:
        return say("words.days_of_month", month=month(first), **ends)
    return say("words.days_of_year", first_month=month(first), last_month=month(last), **ends)


def events(n: int) -> str:
    """1 event, 2 events, 2,000 events."""
    return say("words.events", n=n)


def place(name: str | None, kind: str | None) -> str:
    """Name and, for what is not a town, what sort of place it is."""
    if not name:
        return say("words.no_place")
    return f"{name} ({say(f'words.kind.{kind}')})" if kind in AREAS else name


def status(code: str) -> str:
    """The word of a status."""
    return _word("words.status", code)


def event_type(code: str) -> str:
    """The word of an event's type."""
    return _word("words.type", code)


def _word(table: str, code: str) -> str:
    """A code's word, or the code itself where it is none of ours (an imported one)."""
    key = f"{table}.{code}"
    return say(key) if key in catalogue(language()) else str(code)


def compact(value: int) -> str:
    """At most four signs: 950, 1.2k, 38k, 2.5M."""
    for size, letter in ((1_000_000, "M"), (1000, "k")):
        if value >= size:
            share = value / size
            return f"{share:.1f}".removesuffix(".0") + letter if share < 9.95 else f"{share:.0f}{letter}"
    return number(value)


def listing(words: Iterable[str]) -> str:
    """a, b and c."""
    items = list(words)
    return say("words.and", words=", ".join(items[:-1]), last=items[-1]) if len(items) > 1 else "".join(items)


def shorten(text: str, length: int) -> str:
    """At most `length` characters, cut at a word where there is one."""
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    head, space, _ = cut.rpartition(" ")
    return (head if space and len(head) > length // 2 else cut).rstrip(" ,;:") + "…"


def country(code: str) -> str:
    """A country by its ISO code, in the reader's language where the gazetteer has its name; else the code."""
    return _countries(language()).get(code, code)


@lru_cache(maxsize=4)
def _countries(spoken: str) -> dict[str, str]:
    names = {row["code"]: row["name"] for row in table(DATA / "countries.tsv")}
    if spoken == "fr":  # the last of a country's names in Latin letters: English, then French where it differs
        for row in table(DATA / "country_translations.tsv"):
            if latin := [name for name in row.several("names") if name[0] < "\u0250"]:
                names[row["code"]] = latin[-1]
    return names
