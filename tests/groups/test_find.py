"""Names of the registry in a text."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.groups import find_groups, load_registry, settle
from pipeline.model import Block, BlockKind, Interval, Prose, Span

SPELLINGS = {
    "ansar-dine": ["Ansar al-Din", "Ansar Dine", "Ansar Eddine", "Ansar ed-Dine", "Ançar Dine", "Ansar Al Dine"],
    "mujao": ["MUJAO", "MUJWA", "Mujao", "Movement for Tawhid and Jihad in West Africa"],
    "islamic-state": ["ISIS", "ISIL", "Daesh", "Islamic State", "the Islamic State of Iraq and Syria"],
    "aqim": ["AQIM", "AQMI", "Al Qaeda in the Islamic Maghreb", "al-Qaida in the Islamic Maghreb"],
    "al-mourabitoun": ["Al-Mourabitoun", "al-Murabitun", "El Mourabitounes"],
    "ansaroul-islam": ["Ansaroul Islam", "Ansarul Islam", "Ansar ul Islam"],
    "jnim": ["JNIM", "Jama'at Nusrat al-Islam wal-Muslimin", "Group for the Support of Islam and Muslims"],
    "boko-haram": ["Boko Haram", "Boko  Haram"],
}


@pytest.mark.parametrize(("group_id", "name"), [(i, n) for i, names in SPELLINGS.items() for n in names])
def test_spellings_of_one_name_are_one_party(found, group_id: str, name: str) -> None:
    """However a name out of Arabic or an abbreviation is written, it leads to one party."""
    assert [group for _, group in found(f"Fighters of {name} left the town.")] == [group_id]


@pytest.mark.parametrize(
    "text",
    ["They mend the road.", "In fact nobody came.", "It is a matter for who asks.", "The fano tree grew.", "us forces"],
)
def test_ordinary_words_are_no_parties(found, text: str) -> None:
    """Abbreviations that are also words are found in capitals only."""
    assert found(text) == []


def test_capitals_are_those_of_the_registry(found) -> None:
    """An abbreviation of small and large letters is no surname; a name the registry writes small is found small."""
    assert found("FAMa and FAMA soldiers left.") == [("FAMa", "mali"), ("FAMA", "mali")]
    assert found("Eugene Fama left. Let them go.") == []
    assert found("Des chasseurs dozos sont venus.") == [("chasseurs dozos", "dozo")]


OTHER_REGIONS = {
    "The IRA bombed a hotel, and IRA activists marched in Nouakchott.": ["ira", "ira-mauritania"],
    "Ansaroul Islam left Djibo, and Ansar al-Islam left Halabja.": ["ansaroul-islam", "ansar-al-islam-iraq"],
    "The Khmer Rouge met the KLA and the PLO.": ["khmer-rouge", "kla", "plo"],
    "Gunmen of the Golden Dawn fled at golden dawn.": ["golden-dawn"],
    "The National Defence Forces of Burundi met Amal Haddad.": [],
}


@pytest.mark.parametrize("text", OTHER_REGIONS)
def test_parties_of_one_name_in_several_regions_are_told_apart(found, text: str) -> None:
    """A short name is the party that it is best known for; the other one needs words that tell."""
    assert [group for _, group in found(text)] == OTHER_REGIONS[text]


BESIDE = {
    "CPA fighters left.": ["cpa-azawad"],
    "Three members of the CPA left.": ["cpa-azawad"],
    "CPA and MNLA signed.": ["cpa-azawad", "mnla"],
    "MNLA and CPA signed.": ["mnla", "cpa-azawad"],
    "Wagner and FAMa came.": ["wagner", "mali"],
    "Vikings/Eiye fights broke out.": ["vikings-confraternity", "eiye-confraternity"],
    "Des combattants du CPA sont partis.": ["cpa-azawad"],
}


@pytest.mark.parametrize("text", BESIDE)
def test_a_name_of_many_things_counts_beside_what_tells(found, text: str) -> None:
    """A name that means other things as well is a group's beside a word for armed people or another party's name."""
    assert [group for _, group in found(text)] == BESIDE[text]


@pytest.mark.parametrize(
    "text", ["Wagner composed it.", "The CPA audits books.", "The Vikings sailed, and Wagner wrote."]
)
def test_a_name_of_many_things_by_itself_is_no_party(found, text: str) -> None:
    """Without such words it stays what it is elsewhere."""
    assert found(text) == []


def test_a_leader_leads_to_the_group_of_that_date(found) -> None:
    """Belmokhtar is AQIM's until December 2012, afterwards another group's; with no date all candidates stay open."""
    text = "Mokhtar Belmokhtar gave the order."
    assert found(text, Interval.day(date(2010, 5, 1))) == [("Mokhtar Belmokhtar", "aqim")]
    assert found(text, Interval.day(date(2014, 5, 1))) == [("Mokhtar Belmokhtar", "al-mourabitoun")]
    assert set(found(text)[0][1]) == {"aqim", "signatories-in-blood", "al-mourabitoun"}


def test_an_open_leader_is_settled_by_a_date(registry, prose) -> None:
    """A mention that was open before the text was dated is decided once it is."""
    mentions = find_groups("d", prose("Mokhtar Belmokhtar gave the order."), registry)
    assert mentions[0].reason
    assert settle(mentions, registry, Interval.day(date(2013, 2, 1)))[0].group_id == "signatories-in-blood"
    assert settle(mentions, registry, None) == mentions


def test_a_name_of_two_parties_resolves_by_country_or_stays_open(found) -> None:
    """Ansar al-Sharia means the group of the country named after it, both where two are named, none where none is."""
    assert [i for _, i in found("Ansar al-Sharia in Libya met them.")] == ["ansar-al-sharia-libya"]
    both = {group for _, group in found("Ansar al-Sharia in Tunisia and Libya met them.")}
    assert both == {"ansar-al-sharia-tunisia", "ansar-al-sharia-libya"}
    open_one = found("Ansar al-Sharia met them.")[0][1]
    assert set(open_one) == both


def test_comments_and_sidebars_name_nobody(registry) -> None:
    """Only title, body and dateline are read."""
    text = "AQIM left.\nBoko Haram is worse."
    blocks = (Block(Span(0, 10), BlockKind.BODY, "t"), Block(Span(11, len(text)), BlockKind.COMMENT, "t"))
    assert [m.group_id for m in find_groups("d", Prose(text, blocks), registry)] == ["aqim"]


NAMES = "AQIM the group Ansar al-Din ( ) Malian troops leader . Mokhtar Belmokhtar , President Bouteflika ’s UN أنصار"
WORDS = st.sampled_from([*NAMES.split(), "\n\n"])


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=40))
def test_mentions_lie_in_the_text_in_order(words: list[str]) -> None:
    """Every mention quotes its span, in order; mentions overlap only where one name means several parties."""
    text = " ".join(words)
    prose = Prose(text, (Block(Span(0, len(text)), BlockKind.BODY, "t"),))
    mentions = find_groups("d", prose, load_registry())
    assert all(text[m.start : m.end] == m.text and m.text for m in mentions)
    assert all(a.end <= b.start or a.span == b.span for a, b in pairwise(mentions))
    assert all((m.group_id is None) == bool(m.reason) for m in mentions)


def test_a_name_broken_by_an_aside_is_found_in_its_shorter_form(registry) -> None:
    """Where other words cut a long name, the part before them is read, and the country after them still counts."""
    text = "Ansar al-Sharia\n... a joke.\nin Tunisia and Libya met."
    blocks = (
        Block(Span(0, 15), BlockKind.BODY, "t"),
        Block(Span(16, 27), BlockKind.ASIDE, "t"),
        Block(Span(28, len(text)), BlockKind.BODY, "t"),
    )
    mentions = find_groups("d", Prose(text, blocks), registry)
    assert {m.group_id for m in mentions} == {"ansar-al-sharia-tunisia", "ansar-al-sharia-libya"}
    assert {m.text for m in mentions} == {"Ansar al-Sharia"}
