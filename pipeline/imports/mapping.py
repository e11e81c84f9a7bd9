"""What a table of events means: which column holds what, and how wide its codes of precision are. Read from TOML."""

from __future__ import annotations

import re
import tomllib
from dataclasses import MISSING, dataclass, field, fields
from functools import cache
from pathlib import Path

from pipeline.events.types import load_event_types
from pipeline.model import PlaceKind, Precision, Status

DATA = Path(__file__).parent / "data"
BUNDLED = ("acled", "ucdp", "gdelt")
SYSTEMS = ("iso2", "iso3", "numeric", "fips", "name")
_ORIGIN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")


class MappingError(ValueError):
    """A mapping that can't be used; the message names file and key and says what to do."""


@dataclass(frozen=True, slots=True)
class FileLayout:
    """How a file is laid out and known. `columns` names those of a file without a heading."""

    recognise: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    delimiter: str = ""  # found out where empty
    quote: str = '"'  # empty where nothing is quoted
    optional: tuple[str, ...] = ()  # columns that may be missing


@dataclass(frozen=True, slots=True)
class Record:
    """Columns of an event's own: `title` is a head and what follows it, `evidence` the first that is filled, `revised`
    says when the record was last changed."""

    id: str = ""
    revised: str = ""
    title: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    status: str = ""


@dataclass(frozen=True, slots=True)
class TypeValue:
    """What a value of a type column means; `says` is the head of the title where the value is a code."""

    type: str
    status: str = ""
    says: str = ""


@dataclass(frozen=True, slots=True)
class Types:
    """Columns that tell the type, the most telling first, and what their values mean."""

    columns: tuple[str, ...] = ()
    otherwise: str = "other"
    values: dict[str, TypeValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DateCode:
    """How wide a date with this code is: days around it, or the whole `month` or `year` it lies in."""

    precision: str
    days_before: int = 0
    days_after: int = 0
    whole: str = ""
    about: bool = False  # ends are approximate


@dataclass(frozen=True, slots=True)
class Dates:
    """First and last day, their formats (as in strptime, and `edtf`), and the column of precision with its codes."""

    earliest: str = ""
    latest: str = ""
    formats: tuple[str, ...] = ("edtf",)
    precision: str = ""
    codes: dict[str, DateCode] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PlaceCode:
    """How a place with this code is known: of what kind, within how many kilometres, and which column names it."""

    kind: str
    radius_km: float
    name: str = ""
    nowhere: bool = False  # the code says that there is no place


@dataclass(frozen=True, slots=True)
class Places:
    """Coordinates, country and the column of precision with its codes; `otherwise` where there is no such column."""

    latitude: str = ""
    longitude: str = ""
    country: str = ""
    country_system: str = "name"
    before_comma: bool = False  # a name goes on with what it lies in: "Gao, Gao, Mali"
    precision: str = ""
    codes: dict[str, PlaceCode] = field(default_factory=dict)
    otherwise: PlaceCode = PlaceCode("city", 10.0)


@dataclass(frozen=True, slots=True)
class Parties:
    """Columns of parties; one may hold several."""

    columns: tuple[str, ...] = ()
    separator: str = ";"


@dataclass(frozen=True, slots=True)
class Tolls:
    """Columns that count the dead."""

    low: str = ""
    high: str = ""
    best: str = ""


@dataclass(frozen=True, slots=True)
class Sources:
    """Columns of who says so: the first of `names` that is filled; titles and days go with names one by one."""

    names: tuple[str, ...] = ()
    titles: str = ""
    dates: str = ""
    date_formats: tuple[str, ...] = ("%Y-%m-%d",)
    url: str = ""
    separator: str = ";"


@dataclass(frozen=True, slots=True)
class Mapping:
    """A format. `confidence` goes to every event of it."""

    origin: str
    name: str
    file: FileLayout = FileLayout()
    event: Record = Record()
    type: Types = Types()
    date: Dates = Dates()
    place: Places = Places()
    parties: Parties = Parties()
    toll: Tolls = Tolls()
    source: Sources = Sources()
    confidence: float = 0.8
    note: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that is named, once."""
        date, place, toll, source = self.date, self.place, self.toll, self.source
        codes = [code.name for code in (*place.codes.values(), place.otherwise)]
        named = (
            self.event.id, self.event.revised, *self.event.title, *self.event.evidence, self.event.status,
            *self.type.columns, date.earliest, date.latest, date.precision, place.latitude, place.longitude,
            place.country, place.precision, *codes, *self.parties.columns, toll.low, toll.high, toll.best,
            *source.names, source.titles, source.dates, source.url,
        )  # fmt: skip
        return tuple(dict.fromkeys(name for name in named if name))


_SECTIONS = {
    "file": FileLayout, "event": Record, "type": Types, "date": Dates, "place": Places, "parties": Parties,
    "toll": Tolls, "source": Sources,
}  # fmt: skip
_ENTRIES = {(Types, "values"): TypeValue, (Dates, "codes"): DateCode, (Places, "codes"): PlaceCode}


@cache
def bundled() -> dict[str, Mapping]:
    """The mappings that come with the program, by origin."""
    return {name: read_mapping(DATA / f"{name}.toml") for name in BUNDLED}


def read_mapping(path: Path) -> Mapping:
    """A mapping from its file; MappingError names file and key."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise MappingError(f"{path}: cannot be read ({error.strerror})") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise MappingError(f"{path.name}: not valid TOML: {error}") from error
    try:
        return _checked(data)
    except (ValueError, TypeError) as error:
        raise MappingError(f"{path.name}: {error}") from error


def _checked(data: dict) -> Mapping:
    values = {key: _read(_SECTIONS[key], data.pop(key), f"[{key}]") for key in tuple(data) if key in _SECTIONS}
    mapping = _read(Mapping, data | values, "the file")
    if not _ORIGIN.match(mapping.origin) or mapping.origin == "text":
        raise ValueError(f"origin {mapping.origin!r} must be small letters, digits and hyphens, and not text")
    if not 0 <= mapping.confidence <= 1:
        raise ValueError("confidence goes from 0 to 1")
    if not mapping.date.earliest and not mapping.place.latitude:
        raise ValueError("[date] earliest or [place] latitude must name a column; an event needs one of them")
    for code, value in mapping.date.codes.items():
        _one_of(value.precision, list(Precision), f"[date.codes] {code}: precision")
        _one_of(value.whole, ["", "month", "year"], f"[date.codes] {code}: whole")
    for code, place in {**mapping.place.codes, "otherwise": mapping.place.otherwise}.items():
        _one_of(place.kind, list(PlaceKind), f"[place.codes] {code}: kind")
        if not 0 < place.radius_km <= 20_000:
            raise ValueError(f"[place.codes] {code}: radius_km goes from 0 to 20000")
    for value, meaning in mapping.type.values.items():
        _one_of(meaning.type, list(load_event_types()), f"[type.values] {value}: type")
        _one_of(meaning.status, ["", *Status], f"[type.values] {value}: status")
    _one_of(mapping.type.otherwise, list(load_event_types()), "[type] otherwise")
    _one_of(mapping.place.country_system, list(SYSTEMS), "[place] country_system")
    return mapping


def _one_of(value: str, allowed: list[str], where: str) -> None:
    if value not in [str(a) for a in allowed]:
        raise ValueError(f"{where} {value!r} is none of {', '.join(str(a) for a in allowed if a)}")


def _read(kind: type, data: object, where: str) -> object:
    """A table of TOML as one of the dataclasses above; a text stands for the first field of an entry."""
    known = {f.name: f for f in fields(kind)}
    if isinstance(data, str) and kind is TypeValue:
        data = {"type": data}
    if not isinstance(data, dict):
        raise ValueError(f"{where} must be a table of keys and values")
    if unknown := [key for key in data if key not in known]:
        raise ValueError(f"{where} has the unknown key {unknown[0]!r}; keys are {', '.join(known)}")
    for name, spec in known.items():
        if name not in data and spec.default is MISSING and spec.default_factory is MISSING:
            raise ValueError(f"{where} lacks the key {name!r}")
    return kind(**{key: _value(kind, key, known[key].type, value, f"{where} {key}") for key, value in data.items()})


def _value(kind: type, key: str, annotation: str, value: object, where: str) -> object:
    if (kind, key) in _ENTRIES:
        if not isinstance(value, dict):
            raise ValueError(f"{where} must be a table")
        return {str(code): _read(_ENTRIES[kind, key], entry, f"{where} {code}") for code, entry in value.items()}
    if annotation == "PlaceCode":
        return _read(PlaceCode, value, where)
    if annotation.startswith("tuple"):
        items = [value] if isinstance(value, str) else value
        if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
            raise ValueError(f"{where} must be a text or a list of texts")
        return tuple(item for item in items if item)
    wanted = {"str": str, "bool": bool, "int": int, "float": (int, float)}.get(annotation)
    if wanted and (not isinstance(value, wanted) or (annotation != "bool" and isinstance(value, bool))):
        raise ValueError(f"{where} must be {annotation}, not {value!r}")
    return value
