"""What DuckDB answers is what going through the events one by one finds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from views import query
from views import selection as oracle
from views.query import answers
from views.selection import OUT, POSSIBLE, Area, Brush, Filters, Selection

DAYS = st.dates(date(2009, 6, 1), date(2015, 6, 1))


@st.composite
def brushes(draw):
    first = draw(DAYS)
    return Brush(first, first + timedelta(days=draw(st.integers(0, 900))))


@st.composite
def areas(draw):
    x, y = draw(st.floats(-15, 20)), draw(st.floats(5, 38))
    if draw(st.booleans()):
        return draw(st.sampled_from([Area.spot(-8.0, 12.65), Area.spot(8.1, 17.6), Area.spot(50, 50)]))
    width, height = draw(st.floats(0.5, 25)), draw(st.floats(0.5, 20))
    if draw(st.booleans()):
        return Area.box(x, y, x + width, y + height)
    return Area.lasso([(x, y), (x + width, y), (x + width / 3, y + height)])


def some(values):
    return st.lists(st.sampled_from(values), max_size=2, unique=True).map(tuple)


SELECTIONS = st.builds(
    Selection,
    st.builds(
        Filters,
        groups=some(["AQIM", "MUJAO", "MNLA", "nobody"]),
        years=st.sampled_from([None, (2011, 2012), (2013, 2013)]),
        types=some(["attack", "visit", "threat", "no such type"]),
        statuses=some(["occurred", "denied"]),
        places=some(["Bamako", "Niger", "nowhere"]),
        documents=some(["dispatch-001", "dispatch-007"]),
        text=st.sampled_from(["", "", "convoy", "AQIM Gao", "mali elders", "unicorn"]),
        confidence=st.sampled_from([0, 0, 70]),
    ),
    st.none() | brushes(),
    st.none() | areas(),
)
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@QUICK
@given(selection=SELECTIONS)
def test_every_view_shows_what_the_selection_lets_through(many_opened, many, selection):
    """Counter, map, timeline and table agree with the verdicts of the plain reading, certain and possible alike."""
    expected = oracle.verdicts(many.events, selection)
    assert answers.tally(many_opened, selection, None).counter == oracle.tally(many.events, expected.shown)
    for found, verdict, has in (
        (query.on_map(many_opened, selection), expected.on_map, many.events["placed"]),
        (query.on_timeline(many_opened, selection), expected.on_timeline, many.events["dated"]),
        (query.page(many_opened, selection, number=5000), expected.shown, many.events["event_id"].notna()),
    ):
        inside = np.flatnonzero((verdict > OUT) & has.to_numpy())
        assert list(found.ranks) == inside.tolist()
        assert list(found.sure) == (verdict[inside] > POSSIBLE).tolist()


@QUICK
@given(selection=SELECTIONS, lanes_by=st.sampled_from(["group", "type", "country"]))
def test_numbers_add_up_to_the_single_events(many_opened, selection, lanes_by):
    """Per place and per stretch of time, many events count as they would one by one."""
    few_map, few_time = query.on_map(many_opened, selection), query.on_timeline(many_opened, selection, lanes_by)
    per_place = answers._per_place(many_opened, answers.where(many_opened, selection, "area"))
    assert per_place.events.sum() == len(few_map.ranks)
    assert per_place.possible.sum() == few_map.sure.count(False)
    part = answers.where(many_opened, selection, "brush")
    per_time = answers._per_time(many_opened, part, answers.LANES_BY[lanes_by], many_opened.days)
    one_bin = per_time.within.sum(), per_time.strip[0].sum()
    assert one_bin[1] <= len(few_time.ranks) <= one_bin[1] + per_time.strip[1].sum()
    assert (per_time.touching >= 0).all()
    assert (per_time.strip[0] <= per_time.within.sum(axis=0)).all()


@QUICK
@given(selection=SELECTIONS)
def test_group_counts_follow_every_other_filter(many_opened, many, selection):
    """A pill's number is what choosing that group would show."""
    counts = query.group_counts(many_opened, selection)
    for party, _ in many.group_counts():
        alone = replace(selection, filters=replace(selection.filters, groups=(party.short,)))
        shown = oracle.verdicts(many.events, alone).shown > OUT
        assert counts.get(party.id, 0) == shown.sum()


@QUICK
@given(selection=SELECTIONS, rank=st.integers(0, 1999))
def test_steps_go_to_the_neighbours_shown(many_opened, many, selection, rank):
    """Earlier and later are the nearest events shown, and the place is the number of those up to here."""
    shown = np.flatnonzero(oracle.verdicts(many.events, selection).shown > OUT)
    tally = query.tally(many_opened, selection, rank)
    assert tally.before == max((n for n in shown if n < rank), default=None)
    assert tally.after == min((n for n in shown if n > rank), default=None)
    assert tally.place == (shown <= rank).sum()
    assert query.is_shown(many_opened, selection, rank) == (rank in shown)


@QUICK
@given(selection=SELECTIONS)
def test_without_an_event_the_steps_go_on_from_the_first(many_opened, many, selection):
    """The page shows the first event then, so later is the second one."""
    shown = np.flatnonzero(oracle.verdicts(many.events, selection).shown > OUT).tolist()
    tally = query.tally(many_opened, selection, None)
    assert [tally.first, tally.after] == [*shown[:2], None, None][:2]
    assert (tally.before, tally.place) == (None, min(len(shown), 1))


def test_the_table_lists_events_as_they_were_stored(many_opened, many):
    """Whatever their order, a row's values are those of its event."""
    ranks = [1999, 3, 700, 4]
    for rank, row in zip(sorted(ranks), query.listed(many_opened, ranks), strict=True):
        event = many.events.iloc[rank]
        assert (row.event_id, row.title, row.edtf) == (event["event_id"], event["title"], event["edtf"])
        assert (row.type, row.status) == (event["event_type"], event["status"])
        place = (event["place"], event["place_kind"]) if event["placed"] else (None, None)
        assert (row.place, row.place_kind) == place
        assert (list(row.groups), row.documents) == (list(event["groups"]), len(event["documents"]))
    assert query.listed(many_opened, []) == []


def test_events_come_back_as_they_were_stored(many_opened, many):
    """Rank by rank, the frame for the figures has what the whole table has."""
    frame = query.few(many_opened, range(2000))
    columns = ["event_id", "title", "event_type", "status", "edtf", "place", "place_kind", "colour"]
    for column in columns:
        assert frame[column].tolist() == many.events[column].tolist(), column
    for column in ("first", "last", "longitude", "radius_km"):
        assert frame[column].equals(many.events[column].astype(frame[column].dtype)), column
    assert [list(groups) for groups in frame["groups"]] == [list(groups) for groups in many.events["groups"]]


def test_an_event_is_found_by_its_id(many_opened, many):
    """Links name events by id; an unknown one is nowhere, whatever it is made of."""
    assert query.rank_of(many_opened, many.events["event_id"][77]) == 77
    for unknown in ("e99999", None, "", "' OR 1=1 --"):
        assert query.rank_of(many_opened, unknown) is None


def test_an_event_is_told_with_its_claims(many_opened, many):
    """Evidence needs the claims, their documents and the mentions in them, and nothing else is fetched."""
    one = query.told(many_opened, 5)
    event = many.events.iloc[5]
    assert one.events["event_id"].tolist() == [event["event_id"]]
    assert set(one.claims["event_id"]) == {event["event_id"]}
    assert one.documents["document"].tolist() == event["documents"]


@pytest.mark.parametrize("text", ["'; DROP TABLE marks; --", "%", "_", "$v0", "\\", "?"])
def test_search_takes_signs_as_they_are(many_opened, text):
    """What is typed is bound, never pasted: signs of SQL are letters like any other."""
    assert query.tally(many_opened, Selection(Filters(text=text)), None).counter.shown == 0
    assert many_opened.total == 2000


def test_a_table_that_cannot_be_written_beside_is_opened_all_the_same(tmp_path, monkeypatch):
    """Where no file can stand beside the table, the side file stands among the machine's temporary files."""
    import invented

    from pipeline.groups import load_registry
    from views.query import opening

    invented.write(tmp_path / "table", tmp_path / "corpus", 3)
    made = []

    def make(source, target):
        made.append(target)
        if target.parent == source.parent:
            raise PermissionError(13, "Permission denied", str(target))
        real(source, target)

    real = opening.make_index
    monkeypatch.setattr(opening, "make_index", make)
    monkeypatch.setattr(opening.tempfile, "gettempdir", lambda: str(tmp_path))
    assert query.open_views(tmp_path / "table", load_registry()).total == 3
    assert [path.parent == tmp_path for path in made] == [False, True]
