"""The trie of names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.groups.trie import Trie

KEYS = st.lists(st.sampled_from("abc"), min_size=1, max_size=4)


@given(st.lists(KEYS, max_size=8), st.lists(st.sampled_from("abc"), min_size=1, max_size=8))
def test_longest_is_the_longest_sequence_put_in(entries: list[list[str]], text: list[str]) -> None:
    """What is found is a prefix that was put in, and no longer one was."""
    trie: Trie[str] = Trie()
    for entry in entries:
        trie.add(entry, "".join(entry))
    wanted = max((len(e) for e in entries if text[: len(e)] == e), default=0)
    match = trie.longest(text, 0)
    assert (match[0] if match else 0) == wanted
    assert [end for end, _ in trie.every(text, 0)] == sorted({len(e) for e in entries if text[: len(e)] == e})[::-1]


def test_an_empty_name_is_refused() -> None:
    """A name without words would be found everywhere."""
    with pytest.raises(ValueError, match="at least one word"):
        Trie().add([], "x")
