"""One phrase, its places and the reasons."""

import pytest

from pipeline.places import load_gazetteer
from pipeline.places.locate import locate


def answers(phrase, **more):
    return locate(phrase, load_gazetteer(), **more)


def test_runners_up_follow_with_reasons():
    """A name of several places gives them all, likeliest first, each with a reason."""
    found = answers("Tripoli")
    assert [a.place.country_code for a in found[:2]] == ["LY", "LB"]
    assert all(a.reason for a in found)


@pytest.mark.parametrize("phrase", ["gao", "GAO", "Gao"])
def test_case_does_not_matter(phrase):
    """At a terminal nobody types capitals."""
    assert answers(phrase)[0].place.country_code == "ML"


def test_a_distance_is_read_around_each_namesake():
    """ "30 km south of Gao" moves every Gao, so that the choice stays the user's."""
    found = answers("30 km south of Gao")
    assert [a.rule for a in found] == ["distance"] * len(found)
    assert {a.place.country_code for a in found} == {"ML", "BF"}


def test_what_nobody_knows_has_no_answer():
    """An unknown name is an empty answer, not a guess."""
    assert answers("Qqzzyx") == ()
    assert answers("") == ()


def test_no_more_answers_than_asked_for():
    """The limit holds for names and for phrases."""
    assert len(answers("Springfield", limit=2)) == 2
    assert len(answers("near Springfield", limit=2)) <= 2
