"""A first mapping for a table of events, from its heading and its values; people finish it."""

from __future__ import annotations

import re
import tempfile
import tomllib
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from functools import cache
from pathlib import Path

import duckdb

from pipeline.events.types import load_event_types
from pipeline.imports import values
from pipeline.imports.source import Opened, identifier, literal, look
from pipeline.imports.unpacked import ImportFailed, readable
from pipeline.places.names import fold

DATA = Path(__file__).parent / "data" / "draft.toml"
SAMPLE = 5_000  # records that are looked at
TYPES = 40  # values of a type that are listed
SHARE = 0.8  # of the filled cells must read as what a column is taken for
FORMATS = ("%Y-%m-%d", "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y%m%d", "%Y/%m/%d", "%d %B %Y", "%d %b %Y",
           "%d-%b-%Y", "%d-%b-%y", "%B %d, %Y")  # fmt: skip
SYSTEMS = ("name", "iso2", "iso3", "numeric")
_CANDIDATE_ORDER = (
    "latitude", "longitude", "date_precision", "place_precision", "earliest", "latest", "id", "country", "admin1",
    "place", "type", "status", "evidence", "title", "low", "high", "best", "url", "source",
)  # fmt: skip

Sample = Mapping[str, Sequence[str]]  # column → its filled cells


def draft_mapping(path: Path) -> str:
    """The text of a mapping for a file with a heading. ImportFailed where it can't be read."""
    if not path.is_file():
        raise ImportFailed(f"{path} is not a file")
    with tempfile.TemporaryDirectory() as folder, readable(path, Path(folder)) as (data, _):
        opened = look(path, data, ())
        if opened.geojson:
            raise ImportFailed(f"{path} is GeoJSON; drafts are made for CSV")
        sample = _sample(opened)
    return _written(path, opened, sample, _guessed(opened.columns, sample))


def _sample(file: Opened) -> Sample:
    columns = "{" + ", ".join(f"{literal(name)}: 'VARCHAR'" for name in file.columns) + "}"
    with duckdb.connect() as database:
        try:
            wanted = ", ".join(identifier(name) for name in file.columns)
            rows = database.execute(
                f"SELECT {wanted} FROM read_csv({literal(str(file.data))}, "
                f"columns = {columns}, header = true, delim = {literal(file.delimiter)}, quote = '\"', escape = '\"', "
                f"auto_detect = false, ignore_errors = true) LIMIT {SAMPLE}"
            ).fetchall()
        except duckdb.Error as error:
            raise ImportFailed(f"{file.path} can't be read: {str(error).splitlines()[0]}") from error
    tagged = rows[:1] and all(cell is None or cell.startswith("#") for cell in rows[0])
    rows = rows[1:] if tagged else rows
    return {name: [row[i].strip() for row in rows if row[i] and row[i].strip()] for i, name in enumerate(file.columns)}


@cache
def _words() -> dict[str, list[str]]:
    return {field: [_key(word) for word in words] for field, words in tomllib.loads(DATA.read_text("utf-8")).items()}


def _key(name: str) -> str:
    return fold(re.sub(r"(?<=[a-z])(?=[A-Z])|[_\W]+", " ", name)).strip()


def _guessed(columns: Sequence[str], sample: Sample) -> dict[str, str]:
    """A column for each field that has one, by name and by whether its values could be that."""
    taken: dict[str, str] = {}
    for field in _CANDIDATE_ORDER:
        free = [column for column in columns if column not in taken.values()]
        for column in sorted(free, key=lambda c: _distance(field, c)):
            if _distance(field, column) < 1000 and _could_be(field, sample[column]):
                taken[field] = column
                break
    return taken


def _distance(field: str, column: str) -> int:
    """How far a column's name is from what a field is called: 0 for its first word, 1000 for none."""
    key = _key(column)
    for rank, word in enumerate(_words()[field]):
        if key == word:
            return rank
        if len(word) > 2 and (key.startswith(f"{word} ") or key.endswith(f" {word}")):
            return 100 + rank
    return 1000


def _could_be(field: str, cells: Sequence[str]) -> bool:
    tests: dict[str, Callable[[str], bool]] = {
        "latitude": lambda text: _within(text, 90),
        "longitude": lambda text: _within(text, 180),
        "low": str.isdigit, "high": str.isdigit, "best": lambda text: text.partition(".")[0].isdigit(),
        "url": lambda text: text.startswith(("http://", "https://")),
    }  # fmt: skip
    if field in ("earliest", "latest"):
        return bool(cells) and bool(_formats(cells))
    if field == "id":
        return bool(cells) and len(set(cells)) == len(cells)
    return _share(cells, tests[field]) >= SHARE if field in tests and cells else True


def _share(cells: Sequence[str], test: Callable[[str], bool]) -> float:
    return sum(map(test, cells)) / len(cells) if cells else 0.0


def _within(text: str, limit: float) -> bool:
    with suppress(ValueError):
        return abs(float(text.replace(",", "."))) <= limit
    return False


def _formats(cells: Sequence[str]) -> list[str]:
    """The format that reads the most of the dates, with EDTF for the others; empty where the two don't read enough."""
    distinct = list(dict.fromkeys(re.sub(r"[ T]\d{1,2}:\d{2}.*$", "", cell) for cell in cells))[:500]
    known = {text for text, *_ in values.dates(distinct)}
    counts = {form: sum(_reads(form, text) for text in distinct) for form in FORMATS}
    best = max(counts, key=lambda form: counts[form])
    if len(known) >= counts[best]:
        return ["edtf"] if len(known) >= SHARE * len(distinct) else []
    both = len(known | {text for text in distinct if _reads(best, text)})
    return [best, "edtf"] if both >= SHARE * len(distinct) else []


def _reads(form: str, text: str) -> bool:
    with suppress(ValueError):
        return bool(datetime.strptime(text, form))
    return False


def _parties(columns: Sequence[str], taken: Mapping[str, str]) -> list[str]:
    words = _words()["parties"]
    free = [column for column in columns if column not in taken.values()]
    return [
        c
        for c in free
        if any(re.match(rf"{re.escape(w)}( ?\d+)?\Z", _key(c)) or _key(c).startswith(f"{w} ") for w in words)
    ][:6]


def _written(path: Path, file: Opened, sample: Sample, found: Mapping[str, str]) -> str:
    """The mapping as TOML with a comment on what to check."""
    parties = _parties(file.columns, found)
    system = _system(sample[found["country"]]) if "country" in found else "name"
    title = [c for c in (found.get("title"),) if c] or [c for c in (found.get("type"), *parties[:2]) if c]
    lines = [
        f"# Drafted from {_comment(path.name)}. Check every line; a key left empty stands for nothing.",
        f"# Its columns: {_comment(', '.join(file.columns))}",
        f"origin = {_quoted(re.sub(r'[^a-z0-9]+', '-', fold(path.stem)).strip('-') or 'csv')}",
        f"name = {_quoted(path.stem)}", "confidence = 0.8  # from 0 to 1, of every event in it", "",
        "[event]", f"id = {_quoted(found.get('id', ''))}  # empty: an id is made from the record's content",
        f"title = {_list(title)}  # a head and what follows it", f"evidence = {_list([found.get('evidence', '')])}",
        f"status = {_quoted(found.get('status', ''))}", "",
        *_types(found.get("type", ""), sample), "",
        *_dates(found, sample), "",
        "[place]", *(f"{key} = {_quoted(found.get(key, ''))}" for key in ("latitude", "longitude", "country")),
        f"country_system = {_quoted(system)}  # name, iso2, iso3, numeric or fips",
        *_places(found, sample), "",
        "[parties]", f"columns = {_list(parties)}", 'separator = ";"', "",
        "[toll]  # of the dead", *(f"{key} = {_quoted(found.get(key, ''))}" for key in ("low", "high", "best")), "",
        "[source]", f"names = {_list([found.get('source', '')])}", 'separator = ";"',
        f"url = {_quoted(found.get('url', ''))}",
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def _types(column: str, sample: Sample) -> list[str]:
    lines = ["[type]", f"columns = {_list([column])}", 'otherwise = "other"']
    if column:
        counted = sorted(set(sample[column]))
        lines += ["", f"[type.values]  # each one of: {', '.join(load_event_types())}"]
        lines += [f"{_quoted(value)} = {_quoted(_type_of(value))}" for value in counted[:TYPES]]
        if len(counted) > TYPES:
            lines.append(f"# and {len(counted) - TYPES} more")
    return lines


def _type_of(value: str) -> str:
    """The type whose id, noun or label a value has in it, "other" for none."""
    words = _key(value)
    for kind in load_event_types().values():
        if words in (kind.id, fold(kind.acled)) or any(fold(w) in words for w in (kind.id, kind.noun, *kind.says) if w):
            return kind.id
    return "other"


def _dates(found: Mapping[str, str], sample: Sample) -> list[str]:
    first = found.get("earliest", "")
    formats = _formats(sample[first]) if first else ["edtf"]
    lines = ["[date]", f"earliest = {_quoted(first)}", f"latest = {_quoted(found.get('latest', first))}"]
    lines.append(
        f"formats = {_list(formats)}  # as in strptime; edtf reads 2012, 2012-05 and 2012-05-03 by their width"
    )
    if column := found.get("date_precision", ""):
        lines += [
            f"precision = {_quoted(column)}",
            "",
            "[date.codes]  # how wide each code is: say what you know of it",
        ]
        lines += [f'{_quoted(code)} = {{precision = "day"}}' for code in _some(sample[column])]
    return lines


def _places(found: Mapping[str, str], sample: Sample) -> list[str]:
    name = found.get("place") or found.get("admin1") or found.get("country", "")
    kind, radius = ("city", 10) if found.get("place") else ("admin1", 150) if found.get("admin1") else ("country", 500)
    entry = f'{{kind = "{kind}", radius_km = {radius}, name = {_quoted(name)}}}'
    if column := found.get("place_precision", ""):
        codes = [f"{_quoted(code)} = {entry}" for code in _some(sample[column])]
        return [
            f"precision = {_quoted(column)}",
            "",
            "[place.codes]  # how wide each code is: say what you know",
            *codes,
        ]
    return [f"otherwise = {entry}  # how far from its coordinates an event may have been"]


def _some(cells: Sequence[str]) -> list[str]:
    return sorted({re.sub(r"\.0+$", "", cell) for cell in cells})[:20]


def _system(cells: Sequence[str]) -> str:
    distinct = list(dict.fromkeys(cells))[:100]
    return max(SYSTEMS, key=lambda system: sum(values.country_code(cell, system) is not None for cell in distinct))


def _list(names: Sequence[str]) -> str:
    return "[" + ", ".join(_quoted(name) for name in names if name) + "]"


def _quoted(text: str) -> str:
    """A basic string of TOML."""
    out = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + re.sub(r"[\x00-\x1f\x7f]", lambda m: f"\\u{ord(m[0]):04x}", out) + '"'


def _comment(text: str) -> str:
    return re.sub(r"[\x00-\x1f\x7f]+", " ", text)
