"""Later references to parties."""

from __future__ import annotations


def test_the_group_is_the_one_last_spoken_of(found) -> None:
    """ "The group" is the armed group that opened the sentence before, not the one named in passing."""
    text = "AQIM has rivals such as Boko Haram. On Monday the group took two hostages."
    assert found(text)[-1] == ("the group", "aqim")


def test_a_restricted_noun_is_no_reference(found) -> None:
    """ "The group of eight", "the fighters who": these say themselves whom they mean."""
    assert [t for t, _ in found("AQIM left. The group of eight met, and the fighters who came ate.")] == ["AQIM"]


def test_nothing_named_before_nothing_referred_to(found) -> None:
    """With no group named before, "the group" is nobody of the registry."""
    assert found("The group left at dawn.") == []


def test_an_introduced_person_is_called_by_his_surname(found) -> None:
    """A person that the text puts beside a role and a group leads to that group, full name and surname alike."""
    text = "Sidi Ould Karim, head of supplies for Ansar Dine, came first. Later Karim spoke."
    assert found(text) == [("Sidi Ould Karim", "ansar-dine"), ("Ansar Dine", "ansar-dine"), ("Karim", "ansar-dine")]
    assert found("MNLA spokesman Moussa Ag Test denied it.")[1] == ("Moussa Ag Test", "mnla")


def test_an_introduced_abbreviation_holds_in_that_text(found) -> None:
    """A bracketed abbreviation after a name means that party from there on, and nothing in another text."""
    text = "The Movement for the Salvation of Azawad (MSAZ) came. Men of MSAZ stayed."
    assert [i for _, i in found(text)] == ["msa", "msa", "msa"]
    assert found("Men of MSAZ stayed.") == []


def test_a_states_forces_are_the_state(found) -> None:
    """An adjective of nationality with an institution is that state; with a nationality alone it is nobody."""
    assert found("Malian troops and Algerian security forces met US soldiers.") == [
        ("Malian troops", "mali"),
        ("Algerian security forces", "algeria"),
        ("US soldiers", "united-states"),
    ]
    assert found("L'armée malienne a quitté la ville.") == [("armée malienne", "mali")]
    assert found("Two French nationals and a Malian driver.") == []
    assert found("A French military operation goes on.") == []


def test_an_office_and_a_surname_name_the_holder(found) -> None:
    """ "President Bouteflika" is known without his first name; a bare surname only after an introduction."""
    assert ("Bouteflika", "abdelaziz-bouteflika") in found("He met President Bouteflika in Algiers.")
    assert found("He met Cameron in London.") == []
    assert found("David Cameron came. Cameron left.")[-1] == ("Cameron", "david-cameron")
