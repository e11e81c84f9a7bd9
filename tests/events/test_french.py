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


@pytest.mark.parametrize(
    ("text", "event_type", "title"),
    [
        (
            "Dix gendarmes se sont rendus le 3 mai à l'armée à Gao.",
            "desertion",
            "Dix gendarmes se sont rendus à l'armée",
        ),
        ("Un convoi est tombé le 3 mai dans une embuscade à Gao.", "attack", "Un convoi est tombé dans une embuscade"),
        ("L'armée a arrêté le 3 mai à Gao deux suspects.", "arrest", "L'armée a arrêté à Gao deux suspects"),
        (
            "Des bandits ont pillé le 3 mai le marché et enlevé le chef à Gao.",
            "attack",
            "Des bandits ont pillé le marché",
        ),
        ("Le Premier ministre a démissionné le 3 mai.", "other", "Le Premier ministre a démissionné"),
        ("Gao est passée le 3 mai sous le contrôle des rebelles.", "seizure", "Gao est passée sous le contrôle"),
        ("Des tirs ont éclaté le 3 mai à Gao.", "attack", "Des tirs ont éclaté à Gao"),
    ],
)
def test_dates_and_places_stand_inside_what_is_told(only, text: str, event_type: str, title: str) -> None:
    """A date between a verb and its words hides neither the event nor the title's words."""
    event = only(text, {"le 3 mai": "2012-05-03"}, language="fr")
    assert (event.event_type, event.when.edtf) == (event_type, "2012-05-03")
    assert event.title.startswith(title)


@pytest.mark.parametrize(
    "text",
    [
        "Sept paysans ont trouvé la mort le 3 mai lors d'une attaque à Gao.",
        "Sept paysans ont péri le 3 mai dans une embuscade à Gao.",
        "Un autobus de paysans a essuyé des tirs le 3 mai à Gao.",
    ],
)
def test_those_who_suffer_are_no_doers(only, text: str) -> None:
    """A death in an incident is that incident, and nobody who died in it is said to have done it."""
    event = only(text, {"le 3 mai": "2012-05-03"}, language="fr")
    assert (event.event_type, event.actors) == ("attack", ())


def test_a_noun_has_the_day_of_the_clause_that_says_what_came_of_it(only) -> None:
    """The day of a claim is not that of what is claimed."""
    text = "Une embuscade qui a fait cinq morts le 3 mai à Gao a été revendiquée lundi par AQMI."
    event = only(text, {"le 3 mai": "2012-05-03", "lundi": "2012-05-07"}, language="fr")
    assert (event.event_type, event.when.edtf, event.groups) == ("attack", "2012-05-03", ("aqim",))
    assert event.title.startswith("Une embuscade a fait cinq morts")


def test_a_subject_keeps_its_verb_across_an_aside(only) -> None:
    """ "Dix civils, dont deux femmes, ont été tués" tells of the ten."""
    text = "Dix civils, dont deux femmes, ont été tués le 3 mai à Gao."
    event = only(text, {"le 3 mai": "2012-05-03"}, language="fr")
    assert (event.event_type, event.title) == ("killing", "Dix civils ont été tués à Gao")
    assert [(t.kind, t.low) for t in event.toll] == [("killed", 10)]


def test_what_should_come_is_planned(only) -> None:
    """ "Devrait" and "est attendu" tell of what is to come."""
    text = "Des ministres devraient se réunir le 3 mai à Gao."
    event = only(text, {"le 3 mai": "2012-05-03"}, published="2012-04-30", language="fr")
    assert (event.status.value, event.title) == ("planned", "Des ministres devraient se réunir à Gao")


def test_a_pronoun_stands_for_one_it_agrees_with(events) -> None:
    """ "Il" is no "hommes armés", and its title names whom it stands for."""
    text = "Le gouverneur s'est rendu le 3 mai à Gao. Il a décrété le 4 mai un couvre-feu."
    found = events(text, {"le 3 mai": "2012-05-03", "le 4 mai": "2012-05-04"}, language="fr")
    assert [e.title for e in found][1:] == ["Le gouverneur a décrété un couvre-feu"]


def test_what_is_feared_is_no_event(events) -> None:
    """A noun after a verb of fear tells of nothing that happened."""
    assert events("Le 3 mai, la population craint une nouvelle attaque.", MAI, language="fr") == ()
