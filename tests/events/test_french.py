"""French reports are read as English ones are."""

from __future__ import annotations

import pytest

MAI = {"3 mai": "2012-05-03"}


@pytest.mark.parametrize(
    ("text", "event_type", "place", "groups"),
    [
        ("Le 3 mai, des hommes armés ont attaqué un poste à Gao.", "attack", "Gao", ()),
        ("Le 3 mai, deux ingénieurs ont été enlevés par AQMI à Arlit.", "abduction", "Arlit", ("aqim",)),
        ("Le 3 mai, un attentat suicide a tué cinq soldats à Kidal.", "bombing", "Kidal", ()),
        ("Le 3 mai, le MNLA a pris Gao.", "seizure", "Gao", ("mnla",)),
        ("Le 3 mai, des étudiants ont manifesté à Bamako.", "protest", "Bamako", ()),
        ("Le 3 mai, l'armée malienne a arrêté trois suspects à Gao.", "arrest", "Gao", ()),
    ],
)
def test_a_french_report(only, text: str, event_type: str, place: str, groups: tuple[str, ...]) -> None:
    """Type, place and groups come out of the perfect, active and passive."""
    event = only(text, MAI, language="fr")
    assert (event.event_type, event.place.name, event.groups) == (event_type, place, groups)
    assert event.when.edtf == "2012-05-03"


def test_a_negated_french_verb_is_no_event(events) -> None:
    """ "N'a pas attaqué": nothing happened."""
    assert events("Le 3 mai, AQMI n'a pas attaqué Gao.", MAI, language="fr") == ()


@pytest.mark.parametrize(
    ("text", "event_type", "title"),
    [
        ("Les rebelles se sont emparés le 3 mai de Gao.", "seizure", "Les rebelles se sont emparés de Gao"),
        ("Des hommes armés ont enlevé deux ingénieurs à Gao le 3 mai.", "abduction", "Des hommes armés ont enlevé"),
        ("Deux soldats ont été tués par des jihadistes à Gao le 3 mai.", "killing", "Deux soldats ont été tués"),
    ],
)
def test_titles_are_the_texts_own_words(only, text: str, event_type: str, title: str) -> None:
    """Reflexive, active and passive verbs are read, and the title is a stretch of the sentence without its date."""
    event = only(text, {"le 3 mai": "2013-05-03"}, language="fr")
    assert event.event_type == event_type
    assert event.title.startswith(title)


def test_a_noun_is_not_taken_for_a_participle(only) -> None:
    """ "attaque" and "attaqué" are told apart: who condemns an attack did not make it."""
    event = only("L'ONU a condamné le 3 mai l'attaque.", {"le 3 mai": "2013-05-03"}, language="fr")
    assert event.event_type == "statement"


def test_the_main_clause_goes_on_after_a_relative_one(events) -> None:
    """Who "qui" tells of first is the subject of the verb behind it, and that verb's day is no other's."""
    found = events(
        "Les hommes armés qui avaient attaqué Gao ont été arrêtés mardi à Kidal.",
        {"mardi": "2021-05-11"},
        language="fr",
    )
    assert [(e.event_type, e.title) for e in found] == [("arrest", "Les hommes armés ont été arrêtés à Kidal")]


def test_joined_verbs_share_their_auxiliary(events) -> None:
    """ "ont convoqué … et libéré": both are told of the same subject."""
    text = "Les soldats ont attaqué lundi Gao et libéré vingt otages à Kidal."
    found = events(text, {"lundi": "2021-05-10"}, language="fr")
    assert "libéré" in {e.text for e in found} or found[0].toll
