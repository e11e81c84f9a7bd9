"""What the screen says, in every language."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from views import texts

ROOT = Path(__file__).resolve().parents[2]
SAID = re.compile(r"""\bsay\(\s*(f?)(["'])([a-z_.{}()A-Z]+)\2""")


@pytest.fixture(autouse=True)
def english():
    """Each test begins and ends in the default language."""
    texts.use(texts.DEFAULT)
    yield
    texts.use(texts.DEFAULT)


def placeholders(text: texts.Text) -> set[str]:
    forms = text.values() if isinstance(text, dict) else [text]
    return {name for form in forms for _, name, _, _ in string.Formatter().parse(form) if name}


@pytest.mark.parametrize("code", [code for code in texts.LANGUAGES if code != texts.DEFAULT])
def test_every_language_says_all_that_english_does(code):
    """No key is missing or left over, and each text takes the same values."""
    english, other = texts.catalogue(texts.DEFAULT), texts.catalogue(code)
    assert set(other) == set(english)
    assert {key for key in english if placeholders(english[key]) != placeholders(other[key])} == set()


def test_every_text_asked_for_exists():
    """A key in the code is in the catalogue; one put together from parts has texts that it can lead to."""
    keys = set(texts.catalogue(texts.DEFAULT))
    for path in [ROOT / "dashboard.py", *sorted((ROOT / "views").rglob("*.py"))]:
        if path.parent.name == "texts":
            continue
        for formatted, _, key in SAID.findall(path.read_text(encoding="utf-8")):
            pattern = re.sub(r"\\\{[^}]*\\\}", "[^.]+", re.escape(key)) if formatted else re.escape(key)
            assert any(re.fullmatch(pattern, known) for known in keys), f"{path.name} says {key}, which has no text"


@pytest.mark.parametrize(("code", "number", "said"), [("en", 12345, "12,345"), ("fr", 12345, "12\u202f345")])
def test_numbers_are_grouped_as_the_language_does(code, number, said):
    """English by commas, French by narrow spaces."""
    texts.use(code)
    assert texts.number(number) == said


def test_an_unknown_language_is_the_default():
    """A link with a language that is not spoken still opens."""
    texts.use("tlh")
    assert texts.language() == texts.DEFAULT


def test_a_damaged_file_is_named(tmp_path, monkeypatch):
    """An error in a file of texts says which file."""
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "page.toml").write_text("title = [1]\n")
    monkeypatch.setattr(texts, "FOLDER", tmp_path)
    texts.catalogue.cache_clear()
    try:
        with pytest.raises(texts.TextsInvalid, match=r"page\.toml"):
            texts.catalogue("en")
    finally:
        texts.catalogue.cache_clear()
