"""Villages that are looked up only where a text says what they lie in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.places.villages import one_apart, spelling
from tests.places.reading import read

WORDS = st.text("abcdefgou", min_size=2, max_size=8)


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen attacked Gidan Halilu village in Gusau, Zamfara State.",
        "Gunmen attacked Gidan Halilu village, Zamfara State.",
        "Gunmen attacked Gidan Halilu (Gusau, Zamfara).",
        "Bandits raided Gidan Halilu on 3 May, a resident of Gusau said.",
    ],
)
def test_a_village_of_the_area_is_itself(text):
    """Where a list has the village in the area that the text names, its own point is the answer, as a town."""
    mention = next(m for m in read(text) if m.text == "Gidan Halilu")
    assert (mention.rule, mention.country_code, mention.place_kind) == ("village", "NG", "city")
    assert (mention.latitude, mention.longitude) == pytest.approx((12.097, 6.612), abs=0.01)


@pytest.mark.parametrize("written", ["Gidan Halillu", "Gidan-Halilou", "Gidan Haliru"])
def test_another_spelling_is_the_village_of_that_area(written):
    """French and English spellings are one; a letter wrong in a long name is told, with the name in the list."""
    mention = next(m for m in read(f"Gunmen attacked {written} village in Gusau, Zamfara.") if m.text == written)
    assert (mention.latitude, mention.longitude) == pytest.approx((12.097, 6.612), abs=0.01)
    assert ("Gidan Halilu" in (mention.reason or "")) == (mention.rule == "village-spelt-like")


def test_villages_of_one_name_far_apart_stay_their_area():
    """Two Goni Abbaris lie in reach: none is preferred, the district stands for both."""
    mention = read("Militants raided Goni Abbari in Guzamala LGA, Borno.")[0]
    assert (mention.rule, mention.name) == ("somewhere-in", "Goni Abbari, Guzamala")


@pytest.mark.parametrize(
    "text",
    [
        "He met Danga in Paris on Monday.",
        "Gunmen attacked Gidan Halilu village in Mali.",
        "The band played in Gidan Halilu, Ohio, and left.",
    ],
)
def test_elsewhere_a_village_is_none(text):
    """A Nigerian village's name says nothing where the text speaks of other countries."""
    assert all(m.country_code != "NG" for m in read(text))


@given(WORDS, WORDS)
def test_one_apart_is_mutual(one, other):
    """Neither order nor equality makes a difference of one letter."""
    assert one_apart(one, other) == one_apart(other, one)
    assert not one_apart(one, one)


@pytest.mark.parametrize(("one", "other"), [("Ouro Modi", "Wuromodi"), ("Tougouri", "Tuguri"), ("Djibo", "Jibbo")])
def test_spellings_of_one_name_are_one(one, other):
    """French and English ways to write a sound, hyphens, spaces and doubled letters make no other name."""
    assert spelling(one) == spelling(other)


def test_spellings_of_the_file_are_today_s():
    """The large file keeps spellings worked out: they are what the rules make of its names now."""
    from pipeline.places.tables import DATA

    lines = (DATA / "villages_osm.tsv").read_text("utf-8").splitlines()[2:]
    fields = [line.split("\t") for line in lines]
    assert all(spelling(f[2]) in f[3].split("|") for f in fields)
    assert all(len(f) == 6 and 3.8 < float(f[4]) < 14 and 2.6 < float(f[5]) < 14.8 for f in fields)


@pytest.mark.parametrize(
    ("text", "name", "point"),
    [
        ("Gunmen attacked the village of Béléhédé, Burkina Faso, on Monday.", "Béléhédé", (14.1, -1.25)),
        ("Des hommes armés ont attaqué le village de Fambita, dans la région de Tillabéri.", "Fambita", (14, 1)),
        ("Soldiers were ambushed near Intoussan (Banibangou, Tillaberi).", "Intoussane", (15.1, 2.9)),
    ],
)
def test_villages_entered_by_hand_for_their_area(text, name, point):
    """A village that is entered by hand is found where the text says what it lies in, as wide as its line."""
    mention = read(text)[0]
    assert (mention.name, mention.radius_km) == (name, 25)
    assert (mention.latitude, mention.longitude) == pytest.approx(point)


@pytest.mark.parametrize(
    ("text", "country", "near"),
    [
        ("Gunmen killed four farmers in Kuchi, Munya LGA of Niger state.", "NG", (9.95, 7.0)),
        ("Bandits raided Bara community, Biu LGA, Borno State.", "NG", (10.6, 12.2)),
        ("Troops killed five bandits at Lugu, Nigeria.", "NG", (10.0, 8.0)),
    ],
)
def test_a_namesake_abroad_is_not_meant(text, country, near):
    """What the text says a village lies in outweighs towns of its name elsewhere, with a district or a country."""
    mention = read(text)[0]
    assert mention.country_code == country
    assert (mention.latitude, mention.longitude) == pytest.approx(near, abs=0.6)
