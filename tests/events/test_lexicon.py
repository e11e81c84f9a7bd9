"""Trigger words and their forms."""

from __future__ import annotations

import pytest

from pipeline.events import load_event_types
from pipeline.events.lexicon import Form, conjugate, load_lexicon


def forms(phrase: str) -> set[tuple[str, Form]]:
    found = load_lexicon("en").triggers.every(phrase.split(), 0)
    return {(t.lemma, f) for length, values in found for t, f in values if length == len(phrase.split())}


@pytest.mark.parametrize(
    ("word", "lemma", "form"),
    [
        ("kidnapped", "kidnap", Form.PAST),
        ("seizes", "seize", Form.THIRD),
        ("seizing", "seize", Form.ING),
        ("shot", "shoot", Form.PAST),
        ("blew up", "blow up", Form.PAST),
        ("flees", "flee", Form.THIRD),
        ("massacres", "massacre", Form.NOUNS),
        ("pledges of allegiance", "pledge of allegiance", Form.NOUNS),
    ],
)
def test_all_forms_of_a_word_are_known(word: str, lemma: str, form: Form) -> None:
    """Regular forms follow from the infinitive or the singular, irregular ones from the data file."""
    assert (lemma, form) in forms(word)


def test_every_event_type_has_words() -> None:
    """No type of the closed list is out of reach."""
    lexicon = load_lexicon("en")
    reached = set()

    def walk(node: dict) -> None:
        reached.update(t.event_type for t, _ in node.get(None, ()))
        for key, child in node.items():
            if key is not None:
                walk(child)

    walk(lexicon.triggers._root)
    assert set(load_event_types()) - reached == set()


def test_titles_conjugate() -> None:
    """The present of one doer and of several."""
    assert conjugate("take over", several=False) == "takes over"
    assert conjugate("carry out", several=False) == "carries out"
    assert conjugate("attack", several=True) == "attack"


def test_a_language_without_a_file_has_no_lexicon() -> None:
    """No words, no events; nothing is guessed."""
    assert load_lexicon("xx") is None
