"""What every format keeps: the events asked for and no others, the same bytes each time."""

from __future__ import annotations

import io
import itertools
import re

import pytest

from pipeline.exchange import FORMATS, ExportError, Extract, chosen, extract, write, write_to
from pipeline.store import DOCUMENTS, EVENTS
from tests.exchange.invented import empty, frame, table, whole

CASES = [(name, part) for name, form in FORMATS.items() for part in form.parts or ("events",)]


@pytest.mark.parametrize(("name", "part"), CASES)
def test_same_values_same_bytes(name, part):
    """Two writings of one extract do not differ in a byte."""
    assert write(whole(), name, part) == write(whole(), name, part)


@pytest.mark.parametrize(("name", "part"), CASES)
def test_nothing_is_written_too(name, part):
    """An extract without events gives a file, not an error."""
    assert write(empty(), name, part)


def test_an_extract_has_what_belongs_to_its_events():
    """Claims and documents of other events stay behind."""
    found = extract(table(), ids=["e2", "e3", "no such event"])
    assert list(found.events["event_id"]) == ["e2", "e3"]
    assert set(found.claims["event_id"]) == {"e2", "e3"}
    assert set(found.documents["document"]) == {"ber"}
    assert dict(found.provenance.entries)["Corpus"] == table().meta["fingerprint"]


@pytest.mark.parametrize(("name", "part"), [("no-such", "events"), ("kml", "claims"), ("csv", "mentions")])
def test_what_cannot_be_had_is_said(name, part):
    """A format or part that does not exist is refused by name."""
    with pytest.raises(ExportError, match=name if name == "no-such" else part):
        write(whole(), name, part)


class Alive(dict):
    """A row that counts how many of its kind are in memory."""

    now = most = 0

    def __init__(self, row):
        super().__init__(row)
        Alive.now += 1
        Alive.most = max(Alive.most, Alive.now)

    def __del__(self):
        Alive.now -= 1


class Endless(Extract):
    """The events of a small table over and over, made as they are asked for."""

    def count(self, part):
        return super().count(part) * (150 if part == "events" else 1)

    def rows(self, part, names=()):
        held = list(super().rows(part, names))
        for _ in range(150 if part == "events" else 1):
            yield from map(Alive, held)


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "parquet"])
def test_few_rows_are_in_memory_at_once(name, monkeypatch):
    """Six hundred events pass a format with few of them in memory, where few are to be taken at once."""
    monkeypatch.setattr(chosen, "AT_ONCE", 32)
    made, Alive.most = whole(), 0
    write_to(io.BytesIO(), Endless(made.events, made.claims, made.documents), name)
    assert Alive.most < 100


def test_sources_that_look_alike_are_told_apart():
    """Hundreds of documents whose ids share their Latin letters have a key each in BibTeX."""
    ids = ["".join(letters) for letters in itertools.product("абвгдежзиклмнопрстуфхцчшщэюя", repeat=2)]
    documents = frame(DOCUMENTS, [{"document": document} for document in ids])
    events = frame(EVENTS, [{"event_id": "e", "documents": ids}])
    entries = re.findall(r"^@misc\{(.+),$", write(Extract(events, empty().claims, documents), "bibtex").decode(), re.M)
    assert len(entries) == len(set(entries)) == len(ids)
