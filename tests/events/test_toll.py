"""How many people an event cost: numbers in words and figures, as ranges, with who says so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.analyse import analyse
from pipeline.events.lexicon import load_lexicon
from pipeline.events.sentences import read_sentences
from pipeline.events.toll import tolls_in
from pipeline.merge import merge
from pipeline.model import Block, BlockKind, Document, Prose, Span, Toll


def tolls(text: str, language: str = "en") -> tuple[Toll, ...]:
    prose = Prose(text, (Block(Span(0, len(text)), BlockKind.BODY, "t"),))
    lexicon = load_lexicon(language)
    return tuple(t for s in read_sentences(prose, (), (), ()) for t in tolls_in(s, lexicon))


def numbers(text: str, language: str = "en") -> list[tuple]:
    return [(t.kind, t.low, t.high) for t in tolls(text, language)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("They killed 12 soldiers.", [("killed", 12, 12)]),
        ("At least twelve people were killed.", [("killed", 12, None)]),
        ("Between 10 and 15 villagers were wounded.", [("wounded", 10, 15)]),
        ("The shells wounded 10-15 people.", [("wounded", 10, 15)]),
        ("The raid killed more than a dozen herders.", [("killed", 13, None)]),
        ("Up to forty people were injured.", [("wounded", 1, 40)]),
        ("Fewer than ten people died.", [("killed", 0, 9)]),
        ("Twenty-five people died.", [("killed", 25, 25)]),
        ("The flood left 1,200 people missing.", [("missing", 1200, 1200)]),
        ("The blast killed two soldiers and wounded six.", [("killed", 2, 2), ("wounded", 6, 6)]),
        ("Three guards and two others were killed.", [("killed", 5, 5)]),
        ("They kidnapped two nurses, a guard and a driver.", [("abducted", 4, 4)]),
        ("The mine killed a trader.", [("killed", 1, 1)]),
        ("They shot dead two herders.", [("killed", 2, 2)]),
        ("Dozens of people were wounded.", [("wounded", 24, None)]),
        ("The death toll rose to 60.", [("killed", 60, 60)]),
        ("Fatalities: 3", [("killed", 3, 3)]),
        ("There were no casualties.", [("killed", 0, 0), ("wounded", 0, 0)]),
        ("Nobody was hurt.", [("wounded", 0, 0)]),
        ("It caused no injuries or deaths.", [("wounded", 0, 0), ("killed", 0, 0)]),
    ],
)
def test_numbers_are_read(text: str, wanted: list[tuple]) -> None:
    """Words and figures give the range that they leave open, and lists add up."""
    assert numbers(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "They burned 12 houses and killed their owners' 200 cattle.",
        "The army killed the rumour that 14 vehicles were lost.",
        "There were casualties.",
        "There were no casualties among the guards.",
        "Soldiers were wounded.",
    ],
)
def test_things_and_vague_words_are_no_toll(text: str) -> None:
    """Houses, cattle, vehicles and unnumbered people are not counted."""
    assert numbers(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Les assaillants ont fait irruption, tuant au moins deux soldats et blessant trois autres.",
            [("killed", 2, None), ("wounded", 3, 3)],
        ),
        ("L'attaque a coûté la vie à soixante-dix-sept civils.", [("killed", 77, 77)]),
        ("Quatre-vingt-quinze militaires ont perdu la vie.", [("killed", 95, 95)]),
        ("Plus de 1 200 personnes ont été tuées.", [("killed", 1201, None)]),
        ("Plusieurs centaines de personnes ont péri.", [("killed", 200, None)]),
        ("Au moins dix personnes, dont trois enfants, ont été tuées.", [("killed", 10, None)]),
        ("L'attaque a tué quarante personnes, huit militaires et trente-deux volontaires.", [("killed", 40, 40)]),
    ],
)
def test_french(text: str, found: list) -> None:
    """French counts are read as well, in words up to thousands; a total told with its parts is counted once."""
    assert numbers(text, "fr") == found


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Ten people were killed, according to the governor.", "the governor"),
        ("Officials said ten people were killed.", "Officials"),
        ("Ten people were killed.", None),
    ],
)
def test_who_says_so(text: str, source: str | None) -> None:
    """A number keeps who gave it, in the text's words."""
    assert [t.source for t in tolls(text)] == [source]


@given(st.integers(0, 999), st.integers(1, 999))
def test_ranges_are_kept(low: int, more: int) -> None:
    """Whatever the numbers, a range comes out as it stands, and its words are the text's own."""
    text = f"Between {low} and {low + more} people were killed."
    (toll,) = tolls(text)
    assert (toll.low, toll.high) == (low, low + more)
    assert text[toll.span.start : toll.span.end] == toll.text


def test_a_toll_in_the_next_sentence_belongs_to_the_incident() -> None:
    """What is counted right after an incident is its toll; a planned one has none."""
    text = "On 3 May 2012, gunmen attacked a barracks in Gao. Three soldiers were killed and four wounded."
    (event,) = merge([analyse(Document("d", text, "d", "0" * 64))])
    assert [(t.kind, t.low) for t in event.toll] == [("killed", 3), ("wounded", 4)]


def test_tolls_that_differ_are_a_disagreement() -> None:
    """Two reports of one attack that count differently: both stay, and the field is named; open counts may agree."""

    def report(number: str, day: str) -> Document:
        text = f"On 3 May 2012, gunmen attacked the army barracks in Gao{day}. {number} soldiers were killed."
        return Document(f"d{number}", text, "d", "0" * 64)

    (event,) = merge([analyse(report("Three", "")), analyse(report("Nine", " town"))])
    assert "toll" in event.disagreements
    assert {t.low for c in event.claims for t in c.mention.toll} == {3, 9}
    (event,) = merge([analyse(report("At least three", "")), analyse(report("Nine", " town"))])
    assert "toll" not in event.disagreements


@pytest.mark.parametrize(
    ("words", "number"),
    [("Dix-neuf", 19), ("Cent trente-deux", 132), ("1.835", 1835), ("1 200", 1200), ("Deux mille cinq cents", 2500)],
)
def test_french_numbers_are_read_whole(words: str, number: int) -> None:
    """No part of a number stands for the whole of it, however French writes it."""
    text = f"{words} civils ont été tués le 3 mai 2012 à Gao, au Mali."
    (event,) = merge([analyse(Document("d", text, "d", "0" * 64, language="fr"))])
    assert [(t.kind, t.low, t.high) for t in event.toll] == [("killed", number, number)]
