"""Make the typefaces of printed figures: Inter and Vazirmatn (Arabic letters) in two weights, as TrueType files.

    python scripts/build_print_fonts.py        # fetches the packages with `npm pack`

Writes `static/fonts/print/*.ttf` and the licences beside them (both SIL OFL 1.1). What sets type on paper reads neither
woff2 nor fonts of variable weight, nor fonts cut into alphabets, which is how the web has them.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from build_basemap import TYPEFACE, fetch
from fontTools.merge import Merger
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

ARABIC = "@fontsource/vazirmatn@5.3.0"
OUT = Path(__file__).resolve().parent.parent / "static" / "fonts" / "print"
ALPHABETS = ("latin", "latin-ext", "cyrillic", "cyrillic-ext", "greek", "vietnamese")
WEIGHTS = {"Regular": 400, "SemiBold": 600}
MADE = 3_600_000_000  # seconds since 1904: a date of making that never changes
LAYOUT = ("GSUB", "GPOS", "GDEF")  # of Inter: kerning across alphabets, which Merger can't join


def main() -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        inter, arabic = fetch(TYPEFACE, Path(folder)), fetch(ARABIC, Path(folder))
        for style, weight in WEIGHTS.items():
            write(_joined(inter / "files", weight, Path(folder)), "Inter", style, weight)
            name = f"vazirmatn-arabic-{weight}-normal.woff2"
            write(TTFont(arabic / "files" / name), "Vazirmatn", style, weight)
        shutil.copy(inter / "LICENSE", OUT / "LICENSE-Inter")
        shutil.copy(arabic / "LICENSE", OUT / "LICENSE-Vazirmatn")


def _joined(files: Path, weight: int, folder: Path) -> TTFont:
    """Inter's alphabets at one weight in one font."""
    parts = []
    for alphabet in ALPHABETS:
        font = instantiateVariableFont(TTFont(files / f"inter-{alphabet}-wght-normal.woff2"), {"wght": weight})
        font.flavor = None
        for table in LAYOUT:
            if table in font:
                del font[table]
        parts.append(folder / f"{alphabet}-{weight}.ttf")
        font.save(parts[-1])
    return Merger().merge([str(part) for part in parts])


def write(font: TTFont, family: str, style: str, weight: int) -> None:
    """Save under its own name, the same bytes for the same source."""
    font.flavor = None
    for number, words in {1: family, 2: style, 4: f"{family} {style}", 6: f"{family}-{style}".replace(" ", "")}.items():
        font["name"].setName(words, number, 3, 1, 0x409)
    for number, words in {16: family, 17: style}.items():
        font["name"].setName(words, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    font.recalcTimestamp = False
    font["head"].created = font["head"].modified = MADE
    path = OUT / f"{family.replace(' ', '')}-{style}.ttf"
    font.save(path)
    print(f"{path.name}  {path.stat().st_size // 1024} kB, {len(font.getBestCmap())} characters")


if __name__ == "__main__":
    main()
