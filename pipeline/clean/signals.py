"""Signs by which single lines are told apart."""

from __future__ import annotations

import re

from pipeline.clean.furniture import Furniture, words_of
from pipeline.clean.lines import Line

_NUMBERS = re.compile(r"\d+")
_WORDS = re.compile(r"[^\W\d_]+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_TIME = re.compile(r"\b\d{1,2}[:h.]\d\d\b")
_NUMBERED = re.compile(r"#\d+\b")
_NAME = re.compile(r"[A-ZÀ-Þ][\w'’.-]*|(?:de|la|van|von|der|bin|al|el|ag|ould|du|di|da|le|and|et|y|und)\b")

HEADING_CHARACTERS = 200  # a line of more, rules and stars included, is no heading
CHROME_WORDS = 20  # a line of more words is never the site's own


def is_date_line(line: Line, furniture: Furniture) -> bool:
    """A date alone on its line, with no more words than dates have: "Updated 9 May, 2024", "2012-11-15"."""
    if len(line.text) > 60:
        return False
    numbers = _NUMBERS.findall(line.text)
    words = [word.casefold() for word in _WORDS.findall(line.text)]
    has_month = any(word in furniture.months for word in words)
    if not numbers or not (any(_YEAR.fullmatch(n) for n in numbers) or has_month):
        return False
    known = furniture.months | furniture.weekdays | furniture.date_line_words
    if any(word not in known for word in words):
        return False
    return len(numbers) >= 3 or (has_month and len(numbers) >= 1)


def is_chrome(line: Line, furniture: Furniture) -> bool:
    """A control, label or counter of the site."""
    if line.count > CHROME_WORDS:
        return False
    if line.words in furniture.chrome_lines or not line.words:
        return True
    padded = f" {line.words} "
    return any(f" {phrase} " in padded for phrase in furniture.chrome_phrases) or _is_toolbar(line, furniture)


def _is_toolbar(line: Line, furniture: Furniture) -> bool:
    words = line.words.split()
    return len(words) >= 4 and sum(word in furniture.toolbar_words for word in words) >= 0.6 * len(words)


def is_comment_heading(line: Line, furniture: Furniture) -> bool:
    return len(line.text) <= HEADING_CHARACTERS and line.words in furniture.comment_headings


def is_signature(line: Line, furniture: Furniture) -> bool:
    """The line that names who wrote a comment, or put the page up."""
    return line.count <= 15 and _starts(line, furniture.comment_signatures)


def is_numbered(line: Line) -> bool:
    """A comment that opens with its number: "#12 …"."""
    return bool(_NUMBERED.match(line.text))


def is_timed(line: Line) -> bool:
    """A short line with a year and a time of day."""
    return line.count <= 12 and bool(_TIME.search(line.text)) and bool(_YEAR.search(line.text))


def is_sidebar_heading(line: Line, furniture: Furniture) -> bool:
    return len(line.text) <= HEADING_CHARACTERS and line.words in furniture.sidebar_headings


def is_pointer(line: Line, furniture: Furniture) -> bool:
    """A single line that points elsewhere: "Read more: …"."""
    head, colon, _ = line.text.partition(":")
    return bool(colon) and line.count <= 30 and words_of(head) in furniture.sidebar_prefixes


def is_headline(line: Line) -> bool:
    """Short, and no sentence; a question may be one."""
    return line.count <= 14 and (not line.stops or line.text.endswith("?"))


def is_teaser(line: Line) -> bool:
    """Prose that breaks off in dots."""
    return line.text.endswith(("...", "…")) and not line.text.startswith(("...", "…")) and line.count >= 6


def is_credit(line: Line, furniture: Furniture) -> bool:
    """Says whose words these are, and under what rights."""
    if line.text.startswith(("©", "(c)", "(C)")):
        return line.count <= 40
    return line.count <= 20 and _starts(line, furniture.credit_prefixes)


def is_byline(line: Line, furniture: Furniture) -> bool:
    """By, and a name."""
    first, _, rest = line.text.partition(" ")
    if line.count > 14:
        return False
    return words_of(first) in furniture.byline_prefixes and is_name(rest)


def is_name(text: str) -> bool:
    """Two to eight words written as names are."""
    parts = [part for part in re.split(r"[\s,]+", text.strip(" :.")) if part]
    return 2 <= len(parts) <= 8 and all(_NAME.match(part) for part in parts) and parts[0][0].isupper()


def _starts(line: Line, phrases: frozenset[str]) -> bool:
    return any(line.words == phrase or line.words.startswith(f"{phrase} ") for phrase in phrases)
