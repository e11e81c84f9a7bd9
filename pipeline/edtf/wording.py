"""How a language says dates: one file `wording/<language>.toml` each, read and checked once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter

FOLDER = Path(__file__).parent / "wording"
PREPOSITIONS = ("about", "by", "after")
NO_ARTICLE = "none"
_FORMS = {"day": {"number", "month", "year"}, "or": set(), "unknown": set(), "uncertain": {""}, "bce": {""}}
_YEARLY = ("spring", "summer", "autumn", "winter", "early", "mid", "late", "first_half", "second_half", "decade")
_PARTS = {name: {"year"} for name in _YEARLY} | {
    "quarter": {"number", "ordinal", "year"},
    "century": {"number", "ordinal"},
    "millennium": {"number", "ordinal"},
}
_TABLES = {"language", "months", "forms", "parts", "ordinals", "articles", *PREPOSITIONS}


class WordingError(ValueError):
    """A file of wording cannot be used; the message names file and key."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Patterns of `str.format` by what they say. `articles` is by sort of date, each preposition by article."""

    language: str
    months: tuple[str, ...]
    forms: dict[str, str]
    parts: dict[str, str]
    ordinal: dict[str, str]  # ending by number
    last_figure: dict[str, str]  # ending by last figure
    default: str
    articles: dict[str, str]
    prepositions: dict[str, dict[str, str]]

    def ordinal_of(self, number: int) -> str:
        """A number in order: 1st, 2nd, 1er, 2e."""
        by_figure = self.default if 10 < number % 100 < 20 else self.last_figure.get(str(number % 10), self.default)
        return f"{number}{self.ordinal.get(str(number), by_figure)}"

    def with_preposition(self, which: str, said: str, kind: str) -> str:
        """ "by 7 Nov 2012", "d'ici au 7 nov. 2012": `kind` is the sort of date, which may want an article."""
        return self.prepositions[which][self.articles.get(kind, NO_ARTICLE)].format(said)


@cache
def languages() -> tuple[str, ...]:
    """The languages in which dates can be said."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


@cache
def load(language: str) -> Wording:
    """The wording of a language. WordingError where there is none or it cannot be used."""
    if language not in languages():
        raise WordingError(f"no dates are said in {language!r}; languages are {', '.join(languages())}")
    return read(FOLDER / f"{language}.toml")


def read(path: Path) -> Wording:
    """Read and check one file."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise WordingError(f"{path}: {error}") from error
    if wrong := set(data) ^ _TABLES:
        key = sorted(wrong)[0]
        raise WordingError(f"{path}: {key} is {'unknown' if key in data else 'missing'}")
    try:
        return _checked(data)
    except (KeyError, TypeError, AttributeError) as error:
        raise WordingError(f"{path}: missing or misshapen: {error}") from error
    except ValueError as error:
        raise WordingError(f"{path}: {error}") from error


def _checked(data: dict) -> Wording:
    months, ordinals = data["months"], data["ordinals"]
    if len(months) != 12 or not all(isinstance(m, str) and m.strip() for m in months):
        raise ValueError("months: twelve names are needed")
    _check_patterns("forms", data["forms"], _FORMS, optional={"first_day"})
    _check_patterns("parts", data["parts"], _PARTS)
    if unknown := set(data["articles"]) - set(_PARTS) - {"day", "month", "year"}:
        raise ValueError(f"articles: {sorted(unknown)[0]} is no sort of date")
    needed = {article: {""} for article in (NO_ARTICLE, *data["articles"].values())}
    for which in PREPOSITIONS:
        _check_patterns(which, data[which], needed)
    return Wording(data["language"], tuple(months), data["forms"], data["parts"], ordinals["exact"],
                   ordinals["last_figure"], ordinals["default"], data["articles"],
                   {which: data[which] for which in PREPOSITIONS})  # fmt: skip


def _check_patterns(name: str, table: dict, known: dict[str, set[str]], optional: set[str] = frozenset()) -> None:
    """ValueError where an entry is missing, not known, or has a placeholder that nothing fills."""
    for key in sorted(set(known) ^ set(table)):
        if key not in optional:
            raise ValueError(f"{name}: {key} is {'unknown' if key in table else 'missing'}")
    for key, pattern in table.items():
        fields = {field for _, field, _, _ in Formatter().parse(pattern) if field is not None}
        if wrong := fields - known.get(key, set()):
            raise ValueError(f"{name}: {key}: nothing fills {{{sorted(wrong)[0]}}}")
