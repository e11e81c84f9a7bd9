"""From files of coded events to the table's columns: DuckDB from end to end, Python only for values that recur."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipeline.imports import columns, sql
from pipeline.imports.lookups import fill_lookups
from pipeline.imports.mapping import BUNDLED, Mapping, bundled
from pipeline.imports.source import Opened, line_numbers, literal, load, look, missing
from pipeline.imports.unpacked import UTF_8, ImportFailed, readable
from pipeline.store.imported import IMPORTED

MEMORY = "1GB"  # beyond it DuckDB works on disk, in the folder of the import


@dataclass(frozen=True, slots=True)
class Rejected:
    """A record that gave no event: file, line (of a GeoJSON file, the feature's number), id and reason."""

    file: str
    line: int
    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """An import in numbers that add up: read = imported + rejected, imported = dated + undated = placed + unplaced."""

    origin: str
    imported: int
    dated: int
    placed: int
    claims: int
    documents: int
    rejected: tuple[Rejected, ...]
    files: tuple[tuple[str, str], ...]  # name and SHA-256
    encodings: tuple[tuple[str, str], ...] = ()  # of files that are not UTF-8: name and what they were read as
    instead_of: int = 0  # events of the import whose place it took

    @property
    def read(self) -> int:
        return self.imported + len(self.rejected)

    @property
    def undated(self) -> int:
        return self.imported - self.dated

    @property
    def unplaced(self) -> int:
        return self.imported - self.placed


def convert(
    paths: Sequence[Path], folder: Path, *, mapping: Mapping | None = None, taken: Sequence[Path] = ()
) -> tuple[Mapping, Outcome]:
    """Writes events.parquet, claims.parquet and documents.parquet of the files' records into `folder`.

    Without a mapping the files' columns tell which of the bundled ones it is. A record whose event is in one of `taken`
    (events.parquet of other imports) is rejected. Raises ImportFailed, and OSError where the folder can't be written.
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
        return mapping, _converted(files, folder, mapping, taken)


def _recognised(files: Sequence[Opened]) -> Mapping:
    fitting = [mapping for mapping in bundled().values() if all(file.fits(mapping) for file in files)]
    if not fitting:
        raise ImportFailed(
            f"{files[0].path} is none of {', '.join(BUNDLED)} by its columns. Draft a mapping for it with: "
            f"python -m pipeline import {files[0].path} --draft-mapping mapping.toml"
        )
    return fitting[0]


def _converted(files: Sequence[Opened], folder: Path, mapping: Mapping, taken: Sequence[Path]) -> Outcome:
    work, spill = folder / "work.duckdb", folder / "spill"
    try:
        with duckdb.connect(str(work), config={"memory_limit": MEMORY, "temp_directory": str(spill)}) as db:
            _load(db, files, mapping)
            fill_lookups(db, mapping)
            for statement in sql.statements(mapping, [str(path) for path in taken]):
                db.execute(statement)
            for part in IMPORTED:
                path = literal(str(folder / f"{part.name}.parquet"))
                db.execute(f"COPY ({columns.part(part, mapping)}) TO {path} (FORMAT parquet, COMPRESSION zstd)")
            return _outcome(db, files, mapping)
    except duckdb.IOException as error:
        raise OSError(None, str(error).splitlines()[0], str(folder)) from error
    finally:
        work.unlink(missing_ok=True)
        shutil.rmtree(spill, ignore_errors=True)


def _load(db: duckdb.DuckDBPyConnection, files: Sequence[Opened], mapping: Mapping) -> None:
    try:
        load(db, files, mapping)
    except (duckdb.InvalidInputException, duckdb.ConversionException) as error:
        raise ImportFailed(f"{files[0].path} can't be read: {str(error).splitlines()[0]}") from error


def _outcome(db: duckdb.DuckDBPyConnection, files: Sequence[Opened], mapping: Mapping) -> Outcome:
    counts = db.execute(
        "SELECT count(*), count(edtf), count(latitude), (SELECT count(*) FROM claimed), (SELECT count(*) FROM told) "
        "FROM events"
    ).fetchall()[0]
    rejected = []
    for number, file in enumerate(files):
        rows = db.execute(
            "SELECT record, coalesce(own_id, ''), reason FROM rejected WHERE file = ? ORDER BY record", [number]
        ).fetchall()
        lines = line_numbers(file, [record for record, *_ in rows]) if rows else {}
        rejected += [Rejected(file.path.name, lines[record], own, reason) for record, own, reason in rows]
    checksums = tuple((file.path.name, _checksum(file.path)) for file in files)
    others = tuple((file.path.name, file.encoding) for file in files if file.encoding != UTF_8)
    return Outcome(mapping.origin, *counts, tuple(rejected), checksums, others)


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
