"""plotly.js where the browser finds it, taken from the installed plotly package without importing it."""

from __future__ import annotations

import shutil
from functools import lru_cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

STATIC = Path(__file__).parents[1] / "static"


@lru_cache(maxsize=1)
def library() -> str:
    """Name of plotly.js below `static/`, copied there from the installed plotly package once a version."""
    name = f"plotly-{version('plotly')}.min.js"
    bundle = Path(find_spec("plotly").origin).parent / "package_data" / "plotly.min.js"
    target = STATIC / name
    if not target.exists() or target.stat().st_size != bundle.stat().st_size:
        part = target.with_suffix(".part")
        shutil.copyfile(bundle, part)
        part.replace(target)
    return name
