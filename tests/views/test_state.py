"""The URL carries the selection, all of it, and nothing that could harm."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from views import state
from views.selection import Area, Brush, Filters, Selection

words = st.text(min_size=1, max_size=12).filter(lambda text: text.strip() == text and text)
lists = st.lists(words, max_size=3, unique=True).map(tuple)
degrees = st.tuples(
    st.floats(-180, 180).map(lambda x: round(x, 4) + 0.0), st.floats(-85, 85).map(lambda y: round(y, 4) + 0.0)
)
years = st.tuples(st.integers(1, 9999), st.integers(1, 9999)).map(lambda pair: tuple(sorted(pair)))
filters = st.builds(
    Filters,
    groups=lists,
    years=st.none() | years,
    types=lists,
    statuses=lists,
    places=lists,
    documents=lists,
    text=st.just("") | words,
)
brushes = st.tuples(st.dates(), st.dates()).map(lambda pair: Brush(*sorted(pair)))
areas = st.one_of(
    st.builds(lambda a, b: Area.box(*a, *b), degrees, degrees),
    st.lists(degrees, min_size=3, max_size=40, unique=True).map(Area.lasso),
    degrees.map(lambda point: Area.spot(*point)),
)


@given(st.builds(Selection, filters, st.none() | brushes, st.none() | areas, st.none() | words))
def test_a_link_brings_back_the_selection(selection):
    """Whatever is selected, its link selects the same again."""
    assert state.from_link(state.link(selection)) == selection


@given(st.dictionaries(st.sampled_from([*state.LISTS, "years", "q", "brush", "area", "event"]), st.lists(st.text())))
def test_any_query_can_be_read(query):
    """A mangled link selects less, and never fails."""
    assert isinstance(state.decode(query), Selection)


def test_a_selection_at_rest_leaves_the_link_bare():
    """No filter, no parameter."""
    assert state.link(Selection()) == ""


def test_the_link_is_legible():
    """Parameters are named and written as the table in the module says."""
    selection = Selection(
        Filters(groups=("AQIM", "MUJAO"), years=(2010, 2012)),
        Brush(date(2012, 10, 1), date(2012, 11, 15)),
        Area.box(3, 20, -4.5, 14),
        "e1",
    )
    assert state.encode(selection) == {
        "group": ["AQIM", "MUJAO"],
        "years": ["2010", "2012"],
        "brush": ["2012-10-01..2012-11-15"],
        "area": ["box:-4.5,14,3,20"],
        "event": ["e1"],
    }


@pytest.mark.parametrize(
    "area",
    ["box:1,2,3", "box:nan,1,2,3", "spot:1", "lasso:1 2,3 4", "lasso:x", "hexagon:1,2", "box:9e9,0,1,1", "", ":"],
)
def test_a_broken_area_is_no_area(area):
    """Numbers that miss the globe or do not add up to a shape are left out."""
    assert state.decode_area(area) is None


@pytest.mark.parametrize("brush", ["2012-10-01", "2012-13-01..2013-01-01", "2013-01-01..2012-01-01", "..", "x..y"])
def test_a_broken_brush_is_no_brush(brush):
    """Days that do not exist or run backwards are left out."""
    assert state.decode_brush(brush) is None


def test_a_long_lasso_still_fits_a_link():
    """Hundreds of corners are thinned, so that the link can be pasted."""
    ring = [(i / 100, (i % 7) / 10) for i in range(900)]
    assert len(state.encode_area(Area.lasso(ring))) < 1500
