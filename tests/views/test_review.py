"""The queue of the Review page, and what it shows of an event and of the ledger."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import invented
import pytest

from pipeline import build, corrections, reviewing
from views import texts
from views.review import editing, queue, shown
from views.review.queue import REASONS

HOSTILE = '<script>window.harmed=1</script><img src=x onerror="window.harmed=1">"\'& \u202eملف'
REPORTS = {
    "one": "Published 4 March 2021\n\nGunmen attacked a market in Gao on 2 March 2021, killing five people."
    "\n\nA bomb exploded in Springfield on 3 March 2021.\n",
    "two": "Published 4 March 2021\n\nGunmen attacked a market in Gao on 1 March 2021, killing at least nine people.\n",
}


SPRINGFIELD = {"name": "Springfield", "latitude": 39.8, "longitude": -89.6, "radius_km": 4, "place_kind": "city"}


class Tags(HTMLParser):
    """Names of all elements, and all attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag, attrs) -> None:
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}


@pytest.fixture
def table(tmp_path: Path) -> Path:
    (tmp_path / "corpus").mkdir()
    for name, text in REPORTS.items():
        (tmp_path / "corpus" / f"{name}.txt").write_text(text, encoding="utf-8")
    build.build([tmp_path / "corpus"], tmp_path / "table")
    return tmp_path / "table"


def waiting(table: Path) -> dict[str, queue.Waiting]:
    return {one.event_id: one for one in queue.load(table).waiting}


def by_reason(table: Path, reason: str) -> queue.Waiting:
    return next(one for one in waiting(table).values() if reason in one.reasons)


def test_an_event_waits_for_each_reason(table: Path) -> None:
    """A name of several places and sources at odds are seen, counted, and can be filtered by; the places are named."""
    loaded = queue.load(table)
    assert {"place", "disagree"} <= set(loaded.counts)
    for reason, number in loaded.counts.items():
        assert len(queue.matching(loaded.waiting, [reason], "")) == number
    event = reviewing.read_events(table, [by_reason(table, "place").event_id])[0]
    assert len(queue.candidates(table, event)) > 1


@pytest.mark.parametrize(
    ("reason", "field", "value"),
    [
        (
            "place",
            "place",
            {"name": "Springfield", "latitude": 39.8, "longitude": -89.6, "radius_km": 4, "place_kind": "city"},
        ),
        ("disagree", "date", "2021-03-01"),
    ],
)
def test_what_is_set_right_waits_no_longer_for_that(table: Path, reason: str, field: str, value: object) -> None:
    """A corrected field answers the doubt about it."""
    one = by_reason(table, reason)
    event = reviewing.read_events(table, [one.event_id])[0]
    entries = [corrections.edit(event, name, corrections_value(event, name, field, value), by="Ada")
               for name in {field, *(("toll",) if reason == "disagree" else ())}]  # fmt: skip
    corrections.append(table, *entries)
    reviewing.bring_up_to_date(table)
    assert reason not in getattr(waiting(table).get(one.event_id), "reasons", ())


def corrections_value(event, name: str, field: str, value: object) -> object:
    return value if name == field else [{"kind": "killed", "low": 5, "high": None}]


def test_an_accepted_event_leaves_the_queue_until_taken_back(table: Path) -> None:
    """Accepting takes an event out of the queue, undoing puts it back."""
    name = next(iter(waiting(table)))
    entry = corrections.accept(reviewing.read_events(table, [name])[0], by="Ada")
    for last, here in ((entry, False), (corrections.undo(entry, by="Bo"), True)):
        corrections.append(table, last)
        reviewing.bring_up_to_date(table)
        assert (name in waiting(table)) is here


def test_every_reason_has_its_words() -> None:
    """Each reason can be named and explained."""
    keys = texts.catalogue(texts.DEFAULT)
    assert {f"review.{part}.{reason}" for part in ("reason", "because") for reason in REASONS} <= set(keys)


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    """Titles, sentences, reasons and names that hold markup come out as text, in an event and in the history."""
    invented.write(tmp_path / "table", tmp_path / "corpus", 12, hostile=HOSTILE)
    event = reviewing.read_events(tmp_path / "table")[0]
    entry = corrections.edit(event, "actors", [HOSTILE], by=HOSTILE[:90], reason=HOSTILE)
    corrections.append(tmp_path / "table", entry, corrections.edit(event, "title", HOSTILE, by="Ada"))
    reviewing.bring_up_to_date(tmp_path / "table")
    event = reviewing.read_events(tmp_path / "table", [event.event_id])[0]
    history = queue.load(tmp_path / "table").history
    documents = queue.sources(tmp_path / "table", event.documents)
    html = shown.event_html(event, history, None) + shown.claims_html(event, documents)
    tags = Tags(html + "".join(map(shown.entry_words, history)))
    assert not {"script", "img"} & tags.names
    assert not any(name.startswith("on") for name in tags.attributes)
    assert "&lt;script&gt;" in html


def test_the_original_stands_beside_the_corrected_value(table: Path) -> None:
    """A corrected field shows what was read, struck out, with who and when."""
    event = reviewing.read_events(table)[0]
    corrections.append(table, corrections.edit(event, "status", "denied", by="Ada", reason="says the mayor"))
    reviewing.bring_up_to_date(table)
    event = reviewing.read_events(table, [event.event_id])[0]
    html = shown.event_html(event, queue.load(table).history, None)
    assert "denied" in html
    assert "<del>occurred</del>" in html
    assert "Ada" in html
    assert "says the mayor" in html


def test_other_events_are_found_by_their_words(table: Path) -> None:
    """The search for what an event is the same as finds every word, in any case, and never the event itself."""
    here = reviewing.read_events(table)[0].event_id
    for words in ("GAO market", "' OR 1=1 --", ""):
        assert here not in [name for name, *_ in queue.search(table, words, here)]
    assert queue.search(table, "' OR 1=1 --", here) == []


@pytest.mark.parametrize(
    ("typed", "low", "high"), [("5", 5, 5), (" 5-7 ", 5, 7), ("5–7", 5, 7), ("12+", 12, None), ("0", 0, 0)]
)
def test_tolls_are_typed_as_people_write_them(typed: str, low: int, high: int | None) -> None:
    """One number, a range, or at least so many."""
    assert editing.numbers("killed", typed) == {"kind": "killed", "low": low, "high": high}


@pytest.mark.parametrize("typed", ["many", "5-", "-5", "5.5"])
def test_what_is_no_number_of_people_is_refused(typed: str) -> None:
    """Nothing is guessed of what was typed."""
    with pytest.raises(editing.TollInvalid):
        editing.numbers("killed", typed)


def test_a_phrase_gives_places_that_a_correction_takes() -> None:
    """Each candidate of the gazetteer is a value for the field, as it stands."""
    found = editing.candidates("Springfield")
    assert len(found) > 1
    for _, value in found:
        corrections.fields.check("place", value)
