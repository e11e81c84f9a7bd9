"""A figure for a report: title, filters, map, legend, timeline and footer on one page of vectors. Pure."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from views import wording
from views.catalogue import NEUTRAL
from views.figures.lanes import OTHERS
from views.palette import PALETTES, Palette
from views.print import lettering, svg
from views.print.legend import legend, samples
from views.print.lettering import STRONG
from views.print.map import Degrees, frame_of, map_svg, scene
from views.print.timeline import STRIP_HEIGHT, Lanes, lanes_of, strip_svg, timeline_svg
from views.print.view import View
from views.print.words import (
    Provenance,
    Source,
    filters_in_words,
    provenance_in_words,
    source_words,
    sources_of,
    title_of,
)
from views.texts import say

WIDTH, NARROWEST, WIDEST = 1200.0, 300.0, 4000.0  # pixels
MARGIN, TITLE, WORDS, SMALL = 20.0, 20.0, 12.5, 10.5
MAP_SHARE = 0.5  # of the width: how high the map is
MOST_SOURCES = 24  # that are listed; more are counted
MOST_GROUPS = 14  # named in the legend


@dataclass(frozen=True, slots=True)
class Options:
    """How a figure is drawn; `width` in pixels, 96 to an inch."""

    width: float = WIDTH
    theme: str = "light"
    title: str | None = None
    footer: bool = True
    bounds: Degrees | None = None

    def __post_init__(self) -> None:
        if not NARROWEST <= self.width <= WIDEST:
            raise ValueError(f"a figure is between {NARROWEST:.0f} and {WIDEST:.0f} pixels wide, not {self.width:.0f}")
        if self.theme not in PALETTES:
            raise ValueError(f"there is no theme {self.theme!r}; there are: {', '.join(PALETTES)}")


@dataclass(frozen=True, slots=True)
class Page:
    """A finished page: `body` is SVG without its outermost element, sizes are pixels."""

    title: str
    width: float
    height: float
    body: str
    language: str = "en"

    @property
    def svg(self) -> str:
        """The page as an SVG file that brings its typefaces along."""
        return self.wrapped(lettering.embedded(self.body))

    def wrapped(self, style: str = "") -> str:
        """The page in its outermost element."""
        name = svg.tag("title", lettering.escape(svg.clean(self.title), quote=False))
        size = {"width": self.width, "height": self.height}
        box = f"0 0 {svg.number(self.width)} {svg.number(self.height)}"
        return svg.tag("svg", name, style, self.body, xmlns="http://www.w3.org/2000/svg", **size, viewBox=box)


@dataclass(slots=True)
class Stack:
    """Parts of a page, one under the other."""

    width: float
    palette: Palette
    y: float = MARGIN
    parts: list[str] = field(default_factory=list)

    def add(self, part: str, height: float, gap: float = 0.0) -> None:
        self.parts.append(svg.group(part, transform=f"translate({svg.number(MARGIN)} {svg.number(self.y)})"))
        self.y += height + gap

    def write(
        self, words: str, size: float, colour: str, *, weight: int = 400, most: int = 3, gap: float = 0.0
    ) -> None:
        """A paragraph."""
        lines = lettering.wrapped(words, size, self.width, weight, most)
        high = size * 1.36
        parts = (
            lettering.text(0, size + k * high, line, size=size, colour=colour, weight=weight)
            for k, line in enumerate(lines)
        )
        self.add("".join(parts), high * len(lines), gap if lines else 0.0)


def page(view: View, options: Options, provenance: Provenance, language: str = "en") -> Page:
    """The figure of a view. Its counter is that of the app for the same query."""
    palette = PALETTES[options.theme]
    stack = Stack(options.width - 2 * MARGIN, palette)
    title = lettering.one_line(options.title or title_of(view))
    stack.write(title, TITLE, palette.ink, weight=STRONG, most=2, gap=2)
    stack.write(" · ".join(filters_in_words(view)), WORDS, palette.muted, most=3, gap=2)
    stack.write(view.counter.words, WORDS, palette.ink, weight=STRONG, most=2, gap=8)
    _add_map(stack, view, options)
    lanes = lanes_of(view.catalogue, view.events, stack.width, by=view.lanes)
    found, height = legend(samples(palette, _beside_no_lane(view, lanes)), stack.width, palette)
    stack.add(found, height, 8)
    _add_timeline(stack, view, lanes)
    _add_evidence(stack, view)
    if options.footer:
        _add_footer(stack, view, provenance)
    whole = float(math.ceil(stack.y + MARGIN - 6))  # of part of a pixel a line of paper would be missing
    paper = svg.rect(0, 0, options.width, whole, fill=palette.paper)
    return Page(title, options.width, whole, paper + "".join(stack.parts), language)


def _add_map(stack: Stack, view: View, options: Options) -> None:
    height = round(min(max(stack.width * MAP_SHARE, 240), 720))
    placed = view.events if view.events["placed"].any() else view.catalogue.events
    frame = frame_of(placed, stack.width, height, options.bounds)
    found = scene(view.events, frame, stack.palette, view.selected)
    stack.add(map_svg(found, stack.palette, area=view.selection.area), height, 8)


def _add_timeline(stack: Stack, view: View, lanes: Lanes) -> None:
    if lanes.slots:
        stack.add(strip_svg(lanes, stack.palette), STRIP_HEIGHT, 6)
        stack.add(timeline_svg(lanes, stack.palette, view.selected), lanes.height, 6)
    else:
        stack.write(say("print.nothing" if view.events.empty else "print.undated"), WORDS, stack.palette.muted, gap=6)


def _beside_no_lane(view: View, lanes: Lanes) -> list[tuple[str, str]]:
    """Colours and names of groups on the map that have no lane of their own."""
    own = {lane.group for lane in lanes.whole.lanes} - {OTHERS}
    shown = dict.fromkeys(group for groups in view.events["groups"] for group in groups[:1] if group not in own)
    parties = [view.catalogue.party(group) for group in list(shown)[:MOST_GROUPS]]
    more = len(shown) - len(parties)
    rest = [(NEUTRAL, say("print.more_groups", n=more))] if more > 0 else []
    return [*((party.colour, party.short) for party in parties), *rest]


def _add_evidence(stack: Stack, view: View) -> None:
    """The selected event with its sentence and its source."""
    row = view.catalogue.position(view.selected)
    if row is None:
        return
    event, palette = view.catalogue.events.iloc[row], stack.palette
    where = wording.place(event["place"], event["place_kind"]) if event["placed"] else say("print.no_place")
    status = say(f"print.status.{event['status']}")
    facts = f"{wording.when(event['edtf'])} · {wording.shorten(where, 60)} · {status}"
    stack.write(event["title"] or "", WORDS, palette.ink, weight=STRONG, most=2)
    stack.write(facts, SMALL + 1, palette.muted, most=2, gap=2)
    if event["evidence"]:
        stack.write(f"“{event['evidence']}”", WORDS, palette.ink, most=6, gap=2)
    known = view.catalogue.documents
    rows = known[known["document"].isin(event["documents"])].to_dict("records")
    stack.write("; ".join(source_words(row) for row in rows[:4]), SMALL + 1, palette.muted, most=2, gap=6)


def _add_footer(stack: Stack, view: View, provenance: Provenance) -> None:
    palette = stack.palette
    stack.add(svg.line(0, 0, stack.width, 0, stroke=palette.border), 0, 6)
    sources = sources_of(view)
    if sources:
        stack.write(say("print.sources", n=len(sources)), SMALL, palette.ink, weight=STRONG, gap=2)
        _add_sources(stack, sources[:MOST_SOURCES])
    if len(sources) > MOST_SOURCES:
        stack.write(say("print.more_sources", n=len(sources) - MOST_SOURCES), SMALL, palette.muted, gap=2)
    stack.write(provenance_in_words(provenance), SMALL, palette.muted, most=4)


def _add_sources(stack: Stack, sources: list[Source]) -> None:
    """As many columns as are wide enough to read."""
    columns = max(1, min(3, int(stack.width / 480), len(sources)))
    room, high = stack.width / columns, SMALL * 1.4
    rows = -(-len(sources) // columns)
    parts = (
        lettering.text(
            (k // rows) * room,
            SMALL + (k % rows) * high,
            lettering.fitted(f"{source.number}  {source.words}", SMALL, room - 14),
            size=SMALL,
            colour=stack.palette.muted,
        )
        for k, source in enumerate(sources)
    )
    stack.add("".join(parts), rows * high, 5)
