"""Reads the gazetteer's data files; a bad line is an error that names file, line and what is wrong."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.model import PlaceKind

DATA = Path(__file__).parent / "data"


class GazetteerError(ValueError):
    """A data file of the gazetteer cannot be used; the message says which line and what is wrong with it."""


class OnlineSettingsError(ValueError):
    """The online geocoder cannot be used as asked; the message says what to set."""


class Row(dict):
    """One line of a table by column; its getters check what they return."""

    def __init__(self, where: str, fields: Iterable[tuple[str, str]]) -> None:
        super().__init__(fields)
        self.where = where

    def number(self, column: str, low: float, high: float) -> float:
        try:
            value = float(self[column])
        except ValueError:
            raise GazetteerError(f"{self.where}: {column} must be a number, not {self[column]!r}") from None
        if not low <= value <= high:
            raise GazetteerError(f"{self.where}: {column} must lie between {low:g} and {high:g}, not {value:g}")
        return value

    def circle(self) -> tuple[float, float, float]:
        """Latitude, longitude and radius_km."""
        return self.number("latitude", -90, 90), self.number("longitude", -180, 180), self.number("radius_km", 0, 20040)

    def integer(self, column: str) -> int | None:
        return int(self.number(column, 0, 2**31)) if self[column] else None

    def several(self, column: str) -> list[str]:
        found = self[column]
        return [name.strip() for name in found.split("|") if name.strip()] if found else []

    def kind(self) -> PlaceKind:
        try:
            return PlaceKind(self["kind"])
        except ValueError:
            known = ", ".join(k.value for k in PlaceKind)
            raise GazetteerError(f"{self.where}: kind must be one of {known}, not {self['kind']!r}") from None


def table(file: Path) -> Iterator[Row]:
    """Yields the lines of a tab-separated file with a header; `#` opens a comment line.

    Raises GazetteerError for a line with too many or too few fields.
    """
    header, name = None, str(file)
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        fields = line.split("\t")
        if header is None:
            header = fields
        elif len(fields) != len(header):
            raise GazetteerError(
                f"{file}, line {number}: {len(fields)} fields where {len(header)} are needed ({', '.join(header)}), "
                "parted by tabs"
            )
        else:
            yield Row(f"{name}, line {number}", zip(header, fields, strict=True))


def regions(file: Path) -> Iterator[Row]:
    """Yields the entries of a regions file ([[region]] tables of TOML). Raises GazetteerError."""
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise GazetteerError(f"{file}: not valid TOML: {error}") from None
    known = {"name", "other_names", "kind", "latitude", "longitude", "radius_km", "country", "geonames_id"}
    for number, entry in enumerate(content.get("region", []), 1):
        where = f"{file}, region {number} ({entry.get('name', 'without a name')})"
        if missing := {"name", "latitude", "longitude", "radius_km"} - entry.keys():
            raise GazetteerError(f"{where}: {', '.join(sorted(missing))} missing")
        if unknown := entry.keys() - known:
            raise GazetteerError(f"{where}: unknown key {', '.join(sorted(unknown))}")
        fields = {"kind": "region", "country": "", "geonames_id": ""} | {
            k: str(v) for k, v in entry.items() if k != "other_names"
        }
        yield Row(where, (fields | {"other_names": "|".join(entry.get("other_names", []))}).items())


def shares(file: Path) -> dict[str, float]:
    """A table of two columns, a word and a number. Raises GazetteerError."""
    found = {}
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines()[1:], 2):
        word, _, share = line.partition("\t")
        try:
            found[word] = float(share)
        except ValueError:
            raise GazetteerError(f"{file}, line {number}: a word, a tab and a number are needed") from None
    return found


def words(file: Path) -> frozenset[str]:
    """A file of one word a line."""
    return frozenset(file.read_text(encoding="utf-8").split())
