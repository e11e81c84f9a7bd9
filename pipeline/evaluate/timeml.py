"""TimeML files: the text, its publication date and the TIMEX3 annotations in it.

Offsets count characters of the TEXT element's text (of the whole file where there is none), as TempEval-3 has them.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path

_TAGS = ("TIMEX3", "TIMEX2")
_CREATION = ("CREATION_TIME", "PUBLICATION_TIME")


class NotTimeML(ValueError):
    """A file that can't be read as TimeML; the message names it."""


@dataclass(frozen=True, slots=True)
class Timex:
    """One annotation, or what a system found; `other_value` is a second reading that counts as right too."""

    start: int
    end: int
    text: str
    timex_type: str | None
    value: str | None
    other_value: str | None = None


@dataclass(frozen=True, slots=True)
class AnnotatedDocument:
    """A document with its gold annotations, in order of the text. `published` is an ISO day, or None."""

    id: str
    text: str
    published: str | None
    language: str
    gold: tuple[Timex, ...]


def read_folder(path: Path) -> tuple[AnnotatedDocument, ...]:
    """All .tml and .xml files of a folder, or one file; raises NotTimeML and FileNotFoundError."""
    if not path.exists():
        raise FileNotFoundError(f"{path} is not there")
    files = [path] if path.is_file() else sorted(p for p in path.iterdir() if p.suffix in (".tml", ".xml"))
    if not files:
        raise NotTimeML(f"{path} holds no .tml or .xml file")
    return tuple(read_file(file) for file in files)


def read_file(path: Path) -> AnnotatedDocument:
    """One TimeML file; raises NotTimeML."""
    try:
        root = ET.fromstring(path.read_bytes())
    except ET.ParseError as error:
        raise NotTimeML(f"{path} is not well-formed XML ({error})") from error
    body = root.find(".//TEXT")
    text, marked = _text_and_marks(body if body is not None else root)
    gold = [timex for start, end, marks in marked if (timex := _timex(text, start, end, marks))]
    return AnnotatedDocument(
        id=path.stem,
        text=text,
        published=_published(root),
        language=root.get("lang") or "en",
        gold=tuple(sorted(gold, key=lambda t: (t.start, t.end))),
    )


def _timex(text: str, start: int, end: int, marks: dict[str, str]) -> Timex | None:
    """The annotation without the white space at its ends; None where nothing else is in it."""
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    words = words.strip()
    if not words:
        return None
    return Timex(
        start,
        start + len(words),
        words,
        marks.get("type"),
        marks.get("value") or marks.get("val"),
        marks.get("altvalue"),
    )


def _published(root: ET.Element) -> str | None:
    """The day of the document creation time."""
    creation = root.find(".//DCT")
    stamps = list(creation.iter("TIMEX3")) if creation is not None else []
    stamps += [t for t in root.iter("TIMEX3") if t.get("functionInDocument") in _CREATION]
    values = (stamp.get("value") or "" for stamp in stamps)
    return next((value[:10] for value in values if value[:4].isdigit()), None)


def _text_and_marks(element: ET.Element) -> tuple[str, list[tuple[int, int, dict[str, str]]]]:
    parts: list[str] = []
    marks: list[tuple[int, int, dict[str, str]]] = []
    _walk(element, 0, parts, marks)
    return "".join(parts), marks


def _walk(node: ET.Element, start: int, parts: list[str], marks: list[tuple[int, int, dict[str, str]]]) -> int:
    """Collect the text below `node`, which begins at `start`, and the annotations in it; return where it ends."""
    at = start + _take(node.text, parts)
    for child in node:
        at = _walk(child, at, parts, marks)
        at += _take(child.tail, parts)
    if isinstance(node.tag, str) and node.tag.rpartition("}")[2] in _TAGS:
        marks.append((start, at, dict(node.attrib)))
    return at


def _take(text: str | None, parts: list[str]) -> int:
    parts.append(text or "")
    return len(parts[-1])
