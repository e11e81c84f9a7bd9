"""Answers kept by word."""

from __future__ import annotations

from pipeline.memo import Memo, lazy


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


def test_what_a_value_has_is_worked_out_when_first_asked_for():
    """A lazy attribute costs nothing until it is read, and its work is done once."""
    asked: list[str] = []

    class Word:
        @lazy
        def length(self) -> int:
            """Letters."""
            asked.append("length")
            return 5

    word = Word()
    assert not asked
    assert (word.length, word.length, asked) == (5, 5, ["length"])
    assert Word.length.__doc__ == "Letters."
