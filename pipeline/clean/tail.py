"""What stands below a report, and between its paragraphs: comments, other reports' teasers, credits, a site editor's
asides, paragraphs that stood before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.clean import signals
from pipeline.clean.furniture import Furniture
from pipeline.clean.head import Label
from pipeline.clean.lines import Line
from pipeline.model import BlockKind

_DOTS = ("...", "…")
_ASIDE_LINES = 4
_COMMENT_LINES = 12  # paragraphs of one comment, at most
_DUPLICATE_CHARACTERS = 40
_REPEAT_WITHIN = 6  # lines in which a sidebar repeats a headline
_SIDEBAR_SHARE = 0.6  # of a sidebar's lines that look like one
_STARTS_LOWER = re.compile(r"[^\w\"“'‘«(\[]*[a-zà-öø-ÿ]")


def label_tail(lines: Sequence[Line], body: int, furniture: Furniture) -> dict[int, Label]:
    """Labels by line number for lines from `body` on; a line without a label is the report's."""
    labels: dict[int, Label] = {}
    end = len(lines)
    # Other reports may be listed below the comments or above them.
    if (start := sidebar_start(lines, body, end, furniture)) is not None:
        labels.update(dict.fromkeys(range(start, end), (BlockKind.SIDEBAR, "sidebar")))
        end = start
    if (start := comments_start(lines[:end], body, furniture)) is not None:
        labels.update(dict.fromkeys(range(start, end), (BlockKind.COMMENT, "comments")))
        end = start
    if (start := sidebar_start(lines, body, end, furniture)) is not None:
        labels.update(dict.fromkeys(range(start, end), (BlockKind.SIDEBAR, "sidebar")))
        end = start
    _label_credits(lines, body, end, furniture, labels)
    _label_single_lines(lines, body, end, furniture, labels)
    _label_asides(lines, body, end, labels)
    _label_duplicates(lines, body, end, labels)
    return labels


def comments_start(lines: Sequence[Line], body: int, furniture: Furniture) -> int | None:
    """The line after the report's first paragraph at which readers' comments begin, which run to the end."""
    signed = [n for n in range(body + 1, len(lines)) if signals.is_signature(lines[n], furniture)]
    numbered = [n for n in range(body + 1, len(lines)) if signals.is_numbered(lines[n])]
    timed = [n for n in range(body + 1, len(lines)) if signals.is_timed(lines[n])]
    signs = sorted({*signed, *numbered, *timed})
    starts = []
    if len(signed) + len(timed) >= 2 and (numbered or timed) and (start := _run_to_the_end(signs, len(lines))):
        starts.append(start)
    for number in range(body + 1, len(lines)):
        if signals.is_comment_heading(lines[number], furniture):
            rest = lines[number + 1 :]
            small = sum(len(line.text) for line in rest) <= sum(len(line.text) for line in lines[body:number]) / 2
            if not any(line.is_prose for line in rest) or (signs and signs[-1] > number) or small:
                starts.append(number)
                break
    if not starts and signed and signed[0] == len(lines) - 1:
        starts = signed
    return min(starts, default=None)


def _run_to_the_end(signs: Sequence[int], end: int) -> int | None:
    """The first of the signs that follow one another closely up to the end of the text; None where those are few."""
    run, after = [], end
    for number in reversed(signs):
        if after - number > _COMMENT_LINES:
            break
        run.append(number)
        after = number
    return run[-1] if len(run) >= 2 else None


def sidebar_start(lines: Sequence[Line], body: int, end: int, furniture: Furniture) -> int | None:
    """The line at which a list of other reports begins that runs to `end`; several signs are asked for.

    Signs are headings of such lists, dates alone on a line, headlines that stand twice, prose that breaks off in dots.
    """
    heading = [signals.is_sidebar_heading(line, furniture) for line in lines[:end]]
    stamp = [signals.is_date_line(line, furniture) for line in lines[:end]]
    if not any(heading) and not any(stamp):
        return None
    teaser = [signals.is_teaser(line) for line in lines[:end]]
    headline = [signals.is_headline(line) for line in lines[:end]]
    repeat = [headline[n] and not stamp[n] and _stands_again(lines, n, end) for n in range(end)]
    counts = [0] * 5  # headings, stamps, teasers, repeats, lines that look the part
    prose = 0
    found = None
    for number in range(end - 1, body, -1):
        flags = (heading[number], stamp[number], teaser[number], repeat[number])
        looks = any(flags) or headline[number]
        counts = [count + flag for count, flag in zip(counts, (*flags, looks), strict=True)]
        prose += lines[number].is_prose and not teaser[number]
        opens = heading[number] or stamp[number] or (headline[number] and number + 1 < end and stamp[number + 1])
        if opens and _is_sidebar(counts, end - number, prose, heading[number]):
            found = number
    return found


def _is_sidebar(counts: Sequence[int], total: int, prose: int, headed: bool) -> bool:
    headings, stamps, teasers, repeats, looks = counts
    if looks < _SIDEBAR_SHARE * total:
        return False
    # Dates alone make a chronology; a list of reports has other signs, as many at least as every second date.
    if stamps >= 2 and headings + teasers + repeats >= max(2, stamps / 2):
        return True
    return headed and total >= 2 and prose == 0 and looks == total


def _stands_again(lines: Sequence[Line], number: int, end: int) -> bool:
    words = lines[number].words
    return any(later.words == words for later in lines[number + 1 : min(number + 1 + _REPEAT_WITHIN, end)])


def _label_credits(lines: Sequence[Line], body: int, end: int, furniture: Furniture, labels: dict[int, Label]) -> None:
    """Credits close a report: no prose comes after them."""
    for number in range(end - 1, body, -1):
        if signals.is_credit(lines[number], furniture):
            labels[number] = (BlockKind.CREDIT, "credit-line")
        elif lines[number].is_prose:
            return


def _label_single_lines(
    lines: Sequence[Line], body: int, end: int, furniture: Furniture, labels: dict[int, Label]
) -> None:
    for number in range(body + 1, end):
        if number in labels:
            continue
        if signals.is_chrome(lines[number], furniture):
            labels[number] = (BlockKind.CHROME, "site-line")
        elif signals.is_pointer(lines[number], furniture):
            labels[number] = (BlockKind.SIDEBAR, "pointer")


def _label_asides(lines: Sequence[Line], body: int, end: int, labels: dict[int, Label]) -> None:
    """Lines that open with dots in the middle of a sentence that goes on below them."""
    number = body + 1
    while number < end:
        length = _aside_length(lines, number, end) if number not in labels else 0
        labels.update(dict.fromkeys(range(number, number + length), (BlockKind.ASIDE, "inserted-aside")))
        number += max(length, 1)


def _aside_length(lines: Sequence[Line], number: int, end: int) -> int:
    before, opening = lines[number - 1], lines[number]
    if not opening.text.startswith(_DOTS) or before.text.endswith(_DOTS):
        return 0
    if not (before.runs_on or before.text.endswith((",", ";"))):
        return 0
    for length in range(1, _ASIDE_LINES + 1):
        if number + length >= end:
            return 0
        after, last = lines[number + length], lines[number + length - 1]
        if _STARTS_LOWER.match(after.text) and not after.text.startswith(_DOTS):
            return length
        if length == 1 and last.text.endswith(_DOTS) and not after.text.startswith(_DOTS):
            return length
    return 0


def _label_duplicates(lines: Sequence[Line], body: int, end: int, labels: dict[int, Label]) -> None:
    seen: set[str] = set()
    long = [n for n in range(body, end) if n not in labels and len(lines[n].text) >= _DUPLICATE_CHARACTERS]
    if len({tuple(lines[n].text.casefold().split(None, 3)[:3]) for n in long}) == len(long):
        return  # no two begin alike, as in most reports
    for number in long:
        words = " ".join(lines[number].text.casefold().split())
        if words in seen:
            labels[number] = (BlockKind.DUPLICATE, "stood-before")
        seen.add(words)
