"""What is inside, what only possibly, and that the counter adds up."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from views import selection as sel
from views.selection import CERTAIN, OUT, POSSIBLE, Area, Brush, Filters, Selection


def days(*spans):
    """A frame of intervals, None for an open end."""
    first, last = zip(*spans, strict=True)
    frame = pd.DataFrame({"first": pd.to_datetime(list(first)), "last": pd.to_datetime(list(last))})
    frame["dated"] = frame["first"].notna() | frame["last"].notna()
    return frame.astype({"first": "datetime64[s]", "last": "datetime64[s]"})


def places(*rows):
    """A frame of (longitude, latitude, radius of the area in km or None for a town)."""
    frame = pd.DataFrame(rows, columns=["longitude", "latitude", "radius_km"], dtype=float)
    return frame.assign(placed=frame["longitude"].notna(), area=frame["radius_km"].notna())


@pytest.mark.parametrize(
    ("interval", "verdict"),
    [
        (("2012-10-05", "2012-10-05"), CERTAIN),
        (("2012-10-01", "2012-10-31"), CERTAIN),
        (("2012-09-30", "2012-10-05"), POSSIBLE),
        (("2012-10-31", "2012-11-01"), POSSIBLE),
        (("2012-01-01", "2012-12-31"), POSSIBLE),
        ((None, "2012-10-05"), POSSIBLE),
        (("2012-10-05", None), POSSIBLE),
        ((None, "2012-09-30"), OUT),
        (("2012-11-01", None), OUT),
        (("2012-11-01", "2012-11-02"), OUT),
        ((None, None), OUT),
    ],
)
def test_days_inside_a_brush(interval, verdict):
    """Certain only where the whole interval lies inside; possible where any of it does; undated never."""
    assert sel.within_days(days(interval), date(2012, 10, 1), date(2012, 10, 31)).tolist() == [verdict]


@given(st.dates(date(2000, 1, 1), date(2020, 1, 1)), st.integers(0, 400), st.integers(0, 400), st.integers(0, 400))
def test_a_wider_brush_never_makes_an_event_less_certain(start, length, before, after):
    """Verdicts only grow with the brush."""
    frame = days((start.isoformat(), (start + timedelta(days=length)).isoformat()))
    first, last = start + timedelta(days=length // 3), start + timedelta(days=length // 2)
    narrow = sel.within_days(frame, first, last)
    wide = sel.within_days(frame, first - timedelta(days=before), last + timedelta(days=after))
    assert (wide >= narrow).all()


def test_a_region_across_the_edge_of_a_box_is_possibly_inside():
    """Towns are in or out; a region is certain only where all of its circle is inside."""
    frame = places(
        (0, 15, None), (9, 15, None), (0, 15, 100), (0, 19.5, 100), (0, 22, 300), (0, 30, 100), (None, None, None)
    )
    box = Area.box(-5, 10, 5, 20)
    assert sel.within_area(frame, box).tolist() == [CERTAIN, OUT, CERTAIN, POSSIBLE, POSSIBLE, OUT, OUT]


def test_a_box_inside_a_country_touches_it():
    """A box drawn in the middle of a country may hold what is known only to have happened in that country."""
    assert sel.within_area(places((8, 17, 640)), Area.box(9, 18, 10, 19)).tolist() == [POSSIBLE]


def test_a_spot_is_the_events_of_one_place():
    """A clicked place holds the events at its very point."""
    assert sel.within_area(places((1, 2, None), (1, 2, 50), (1.1, 2, None)), Area.spot(1, 2)).tolist() == [2, 2, 0]


def test_no_view_is_filtered_by_its_own_selection(twenty):
    """The map ignores the area, the timeline ignores the brush, table and counter obey both."""
    brush, area = Brush(date(2011, 1, 1), date(2012, 12, 31)), Area.box(-10, 10, 3, 20)
    both = sel.verdicts(twenty.events, Selection(brush=brush, area=area))
    assert (both.on_map == sel.verdicts(twenty.events, Selection(brush=brush)).shown).all()
    assert (both.on_timeline == sel.verdicts(twenty.events, Selection(area=area)).shown).all()
    assert (both.shown == np.minimum(both.on_map, both.on_timeline)).all()
    assert 0 < (both.shown > OUT).sum() < (both.on_map > OUT).sum()


@pytest.mark.parametrize(
    ("filters", "column", "value"),
    [
        (Filters(types=("attack",)), "event_type", "attack"),
        (Filters(statuses=("planned",)), "status", "planned"),
        (Filters(places=("Bamako",)), "place", "Bamako"),
    ],
)
def test_a_filter_keeps_what_it_names(many, filters, column, value):
    """A filter keeps all events with its value and no other."""
    kept = sel.matching(many.events, filters) > OUT
    assert kept.any()
    assert (many.events[column] == value).to_numpy().tolist() == kept.tolist()


def test_groups_filter_by_any_of_an_events_groups(twenty):
    """An event of several groups is found by each of them."""
    events = twenty.events.assign(names=[["AQIM", "MNLA"], *[["MUJAO"]] * (len(twenty.events) - 1)])
    for name in ("AQIM", "MNLA"):
        assert (sel.matching(events, Filters(groups=(name,))) > OUT).tolist() == [True] + [False] * 19


def test_search_wants_every_word_in_any_case(twenty):
    """Free text looks through titles, evidence, places and groups; all words must be there."""
    hit = sel.matching(twenty.events, Filters(text="CONVOY attacked")) > OUT
    assert hit.any()
    assert all("convoy" in title for title in twenty.events["title"][hit])
    assert not (sel.matching(twenty.events, Filters(text="convoy unicorn")) > OUT).any()


def test_years_narrowed_leave_undated_events_out(many):
    """What has no date cannot be said to lie in a year."""
    verdict = sel.matching(many.events, Filters(years=(2012, 2012)))
    assert not (verdict[~many.events["dated"].to_numpy()] > OUT).any()
    assert (verdict == POSSIBLE).any()


@given(
    first=st.dates(date(2009, 1, 1), date(2015, 1, 1)), length=st.integers(0, 900), group=st.sampled_from(["", "AQIM"])
)
def test_the_counter_always_adds_up(twenty, first, length, group):
    """Shown and hidden make the total; undated, unplaced and possible are among those shown."""
    filters = Filters(groups=(group,) if group else ())
    chosen = Selection(filters, Brush(first, first + timedelta(days=length)))
    verdict = sel.verdicts(twenty.events, chosen).shown
    counter = sel.tally(twenty.events, verdict)
    assert counter.shown + counter.hidden == counter.total == 20
    assert max(counter.undated, counter.unplaced, counter.possible) <= counter.shown
    assert counter.shown - counter.possible == (verdict == CERTAIN).sum()
    assert counter.words.startswith(f"{counter.shown} of 20 shown")


def test_the_counter_names_the_possible_only_where_there_are_any(twenty):
    """41 of 57 shown · 9 undated · 5 unplaced · 3 only possibly inside."""
    whole = sel.tally(twenty.events, sel.verdicts(twenty.events, Selection()).shown)
    assert "possibly" not in whole.words
    assert sel.Counter(57, 41, 9, 5, 3).words == "41 of 57 shown · 9 undated · 5 unplaced · 3 only possibly inside"


@pytest.mark.parametrize("wrong", [lambda: Brush(date(2012, 1, 2), date(2012, 1, 1)), lambda: Area("box", ((0, 0),))])
def test_an_impossible_selection_is_refused(wrong):
    """A brush that runs backwards or an area without corners is an error where it is made."""
    with pytest.raises(ValueError, match=r"brush|area"):
        wrong()
