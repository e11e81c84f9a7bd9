"""General news: what happened to people and towns, what states and courts decide, and what came of it."""

from __future__ import annotations

import pytest

MAY = {"3 May": "2012-05-03"}


@pytest.mark.parametrize(
    ("text", "event_type", "title"),
    [
        ("On 3 May the attack left nine dead in Gao.", "attack", "Attack leaves nine dead in Gao"),
        ("A suicide bombing in Gao killed 14 people on 3 May.", "bombing", "Suicide bombing kills 14 people in Gao"),
        ("On 3 May five pilgrims died in a stampede in Gao.", "other", "Five pilgrims die in a stampede in Gao"),
        ("On 3 May Gao fell after a siege.", "seizure", "Gao falls after a siege"),
        ("Ten people were killed in floods in Gao on 3 May.", "other", "Ten people killed in floods in Gao"),
        ("A girl was killed by a bus in Gao on 3 May.", "other", "Girl killed in Gao"),
        (
            "On 3 May the supreme court annulled the presidential election.",
            "resolution",
            "Supreme court annuls presidential election",
        ),
        ("On 3 May the rebels declared the war over in Gao.", "declaration", "Rebels declare war over in Gao"),
        ("The Siege of Gao began on 3 May.", "attack", "Siege of Gao"),
        ("On 3 May the truce between the two clans collapsed.", "other", "Truce between the two clans collapses"),
        ("On 3 May the navy captured two smugglers in Gao.", "arrest", "Navy captures two smugglers in Gao"),
    ],
)
def test_titles_tell_what_came_of_it(only, text: str, event_type: str, title: str) -> None:
    """Nouns as subjects, deaths without a killer, towns that fall, courts' decisions; accidents are nobody's attack."""
    event = only(text, MAY)
    assert (event.event_type, event.title) == (event_type, title)


def test_long_rows_of_names_are_shortened(only) -> None:
    """A title names the first two of many and says that there are others, with no name cut in two."""
    event = only("On 3 May envoys from Mali, Niger, Chad, Togo and Benin met in Gao.", MAY)
    assert event.title == "Envoys from Mali, Niger and others meet in Gao"


def test_they_are_those_to_whom_it_was_done(events) -> None:
    """ "They were released" names those who had been taken."""
    found = events("On 3 May four nurses were kidnapped in Gao. They were released in Kidal.", MAY)
    assert [e.title for e in found] == ["Four nurses kidnapped in Gao", "Four nurses released in Kidal"]


@pytest.mark.parametrize(
    "text",
    [
        "On 3 May the minister resigned over plans to arrest an opposition leader in Gao.",
        "The governor of Gao resigned on 3 May, amid calls to storm the market.",
    ],
)
def test_what_a_plan_is_about_is_no_plan(only, text: str) -> None:
    """A noun after a preposition says why something else was done: it plans nothing."""
    assert only(text, MAY).event_type == "other"


@pytest.mark.parametrize(
    "text",
    ["Share prices fell in Gao on 3 May.", "Forty birds died in Gao on 3 May.", "80 people have died since 3 May."],
)
def test_what_falls_or_dies_without_an_event(events, text: str) -> None:
    """Prices, animals and counts over weeks make no event."""
    assert events(text, MAY) == ()


def test_mourners_are_not_the_dead(only) -> None:
    """A number before "who was killed" counts only the people it stands beside."""
    text = "Thousands of mourners went to the funeral of Ana Roe, who was killed in a bombing in Gao on 3 May."
    assert only(text, MAY).toll == ()


def test_a_paragraphs_place_stays_out_of_the_title(events) -> None:
    """A place told only in the sentence before is in the table with its rule, but no title claims it."""
    *_, last = events("On 3 May rebels attacked a camp in Gao. Later they burned a school.", MAY)
    assert "school" not in last.title or "Gao" not in last.title


@pytest.mark.parametrize(
    ("text", "event_type", "title"),
    [
        (
            "L'explosion d'une voiture piégée a fait six morts le 3 mai à Gao.",
            "bombing",
            "L'explosion d'une voiture piégée a fait six morts (Gao)",
        ),
        (
            "Les deux guides, qui avaient disparu, ont été libérés le 3 mai à Gao.",
            "other",
            "Les deux guides ont été libérés à Gao",
        ),
        (
            "Quatre soldats ont péri le 3 mai dans un accident à Gao.",
            "other",
            "Quatre soldats ont péri dans un accident",
        ),
        (
            "Les ministres du Mali, du Niger et du Tchad se sont réunis le 3 mai à Gao.",
            "meeting",
            "Les ministres du Mali, du Niger et du Tchad se sont réunis à Gao",
        ),
    ],
)
def test_french_titles_are_whole_phrases(events, text: str, event_type: str, title: str) -> None:
    """Subject with its list or its apposition cut out, verb and object; a noun with what hangs on it and came of it."""
    found = events(text, {"le 3 mai": "2012-05-03"}, language="fr")
    assert any(e.event_type == event_type and e.title.startswith(title) for e in found), [e.title for e in found]


def test_a_french_ten_is_ten(only) -> None:
    """ "Une dizaine" is about ten people, not one."""
    event = only("Une dizaine de villageois ont été tués le 3 mai à Gao.", {"le 3 mai": "2012-05-03"}, language="fr")
    assert [(t.kind, t.low) for t in event.toll] == [("killed", 10)]
