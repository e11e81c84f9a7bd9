"""Clauses, and how a verb stands in its clause."""

from __future__ import annotations

import pytest

from pipeline.events.clauses import clauses_of
from pipeline.events.lexicon import Form, load_lexicon
from pipeline.events.sentences import read_sentences
from pipeline.events.verbs import verb_at
from pipeline.model import Block, BlockKind, Prose, Span


def sentence_of(text: str):
    return read_sentences(Prose(text, (Block(Span(0, len(text)), BlockKind.BODY, "t"),)), (), (), ())[0]


@pytest.mark.parametrize(
    ("text", "openers"),
    [
        ("Gunmen attacked Gao.", [""]),
        ("Gunmen attacked Gao after the army left.", ["", "after"]),
        ("If they come, we will fight.", ["if", ""]),
        ("Gunmen attacked Gao and killed two men.", ["", "and"]),
        ("Gunmen attacked Gao, killing two men.", ["", ","]),
        ("The men who attacked Gao left.", ["", "who"]),
        ("Men disguised as soldiers came.", [""]),
        ("Mali, Niger and Chad agreed.", [""]),
    ],
)
def test_clauses_begin_at_their_openers(text: str, openers: list[str]) -> None:
    """Subordinators, relatives, "and" before a verb and commas before participles open a clause; lists do not."""
    sentence = sentence_of(text)
    clauses = clauses_of(sentence, load_lexicon("en"))
    assert [c.opener for c in clauses] == openers
    assert clauses[0].start == 0
    assert clauses[-1].end == len(sentence.words)


@pytest.mark.parametrize(
    ("text", "word", "form", "tense", "passive"),
    [
        ("Gunmen attacked Gao.", "attacked", Form.PAST, "past", False),
        ("Gao was attacked.", "attacked", Form.PAST, "past", True),
        ("Gao has been attacked.", "attacked", Form.PAST, "perfect", True),
        ("They have attacked Gao.", "attacked", Form.PAST, "perfect", False),
        ("They are attacking Gao.", "attacking", Form.ING, "progressive", False),
        ("They will attack Gao.", "attack", Form.BASE, "future", False),
        ("They could attack Gao.", "attack", Form.BASE, "modal", False),
        ("They are to attack Gao.", "attack", Form.BASE, "future", False),
        ("They planned to attack Gao.", "attack", Form.BASE, "infinitive", False),
        ("A town attacked by gunmen.", "attacked", Form.PAST, "reduced", True),
    ],
)
def test_tense_and_voice(text: str, word: str, form: Form, tense: str, passive: bool) -> None:
    """Auxiliaries before a verb give its tense and voice."""
    sentence, lexicon = sentence_of(text), load_lexicon("en")
    at = next(i for i, w in enumerate(sentence.words) if w.text == word)
    verb = verb_at(sentence, clauses_of(sentence, lexicon)[0], lexicon, at, at + 1, form)
    assert (verb.tense, verb.passive, verb.negated) == (tense, passive, False)


def test_negation_is_seen_across_adverbs() -> None:
    """ "Did not even attack" is negated."""
    sentence, lexicon = sentence_of("They did not even attack Gao."), load_lexicon("en")
    assert verb_at(sentence, clauses_of(sentence, lexicon)[0], lexicon, 4, 5, Form.BASE).negated
