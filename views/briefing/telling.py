"""What a slide says and shows, worked out once for screen, paper and deck. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from views import wording
from views.briefing.model import Briefing, Slide
from views.catalogue import Catalogue
from views.geometry import KM_A_DEGREE
from views.palette import Palette
from views.print.map import Scene, frame_of, scene
from views.print.timeline import Lanes, lanes_of
from views.print.view import View, events_of
from views.print.words import filters_in_words, source_words, sources_of, title_of
from views.query import Opened
from views.texts import language, say

MAP_WIDTH, MAP_HEIGHT = 800.0, 402.0  # pixels of a slide's map
TIMELINE_WIDTH, TIMELINE_HEIGHT = 1216.0, 174.0
AROUND = 420.0  # kilometres around a town that a slide of its event shows
NAMED = 3  # sources in the line of a slide
LISTED = 8  # events that a slide of a view names one by one; of more it tells the number only


@dataclass(frozen=True, slots=True)
class Told:
    """One event in words."""

    event: str
    title: str
    facts: str
    quote: str
    source: str


@dataclass(frozen=True, eq=False)
class Shown:
    """A slide over the table."""

    slide: Slide
    view: View
    scene: Scene
    lanes: Lanes
    told: Told | None  # the event that it tells of
    facts: str  # what it shows, in words
    sources: tuple[str, ...]  # of the event, or of all events shown
    events: tuple[str, ...] = ()  # of a view with few of them: when and what

    @property
    def title(self) -> str:
        return self.slide.title

    @property
    def source_line(self) -> str:
        """Sources in one line, always there."""
        if not self.sources:
            return say("brief.no_sources")
        named = "; ".join(self.sources[:NAMED])
        more = len(self.sources) - NAMED
        words = named if more <= 0 else f"{named}; {say('print.more_sources', n=more)}"
        return say("brief.source", n=len(self.sources), words=words)


def shown(table: Opened, briefing: Briefing, palette: Palette) -> list[Shown]:
    """Every slide of a briefing over a table."""
    return [_shown(table, slide, palette, language()) for slide in briefing.slides]


@lru_cache(maxsize=64)
def _shown(table: Opened, slide: Slide, palette: Palette, _: str) -> Shown:
    """Worked out once a slide, so that one more slide costs only itself; the last is the language spoken."""
    return show(events_of(table, slide.query), slide, palette)


def show(view: View, slide: Slide, palette: Palette) -> Shown:
    """One slide; where its event has gone from the table, the slide shows its view."""
    row = view.catalogue.position(view.selected)
    event = None if row is None else view.catalogue.events.iloc[row]
    bounds = slide.frame or (surroundings(event) if event is not None else None)
    events = view.events if view.events["placed"].any() else view.catalogue.events
    frame = frame_of(events, MAP_WIDTH, MAP_HEIGHT, bounds)
    told = None if event is None else tell(view, event)
    found = scene(view.events, frame, palette, view.selected)
    lanes = lanes_of(view.catalogue, view.events, TIMELINE_WIDTH, TIMELINE_HEIGHT, view.lanes)
    if told:
        return Shown(slide, view, found, lanes, told, told.facts, tuple(_sources(view, event["documents"])))
    facts = " · ".join([*filters_in_words(view), view.counter.words])
    few = view.events.to_dict("records") if len(view.events) <= LISTED else []
    listed = tuple(f"{wording.when(e['edtf'])}: {wording.shorten(str(e['title'] or ''), 120)}" for e in few)
    return Shown(slide, view, found, lanes, None, facts, tuple(source.words for source in sources_of(view)), listed)


def surroundings(event: pd.Series) -> tuple[float, float, float, float] | None:
    """Degrees around an event's place; None for an unplaced one."""
    if not event["placed"]:
        return None
    radius = float(event["radius_km"]) if event["area"] and pd.notna(event["radius_km"]) else 0.0
    reach = min(max(radius * 1.25, AROUND) / KM_A_DEGREE, 40.0)
    x, y = float(event["longitude"]), max(-60.0, min(60.0, float(event["latitude"])))
    return x - reach, max(y - reach, -80.0), x + reach, min(y + reach, 80.0)


def tell(view: View, event: pd.Series) -> Told:
    """An event in words."""
    where = wording.place(event["place"], event["place_kind"]) if event["placed"] else say("print.no_place")
    status = say(f"print.status.{event['status']}")
    facts = f"{wording.when(event['edtf'])} · {wording.shorten(where, 80)} · {status}"
    source = "; ".join(_sources(view, event["documents"][:NAMED]))
    quote = wording.shorten(str(event["evidence"] or ""), 600)
    title = wording.shorten(str(event["title"] or say("brief.untitled")), 200)
    return Told(event["event_id"], title, facts, quote, source)


def _sources(view: View, documents: Sequence[str]) -> list[str]:
    known = _known(view.catalogue)
    return [source_words(known.get(document, {"document": document})) for document in documents]


@lru_cache(maxsize=8)
def _known(catalogue: Catalogue) -> dict[str, dict]:
    """What names a catalogue's documents, by id: looked up once a catalogue and not once an event."""
    return {row["document"]: row for row in catalogue.documents.to_dict("records")}


def slide_of(view: View) -> Slide:
    """A slide of what is selected: the event where one is, otherwise the view."""
    row = view.catalogue.position(view.selected)
    if row is None:
        return Slide(wording.shorten(title_of(view), 200), view.query)
    return Slide(wording.shorten(str(view.catalogue.events["title"].iloc[row] or ""), 200), view.query)
