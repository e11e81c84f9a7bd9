"""A link's query over a table, asked of the whole table in memory or of its file: the same events."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.groups import load_registry
from views import query as ask
from views.print import view as view_module
from views.print.view import TooManyEvents, events_of
from views.query import open_views

sys.path.insert(0, str(Path(__file__).parent.parent))

from invented import make

ASKED = ("group=AQIM", "status=occurred", "years=2011&years=2012", "q=convoy", "brush=2011-03-01..2012-05-01")
ASKED += ("area=box:-10,10,5,20", "event=e00003", "type=attack&type=meeting", "lanes=country", "place=Niger")


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """Forty events in memory, and in their file."""
    folder = tmp_path_factory.mktemp("both")
    catalogue = make(folder, 40)
    return catalogue, open_views(folder / "table", load_registry())


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(ASKED), unique=True, max_size=4).map("&".join))
def test_file_and_memory_agree(both, query):
    """Events, their order, what is only possible, the counter, the link: nothing depends on how the table is asked."""
    whole, asked = (events_of(table, query) for table in both)
    assert asked.events["event_id"].tolist() == whole.events["event_id"].tolist()
    assert asked.events["verdict"].tolist() == whole.events["verdict"].tolist()
    assert asked.events["evidence"].tolist() == whole.events["evidence"].tolist()
    assert asked.counter == whole.counter
    assert asked.selected == whole.selected
    assert asked.query == whole.query


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(ASKED), unique=True, max_size=3).map("&".join))
def test_the_counter_is_explores(both, query):
    """Explore's own question gives the same sum."""
    view = events_of(both[1], query)
    assert view.counter == ask.tally(both[1], view.selection, None).counter
    assert view.counter.shown == len(view.events)


def test_an_event_outside_the_filters_is_still_told(both):
    """The selected event is there to be quoted, and is not among those shown."""
    first = both[0].events.iloc[0]
    other = next(status for status in ("planned", "denied", "occurred") if status != first["status"])
    view = events_of(both[1], f"event={first['event_id']}&status={other}")
    assert view.selected == first["event_id"]
    assert first["event_id"] not in set(view.events["event_id"])


def test_more_than_paper_holds_is_refused(both, monkeypatch):
    """A figure of a million dots is none; the words say what to do."""
    monkeypatch.setattr(view_module, "MOST", 10)
    with pytest.raises(TooManyEvents, match="Add a filter"):
        events_of(both[1], "")
