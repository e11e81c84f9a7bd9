"""Pages as PNG, SVG and PDF files. The type-setting is Typst's, a library: no browser, no program to install.

The same pages give the same bytes: nothing of the day or the machine is written into a file, and the fonts of the
machine are asked only for letters that the project's typefaces lack.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

import typst

from views.print import lettering
from views.print.page import Page
from views.texts import say

PIXELS = 96  # of a page, to an inch
INCH = 2.54  # centimetres
MOST_PIXELS = 80_000_000  # of one picture


class Format(StrEnum):
    """Files that a figure can be."""

    PNG = "png"
    SVG = "svg"
    PDF = "pdf"


class TooLarge(ValueError):
    """A picture that would not fit into memory, or into any document."""


def picture(page: Page, form: Format, dpi: float = PIXELS) -> bytes:
    """A page as a file; `dpi` counts for PNG only. Raises TooLarge."""
    if form is Format.SVG:
        return page.svg.encode()
    if form is Format.PDF:
        return pdf([page], page.title)
    if page.width * page.height * (dpi / PIXELS) ** 2 > MOST_PIXELS:
        raise TooLarge(say("print.too_large", pixels=round(page.width * dpi / PIXELS)))
    return _typeset([page], page.title, "png", ppi=float(dpi))


def pdf(pages: Sequence[Page], title: str) -> bytes:
    """Pages as one PDF, vectors and text throughout."""
    return _typeset(pages, title, "pdf")


def _typeset(pages: Sequence[Page], title: str, form: str, **settings: float) -> bytes:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = [
            f"#set document(title: {json.dumps(title, ensure_ascii=False)}, date: none)",
            "#set text(lang: sys.inputs.lang)",
        ]
        for number, page in enumerate(pages):
            (folder / f"{number}.svg").write_text(page.wrapped(), encoding="utf-8")
            size = f"width: {page.width * 0.75:.2f}pt, height: {page.height * 0.75:.2f}pt"
            alt = json.dumps(page.title, ensure_ascii=False)
            source.append(f'#page({size}, margin: 0pt)[#image("{number}.svg", {size}, alt: {alt})]')
        main = folder / "main.typ"
        main.write_text("\n".join(source), encoding="utf-8")
        return typst.compile(
            str(main),
            root=name,
            font_paths=[str(lettering.FOLDER)],
            ignore_system_fonts=all(lettering.covered(page.body) for page in pages),
            format=form,
            timestamp=0,
            sys_inputs={"lang": pages[0].language},
            **settings,
        )
