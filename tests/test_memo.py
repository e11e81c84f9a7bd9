"""Answers kept by word."""

from __future__ import annotations

from pipeline.memo import Memo


def test_a_word_is_worked_out_once():
    """What was met before is not worked out again."""
    asked: list[str] = []
    lengths = Memo(lambda word: asked.append(word) or len(word))
    assert [lengths[word] for word in ("river", "sea", "river")] == [5, 3, 5]
    assert asked == ["river", "sea"]


def test_no_more_than_so_many_are_kept_and_all_are_answered():
    """A long run on new words takes no more memory, and its answers are right."""
    lengths = Memo(len, kept=2)
    assert [lengths["a" * n] for n in range(5)] == [0, 1, 2, 3, 4]
    assert len(lengths) == 2
