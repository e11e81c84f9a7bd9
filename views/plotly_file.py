"""plotly.js where the browser finds it: `static/plotly/`, with the traces that the dashboard draws and no others."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

STATIC = Path(__file__).parents[1] / "static"


@lru_cache(maxsize=1)
def library() -> str:
    """Name of plotly.js below `static/`, where `scripts/build_plotly.py` has put it."""
    found = sorted((STATIC / "plotly").glob("plotly-*.min.js"))
    if not found:
        raise FileNotFoundError(f"no plotly.js in {STATIC / 'plotly'}: run `python scripts/build_plotly.py`")
    return found[-1].relative_to(STATIC).as_posix()
