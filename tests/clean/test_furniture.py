"""The data file of page furniture: what an editor of it can rely on."""

from __future__ import annotations

import pytest

from pipeline.clean import FurnitureError, load_furniture
from pipeline.clean.furniture import DATA, words_of


def test_the_file_loads():
    """The bundled file has phrases under every key."""
    assert "leave a comment" in load_furniture().comment_headings


@pytest.mark.parametrize(
    ("line", "normal"),
    [("12 Comments!", "# comments"), ("Your  E-mail (optional)", "your e mail optional"), ("© 2010", "© #")],
)
def test_phrases_are_compared_without_case_punctuation_and_numbers(line, normal):
    """An editor need not think of capitals, stops or counts."""
    assert words_of(line) == normal


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (("months:", "mnths:"), "mnths"),
        (("toolbar_words: [", "toolbar_words: ["), ""),
        (("  - advertisement\n", "  - '!!'\n"), "chrome_lines"),
        (("comment_signatures:\n", "comment_signatures: none\nx:\n"), "x"),
        (("chrome_lines:\n", "chrome_lines: [\n"), "line"),
    ],
)
def test_a_mistake_is_named_with_file_and_key(tmp_path, change, named):
    """An unknown key, a phrase without words, a broken file: each says where."""
    path = tmp_path / "furniture.yaml"
    path.write_text(DATA.read_text(encoding="utf-8").replace(*change), encoding="utf-8")
    if not named:
        assert load_furniture(path) == load_furniture()
        return
    with pytest.raises(FurnitureError) as error:
        load_furniture(path)
    assert str(path) in str(error.value)
    assert named in str(error.value)
