"""YAML front matter: metadata between two lines of three dashes at the very start of a text."""

from __future__ import annotations

import re

import yaml

from pipeline import plain_yaml
from pipeline.read.raw import Unreadable

_OPEN = re.compile(r"---[ \t]*\r?\n")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
_KEY = re.compile(r"\s*(?:#|[\"']?[A-Za-z_][\w -]*[\"']?\s*:)")
_ENTRY = re.compile(r"([A-Za-z_][\w -]*?)[ \t]*:[ \t]+(\S.*?)[ \t]*")
_OPENING = ("[", "{", "|", ">", "&", "*", "!")  # what is no text in YAML, and may go on in the next line
_MAX_CHARACTERS = 20_000


def split(text: str, source: str) -> tuple[dict[str, object], str]:
    """(metadata, content) of a text; ({}, text) where it opens with no front matter.

    A line of dashes that no key follows is a rule across the page and stays text. Raises Unreadable where front
    matter is opened and not closed, or isn't a mapping in YAML.
    """
    opening = _OPEN.match(text)
    if not opening or not _KEY.match(text, opening.end()):
        return {}, text
    closing = _CLOSE.search(text, opening.end(), opening.end() + _MAX_CHARACTERS)
    if not closing:
        raise Unreadable("its front matter is never closed", "end the front matter with a line of three dashes", source)
    try:
        metadata = plain_yaml.load(text[opening.end() : closing.start()])
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        metadata = _line_by_line(text[opening.end() : closing.start()])
        if metadata is None:
            raise Unreadable(
                f"its front matter is not YAML: {_where(error)}", "put values with colons or quotes in quotes", source
            ) from error
    if not isinstance(metadata, dict):
        raise Unreadable("its front matter is not a list of `key: value`", "write one `key: value` a line", source)
    return {str(key).strip().lower(): value for key, value in metadata.items()}, text[closing.end() :]


def _line_by_line(text: str) -> dict[str, object] | None:
    """What people write who don't know YAML, `title: Sudan: five weeks of war`; None where a line is no `key: value`.

    A line that is YAML by itself is read as such, the value of any other as it stands.
    """
    found: dict[str, object] = {}
    for line in filter(str.strip, text.splitlines()):
        entry = _ENTRY.fullmatch(line)
        if not entry or entry[2].startswith(_OPENING):
            return None
        try:
            found |= plain_yaml.load(line)
        except (yaml.YAMLError, ValueError):
            found[entry[1]] = entry[2]
    return found


def _where(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or str(error).splitlines()[0]
    return f"line {mark.line + 2}: {problem}" if mark else str(problem)
