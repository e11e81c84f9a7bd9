"""A text cut into the lines that its author would call paragraphs."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from pipeline.clean.furniture import words_of
from pipeline.memo import lazy
from pipeline.model import Span

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_STOP = re.compile(r"[.!?…。؟।][\"'”’»)\]]*$")
_OPEN_END = re.compile(r"[^.!?…:;。؟।\"'”’»)\]]$")

PROSE_CHARACTERS = 80
PROSE_WORDS = 12


@dataclass(frozen=True)
class Line:
    """One paragraph: its trimmed span and its words."""

    span: Span
    text: str

    @lazy
    def words(self) -> str:
        """Normalised as phrases are compared."""
        return words_of(self.text)

    @lazy
    def count(self) -> int:
        return len(self.text.split())

    @lazy
    def stops(self) -> bool:
        """Whether it ends as a sentence does."""
        return bool(_STOP.search(self.text))

    @lazy
    def runs_on(self) -> bool:
        """Whether it breaks off in the middle of a sentence, or has no sentence in it."""
        return bool(_OPEN_END.search(self.text))

    @lazy
    def is_prose(self) -> bool:
        """Long enough for a report's paragraph."""
        return len(self.text) >= PROSE_CHARACTERS or (self.count >= PROSE_WORDS and self.stops)


def cut(text: str) -> list[Line]:
    """The lines of `text` that hold anything, trimmed. Where the text was wrapped at some width, or comes from a page
    set in type, lines of one paragraph are joined."""
    spans = [span for match in _LINE.finditer(text) if (span := _trim(text, match.start(), match.end()))]
    if _is_wrapped(text, spans):
        spans = _unwrap(text, spans)
    return [Line(span, text[span.start : span.end]) for span in spans]


def _trim(text: str, start: int, end: int) -> Span | None:
    stretch = text[start:end]
    start += len(stretch) - len(stretch.lstrip())
    end -= len(stretch) - len(stretch.rstrip())
    return Span(start, end) if end > start else None


def _is_wrapped(text: str, spans: list[Span]) -> bool:
    """Whether most line breaks fall inside sentences."""
    pairs = [(a, b) for a, b in itertools.pairwise(spans) if _adjacent(text, a, b)]
    if len(pairs) < 3 or max(s.end - s.start for s in spans) > 120:
        return False
    return sum(_breaks_sentence(text, a, b) for a, b in pairs) > 0.4 * len(pairs)


def _breaks_sentence(text: str, first: Span, second: Span) -> bool:
    """Whether a line that doesn't end a sentence is followed by one that can't begin any. A script without capitals
    gives less to go by: there a line must be long, and the next begin with a letter."""
    if first.end - first.start < 35 or not _OPEN_END.search(text, first.end - 1, first.end):
        return False
    letter = text[second.start]
    has_case = letter.lower() != letter.upper()
    return letter.islower() if has_case else letter.isalpha() and first.end - first.start >= 55


def _unwrap(text: str, spans: list[Span]) -> list[Span]:
    width = max(s.end - s.start for s in spans)
    joined: list[Span] = []
    full = False  # whether the line before reached the margin
    for span, before in zip(spans, [None, *spans], strict=False):
        if joined and before and full and _adjacent(text, before, span):
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
        full = span.end - span.start >= 0.6 * width
    return joined


def _adjacent(text: str, first: Span, second: Span) -> bool:
    """Whether no blank line stands between."""
    between = text[first.end : second.start]
    return between.count("\n") <= 1 and between.count("\r") <= 1
