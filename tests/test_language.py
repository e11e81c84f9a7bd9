"""Which language a text is in."""

from __future__ import annotations

import pytest

from pipeline.language import detect


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Troops left the town on Monday, two days after the attack.", "en"),
        ("Officials in Ménaka said that Mariam Traoré, who leads the talks, had been there with the elders.", "en"),
        ("Les troupes ont quitté la ville lundi, deux jours après l'attaque.", "fr"),
        ("Las tropas salieron de la ciudad el lunes, dos días después del ataque.", "es"),
        ("غادرت القوات المدينة يوم الاثنين بعد يومين من الهجوم.", "ar"),
        ("Войска покинули город в понедельник, через два дня после нападения.", "ru"),
        ("Die Truppen verließen die Stadt am Montag, zwei Tage nach dem Angriff.", "de"),
    ],
)
def test_languages(text, code):
    """A sentence of news is enough."""
    assert detect(text) == code


@pytest.mark.parametrize("text", ["", "  \n", "2012-05-03", "— … !"])
def test_without_letters_english_is_assumed(text):
    """Where there is nothing to tell by, the answer is always the same."""
    assert detect(text) == "en"


def test_words_of_another_language_do_not_hide_a_text_s_own():
    """French that gives an English title is French, English that quotes French is English."""
    french = (
        "Le rapport, intitulé « The state of the river and of those who live with it », décrit une vallée où les "
        "pêcheurs ont perdu leurs filets, leurs pirogues et une bonne part de leurs clients depuis la fin du marché."
    )
    english = (
        "The paper quoted a trader from the valley: « Nous avons tout perdu, les filets et les pirogues. » The prices "
        "of dried fish have doubled since the market was closed, and many of the buyers have gone with their money."
    )
    assert detect(french) == "fr"
    assert detect(english) == "en"
