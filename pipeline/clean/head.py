"""What stands above a report: its headline, who wrote it and when, and the site's own lines."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from pipeline.clean import signals
from pipeline.clean.furniture import Furniture, words_of
from pipeline.clean.lines import Line
from pipeline.model import BlockKind

Label = tuple[BlockKind, str]

_TITLE_CHARACTERS = 200
_TITLES = 3  # headline, and lines above and below it
_LONGEST_HEAD = 30  # lines; more short lines than that are a list, not a head
_SECTION_WORDS = 3


def label_head(lines: Sequence[Line], title: str | None, furniture: Furniture) -> tuple[dict[int, Label], int]:
    """Labels by line number, and the number of the line at which the report's prose begins.

    `title` is the one that the document states. A text without prose below its first lines has no head: it is a
    sentence, a list or a note, and all of it is body.
    """
    body = _first_prose(lines, furniture)
    if body is None or body > _LONGEST_HEAD:
        return {}, 0
    labels: dict[int, Label] = {}
    _label_chrome(lines[:body], words_of(title or ""), furniture, labels)
    _label_bylines(lines[:body], furniture, labels)
    _label_titles(lines[:body], words_of(title or ""), labels)
    return labels, body


def _first_prose(lines: Sequence[Line], furniture: Furniture) -> int | None:
    for number, line in enumerate(lines):
        if line.is_prose and not signals.is_chrome(line, furniture) and not _is_long_title(lines, number):
            return number
    return None


def _is_long_title(lines: Sequence[Line], number: int) -> bool:
    """A first line too long for most headlines that still is one: no stop, and longer prose with stops below."""
    line = lines[number]
    return (
        number == 0
        and line.runs_on
        and len(line.text) <= _TITLE_CHARACTERS
        and len(lines) > 1
        and not line.text.startswith(("...", "…"))
        and any(later.is_prose and later.stops for later in lines[1:4])
    )


def _label_chrome(head: Sequence[Line], title: str, furniture: Furniture, labels: dict[int, Label]) -> None:
    """The site's lines, and short lines between two of them: the labels of a form, the buttons of a bar."""
    strong = [number for number, line in enumerate(head) if signals.is_chrome(line, furniture)]
    for number in strong:
        labels[number] = (BlockKind.CHROME, "site-line")
    for first, second in itertools.pairwise(strong):
        between = range(first + 1, second)
        if len(between) <= 3 and not any(head[number].words == title for number in between):
            labels.update(dict.fromkeys(between, (BlockKind.CHROME, "between-site-lines")))


def _label_bylines(head: Sequence[Line], furniture: Furniture, labels: dict[int, Label]) -> None:
    for number, line in enumerate(head):
        if number in labels:
            continue
        if signals.is_date_line(line, furniture):
            labels[number] = (BlockKind.BYLINE, "date-line")
        elif signals.is_signature(line, furniture) or (number and signals.is_byline(line, furniture)):
            labels[number] = (BlockKind.BYLINE, "author-line")
    dated = [number for number, label in labels.items() if label[1] == "date-line"]
    for number in dated:
        for beside in (number - 1, number + 1):
            is_below_title = 0 < beside < len(head) and any(n not in labels for n in range(beside))
            if is_below_title and beside not in labels and _is_author(head[beside]):
                labels[beside] = (BlockKind.BYLINE, "name-beside-date")


def _is_author(line: Line) -> bool:
    return line.count <= 4 and signals.is_name(line.text)


def _label_titles(head: Sequence[Line], title: str, labels: dict[int, Label]) -> None:
    open_lines = [number for number in range(len(head)) if number not in labels]
    stated = next((number for number in open_lines if title and head[number].words == title), None)
    if stated is not None:
        labels[stated] = (BlockKind.TITLE, "stated-title")
    has_chrome = any(kind is BlockKind.CHROME for kind, _ in labels.values())
    for position, number in enumerate(open_lines):
        if number in labels:
            continue
        line, later = head[number], open_lines[position + 1 :]
        if has_chrome and line.count <= _SECTION_WORDS and any(head[n].count > _SECTION_WORDS for n in later):
            labels[number] = (BlockKind.CHROME, "section-label")
        elif position < _TITLES and not _ends_sentence(line) and len(line.text) <= _TITLE_CHARACTERS:
            labels[number] = (BlockKind.TITLE, "headline")


def _ends_sentence(line: Line) -> bool:
    return line.stops and not line.text.endswith(("?", "!", "'", "’", "”", '"'))
