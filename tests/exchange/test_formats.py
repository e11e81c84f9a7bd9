"""What every format keeps: the events asked for and no others, the same bytes each time."""

from __future__ import annotations

import pytest

from pipeline.exchange import FORMATS, ExportError, extract, write
from tests.exchange.invented import empty, table, whole

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
    chosen = extract(table(), ids=["e2", "e3", "no such event"])
    assert list(chosen.events["event_id"]) == ["e2", "e3"]
    assert set(chosen.claims["event_id"]) == {"e2", "e3"}
    assert set(chosen.documents["document"]) == {"ber"}
    assert dict(chosen.provenance.entries)["Corpus"] == table().meta["fingerprint"]


@pytest.mark.parametrize(("name", "part"), [("no-such", "events"), ("kml", "claims"), ("csv", "mentions")])
def test_what_cannot_be_had_is_said(name, part):
    """A format or part that does not exist is refused by name."""
    with pytest.raises(ExportError, match=name if name == "no-such" else part):
        write(whole(), name, part)
