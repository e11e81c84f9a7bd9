"""Invented events of any number, as the pipeline's own values: what the views are tried on.

Nothing here happened. Names of groups and places are real ones, so that colours, outlines and labels are exercised.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from pipeline import store
from pipeline.groups import load_registry
from pipeline.model import (
    Analysis,
    Block,
    BlockKind,
    Claim,
    Document,
    Event,
    EventMention,
    GroupMention,
    Interval,
    PlaceKind,
    PlaceMention,
    Precision,
    Prose,
    Publication,
    Reason,
    Span,
    Status,
    When,
)
from views.catalogue import Catalogue, catalogue

PLACES = (
    ("Bamako", 12.65, -8.0, 15.0, PlaceKind.CITY, "ML"),
    ("Gao", 16.27, -0.04, 8.0, PlaceKind.CITY, "ML"),
    ("Kidal", 18.44, 1.41, 6.0, PlaceKind.CITY, "ML"),
    ("Ouagadougou", 12.37, -1.53, 15.0, PlaceKind.CITY, "BF"),
    ("Algiers", 36.75, 3.06, 20.0, PlaceKind.CITY, "DZ"),
    ("Niger", 17.6, 8.1, 640.0, PlaceKind.COUNTRY, "NE"),
    ("Libya", 27.0, 17.0, 750.0, PlaceKind.COUNTRY, "LY"),
    ("northern Mali", 18.5, -1.0, 450.0, PlaceKind.REGION, "ML"),
    ("Gourma", 15.6, -1.6, 120.0, PlaceKind.NATURAL, "ML"),
)
GROUPS = ("aqim", "ansar-dine", "mujao", "mnla", "al-mourabitoun")
DEEDS = (
    ("attack", "attacked a convoy", Status.OCCURRED),
    ("meeting", "met elders", Status.OCCURRED),
    ("threat", "threatened to march on the town", Status.THREATENED),
    ("visit", "will visit the governor", Status.PLANNED),
    ("abduction", "said it had seized two engineers", Status.CLAIMED),
    ("military operation", "has been sweeping the hills", Status.ONGOING),
    ("alliance", "denied having joined the alliance", Status.DENIED),
)
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October")


def values(number: int, seed: int = 7, *, hostile: str = "") -> tuple[list[Event], list[Analysis]]:
    """`number` events with their documents, ten to a document; `hostile` is woven into every text and title."""
    chance = random.Random(seed)
    events, analyses = [], []
    for first in range(0, number, 10):
        document, made, groups = _document(
            f"dispatch-{first // 10 + 1:03d}", range(first, min(first + 10, number)), chance, hostile
        )
        events += made
        analyses.append(_analysis(document, groups))
    return events, analyses or [_analysis(Document("empty", "Nothing happened.\n", "empty.txt", "0" * 64), ())]


def _document(name: str, numbers: range, chance: random.Random, hostile: str):
    text, found = f"Invented dispatch {hostile}\n\n", []
    for number in numbers:
        party, place, deed = chance.choice(GROUPS), chance.choice(PLACES), chance.choice(DEEDS)
        dated, placed = chance.random() > 0.12, chance.random() > 0.15
        group = load_registry().group(party)
        when, words = _when(chance) if dated else (None, "")
        start = len(text) + len("Nobody had expected it. ")
        sentence = (
            f"{words}{group.short} {deed[1]}{f' in {place[0]}' if placed else ''}, a witness told {hostile or 'us'}."
        )
        text += f"Nobody had expected it. {sentence} Calm had returned by nightfall.\n\n"
        found.append((number, group, place if placed else None, deed, when, words, start, sentence))
    document = Document(
        name,
        text,
        f"{name}.txt",
        f"{hash(text) & 0xFFFFFFFF:064x}",
        title=f"Invented {name} {hostile}".strip(),
        publisher="The Invented Gazette",
    )
    events = [_event(name, text, hostile, *one) for one in found]
    groups = [_group(name, text, one[1], one[6], one[7]) for one in found]
    return document, events, groups


def _when(chance: random.Random) -> tuple[When, str]:
    day = date(2010, 1, 1) + timedelta(days=chance.randrange(5 * 365))
    kind = chance.choice(("day", "day", "day", "about", "month", "by", "after", "range"))
    month = f"{MONTHS[min(day.month, 10) - 1]} {day.year}"
    words = {"day": f"On {day.day} {month}", "about": f"About {day.day} {month}", "month": f"In {month}"}.get(
        kind, f"In those days of {month}"
    )
    last = day + timedelta(days=chance.randrange(5, 60))
    edtf, interval, precision = {
        "day": (day.isoformat(), Interval.day(day), Precision.DAY),
        "about": (f"{day.isoformat()}~", Interval.day(day), Precision.DAY),
        "month": (f"{day:%Y-%m}", Interval(day.replace(day=1), _month_end(day)), Precision.MONTH),
        "by": (f"../{day.isoformat()}", Interval(None, day), Precision.RANGE),
        "after": (f"{day.isoformat()}/..", Interval(day, None), Precision.RANGE),
        "range": (f"{day.isoformat()}/{last.isoformat()}", Interval(day, last), Precision.RANGE),
    }[kind]
    return When(interval, edtf, precision, "invented-rule", words), f"{words}, "


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _event(document, text, hostile, number, group, place, deed, when, words, start, sentence) -> Event:
    end = start + len(sentence)
    if when:
        when = When(when.interval, when.edtf, when.precision, when.rule, when.text, Span(start, start + len(when.text)))
    trigger = text.index(deed[1], start)
    where = _place(document, text, place, start) if place else None
    title = f"{group.short} {deed[1]} {hostile}".strip()
    mention = EventMention(
        document, trigger, trigger + len(deed[1]), deed[1], "invented-trigger", deed[0], deed[2], title,
        Span(start, end), when, None if when else "no words of time in the sentence", where,
        "nearest-before" if where else None,
        None if where else "no place in the sentence", (group.id,), (), 0.5 + number % 50 / 100,
    )  # fmt: skip
    claim = Claim(f"c{number:05d}", f"e{number:05d}", mention, sentence)
    return Event(
        f"e{number:05d}", title, deed[0], deed[2], when, mention.when_reason, where, mention.place_reason, (group.id,),
        (), (document,), (claim,), mention.confidence, sentence,
    )  # fmt: skip


def _place(document: str, text: str, place: Sequence, start: int) -> PlaceMention:
    name, latitude, longitude, radius, kind, country = place
    at = text.index(name, start)
    return PlaceMention(
        document,
        at,
        at + len(name),
        name,
        "invented-gazetteer",
        name,
        latitude,
        longitude,
        radius,
        kind,
        None,
        country,
        0.9,
    )


def _group(document: str, text: str, group, start: int, sentence: str) -> GroupMention:
    at = text.index(group.short, start)
    return GroupMention(document, at, at + len(group.short), group.short, "invented-name", group.id)


def _analysis(document: Document, groups: Sequence[GroupMention]) -> Analysis:
    end = len(document.text)
    prose = Prose(document.text, (Block(Span(0, end), BlockKind.BODY, "invented"),))
    month = Interval(date(2014, 12, 1), date(2014, 12, 31))
    reason = Reason("the latest day it names lies in 2014", "latest-day", month, 0.8)
    publication = Publication(month, "2014-12", Precision.MONTH, "worked-out", reasons=(reason,))
    return Analysis(document, "en", prose, publication, (), (), tuple(groups), ())


def write(directory: Path, corpus: Path, number: int, **settings) -> None:
    """A table of invented events in `directory` that counts as built from the (one-file) folder `corpus`."""
    corpus.mkdir(parents=True, exist_ok=True)
    (corpus / "invented.txt").write_text("Invented.\n", encoding="utf-8")
    events, analyses = values(number, **settings)
    store.write_table(directory, events, analyses, {"fingerprint": store.fingerprint([corpus])})


def make(directory: Path, number: int, **settings) -> Catalogue:
    """The catalogue of a table of invented events, by way of the disk as in the dashboard."""
    write(directory / "table", directory / "corpus", number, **settings)
    table = store.open_table(directory / "table")
    return catalogue(table.events, table.claims, table.documents, table.mentions, load_registry(), "invented")
