"""Which language a text is in."""

from __future__ import annotations

import pytest

from pipeline.language import detect


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Troops left the town on Monday, two days after the attack.", "en"),
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
