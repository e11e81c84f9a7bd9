"""From files of coded events to the table's columns: DuckDB from end to end, Python only for values that recur."""

from __future__ import annotations

import csv
import hashlib
import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from itertools import groupby, tee
from operator import itemgetter
from pathlib import Path

import duckdb

from pipeline import settings
from pipeline.frugal import frugal
from pipeline.imports import columns, sql
from pipeline.imports.lookups import fill_lookups
from pipeline.imports.mapping import BUNDLED, Mapping, bundled
from pipeline.imports.source import Opened, line_numbers, load, look, missing
from pipeline.imports.unpacked import UTF_8, ImportFailed, readable
from pipeline.imports.update import Changes, bring_up_to_date
from pipeline.store import harmless
from pipeline.store.imported import IMPORTED, Kept
from pipeline.store.sql import ROWS, keep, quoted

REJECTED = "rejected.csv"
TOLD = 1_000  # rejected records that an outcome holds; all of them are in the file
_DATABASE = settings.DATABASE | {"preserve_insertion_order": True}  # beyond its memory it works on disk
_PARQUET = "(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 16384)"


@dataclass(frozen=True, slots=True)
class Rejected:
    """A record that gave no event: file, line (of a GeoJSON file, the feature's number), id and reason."""

    file: str
    line: int
    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """An import in numbers that add up: read = imported + rejected, imported = added + changed + unchanged + older,
    events = imported + kept = dated + undated = placed + unplaced."""

    origin: str
    imported: int  # records of the files that give an event
    rejections: int  # and those that don't
    changes: Changes
    dated: int
    placed: int
    claims: int
    documents: int
    rejected: tuple[Rejected, ...]  # the first of them
    files: tuple[tuple[str, str], ...]  # name and SHA-256
    encodings: tuple[tuple[str, str], ...] = ()  # of files that are not UTF-8: name and what they were read as
    updates: bool = False  # an import that was there
    instead_of: int = 0  # events of the import whose place it took

    @property
    def read(self) -> int:
        return self.imported + self.rejections

    @property
    def events(self) -> int:
        return self.imported + self.changes.kept

    @property
    def undated(self) -> int:
        return self.events - self.dated

    @property
    def unplaced(self) -> int:
        return self.events - self.placed


@contextmanager
def opened(
    paths: Sequence[Path], folder: Path, mapping: Mapping | None = None
) -> Iterator[tuple[Mapping, list[Opened]]]:
    """The files, ready to be read, and what their columns mean; what has to be unpacked lies in `folder` meanwhile.

    Without a mapping the files' columns tell which of the bundled ones it is. Raises ImportFailed.
    """
    with ExitStack() as stack:
        known = [mapping] if mapping else list(bundled().values())
        files = []
        for number, path in enumerate(paths):
            if not path.is_file():
                raise ImportFailed(f"{path} is not a file")
            place = folder / f"unpacked-{number}"
            place.mkdir()
            stack.callback(place.rmdir)
            data, encoding = stack.enter_context(readable(path, place))
            files.append(look(path, data, known, encoding))
        mapping = mapping or _recognised(files)
        for file in files:
            if lacking := missing(file, mapping):
                raise ImportFailed(f"{file.path} lacks the column {lacking[0]!r}, which {mapping.name} needs")
        yield mapping, files


def _recognised(files: Sequence[Opened]) -> Mapping:
    fitting = [mapping for mapping in bundled().values() if all(file.fits(mapping) for file in files)]
    if not fitting:
        raise ImportFailed(
            f"{files[0].path} is none of {', '.join(BUNDLED)} by its columns. Draft a mapping for it with: "
            f"python -m pipeline import {files[0].path} --draft-mapping mapping.toml"
        )
    return fitting[0]


def convert(
    files: Sequence[Opened], folder: Path, mapping: Mapping, *, taken: Sequence[Path] = (), before: Kept | None = None
) -> Outcome:
    """Writes events.parquet, claims.parquet, documents.parquet and rejected.csv of the files' records into `folder`.

    A record whose event is in one of `taken` (events.parquet of other imports) is rejected. An import that was there
    `before` is brought up to date. Raises ImportFailed, and OSError where the folder can't be written.
    """
    frugal()
    spill = folder / "spill"
    spill.mkdir()
    try:
        with duckdb.connect(config=_DATABASE | {"temp_directory": str(spill)}) as db:
            _load(db, files, mapping)
            fill_lookups(db, mapping)
            for name, query in sql.steps(mapping, [str(path) for path in taken]):
                keep(db, name, query) if name in sql.KEPT else db.execute(f"CREATE VIEW {name} AS {query}")
            changes = _write(db, folder, mapping, before)
            return replace(_outcome(db, files, folder, mapping), changes=changes, updates=before is not None)
    except (duckdb.IOException, duckdb.OutOfMemoryException) as error:
        raise OSError(None, str(error).splitlines()[0], str(folder)) from error
    finally:
        shutil.rmtree(spill, ignore_errors=True)


def _load(db: duckdb.DuckDBPyConnection, files: Sequence[Opened], mapping: Mapping) -> None:
    try:
        load(db, files, mapping)
    except (duckdb.InvalidInputException, duckdb.ConversionException) as error:
        raise ImportFailed(f"{files[0].path} can't be read: {str(error).splitlines()[0]}") from error


def _write(db: duckdb.DuckDBPyConnection, folder: Path, mapping: Mapping, before: Kept | None) -> Changes:
    for part in IMPORTED:
        db.execute(f"CREATE VIEW new_{part.name} AS {columns.part(part, mapping)}")
    ((imported,),) = db.execute("SELECT count(*) FROM events").fetchall()
    changes = bring_up_to_date(db, before) if before else Changes(added=imported)
    for part in IMPORTED:
        rows = f"SELECT * FROM {'all' if before else 'new'}_{part.name}"
        db.execute(f"COPY ({rows}) TO {quoted(folder / f'{part.name}.parquet')} {_PARQUET}")
    return changes


def _outcome(db: duckdb.DuckDBPyConnection, files: Sequence[Opened], folder: Path, mapping: Mapping) -> Outcome:
    events, claims, documents = (f"read_parquet({quoted(folder / f'{part.name}.parquet')})" for part in IMPORTED)
    ((imported, dated, placed, claimed, told),) = db.execute(
        "SELECT (SELECT count(*) FROM events), count(edtf), count(latitude), "
        f"(SELECT count(*) FROM {claims}), (SELECT count(*) FROM {documents}) FROM {events}"
    ).fetchall()
    first, count = [], 0
    with (folder / REJECTED).open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("file", "line", "id", "reason"))
        for count, item in enumerate(_rejected(db, files), 1):
            rows.writerow((item.file, item.line, harmless(item.id), harmless(item.reason)))
            if count <= TOLD:
                first.append(item)
    checksums = tuple((file.path.name, _checksum(file.path)) for file in files)
    others = tuple((file.path.name, file.encoding) for file in files if file.encoding != UTF_8)
    counts = {"dated": dated, "placed": placed, "claims": claimed, "documents": told}
    return Outcome(
        mapping.origin, imported, count, Changes(), **counts, rejected=tuple(first), files=checksums, encodings=others
    )


def _rejected(db: duckdb.DuckDBPyConnection, files: Sequence[Opened]) -> Iterator[Rejected]:
    """Rejected records in the order of their files and lines."""
    query = "SELECT file, record, coalesce(own_id, ''), reason FROM rejected ORDER BY file, record"
    found = db.cursor().sql(query).to_arrow_reader(ROWS)
    rows = (row for batch in found for row in zip(*(column.to_pylist() for column in batch.columns), strict=True))
    for number, some in groupby(rows, key=itemgetter(0)):
        file = files[number]
        some, records = tee(some)
        for line, (_, _, own, reason) in zip(line_numbers(file, map(itemgetter(1), records)), some, strict=True):
            yield Rejected(file.path.name, line, own, reason)


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
