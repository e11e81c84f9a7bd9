"""Dates of languages that have no vocabulary file: day, month and year, read by dateparser.

dateparser knows month names in some two hundred languages. It is only ever given a stretch that looks like a full
date, with its language and base named, so that it has nothing to guess.
"""

from __future__ import annotations

import re
from datetime import datetime

from pipeline.timex.context import paragraphs
from pipeline.timex.symbols import Calendar, Expression

_MONTH = r"[^\W\d_]{3,14}+"
_LINK = r"(?:[.,]?[ \u00a0](?:de[ \u00a0])?)"
_FULL = re.compile(
    rf"(?<![\w.])(?:\d{{1,2}}(?:\.|º|-?[а-я]{{1,3}})?{_LINK}?{_MONTH}{_LINK}\d{{4}}"
    rf"|{_MONTH}{_LINK}\d{{1,2}},?[ \u00a0]\d{{4}}"
    r"|\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{4}|\d{4}年\d{1,2}月\d{1,2}日)(?!\w)"
)
_BASE = datetime(2000, 1, 1)
_SETTINGS = {"RELATIVE_BASE": _BASE, "REQUIRE_PARTS": ["day", "month", "year"], "PREFER_LOCALE_DATE_ORDER": True}


def find_dates(text: str, language: str) -> tuple[Expression, ...]:
    """Full dates of a text in any language that dateparser knows; of one it does not know, ISO dates."""
    place = paragraphs(text)
    found = []
    for match in _FULL.finditer(text):
        symbol = _read(match.group(), language)
        if symbol:
            found.append(
                Expression(
                    match.start(), match.end(), match.group(), "full-date", symbol, paragraph=place(match.start())
                )
            )
    return tuple(found)


def _read(stretch: str, language: str) -> Calendar | None:
    import dateparser

    try:
        day = dateparser.parse(stretch, languages=[language], settings=_SETTINGS)
    except (ValueError, OverflowError, RecursionError):
        return _iso(stretch)
    return Calendar(year=day.year, month=day.month, day=day.day) if day else _iso(stretch)


def _iso(stretch: str) -> Calendar | None:
    try:
        day = datetime.strptime(stretch, "%Y-%m-%d")
    except ValueError:
        return None
    return Calendar(year=day.year, month=day.month, day=day.day)
