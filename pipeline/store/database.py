"""Writes the DuckDB file of a build. Run as a program of its own: python database.py TARGET, which takes the
paths of tables from its standard input as they are ready, one a line in JSON, and last an object, the meta data.

Rows decide every byte of the file, which takes some care: DuckDB writes unused memory along with used (hence an
allocator that hands out zeroed memory, set by `ENVIRONMENT`, and a process in which nothing went before), its threads
choose the order of blocks (hence one thread), and newer storage formats carry a random identifier (hence the newest
without one). Where DuckDB is built without that allocator, as on macOS, unused bytes may differ; rows never do.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Database

# Memory that is let go of goes back at once, lest it be held the longer the more there is to write.
ENVIRONMENT = {"DUCKDB_JE_MALLOC_CONF": "zero:true,dirty_decay_ms:0,muzzy_decay_ms:0"}
STORAGE_VERSION = "v1.3.0"
BLOCK_SIZE = 16_384
ROW_GROUP = 8_192  # rows of a table that are written together, and held in memory till then
# Besides the program's own 60 megabytes; what does not fit lies beside the file meanwhile. Texts take that of a group
# of their rows, which can't be written from elsewhere: six times those of a group of their file, which has 2,048 rows.
_LEAST, _OF_TEXTS = 32_000_000, 6
TEXTS = "documents"
# DuckDB's usual method takes four times as long to pack long texts, and does it less tightly.
_PACKED = {"zstd_min_string_length": "128", "disabled_compression_methods": "'dict_fsst'"}


def write(target: Path, meta: Mapping[str, str], tables: Iterable[Path]) -> None:
    """A table for each Parquet file, named after it, and `meta` with its keys and values, which are looked at last."""
    import duckdb  # not needed by those who only start this program

    config = {"threads": 1, "memory_limit": f"{_LEAST}B", "temp_directory": f"{target}.spill"}
    with duckdb.connect(config=config | {"enable_external_file_cache": False}) as database:
        for path in tables:
            rows = f"FROM read_parquet({_quoted(path)})"
            with _set(database, _for_texts(database, path) if path.stem == TEXTS else {}), _attached(database, target):
                database.execute(f"CREATE TABLE target.{path.stem} AS SELECT * {rows}")
        with _attached(database, target):
            database.execute("CREATE TABLE target.meta (key VARCHAR, value VARCHAR)")
            for entry in sorted(meta.items()):
                database.execute("INSERT INTO target.meta VALUES (?, ?)", entry)


@contextmanager
def _attached(database: Database, target: Path) -> Iterator[None]:
    """The file for one table: what is known of its rows goes with it."""
    options = f"STORAGE_VERSION '{STORAGE_VERSION}', BLOCK_SIZE {BLOCK_SIZE}, ROW_GROUP_SIZE {ROW_GROUP}"
    database.execute(f"ATTACH {_quoted(target)} AS target ({options})")
    yield
    database.execute("DETACH target")


@contextmanager
def _set(database: Database, settings: Mapping[str, str]) -> Iterator[None]:
    before = {name: f"'{_asked(database, f'current_setting({_quoted(name)})')}'" for name in settings}
    for name, value in settings.items():
        database.execute(f"SET {name} = {value}")
    yield
    for name, value in before.items():
        database.execute(f"SET {name} = {value}")


def _for_texts(database: Database, path: Path) -> dict[str, str]:
    largest = _asked(database, f"max(row_group_bytes) FROM parquet_metadata({_quoted(path)})") or 0
    return _PACKED | {"memory_limit": f"'{_LEAST + _OF_TEXTS * largest}B'"}


def _asked(database: Database, what: str) -> object:
    ((found,),) = database.execute(f"SELECT {what}").fetchall()
    return found


def _quoted(path: object) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _told(meta: dict[str, str]) -> Iterator[Path]:
    """The tables that standard input names, until it gives the meta data; EOFError where it ends before."""
    for line in sys.stdin:
        value = json.loads(line)
        if isinstance(value, dict):
            meta.update(value)
            return
        yield Path(value)
    raise EOFError("whoever asked for a database went away")


if __name__ == "__main__":
    entries: dict[str, str] = {}
    write(Path(sys.argv[1]), entries, _told(entries))
