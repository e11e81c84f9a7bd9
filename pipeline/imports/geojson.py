"""The features of a GeoJSON collection, one after the other: a file of any size, a few of them in memory."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from pipeline.imports.unpacked import ImportFailed

Feature = dict[str, object]
_AT_ONCE = 1 << 20  # characters
LARGEST = 1 << 24  # characters of a feature
_BEGIN = re.compile(r'"features"\s*:\s*\[')
_BETWEEN = re.compile(r"[\s,]*")
_DECODER = json.JSONDecoder(parse_float=str, parse_int=str)  # figures stay as they are written


def features(file: TextIO, path: Path) -> Iterator[Feature]:
    """Each with its properties and geometry; ImportFailed where the file is none of features, or breaks off."""
    held = file.read(_AT_ONCE)
    if not (begin := _BEGIN.search(held)):
        raise ImportFailed(f"{path} is no GeoJSON collection of features")
    at = begin.end()
    while True:
        at = _BETWEEN.match(held, at).end()
        if held[at : at + 1] == "]":
            return
        try:
            feature, at = _DECODER.raw_decode(held, at)
        except json.JSONDecodeError:
            more = file.read(_AT_ONCE)
            if not more or len(held) - at > LARGEST:
                raise ImportFailed(
                    f"{path} is not GeoJSON that can be read: it breaks at {held[at : at + 40]!r}"
                ) from None
            held, at = held[at:] + more, 0
            continue
        if not isinstance(feature, dict):
            raise ImportFailed(f"{path} is no GeoJSON collection of features")
        yield feature


def cell(feature: Feature, name: str) -> str | None:
    """A property as text, None where it is not there."""
    properties = feature.get("properties")
    return _text(properties.get(name)) if isinstance(properties, dict) else None


def coordinate(feature: Feature, axis: int) -> str | None:
    """Longitude (0) or latitude (1) of a point."""
    geometry = feature.get("geometry")
    found = geometry.get("coordinates") if isinstance(geometry, dict) else None
    return _text(found[axis]) if isinstance(found, list) and len(found) > axis else None


def _text(value: object) -> str | None:
    return value if value is None or isinstance(value, str) else json.dumps(value, ensure_ascii=False)
