"""Words on paper: how wide they are, where they break, and which typeface has their letters.

The typefaces are files of the project (`static/fonts/print`), so a page is the same on every machine. Letters that
none of them has are left to the fonts of the machine.
"""

from __future__ import annotations

import base64
import io
import re
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from itertools import accumulate
from pathlib import Path

from views.print.svg import clean, tag

FOLDER = Path(__file__).parents[2] / "static" / "fonts" / "print"
LATIN, ARABIC = "Inter", "Vazirmatn"
FAMILY = f"{LATIN}, {ARABIC}, system-ui, sans-serif"
NORMAL, STRONG = 400, 600
STYLES = {NORMAL: "Regular", STRONG: "SemiBold"}
UNKNOWN = 0.6  # of the size: how wide a letter of no known typeface is taken to be
PIECES = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Face:
    """One typeface at one weight: how far each character goes on, as a share of the size."""

    family: str
    advances: dict[str, float]


@lru_cache(maxsize=1)
def faces() -> dict[int, tuple[Face, Face]]:
    """Latin and Arabic by weight."""
    return {weight: (_face(LATIN, weight), _face(ARABIC, weight)) for weight in STYLES}


def _file(family: str, weight: int) -> Path:
    return FOLDER / f"{family}-{STYLES[weight]}.ttf"


def _face(family: str, weight: int) -> Face:
    from fontTools.ttLib import TTFont  # loaded where a figure is made, not where a page opens

    font = TTFont(_file(family, weight), lazy=True)
    widths, units = font["hmtx"].metrics, font["head"].unitsPerEm
    return Face(family, {chr(code): widths[name][0] / units for code, name in font.getBestCmap().items()})


def width(text: str, size: float, weight: int = NORMAL) -> float:
    """Pixels that a line of text takes."""
    latin, arabic = (face.advances for face in faces()[weight])
    return size * sum(latin.get(c) or arabic.get(c) or UNKNOWN for c in text)


def covered(text: str) -> bool:
    """Whether the project's own typefaces have every letter."""
    latin, arabic = (face.advances for face in faces()[NORMAL])
    return all(c in latin or c in arabic or c.isspace() for c in clean(text))


def one_line(text: object) -> str:
    """Text without line breaks, tabs and runs of spaces."""
    return " ".join(clean(text).split())


def fitted(text: object, size: float, room: float, weight: int = NORMAL) -> str:
    """As much of the text as fits into one line of `room` pixels, with … where something is left out."""
    text = one_line(text)
    if width(text, size, weight) <= room:
        return text
    used, kept = width("…", size, weight), 0
    for character in text:
        used += width(character, size, weight)
        if used > room:
            break
        kept += 1
    return text[:kept].rstrip(" ,;:·") + "…"


def wrapped(text: object, size: float, room: float, weight: int = NORMAL, most: int = 99) -> list[str]:
    """Lines of at most `room` pixels, broken at spaces, within a word only where it is wider than a line."""
    lines, current, used = [], "", 0.0
    for piece in PIECES.findall(one_line(text)):
        wide = width(piece, size, weight)
        if used + wide > room and current.strip():
            lines.append(current.strip())
            current, used = "", 0.0
            if piece.isspace():
                continue
        while wide > room and len(piece) > 1:
            head = max(1, sum(far <= room for far in accumulate(width(letter, size, weight) for letter in piece)))
            lines.append(piece[:head])
            piece = piece[head:]
            wide = width(piece, size, weight)
        current, used = current + piece, used + wide
    if current.strip():
        lines.append(current.strip())
    if len(lines) > most:
        lines = [*lines[: most - 1], fitted(" ".join(lines[most - 1 :]), size, room, weight)]
    return lines


def text(
    x: float,
    y: float,
    words: object,
    *,
    size: float,
    colour: str,
    weight: int = NORMAL,
    anchor: str | None = None,
    halo: str | None = None,
    **attributes: object,
) -> str:
    """One line of text from its baseline; letters that Inter lacks in a typeface that has them."""
    common = {
        "x": float(x),
        "y": float(y),
        "font_family": FAMILY,
        "font_size": float(size),
        "font_weight": weight if weight != NORMAL else None,
        "text_anchor": anchor,
    }
    inner = _runs(one_line(words), weight)
    if not inner:
        return ""
    under = ""
    if halo:
        under = {"stroke": halo, "stroke_width": 2.6, "stroke_linejoin": "round", "paint_order": "stroke"}
    return tag("text", inner, **common, fill=colour, **(under or {}), **attributes)


def _runs(text: str, weight: int) -> str:
    """The words, escaped, with a span of its own for each run of letters of another typeface."""
    latin, arabic = (face.advances for face in faces()[weight])
    parts: list[tuple[bool, str]] = []
    for character in text:
        other = character not in latin and character in arabic
        if character == " " and parts:
            other = parts[-1][0]
        if parts and parts[-1][0] == other:
            parts[-1] = (other, parts[-1][1] + character)
        else:
            parts.append((other, character))
    return "".join(
        tag("tspan", escape(words, quote=False), font_family=ARABIC) if other else escape(words, quote=False)
        for other, words in parts
    )


def embedded(page: str) -> str:
    """A style sheet with the typefaces cut down to the characters of `page`, for readers that don't have them."""
    characters = set(page)
    rules = []
    for weight, pair in faces().items():
        if weight != NORMAL and f'font-weight="{weight}"' not in page:
            continue
        for face in pair:
            wanted = {c for c in characters if c in face.advances}
            if face.family == ARABIC:
                wanted -= set(map(chr, range(0x250)))
            if wanted:
                data = base64.b64encode(_cut(face.family, weight, frozenset(map(ord, wanted)))).decode()
                rules.append(
                    f"@font-face{{font-family:{face.family};font-weight:{weight};"
                    f"src:url(data:font/woff;base64,{data}) format('woff')}}"
                )
    return f"<style>{''.join(rules)}</style>"


@lru_cache(maxsize=32)
def _cut(family: str, weight: int, codes: frozenset[int]) -> bytes:
    from fontTools import subset

    options = subset.Options(flavor="woff", layout_features=["*"], notdef_outline=True, recalc_timestamp=False)
    font = subset.load_font(str(_file(family, weight)), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=sorted(codes))
    cutter.subset(font)
    file = io.BytesIO()
    subset.save_font(font, file, options)
    return file.getvalue()
