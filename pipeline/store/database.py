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
from contextlib import contextmanager, nullcontext
from pathlib import Path

ENVIRONMENT = {"DUCKDB_JE_MALLOC_CONF": "zero:true"}
STORAGE_VERSION = "v1.3.0"
BLOCK_SIZE = 16_384
ROW_GROUP = 16_384  # rows of a table that are written together, and held in memory till then
MEMORY = "128MB"  # besides the program's own 110; what does not fit lies beside the file meanwhile
# Long texts, which DuckDB's usual method takes four times as long to pack, and less tightly.
TEXTS = "documents"
_PACKED = {"zstd_min_string_length": "128", "disabled_compression_methods": "'dict_fsst'"}


def write(target: Path, meta: Mapping[str, str], tables: Iterable[Path]) -> None:
    """A table for each Parquet file, named after it, and `meta` with its keys and values, which are looked at last."""
    import duckdb  # not needed by those who only start this program

    config = {"threads": 1, "memory_limit": MEMORY, "temp_directory": f"{target}.spill"}
    with duckdb.connect(config=config | {"enable_external_file_cache": False}) as database:
        options = f"STORAGE_VERSION '{STORAGE_VERSION}', BLOCK_SIZE {BLOCK_SIZE}, ROW_GROUP_SIZE {ROW_GROUP}"
        database.execute(f"ATTACH {_quoted(target)} AS target ({options})")
        for path in tables:
            with _packing_texts(database) if path.stem == TEXTS else nullcontext():
                database.execute(f"CREATE TABLE target.{path.stem} AS SELECT * FROM read_parquet({_quoted(path)})")
        database.execute("CREATE TABLE target.meta (key VARCHAR, value VARCHAR)")
        for entry in sorted(meta.items()):
            database.execute("INSERT INTO target.meta VALUES (?, ?)", entry)
        database.execute("DETACH target")


@contextmanager
def _packing_texts(database: object) -> Iterator[None]:
    """Texts that are written inside are packed as such."""
    for name, value in _PACKED.items():
        database.execute(f"SET {name} = {value}")
    yield
    database.execute("CHECKPOINT target")  # rows that fill no group are not packed before
    for name in _PACKED:
        database.execute(f"RESET {name}")


def _quoted(path: Path) -> str:
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
