"""SVG as text, built from values: every attribute and every word is escaped here and nowhere else. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from itertools import pairwise

# Not allowed in XML, and marks that turn the direction of what follows them.
HARMFUL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069\ufeff]")


def clean(text: object) -> str:
    """Text as XML can carry it, without marks that would reorder the text around it."""
    return HARMFUL.sub("", str(text))


def tag(name: str, *children: str, **attributes: object) -> str:
    """`<name …>children</name>`. Underscores of attributes become hyphens; those that are None are left out.

    Children are finished SVG: words go through `views.print.type`, which escapes them.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(number(value) if isinstance(value, float) else clean(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    inner = "".join(children)
    return f"<{name}{written}>{inner}</{name}>" if inner else f"<{name}{written}/>"


def number(value: float) -> str:
    """At most two decimals: a hundredth of a pixel is finer than any eye."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def path(lines: Iterable[Iterable[tuple[float, float]]], *, closed: bool, decimals: int = 1) -> str:
    """The `d` of one path through these lines, in relative steps of so many decimals, which keeps files small."""
    scale = 10**decimals
    parts = []
    for points in lines:
        whole = [(round(x * scale), round(y * scale)) for x, y in points]
        kept = [point for i, point in enumerate(whole) if i == 0 or point != whole[i - 1]]
        if len(kept) > 1:
            steps = (
                f"{number((bx - ax) / scale)},{number((by - ay) / scale)}" for (ax, ay), (bx, by) in pairwise(kept)
            )
            (x, y), end = kept[0], "z" if closed else ""
            parts.append(f"M{number(x / scale)},{number(y / scale)}l{' '.join(steps)}{end}")
    return "".join(parts)


def group(*children: str, **attributes: object) -> str:
    return tag("g", *children, **attributes)


def circle(x: float, y: float, radius: float, **attributes: object) -> str:
    return tag("circle", cx=float(x), cy=float(y), r=float(radius), **attributes)


def rect(x: float, y: float, width: float, height: float, **attributes: object) -> str:
    return tag("rect", x=float(x), y=float(y), width=float(width), height=float(height), **attributes)


def line(x1: float, y1: float, x2: float, y2: float, **attributes: object) -> str:
    return tag("line", x1=float(x1), y1=float(y1), x2=float(x2), y2=float(y2), **attributes)
