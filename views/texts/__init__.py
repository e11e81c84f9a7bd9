"""What the screen says, in each language it speaks: one folder a language, one TOML file a page.

`say("explore.nothing.title")` is the text `nothing.title` of `explore.toml`. A text with a number in it may have a
form for one and one for many; placeholders are those of `str.format`. Texts are plain: whoever puts one into HTML
escapes it.
"""

from __future__ import annotations

import tomllib
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path

LANGUAGES = {"en": "English", "fr": "Français"}
DEFAULT = "en"
ZERO_IS_ONE = frozenset({"fr"})  # French says "0 événement", English "0 events"
THOUSANDS = {"en": ",", "fr": "\N{NARROW NO-BREAK SPACE}"}
FOLDER = Path(__file__).parent

_language: ContextVar[str] = ContextVar("language", default=DEFAULT)

Text = str | dict[str, str]


class TextsInvalid(ValueError):
    """A file of texts that can't be used; says which and why."""


def use(code: str) -> None:
    """Speak this language from here on, in this thread; one that is not spoken is the default."""
    _language.set(code if code in LANGUAGES else DEFAULT)


def language() -> str:
    """Code of the language that is spoken."""
    return _language.get()


def say(key: str, **values: object) -> str:
    """The text of a key with its values filled in; whole numbers are grouped as the language groups them.

    A text with forms `one` and `many` takes the one that fits `n`. Raises KeyError for a text that does not exist.
    """
    code = language()
    text = catalogue(code)[key]
    if isinstance(text, dict):
        text = text["one" if _is_one(values["n"], code) else "many"]
    return text.format(**{name: number(v) if type(v) is int else v for name, v in values.items()})


def number(value: int) -> str:
    """12,345, or as the language writes it."""
    return f"{value:,}".replace(",", THOUSANDS[language()])


def _is_one(value: object, code: str) -> bool:
    return value == 1 or (value == 0 and code in ZERO_IS_ONE)


@lru_cache(maxsize=len(LANGUAGES))
def catalogue(code: str) -> dict[str, Text]:
    """Every text of a language by its key. Raises TextsInvalid."""
    texts: dict[str, Text] = {}
    for path in sorted((FOLDER / code).glob("*.toml")):
        try:
            content = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise TextsInvalid(f"{path}: {error}") from error
        texts |= _flat(content, path.stem, path)
    return texts


def _flat(branch: dict, prefix: str, path: Path) -> dict[str, Text]:
    texts: dict[str, Text] = {}
    for name, value in branch.items():
        key = f"{prefix}.{name}"
        if isinstance(value, str) or (isinstance(value, dict) and set(value) == {"one", "many"}):
            texts[key] = value
        elif isinstance(value, dict):
            texts |= _flat(value, key, path)
        else:
            raise TextsInvalid(f"{path}: {key} is neither a text nor a table of texts")
    return texts
