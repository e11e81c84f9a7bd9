"""The table as the views read it."""

from views.catalogue import NEUTRAL


def test_events_are_in_order_of_time_and_undated_ones_last(twenty):
    """Stepping through the table is stepping through time."""
    dated = twenty.events["dated"].tolist()
    assert dated == sorted(dated, reverse=True)
    at = twenty.events["first"].fillna(twenty.events["last"])[twenty.events["dated"]]
    assert at.is_monotonic_increasing


def test_group_counts_cover_every_mention(twenty):
    """Each pill's number is the number of events that name the group, most first."""
    counts = twenty.group_counts()
    assert sum(n for _, n in counts) == twenty.events["groups"].map(len).sum()
    assert [n for _, n in counts] == sorted((n for _, n in counts), reverse=True)


def test_colours_are_the_registrys_and_differ(twenty):
    """A group keeps its colour everywhere; a forgotten group is grey and keeps its id."""
    colours = [party.colour for party, _ in twenty.group_counts()]
    assert len(set(colours)) == len(colours)
    assert twenty.party("never-heard-of").colour == NEUTRAL
    assert twenty.party("never-heard-of").short == "never-heard-of"


def test_years_span_all_dated_events(twenty, none):
    """The year filter covers everything, and is absent where nothing is dated."""
    first, last = twenty.years
    assert first == twenty.events["first"].min().year
    assert last >= twenty.events["last"].max().year
    assert none.years is None


def test_an_event_is_found_by_its_id(twenty):
    """Links name events by id; an unknown one is nowhere."""
    assert twenty.events["event_id"][twenty.position("e00003")] == "e00003"
    assert twenty.position("e99999") is None
    assert twenty.position(None) is None
