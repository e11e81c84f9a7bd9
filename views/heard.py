"""What the pipeline says in English, in the reader's language.

Reasons stand in the table as the sentences that they are, and errors come as such, so each is looked up by its English
words: `views/texts/heard/fr.toml` has one line a sentence, with names in braces for what differs.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache

from pipeline import edtf
from views.texts import FOLDER, TextsInvalid, language

HEARD = FOLDER / "heard"
_NAME = re.compile(r"\{(\w+)\}")
_DAY = re.compile(r"\b(?:(\d{1,2}) )?([A-Z][a-z]{2})[a-z]* (\d{4})\b")
LEFT_OUT = ": left out, as stronger grounds rule it out."
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def heard(text: str) -> str:
    """A sentence of the pipeline in the language that is spoken; as it is where there is no translation of it."""
    return _heard(text, language())


def ground(text: str) -> str:
    """A ground that was left out, without its saying so itself: the page says that of all of them."""
    return heard(text.removesuffix(LEFT_OUT) + "." if text.endswith(LEFT_OUT) else text)


@lru_cache(maxsize=4096)
def _heard(text: str, code: str) -> str:
    for pattern, translation in sentences(code):
        if found := pattern.fullmatch(text):
            return translation.format(
                **{
                    name: _date(value, code) if name.startswith("when") else _heard(value, code)
                    for name, value in found.groupdict().items()
                }
            )
    return text


def _date(text: str, code: str) -> str:
    """A date that was said in English, with each month and day of it as the language says them."""

    def own(found: re.Match) -> str:
        day, month, year = found.groups()
        if month[:3] not in MONTHS:
            return found[0]
        parts = [year, f"{MONTHS.index(month[:3]) + 1:02d}", *([f"{int(day):02d}"] if day else [])]
        return edtf.say("-".join(parts), code)

    return _DAY.sub(own, text)


@lru_cache
def sentences(code: str) -> tuple[tuple[re.Pattern, str], ...]:
    """Pattern and translation of each sentence, the more exact ones first. Raises TextsInvalid."""
    path = HEARD / f"{code}.toml"
    if not path.exists():
        return ()
    try:
        lines = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise TextsInvalid(f"{path}: {error}") from error
    for english, own in lines.items():
        if set(_NAME.findall(english)) != set(_NAME.findall(own)):
            raise TextsInvalid(f"{path}: “{english}” and its translation have other names in braces")
    ordered = sorted(lines.items(), key=lambda line: -len(_NAME.sub("", line[0])))
    return tuple((_pattern(english), own) for english, own in ordered)


def _pattern(english: str) -> re.Pattern:
    parts = _NAME.split(english)
    return re.compile(
        "".join(f"(?P<{part}>.+?)" if number % 2 else re.escape(part) for number, part in enumerate(parts)), re.DOTALL
    )
