"""A briefing as a value: slides are added, moved, edited and removed, and nothing else happens to them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from views.briefing import Briefing, BriefingInvalid, Slide

SLIDES = st.lists(st.builds(Slide, st.text(max_size=20)), min_size=1, max_size=8).map(tuple)


@given(SLIDES, st.data())
def test_moving_changes_the_order_only(slides, data):
    """The slide stands where it was moved to, at the ends at most; the others keep their order."""
    index = data.draw(st.integers(0, len(slides) - 1))
    by = data.draw(st.integers(-9, 9))
    moved = Briefing("", slides).moved(index, by).slides
    target = min(max(index + by, 0), len(slides) - 1)
    assert moved[target] is slides[index]
    assert [*moved[:target], *moved[target + 1 :]] == [*slides[:index], *slides[index + 1 :]]


def test_slides_are_added_edited_and_removed():
    """Each makes another briefing and leaves the first as it was."""
    first = Briefing("Noon", (Slide("a"), Slide("b")))
    assert [s.title for s in first.added(Slide("c")).slides] == ["a", "b", "c"]
    assert [s.title for s in first.removed(0).slides] == ["b"]
    assert first.edited(1, note="why").slides[1] == Slide("b", note="why")
    assert first == Briefing("Noon", (Slide("a"), Slide("b")))


def test_a_slide_knows_its_event():
    """The event is the one that its link selects."""
    assert Slide("x", "group=AQIM&event=e00003").event == "e00003"
    assert Slide("x", "group=AQIM").event is None


@pytest.mark.parametrize(
    "values",
    [{"title": 3}, {"title": "x" * 301}, {"title": "x", "note": "x" * 5001}, {"title": "x", "frame": (10, 0, -10, 5)}],
)
def test_what_is_no_slide_is_refused(values):
    """Texts of the wrong kind or without end, frames that are none."""
    with pytest.raises(BriefingInvalid):
        Slide(**values)


def test_a_briefing_has_an_end():
    """Two hundred slides and no more."""
    with pytest.raises(BriefingInvalid, match="at most"):
        Briefing("", tuple(Slide(str(n)) for n in range(201)))
