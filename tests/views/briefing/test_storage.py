"""Briefings in files and links come back as they went, and what is none is told."""

from __future__ import annotations

import base64
import json
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from views.briefing import Briefing, BriefingInvalid, Slide, dumps, from_link, loads, to_link

TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=60)
FRAME = st.one_of(st.none(), st.just((-8.0, 12.5, 10.0, 26.0)))
BRIEFINGS = st.builds(Briefing, TEXT, st.lists(st.builds(Slide, TEXT, TEXT, TEXT, FRAME), max_size=5).map(tuple))


@given(BRIEFINGS)
def test_a_file_comes_back(briefing):
    """What is saved is what is opened, and saving it again gives the same file."""
    assert loads(dumps(briefing)) == briefing
    assert dumps(loads(dumps(briefing))) == dumps(briefing)


@given(BRIEFINGS)
def test_a_link_comes_back(briefing):
    """A link holds the whole briefing, in characters that need no escape."""
    link = to_link(briefing)
    assert link is not None
    assert from_link(link) == briefing
    assert link.replace("-", "").replace("_", "").isalnum()


def test_a_long_briefing_has_no_link():
    """Rather none than one that a mail program cuts."""
    import random

    chance = random.Random(1)
    slides = tuple(Slide("".join(chance.choices("abcdefghij", k=290))) for _ in range(100))
    assert to_link(Briefing("", slides)) is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{", "not JSON"),
        ("[]", "not a briefing"),
        ('{"dateline_briefing": 2}', "version 2"),
        ('{"dateline_briefing": 1, "slides": {}}', "slides: not a list"),
        ('{"dateline_briefing": 1, "slides": [{"title": "a"}, {"query": "x"}]}', "slide 2: has no title"),
        ('{"dateline_briefing": 1, "slides": [{"title": "a", "frame": [1, 2]}]}', "slide 1: frame"),
        ('{"dateline_briefing": 1, "slides": [{"title": "a", "frame": [1, 2, NaN, 4]}]}', "slide 1: frame"),
        ('{"dateline_briefing": 1, "title": ["x"]}', "title: not a text"),
    ],
)
def test_a_file_that_is_none_is_told(text, why):
    """The error names the file, the slide and what is wrong."""
    with pytest.raises(BriefingInvalid, match=f"noon.json: .*{why}"):
        loads(text, "noon.json")


@pytest.mark.parametrize("link", ["", "%%%", "AAAA", "eJwDAAAAAAE", "é", "a"])
def test_a_link_that_is_none_is_told(link):
    """Cut or made-up links raise no other error."""
    with pytest.raises(BriefingInvalid, match="the link"):
        from_link(link)


def test_a_link_that_grows_is_stopped():
    """A small link that unpacks to hundreds of megabytes costs nothing."""
    bomb = base64.urlsafe_b64encode(zlib.compress(b" " * 50_000_000, 9)).decode()
    with pytest.raises(BriefingInvalid):
        from_link(bomb)


def test_keys_of_a_later_program_are_left_alone():
    """A file with more in it than is known opens."""
    value = {"dateline_briefing": 1, "title": "Noon", "colour": 1, "slides": [{"title": "a", "sound": "x"}]}
    assert loads(json.dumps(value)) == Briefing("Noon", (Slide("a"),))
