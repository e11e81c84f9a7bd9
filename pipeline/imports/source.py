"""Files of events as one table of texts in DuckDB: every record once, with its number, and what could not be read."""

from __future__ import annotations

import csv
import gzip
import io
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import duckdb
import pyarrow as pa

from pipeline.imports.geojson import cell, coordinate, features
from pipeline.imports.mapping import Mapping
from pipeline.imports.unpacked import GZIP, UTF_8, ImportFailed
from pipeline.store.sql import fill, keep

HEAD = 1 << 20  # characters of a file that are looked at to know it
FEATURES = 4_096  # of a GeoJSON file that are taken over at once
DELIMITERS = ",;\t|"
LONGEST_LINE = 1 << 24  # bytes
FILE, RECORD = '"# file"', '"# record"'  # as no column of a mapping is likely to be called


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that is ready to be read: its columns, and how it is laid out."""

    path: Path  # as given
    data: Path  # unpacked, where it was zipped
    columns: tuple[str, ...]
    delimiter: str
    heading: bool
    geojson: bool = False
    encoding: str = UTF_8  # it was in

    def fits(self, mapping: Mapping) -> bool:
        """Whether it has the columns by which a mapping knows its files."""
        known = {name.lower() for name in self.columns}
        return bool(mapping.file.recognise) and {name.lower() for name in mapping.file.recognise} <= known


def look(path: Path, data: Path, known: Iterable[Mapping], encoding: str = UTF_8) -> Opened:
    """Finds out how a file is laid out; `known` mappings tell what a file without a heading may be."""
    found = _look(path, data, known)
    return replace(found, encoding=encoding)


def _look(path: Path, data: Path, known: Iterable[Mapping]) -> Opened:
    head = _head(data)
    if not head.strip():
        raise ImportFailed(f"{path} is empty")
    if head.lstrip()[:1] == "{":
        return Opened(path, data, _properties(path, data), "", True, geojson=True)
    first = head.lstrip("\ufeff").split("\n", 1)[0].rstrip("\r")
    for mapping in known:
        if (layout := mapping.file).columns:
            cells = first.split(layout.delimiter or "\t")
            if len(cells) == len(layout.columns) and cells[0].strip().isdigit():
                return Opened(path, data, layout.columns, layout.delimiter or "\t", False)
    delimiter = max(DELIMITERS, key=first.count)
    columns = tuple(name.strip() for name in next(csv.reader([first], delimiter=delimiter), []))
    if not any(columns):
        raise ImportFailed(f"{path} has no heading that names its columns")
    return Opened(path, data, _distinct(columns), delimiter, True)


def _head(path: Path) -> str:
    try:
        with _text(path) as file:
            return file.read(HEAD)
    except (OSError, EOFError) as error:
        raise ImportFailed(f"{path} can't be read: {error}") from error


def _text(path: Path) -> io.TextIOBase:
    opener = gzip.open if path.suffix == GZIP else open
    return opener(path, "rt", encoding="utf-8", errors="replace", newline="")


def _properties(path: Path, data: Path) -> tuple[str, ...]:
    with _text(data) as file:
        first = next(features(file, path), None)
    properties = first.get("properties") if first else None
    if not isinstance(properties, dict) or not properties:
        raise ImportFailed(f"{path} holds no features with properties")
    return tuple(properties)


def _distinct(names: Sequence[str]) -> tuple[str, ...]:
    """Column names of which none stands twice and none is empty."""
    seen: dict[str, int] = {}
    out = []
    for number, name in enumerate(names, 1):
        name = name or f"column {number}"
        seen[name.lower()] = seen.get(name.lower(), 0) + 1
        out.append(name if seen[name.lower()] == 1 else f"{name} {seen[name.lower()]}")
    return tuple(out)


def load(database: duckdb.DuckDBPyConnection, files: Sequence[Opened], mapping: Mapping) -> None:
    """Makes `raw` (`FILE`, `RECORD`, and each column of the mapping as text) and fills `unread` (file, record, reason).

    A record is a line, or the lines of one whose cells hold line breaks; the heading is record 1 where there is one.
    """
    database.execute("CREATE TABLE unread (file INTEGER, record BIGINT, reason VARCHAR)")
    found = []
    for number, file in enumerate(files):
        if file.geojson:
            fill(database, f"lines_{number}", _feature_schema(mapping), _features(file, mapping))
            numbered = f"SELECT * FROM lines_{number}"
        else:
            numbered = _lines(database, number, file, mapping)
        found.append(f"SELECT {number} AS {FILE}, * FROM ({numbered})")
    database.execute(f"CREATE VIEW raw AS {' UNION ALL BY NAME '.join(found)}")


def _lines(database: duckdb.DuckDBPyConnection, number: int, file: Opened, mapping: Mapping) -> str:
    """Reads the lines of a file, and gives the query of those that are records."""
    columns = "{" + ", ".join(f"{literal(name)}: 'VARCHAR'" for name in file.columns) + "}"
    quote = mapping.file.quote if not file.heading or mapping.file.columns else '"'
    first = 2 if file.heading else 1
    keep(
        database,
        f"lines_{number}",
        f"SELECT row_number() OVER () + {first - 1} AS {RECORD}, {_wanted(file, mapping)} "
        f"FROM read_csv({literal(str(file.data))}, "
        f"columns = {columns}, header = {str(file.heading).lower()}, delim = {literal(file.delimiter)}, "
        f"quote = {literal(quote)}, escape = {literal(quote)}, auto_detect = false, all_varchar = true, "
        f"max_line_size = {LONGEST_LINE}, buffer_size = {2 * LONGEST_LINE}, store_rejects = true, rejects_limit = 0, "
        "rejects_table = 'rejects', rejects_scan = 'scans')",
    )
    database.execute(
        f"CREATE TEMP TABLE broken_{number} AS SELECT line AS record, min(error_message) AS reason, "
        "line - row_number() OVER (ORDER BY line) AS before FROM rejects GROUP BY line"
    )
    database.execute("DROP TABLE rejects; DROP TABLE scans")
    database.execute(f"INSERT INTO unread SELECT {number}, record, reason FROM broken_{number}")
    found = f"SELECT * FROM lines_{number}"
    if database.execute(f"SELECT count(*) FROM broken_{number}").fetchall() != [(0,)]:
        # Rows in order, numbered past those that could not be read.
        found = (
            f"SELECT l.* REPLACE (l.{RECORD} + coalesce(b.n, 0) AS {RECORD}) FROM lines_{number} l ASOF LEFT JOIN "
            f"(SELECT before + 1 AS pos, row_number() OVER (ORDER BY record) AS n FROM broken_{number}) b "
            f"ON l.{RECORD} >= b.pos"
        )
    if file.heading:  # a row of HXL tags under the heading belongs to it
        tags = " AND ".join(f"coalesce({identifier(c)}, '#') LIKE '#%'" for c in mapping.columns)
        found = f"SELECT * FROM ({found}) WHERE {RECORD} <> 2 OR NOT ({tags})"
    return found


def _feature_schema(mapping: Mapping) -> pa.Schema:
    return pa.schema([(RECORD.strip('"'), pa.int64()), *((name, pa.string()) for name in mapping.columns)])


def _features(file: Opened, mapping: Mapping) -> Iterator[pa.RecordBatch]:
    """Features of a GeoJSON collection; where properties lack the coordinates, those of the point serve."""
    known = {name.lower(): name for name in file.columns}
    axes = {mapping.place.longitude: 0, mapping.place.latitude: 1}
    record, schema = 0, _feature_schema(mapping)
    with _text(file.data) as text:
        found = features(text, file.path)
        while some := list(islice(found, FEATURES)):
            cells: list[list] = [list(range(record + 1, record + len(some) + 1))]
            for name in mapping.columns:
                column = [cell(one, known[name.lower()]) if name.lower() in known else None for one in some]
                if name in axes:
                    column = [value or coordinate(one, axes[name]) for value, one in zip(column, some, strict=True)]
                cells.append(column)
            arrays = [pa.array(column, kind) for column, kind in zip(cells, schema.types, strict=True)]
            yield pa.RecordBatch.from_arrays(arrays, schema=schema)
            record += len(some)


def _wanted(file: Opened, mapping: Mapping) -> str:
    known = {name.lower(): name for name in file.columns}
    return ", ".join(
        f"{identifier(known[name.lower()]) if name.lower() in known else 'NULL::VARCHAR'} AS {identifier(name)}"
        for name in mapping.columns
    )


def missing(file: Opened, mapping: Mapping) -> list[str]:
    """Columns that a mapping needs and the file lacks."""
    known = {name.lower() for name in (*file.columns, *mapping.file.optional)}
    if file.geojson:
        known |= {mapping.place.latitude.lower(), mapping.place.longitude.lower()}
    return [name for name in mapping.columns if name.lower() not in known]


def line_numbers(file: Opened, records: Iterable[int]) -> Iterator[int]:
    """The lines on which records begin, which come in order; the record's own number where a file has no lines."""
    lines = iter(()) if file.geojson else _beginnings(file)
    count, line = 0, 0
    for record in records:
        while count < record and (line := next(lines, 0)):
            count += 1
        yield line or record


def _beginnings(file: Opened) -> Iterator[int]:
    csv.field_size_limit(sys.maxsize)
    with _text(file.data) as text:
        quoting = csv.QUOTE_NONE if file.delimiter == "\t" and not file.heading else csv.QUOTE_MINIMAL
        reader, begins = csv.reader(text, delimiter=file.delimiter, quoting=quoting), 1
        try:
            for row in reader:
                if row:  # empty lines are no records
                    yield begins
                begins = reader.line_num + 1
        except csv.Error:
            return


def identifier(name: str) -> str:
    """A name as SQL quotes it."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text as SQL quotes it."""
    return "'" + text.replace("'", "''") + "'"
