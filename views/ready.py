"""Makes what the dashboard reads of a table, so that its first opening need not: python -m views.ready [DIR]."""

from __future__ import annotations

import sys
from pathlib import Path

from pipeline.groups import RegistryError, load_registry
from pipeline.store import TableDamaged, TableMissing
from views.query import open_views


def main(directory: Path) -> int:
    """0 where the table can be opened at once; otherwise says why not, and the dashboard says what to do."""
    try:
        open_views(directory, load_registry())
    except (TableDamaged, TableMissing, RegistryError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "build")))
