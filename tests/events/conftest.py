"""Help for tests of events: a text with its dates and places marked by hand, read for events."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.edtf import parse
from pipeline.events import find_events
from pipeline.groups import find_groups, load_registry
from pipeline.model import (
    Block,
    BlockKind,
    DateMention,
    Document,
    EventMention,
    PlaceKind,
    PlaceMention,
    Precision,
    Prose,
    Publication,
    Span,
)

COUNTRIES = {"Algeria": "DZ", "Mali": "ML", "Niger": "NE", "Libya": "LY"}
TOWNS = {
    "Gao": ("ML", 16.27, -0.04),
    "Bamako": ("ML", 12.65, -8.0),
    "Kidal": ("ML", 18.44, 1.41),
    "Arlit": ("NE", 18.74, 7.39),
}


def dates_in(text: str, dates: dict[str, str]) -> tuple[DateMention, ...]:
    """Mentions of the phrases given, each with its EDTF date; "P…" makes a duration."""
    mentions = []
    for phrase, value in dates.items():
        at = text.index(phrase)
        duration = value.startswith("P")
        interval = None if duration else parse(value)
        precision = None if duration else Precision.DAY if interval.is_day else Precision.RANGE
        kind = "DURATION" if duration else "DATE"
        end = at + len(phrase)
        mentions.append(
            DateMention(
                "d", at, end, phrase, "hand", kind, value, None, interval, None if duration else value, precision, None
            )
        )
    return tuple(mentions)


def places_in(text: str) -> tuple[PlaceMention, ...]:
    """Mentions of the towns and countries of this file, wherever they stand."""
    mentions = []
    for name in (*TOWNS, *COUNTRIES):
        at = text.find(name)
        while at >= 0:
            if not text[at + len(name) : at + len(name) + 1].isalpha():
                mentions.append(_place(name, at))
            at = text.find(name, at + 1)
    return tuple(sorted(mentions, key=lambda m: m.start))


def _place(name: str, at: int) -> PlaceMention:
    if name in TOWNS:
        code, latitude, longitude = TOWNS[name]
        kind, radius = PlaceKind.CITY, 5.0
    else:
        code, latitude, longitude, kind, radius = COUNTRIES[name], 17.0, 1.0, PlaceKind.COUNTRY, 700.0
    return PlaceMention("d", at, at + len(name), name, "hand", name, latitude, longitude, radius, kind, None, code, 0.9)


@pytest.fixture(scope="session")
def events() -> Callable[..., tuple[EventMention, ...]]:
    """Reads a text: `dates` maps phrases to EDTF, `cited` are the phrases that are source tags, `published` is EDTF."""

    def read(
        text: str,
        dates: dict[str, str] | None = None,
        *,
        published: str | None = None,
        cited: tuple[str, ...] = (),
        language: str = "en",
    ) -> tuple[EventMention, ...]:
        prose = _prose(text, cited)
        interval = parse(published) if published else None
        publication = Publication(interval, published, Precision.DAY if interval else None, "hand")
        registry = load_registry()
        groups = find_groups("d", prose, registry, interval)
        document = Document("d", text, "d.txt", "0" * 64)
        mentions = dates_in(text, dates or {})
        return find_events(document, prose, publication, mentions, places_in(text), groups, registry, language=language)

    return read


def _prose(text: str, cited: tuple[str, ...]) -> Prose:
    blocks, at = [], 0
    for phrase in cited:
        start = text.index(phrase)
        blocks += [
            Block(Span(at, start), BlockKind.BODY, "t"),
            Block(Span(start, start + len(phrase)), BlockKind.SOURCE, "t"),
        ]
        at = start + len(phrase)
    if at < len(text):
        blocks.append(Block(Span(at, len(text)), BlockKind.BODY, "t"))
    return Prose(text, tuple(blocks))


@pytest.fixture(scope="session")
def only(events) -> Callable[..., EventMention]:
    """The one event of a text; fails where there is another number of them."""

    def read(text: str, *args, **keys) -> EventMention:
        found = events(text, *args, **keys)
        assert len(found) == 1, [(e.event_type, e.title) for e in found]
        return found[0]

    return read
