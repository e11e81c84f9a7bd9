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
