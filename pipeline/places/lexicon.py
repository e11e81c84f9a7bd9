"""The words around names, read from data/lexicon.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path

from pipeline.places.names import fold
from pipeline.places.tables import DATA, GazetteerError


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Sets of folded words by what they say of a name beside them; `parts` leads from a word to the part it names."""

    function_words: frozenset[str]
    connectors: frozenset[str]
    titles: frozenset[str]
    offices: frozenset[str]
    portfolios: frozenset[str]
    speech: frozenset[str]
    prepositions: frozenset[str]
    weak_prepositions: frozenset[str]
    place_nouns: frozenset[str]
    done_to_places: frozenset[str]
    settlements: frozenset[str]
    area_heads: frozenset[str]
    facility_heads: frozenset[str]
    natural_heads: frozenset[str]
    organisation_words: frozenset[str]
    media_words: frozenset[str]
    organisations_of: frozenset[str]
    never_alone: frozenset[str]
    never: frozenset[str]
    named_after_places: frozenset[str]
    town_words: frozenset[str]
    contests: frozenset[str]
    adjectives: frozenset[str]
    inside_words: frozenset[str]
    hyphen_prefixes: frozenset[str]
    near_words: frozenset[str]
    part_nouns: frozenset[str]
    border_words: frozenset[str]
    road_words: frozenset[str]
    assaults: frozenset[str]
    country_words: frozenset[str]
    ties: frozenset[str]
    parts: dict[str, str]


@lru_cache(maxsize=4)
def load_lexicon(file: Path = DATA / "lexicon.toml") -> Lexicon:
    """Raises GazetteerError where the file is not valid or lacks a list."""
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise GazetteerError(f"{file}: not valid TOML: {error}") from None
    names = [field.name for field in fields(Lexicon)]
    if missing := [name for name in names if name not in content]:
        raise GazetteerError(f"{file}: {', '.join(missing)} missing")
    parts = {fold(word): part for part, words in content["parts"].items() for word in words.split()}
    lists = {name: content[name].split("\n" if name == "never" else None) for name in names if name != "parts"}
    sets = {name: frozenset(fold(w) for w in words) - {""} for name, words in lists.items()}
    return Lexicon(**sets, parts=parts)
