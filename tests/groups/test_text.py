"""Words as keys."""

from __future__ import annotations

import pytest

from pipeline.groups.text import fold, sound, tokens


@pytest.mark.parametrize(
    ("one", "other"), [("Dine", "Eddine"), ("Din", "Dine"), ("Ghaly", "Ghali"), ("Ançar", "Ansar")]
)
def test_spellings_sound_alike(one: str, other: str) -> None:
    """Ways of writing one Arabic word fall together."""
    assert sound(fold(one)) == sound(fold(other))


def test_different_words_stay_apart() -> None:
    """Names of different groups keep different keys."""
    assert len({sound(fold(w)) for w in ("Dine", "Sharia", "Islam", "Sunna")}) == 4


def test_tokens_keep_offsets_and_drop_the_possessive() -> None:
    """Offsets point into the text; 's is no part of the key."""
    text = "  Mali’s  north"
    words = tokens(text)
    assert [text[w.start : w.end] for w in words] == ["Mali’s", "north"]
    assert [w.key for w in words] == ["mali", "north"]
