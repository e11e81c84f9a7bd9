"""What a ledger makes of events."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made import applied, event, ledger
from msgspec import structs

from pipeline import corrections
from pipeline.corrections import State, ValueInvalid

EVENTS = [event(n) for n in range(4)]
GAO = {"name": "Gao", "latitude": 16.27, "longitude": -0.04, "radius_km": 8.0, "place_kind": "city"}
VALUES = {
    "title": st.sampled_from(["One", "Two", "Three"]),
    "event_type": st.sampled_from(["attack", "bombing", "protest"]),
    "status": st.sampled_from(["occurred", "claimed", "denied"]),
    "date": st.sampled_from(["2012-10", "2012-10-30~", "../2013-01-02", None]),
    "place": st.sampled_from([GAO, None]),
    "groups": st.sampled_from([["mujao"], [], ["aqim", "mujao"]]),
    "actors": st.sampled_from([["a convoy of traders"], []]),
    "toll": st.sampled_from([[{"kind": "killed", "low": 2, "high": None}], []]),
}


def edits(by: str, names: list[str]) -> st.SearchStrategy:
    one = st.sampled_from(names).flatmap(
        lambda name: st.builds(
            lambda e, value: corrections.edit(e, name, value, by=by), st.sampled_from(EVENTS), VALUES[name]
        )
    )
    return st.lists(one, max_size=6)


@st.composite
def interleavings(draw):
    """Edits of two people on different fields, and two orders in which they may reach the ledger."""
    first, second = draw(edits("Ada", ["title", "date", "groups", "toll"])), draw(edits("Bo", ["status", "place"]))

    def mixed() -> list:
        sides = draw(st.permutations([0] * len(first) + [1] * len(second)))
        queues = [iter(first), iter(second)]
        return [next(queues[side]) for side in sides]

    return mixed(), mixed()


@settings(max_examples=60, deadline=None)
@given(interleavings())
def test_entries_on_different_fields_come_in_any_order(orders):
    """However the entries of two people interleave, the table is the same and every entry stands in the outcome."""
    one, other = orders
    assert applied(EVENTS, *one) == applied(EVENTS, *other)
    outcomes = corrections.apply(EVENTS, ledger(*one)).outcomes
    assert [o.entry for o in outcomes] == one
    assert all(o.state in (State.APPLIED, State.SUPERSEDED) for o in outcomes)


@st.composite
def any_entries(draw):
    """Entries of every kind, as one person may make them one after another."""
    made = []
    for _ in range(draw(st.integers(0, 8))):
        now = list(corrections.apply(EVENTS, ledger(*made)).events)
        kind = draw(st.sampled_from(["edit", "accept", "reject", "merge", "split", "undo"]))
        one = draw(st.sampled_from(now)) if now else None
        if kind == "edit" and one:
            name = draw(st.sampled_from(list(VALUES)))
            made.append(corrections.edit(one, name, draw(VALUES[name]), by="Ada"))
        elif kind in ("accept", "reject") and one:
            made.append(getattr(corrections, kind)(one, by="Ada"))
        elif kind == "merge" and len(now) > 1:
            made.append(corrections.merge(draw(st.permutations(now))[:2], by="Ada"))
        elif kind == "split" and one and len(one.claims) > 1:
            claims = [c.claim_id for c in one.claims]
            made.append(corrections.split(one, [claims[:1], claims[1:]], by="Ada"))
        elif kind == "undo" and made:
            made.append(corrections.undo(draw(st.sampled_from(made)), by="Bo"))
    return made


@settings(max_examples=60, deadline=None)
@given(any_entries())
def test_every_claim_stays_in_one_event(entries):
    """Whatever is merged, split and rejected, no claim is lost and none counts twice."""
    done = corrections.apply(EVENTS, ledger(*entries))
    claims = [c.claim_id for e in (*done.events, *done.rejected) for c in e.claims]
    assert sorted(claims) == sorted(c.claim_id for e in EVENTS for c in e.claims)
    assert all(c.event_id == e.event_id for e in done.events for c in e.claims)
    assert len(done.outcomes) == len(entries)


@settings(max_examples=40, deadline=None)
@given(any_entries())
def test_undoing_everything_gives_back_what_was_read(entries):
    """With every entry taken back the events are those of the program, and nothing is kept as changed."""
    standing = ledger(*entries).standing()
    undone = corrections.apply(EVENTS, ledger(*entries, *(corrections.undo(e, by="Ada") for e in standing)))
    assert sorted(undone.events, key=lambda e: e.event_id) == EVENTS
    assert undone.machine == undone.rejected == ()


def test_an_undo_can_be_undone():
    """Taking an undo back lets the correction hold again."""
    entry = corrections.edit(EVENTS[0], "title", "Renamed", by="Ada")
    back = corrections.undo(entry, by="Bo")
    assert applied(EVENTS, entry, back)["event0"].title == "Convoy 0"
    assert applied(EVENTS, entry, back, corrections.undo(back, by="Ada"))["event0"].title == "Renamed"


def test_the_last_word_on_a_field_holds_and_the_first_is_kept():
    """Of two edits of one field the later is applied; both are reported, with the value that was read."""
    entries = [corrections.edit(EVENTS[1], "title", title, by="Ada") for title in ("One", "Two")]
    done = corrections.apply(EVENTS, ledger(*entries))
    assert {e.title for e in done.events if e.event_id == "event1"} == {"Two"}
    assert [o.state for o in done.outcomes] == [State.SUPERSEDED, State.APPLIED]
    assert (done.outcomes[1].original, done.outcomes[1].corrected) == ("Convoy 1", "Two")


def test_an_event_under_another_id_is_found():
    """A build that names the event otherwise and moves its offsets still gets the correction, by its sentence."""
    entry = corrections.edit(EVENTS[2], "status", "denied", by="Ada")
    moved = [
        replace(c, mention=structs.replace(c.mention, start=c.mention.start + 7, end=c.mention.end + 7,
                                   sentence=type(c.mention.sentence)(c.mention.sentence.start + 7, 900)))
        for c in EVENTS[2].claims
    ]  # fmt: skip
    renamed = replace(EVENTS[2], event_id="other", claims=tuple(moved))
    assert applied([EVENTS[0], renamed], entry)["other"].status == "denied"


def test_a_correction_whose_sentence_is_gone_is_reported():
    """Without its evidence an entry changes nothing, not even an event of that id, and says why."""
    entry = corrections.reject(EVENTS[3], by="Ada")
    other = replace(event(9), event_id="event3")
    done = corrections.apply([other], ledger(entry))
    assert done.events == (other,)
    assert [o.entry for o in corrections.unmatched(done.outcomes)] == [entry]
    assert done.outcomes[0].reason


def test_a_merged_event_has_the_claims_and_edits_of_both():
    """The first keeps its id; edits made before on either move along, whichever came first."""
    renamed = corrections.edit(EVENTS[1], "title", "Renamed", by="Bo")
    merged = corrections.merge(EVENTS[:2], by="Ada")
    for order in ((renamed, merged), (merged, renamed)):
        found = applied(EVENTS, *order)
        assert "event1" not in found
        assert (found["event0"].title, len(found["event0"].claims)) == ("Renamed", 4)
        assert "date" in found["event0"].disagreements


def test_a_split_event_becomes_two():
    """The claims named go to an event of their own, the others stay under the known id."""
    first, second = (c.claim_id for c in EVENTS[0].claims)
    found = applied(EVENTS[:1], corrections.split(EVENTS[0], [[first], [second]], by="Ada"))
    assert [c.claim_id for c in found.pop("event0").claims] == [first]
    (other,) = found.values()
    assert [c.claim_id for c in other.claims] == [second]
    assert other.documents == ("b",)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("date", "25 Jan", "EDTF"),
        ("title", " ", "empty"),
        ("status", "likely", "occurred"),
        ("event_type", "party", "attack"),
        ("groups", ["nobody"], "nobody"),
        ("place", {**GAO, "latitude": 91}, "latitude"),
        ("place", {**GAO, "longitude": float("nan")}, "longitude"),
        ("toll", [{"kind": "killed", "low": 5, "high": 2}], "toll"),
        ("evidence", "x", "evidence"),
    ],
)
def test_what_a_field_cannot_take_is_refused_in_words(field, value, said):
    """A value that makes no sense never becomes an entry, and the message says why."""
    with pytest.raises(ValueError, match=said):
        corrections.edit(EVENTS[0], field, value, by="Ada")


def test_a_correction_says_so_as_its_rule():
    """A corrected date and place name the correction as what they rest on."""
    found = applied(
        EVENTS,
        corrections.edit(EVENTS[0], "date", "2012-10-30~", by="Ada"),
        corrections.edit(EVENTS[0], "place", GAO, by="Ada"),
    )["event0"]
    assert (found.when.rule, found.place.rule) == ("corrected", "corrected")
    assert issubclass(ValueInvalid, ValueError)
