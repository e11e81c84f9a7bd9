"""The offline basemap: Natural Earth land, borders and provinces in the theme's colours.

MapLibre holds the view and draws nothing (`BARE`); the page paints sea and ground on a canvas of its own
(`linked_chart/ground.js`), from files that the browser fetches once. Names stand above it (`NAMES`), where they make
way for those of events.
"""

from __future__ import annotations

from functools import lru_cache

from views.palette import Palette

FOLDER = "app/static/basemap"  # where Streamlit serves `static/`; the page makes it absolute
LINES = "{}/{}.lines"  # folder and layer; `scripts/ground_lines.py` writes them
PROVINCES_FROM = 3.6  # zoom; from farther away their borders are a tangle
AT_FIRST = ("land", "borders")  # what any view shows
BARE = "white-bg"  # plotly's style without a source
NAMES = f"{FOLDER}/labels.geojson"
ATTRIBUTION = "Natural Earth · GeoNames · © OpenStreetMap contributors"


@lru_cache
def ground(palette: Palette, folder: str = FOLDER) -> dict:
    """What is painted of the files in `folder`, from below: colours, pixels, and the zoom from which on it is shown."""
    land = {"fill": palette.land, "colour": palette.border, "width": 0.6, "opacity": 0.7}
    provinces = {"colour": palette.border, "width": 0.7, "opacity": 0.8, "dashes": [2.1, 1.4], "from": PROVINCES_FROM}
    borders = {"colour": palette.border, "width": 1}
    layers = {"land": land, "provinces": provinces, "borders": borders}
    files = [{"source": LINES.format(folder, name), **paint} for name, paint in layers.items()]
    return {"sea": palette.sea, "layers": files}
