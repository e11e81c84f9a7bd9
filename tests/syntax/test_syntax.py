"""Who does what to whom in a sentence."""

from __future__ import annotations

import itertools
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import syntax
from pipeline.groups.text import tokens
from pipeline.syntax import classes

SENTENCES = tomllib.loads((Path(__file__).parent / "sentences.toml").read_text(encoding="utf-8"))["sentence"]
WORDS = st.sampled_from(
    'the army rebels who killed attacked , and in Gao said that to be was of taken by men — " ('.split()
)


def read(text: str) -> tuple[list, syntax.Reading]:
    words = tokens(text)
    gaps = [""] + [text[a.end : b.start] for a, b in itertools.pairwise(words)]
    return words, syntax.read([word.text for word in words], gaps[: len(words)])


def said(phrase: syntax.Phrase | None, text: str, words: list) -> str | None:
    return phrase and text[words[phrase.start].start : words[phrase.end - 1].end]


@pytest.mark.parametrize("sentence", SENTENCES, ids=[sentence["text"][:40] for sentence in SENTENCES])
def test_subject_object_and_agent(sentence):
    """Each verb has the subject, object and agent that a reader gives it."""
    text = sentence["text"]
    words, reading = read(text)
    for verb, wanted in sentence.items():
        if verb == "text":
            continue
        predicate = reading.predicate(next(i for i, word in enumerate(words) if word.text == verb))
        assert predicate, f"{verb} is no verb"
        assert predicate.passive == wanted.get("passive", False), verb
        for role in ("subject", "object", "agent"):
            if role in wanted:
                assert said(getattr(predicate, role), text, words) == wanted[role], f"{role} of {verb}"


def test_a_date_is_no_subject():
    """Words of a date mention between subject and verb are passed over."""
    text = "Rebels last Monday attacked the base."
    words = tokens(text)
    gaps = [""] + [text[a.end : b.start] for a, b in itertools.pairwise(words)]
    reading = syntax.read([word.text for word in words], gaps, lambda index: index in (1, 2))
    assert said(reading.predicate(3).subject, text, words) == "Rebels"


@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_any_row_of_words_can_be_read(text):
    """Nonsense gives an answer too: chunks cover all words in order, phrases lie inside the sentence."""
    words, reading = read(text)
    covered = [i for chunk in reading.chunks for i in range(chunk.start, chunk.end) if chunk.end > chunk.start]
    assert list(dict.fromkeys(covered)) == list(range(len(words)))
    for index in range(len(words)):
        predicate = reading.predicate(index)
        for phrase in (predicate.subject, predicate.object, predicate.agent) if predicate else ():
            assert phrase is None or 0 <= phrase.start < phrase.end <= len(words)


def test_a_damaged_table_is_named(tmp_path, monkeypatch):
    """A line that can't be read is named with its file."""
    broken = tmp_path / "en.tsv"
    broken.write_text("attack\n")
    monkeypatch.setattr(classes, "FILE", broken)
    classes.words.cache_clear()
    try:
        with pytest.raises(ValueError, match=r"en\.tsv, line 1"):
            classes.words()
    finally:
        classes.words.cache_clear()
