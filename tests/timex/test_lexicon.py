"""Vocabulary files: all of ours can be used, and a mistake in one is named with its file and key."""

import re

import pytest

from pipeline.timex import lexicon

GOOD = """
language = "xx"
order = "dmy"
[number]
2 = "two"
[words.UNIT]
D = ["day", "days"]
[[rules]]
name = "duration"
builds = "length"
patterns = ["COUNT UNIT"]
[[rules]]
name = "count"
builds = "count"
makes = "COUNT"
patterns = ["NUM"]
"""


def _file(tmp_path, text):
    path = tmp_path / "xx.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_bundled_vocabularies_load(language):
    """Each bundled language has a vocabulary that passes every check."""
    assert language in lexicon.languages()
    assert lexicon.load(language).language == language


def test_a_file_of_ones_own_loads(tmp_path):
    """The smallest useful file: one number, one unit, two rules."""
    known = lexicon.read(_file(tmp_path, GOOD))
    assert set(known.tries) == {"TIMEX", "COUNT"}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (('order = "dmy"', "order dmy"), "line 3"),
        (("[words.UNIT]", "[word.UNIT]"), "unknown table 'word'"),
        (("[words.UNIT]", "[words.unit]"), "words.unit"),
        (('["day", "days"]', '["day", ""]'), "words.UNIT.*D"),
        (('"length"', '"lenght"'), "rule duration: builds 'lenght'"),
        (('"COUNT UNIT"', '"COUNT UNITS"'), "rule duration: no such category: UNITS"),
        (('"COUNT UNIT"', '"(COUNT UNIT"'), "rule duration: cannot read"),
        (('"COUNT UNIT"', '"COUNT Days"'), "rule duration: 'Days' is neither"),
        (('"COUNT UNIT"', '"COUNT"'), "rule duration: length needs a slot unit or units"),
        (('"COUNT UNIT"', '"UNIT?"'), "rule duration: .*match nothing"),
        (('patterns = ["NUM"]', 'patterns = ["NUM", "COUNT NUM"]'), "lead back to themselves: .*COUNT → COUNT"),
        (('patterns = ["NUM"]', 'patterns = ["<of> NUM"]'), "rule count: words in <>"),
        (("2 = ", "many = "), "number.*'many' is not a number"),
        (('name = "count"', 'title = "count"'), "unknown key 'title'"),
    ],
)
def test_mistakes_are_named_with_file_and_key(tmp_path, change, message):
    """Whoever edits a file is told where to look."""
    path = _file(tmp_path, GOOD.replace(*change))
    with pytest.raises(lexicon.VocabularyError, match=re.escape(str(path)) + "(?s:.*)" + message):
        lexicon.read(path)


def test_a_missing_file_is_named(tmp_path):
    """No vocabulary is a clear error, not a crash further on."""
    with pytest.raises(lexicon.VocabularyError, match=r"nowhere\.toml"):
        lexicon.read(tmp_path / "nowhere.toml")


def test_light_words_that_would_hide_an_expression_are_refused(tmp_path):
    """Words are light only where no expression is made of them alone; the message names the categories."""
    with pytest.raises(lexicon.VocabularyError, match=r"light: .*UNIT"):
        lexicon.read(_file(tmp_path, GOOD.replace("[number]", 'light = ["two", "day"]\n[number]', 1)))
    assert lexicon.read(_file(tmp_path, GOOD.replace("[number]", 'light = ["two"]\n[number]', 1))).is_light("two")
