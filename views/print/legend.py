"""What the signs of a figure mean, one line or more of samples with words. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from views.figures.marks import BROKEN, FAINT
from views.palette import SIGNS, Palette
from views.print import lettering, svg
from views.texts import say

STRIP = (0.28, 0.75)  # opacity of what may lie in a stretch of days, and of what certainly does
SIZE, LINE, GAP = 11.0, 20.0, 18.0  # pixels: type, a line, between samples


@dataclass(frozen=True, slots=True)
class Sample:
    """A sign drawn from the left at the middle of a line, and its words."""

    sign: str
    wide: float
    words: str

    @property
    def width(self) -> float:
        return self.wide + 6 + lettering.width(self.words, SIZE)


def samples(palette: Palette, parties: Sequence[tuple[str, str]] = ()) -> list[Sample]:
    """Groups (colour, name) that stand beside no lane, then statuses, then the scale of uncertainty."""
    found = [Sample(svg.circle(5, 0, 5, fill=colour), 10, lettering.fitted(n, SIZE, 220)) for colour, n in parties]
    found += [_status(name, palette) for name in SIGNS]
    bar = {"width": 28.0, "height": 8.0}
    soft = svg.tag(
        "linearGradient",
        *(
            svg.tag("stop", offset=at, stop_color=palette.muted, stop_opacity=o)
            for at, o in ((0.0, 0), (0.5, 1), (1.0, 0))
        ),
        id="legend-soft",
    )
    area = {"fill": palette.muted, "fill_opacity": 0.2, "stroke": palette.muted, "stroke_width": 1.3}
    return [
        *found,
        Sample(svg.rect(0, -4, *bar.values(), fill=palette.muted), 28, say("print.legend.within")),
        Sample(soft + svg.rect(0, -4, *bar.values(), fill="url(#legend-soft)"), 28, say("print.legend.about")),
        Sample(_choices(palette), 28, say("print.legend.one_of")),
        Sample(svg.rect(0, -6, 16, 12, rx=5, **area), 16, say("print.legend.area")),
        Sample(_strip(palette), 28, say("print.legend.strip")),
        Sample(_possible(palette), 12, say("print.legend.possible")),
    ]


def _status(name: str, palette: Palette) -> Sample:
    kind, parts = SIGNS[name], []
    if name == "ongoing":
        parts.append(svg.circle(8, 0, 7.2, fill="none", stroke=palette.muted, stroke_width=1.4))
    if kind.hollow:
        parts.append(svg.circle(8, 0, 5.4, fill=palette.paper, stroke=palette.muted, stroke_width=2.0))
    else:
        parts.append(svg.circle(8, 0, 4.4 if parts else 6, fill=palette.muted))
    if kind.glyph:
        parts.append(
            lettering.text(8, 3.3, kind.glyph, size=9, colour=palette.ink, weight=lettering.STRONG, anchor="middle")
        )
    return Sample("".join(parts), 16, say(f"print.status.{name}"))


def _possible(palette: Palette) -> str:
    rim = {"stroke": palette.muted, "stroke_width": 1.3, "stroke_dasharray": BROKEN}
    return svg.circle(6, 0, 5.4, fill=palette.muted, fill_opacity=FAINT, **rim)


def _strip(palette: Palette) -> str:
    pale = svg.rect(0, -6, 28, 12, fill=palette.muted, fill_opacity=STRIP[0])
    return pale + svg.rect(8, -1, 12, 7, fill=palette.muted, fill_opacity=STRIP[1])


def _choices(palette: Palette) -> str:
    thin = svg.rect(0, -2, 28, 4, fill=palette.muted, fill_opacity=0.3)
    return thin + "".join(svg.circle(x, 0, 2.5, fill=palette.muted) for x in (4, 14, 24))


def legend(found: Sequence[Sample], width: float, palette: Palette) -> tuple[str, float]:
    """The samples in as many lines as they need, and the height of those."""
    parts, x, y = [], 0.0, LINE / 2
    for sample in found:
        if x and x + sample.width > width:
            x, y = 0.0, y + LINE
        words = lettering.text(sample.wide + 6, SIZE * 0.36, sample.words, size=SIZE, colour=palette.muted)
        parts.append(svg.group(sample.sign, words, transform=f"translate({svg.number(x)} {svg.number(y)})"))
        x += sample.width + GAP
    return svg.group(*parts, class_="legend"), (y + LINE / 2 if parts else 0.0)
