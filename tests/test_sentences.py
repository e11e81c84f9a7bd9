"""Sentences of a text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.sentences import LONGEST, split


def sentences(text: str) -> list[str]:
    return [text[s.start : s.end] for s in split(text)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("He came. She left.", ["He came.", "She left."]),
        ("Gen. Traore met Mr. Keita. They spoke.", ["Gen. Traore met Mr. Keita.", "They spoke."]),
        ("U.S. troops left. J. Smith stayed.", ["U.S. troops left.", "J. Smith stayed."]),
        ("“Go away.” He left.", ["“Go away.”", "He left."]),
        ("On Sept. 30 they came! Why?", ["On Sept. 30 they came!", "Why?"]),
        ("A headline\n\nThe text", ["A headline", "The text"]),
        ("It cost 3.5 million. Then 4.", ["It cost 3.5 million.", "Then 4."]),
        ("He said it … and left.", ["He said it … and left."]),
        ("Il est venu. À Gao, rien.", ["Il est venu.", "À Gao, rien."]),
    ],
)
def test_stops_that_end_a_sentence(text: str, parts: list[str]) -> None:
    """Full stops after abbreviations, initials, inside numbers and before small letters end nothing."""
    assert sentences(text) == parts


@given(st.text(alphabet="ab A.!?”“\n ", max_size=200))
def test_sentences_cover_all_ink_in_order(text: str) -> None:
    """No letter is lost or counted twice, and no sentence begins or ends with a space."""
    spans = split(text)
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(text[s.start : s.end].strip() == text[s.start : s.end] != "" for s in spans)


def test_a_run_without_stops_is_cut() -> None:
    """Tables and lists cannot make a sentence of any length."""
    assert max(s.end - s.start for s in split("word " * 5000)) <= LONGEST
