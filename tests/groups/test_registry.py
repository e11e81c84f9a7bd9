"""What the bundled registry must hold."""

from __future__ import annotations

from datetime import date

from pipeline.groups.names import names_of
from pipeline.groups.registry import KINDS, NEUTRAL
from pipeline.model import Interval

NEEDED = """aqim gspc ansar-dine mujao mnla al-mourabitoun signatories-in-blood al-qaeda islamic-state isgs iswap
boko-haram jnim katiba-macina ansar-al-sharia-tunisia ansar-al-sharia-libya ansar-bait-al-maqdis aqap al-shabaab gatia
ansaroul-islam mali algeria niger burkina-faso mauritania france united-states ecowas un-security-council
european-union""".split()


def test_the_parties_that_others_rely_on_are_there(registry) -> None:
    """Ids are a contract: tables and links carry them."""
    assert not set(NEEDED) - set(registry.by_id)


def test_every_party_is_whole(registry) -> None:
    """Kind from the closed list, a name, links that lead somewhere, an office-holder with an office."""
    for group in registry.groups:
        assert group.kind in KINDS
        assert group.name
        assert (group.kind == "office-holder") == bool(group.terms)
        assert all(term.of in registry.by_id for term in group.terms)


def test_main_groups_have_colours_of_their_own(registry) -> None:
    """Colours are fixed in the registry and never given twice."""
    coloured = [g.colour for g in registry.groups if g.colour != NEUTRAL]
    assert len(coloured) == len(set(coloured)) >= 8


def test_an_office_holders_days_cover_his_terms(registry) -> None:
    """`active` runs from the first to the last day in any office."""
    cameron = registry.group("david-cameron")
    assert cameron.active.earliest == date(2010, 5, 11)
    assert all(cameron.active.covers(term.interval) for term in cameron.terms)


def test_leaders_are_found_by_name_and_date(registry) -> None:
    """The groups a person led, at a date or ever; spelling and accents do not matter."""
    assert registry.led_by("Iyad Ag Ghali", Interval.day(date(2012, 6, 1))) == ("ansar-dine",)
    assert set(registry.led_by("iyad ag ghaly")) == {"ansar-dine", "jnim"}


def test_states_by_country_code(registry) -> None:
    """A country's government is found by its ISO code."""
    assert registry.state("ML").id == "mali"
    assert registry.state("XX") is None


def test_short_names_fit_a_title(registry) -> None:
    """Long names give way to their abbreviation, short ones stay whole."""
    assert registry.group("aqim").short == "AQIM"
    assert registry.group("boko-haram").short == "Boko Haram"


def test_names_are_indexed_once(registry) -> None:
    """The look-up tables of a registry are built once."""
    assert names_of(registry) is names_of(registry)
