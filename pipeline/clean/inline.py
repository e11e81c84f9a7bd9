"""What stands inside a paragraph without being the report's own telling: datelines and citations of sources."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from pipeline.clean.furniture import Furniture, load_furniture, words_of
from pipeline.clean.lines import Line
from pipeline.model import Block, BlockKind, Span

_CITY = r"[A-ZÀ-Þ][A-ZÀ-Þ'’.-]+(?: [A-ZÀ-Þ][A-ZÀ-Þ'’.-]+){0,3}"
_NAME = r"[A-ZÀ-Þ][\w'’.-]+(?: [A-ZÀ-Þ][\w'’.-]+){0,3}"
_AGENCY = r"\([A-Z][^()]{1,40}\)"
_DASH = r"(?:--|[-–—])"
_PUBLISHER = re.compile(
    r"\[(?:[A-ZÀ-Þ][A-ZÀ-Þ .&'-]{2,30}|[A-Z][\w.&'-]+(?: [A-Z][\w.&'-]+){0,2})\](?=\s+[\"“'‘«A-ZÀ-Þ])"
)
_PARENTHESIS = re.compile(r"\(([^()\n]{4,400})\)")
_CITED = re.compile(r"(?:see(?: also)?|cf\.?|via|quoted in|reported by|voir) ", re.IGNORECASE)
_PARTICLES = frozenset(
    "de du des la le les l el al sur of the and et y for in en a à und der die das do da dos".split()
)
_ARTICLE = re.compile(r"(?:al|el|as|an|ash|at|ar|ad)-\w", re.IGNORECASE)
_DATELINE_WITHIN = 120  # characters


def blocks_of(text: str, line: Line, is_first: bool, cited: bool) -> Iterator[Block]:
    """The body blocks of a paragraph, cut by the dateline and the citations in it.

    `is_first` says that the paragraph opens the report, `cited` that the report cites sources in parentheses.
    """
    cuts = list(_opening(line)) if is_first else []
    start = cuts[-1].span.end - line.span.start if cuts else 0
    cuts += _citations(line, start, cited)
    at = line.span.start
    for cut in cuts:
        yield from _body(text, at, cut.span.start)
        yield cut
        at = cut.span.end
    yield from _body(text, at, line.span.end)


def cites_sources(lines: Sequence[Line]) -> bool:
    """Whether a report has the habit of citing in parentheses: one citation beyond doubt, or three likely ones."""
    furniture, likely = load_furniture(), 0
    for line in lines:
        for match in _PARENTHESIS.finditer(line.text):
            parts = _cited_parts(match[1])
            if parts and any(_is_certain(part, furniture) for part in parts):
                return True
            likely += bool(parts)
    return likely >= 3


def _body(text: str, start: int, end: int) -> Iterator[Block]:
    stretch = text[start:end]
    start += len(stretch) - len(stretch.lstrip())
    end -= len(stretch) - len(stretch.rstrip())
    if end > start:
        yield Block(Span(start, end), BlockKind.BODY, "paragraph")


def _opening(line: Line) -> Iterator[Block]:
    start = line.span.start
    if match := _PUBLISHER.match(line.text):
        yield Block(Span(start, start + match.end()), BlockKind.SOURCE, "publisher-tag")
        return
    if match := _dateline().match(line.text[:_DATELINE_WITHIN]):
        yield Block(Span(start, start + len(match[0].rstrip())), BlockKind.DATELINE, "dateline")


@cache
def _dateline() -> re.Pattern[str]:
    """Place, then date or agency or both, then a colon or dash, after a date with its year also a full stop; a place in
    capitals needs no more than a dash."""
    furniture = load_furniture()
    month = f"(?:{'|'.join(sorted(map(re.escape, furniture.months), key=len, reverse=True))})\\.?"
    weekday = f"(?:{'|'.join(sorted(map(re.escape, furniture.weekdays), key=len, reverse=True))})"
    day = rf"(?:(?:le|ce|du) )?(?:{weekday},? )?(?:{month} \d{{1,2}}|\d{{1,2}}(?:er)? {month})"
    figures = r"(?:le )?\d{1,2}[/.]\d{1,2}[/.]\d{4}"
    date = rf"(?i:{day}(?:,? \d{{4}})?|{figures})"
    place = rf"(?:{_CITY}|{_NAME})(?:, {_NAME})?(?:/{_NAME})?"
    dated = rf"{place},? (?:{date}(?: ?{_AGENCY})?|{_AGENCY}(?:,? {date})?) ?(?::|{_DASH})\s"
    whole = rf"(?:{_AGENCY} ?{_DASH} ?)?{place},? (?i:{day},? \d{{4}}|{figures})(?: ?{_AGENCY})?\.\s"
    capitals = rf"[A-ZÀ-Þ][A-ZÀ-Þ'’. ]{{3,30}}(?:, {_NAME})? ?(?:--|[–—]| - )\s?"
    return re.compile(f"{dated}|{whole}|{capitals}")


def _citations(line: Line, start: int, cited: bool) -> list[Block]:
    furniture = load_furniture()
    found = []
    for match in _PARENTHESIS.finditer(line.text, start):
        parts = _cited_parts(match[1])
        if parts and (any(_is_certain(part, furniture) for part in parts) or (cited and _is_likely(parts))):
            span = Span(line.span.start + match.start(), line.span.start + match.end())
            found.append(Block(span, BlockKind.SOURCE, "cited-source"))
    return found


def _cited_parts(inside: str) -> list[str]:
    """The sources named in a parenthesis, without their dates; none where any part isn't a name and a date."""
    parts = []
    for part in inside.split(";"):
        match = _cited_date().search(part.strip())
        if not match:
            return []
        name = part.strip()[: match.start()].rstrip(" ,")
        if not _is_title(name):
            return []
        parts.append(name)
    return parts


@cache
def _cited_date() -> re.Pattern[str]:
    """A day, or a month of a year, at the end of a citation; a stray footnote number may stick to the year."""
    month = f"(?:{'|'.join(sorted(map(re.escape, load_furniture().months), key=len, reverse=True))})\\.?"
    year = r"(?:,? \d{4,5})?"
    day = rf"{month} \d{{1,2}}{year}|\d{{1,2}} {month}{year}|{month} \d{{4}}|\d{{4}}-\d\d-\d\d"
    return re.compile(rf"(?:^|,? )(?:{day})$", re.IGNORECASE)


def _is_title(name: str) -> bool:
    bare = _CITED.sub("", name.split("[")[0], count=1).strip()
    parts = [part for part in re.split(r"[\s'’]+", bare) if part]
    if not parts or len(parts) > 8 or not bare[0].isalpha():
        return False
    written = sum(p[0].isupper() or p.casefold() in _PARTICLES or bool(_ARTICLE.match(p)) for p in parts)
    return written == len(parts) and any(c.isupper() for c in bare)


def _is_certain(name: str, furniture: Furniture) -> bool:
    """With its town in brackets, a known outlet, or with a word that outlets are named by."""
    if name.endswith("]") or _CITED.match(name):
        return True
    parts = words_of(name).split()
    if len(parts) == 1 or _ARTICLE.match(name):
        return parts[-1] in furniture.outlets
    return any(part in furniture.outlets or part in furniture.outlet_words for part in parts)


def _is_likely(names: Sequence[str]) -> bool:
    """In a report that cites, names of more than one word, and names with an Arabic article."""
    return all(" " in name or _ARTICLE.match(name) for name in names)
