"""Streamlit's page in three files, of which a browser would ask for more than a hundred: `static/frame/`.

`scripts/build_frame.py` joins them, of one release. What is in one of the three stands there under its own name as well
and hands on what it exports, for files that are in none. They are sent below a path of their own, so that a browser
never has a file of both kinds.
"""

from __future__ import annotations

from pathlib import Path

JOINED = "joined-"  # how the names of the three begin; the first is what the page begins with


def joined(files: Path, folder: Path) -> dict[str, Path]:
    """What stands in for Streamlit's `files` (its `static/js`), by name; nothing where they are of another release than
    was joined. A name changes with what is in the file."""
    ours = {path.name: path for path in sorted(folder.glob("*.js"))}
    theirs = [name for name in ours if not name.startswith(JOINED)]
    return ours if theirs and all((files / name).is_file() for name in theirs) else {}


def whole(ours: dict[str, Path]) -> list[str]:
    """Names of the three, in the order in which a page needs them."""
    return [name for name in ours if name.startswith(JOINED)]
