"""The style of the offline basemap: Natural Earth land, borders and provinces in the theme's colours.

The sources are files that the browser fetches once; a style never changes within a theme, so the map is not redrawn.
Names stand on the page's own canvas (`NAMES`), where they make way for those of events.
"""

from __future__ import annotations

from functools import lru_cache

from views.palette import Palette

FOLDER = "app/static/basemap"  # where Streamlit serves `static/`; the page makes it absolute
PROVINCES_FROM = 3.6  # zoom; from farther away their borders are a tangle
NAMES = f"{FOLDER}/labels.geojson"
ATTRIBUTION = "Natural Earth · GeoNames"


@lru_cache
def style(palette: Palette, folder: str = FOLDER) -> dict:
    """A MapLibre style (version 8) whose sources lie in `folder`."""
    return {
        "version": 8,
        "id": f"dateline-{palette.name}",
        "sources": {
            name: {"type": "geojson", "data": f"{folder}/{name}.geojson"} for name in ("land", "provinces", "borders")
        },
        "layers": [
            {"id": "sea", "type": "background", "paint": {"background-color": palette.sea}},
            {"id": "land", "type": "fill", "source": "land", "paint": {"fill-color": palette.land}},
            {
                "id": "coast",
                "type": "line",
                "source": "land",
                "paint": {"line-color": palette.border, "line-width": 0.6, "line-opacity": 0.7},
            },
            {
                "id": "provinces",
                "type": "line",
                "source": "provinces",
                "minzoom": PROVINCES_FROM,
                "paint": {
                    "line-color": palette.border,
                    "line-width": 0.7,
                    "line-opacity": 0.8,
                    "line-dasharray": [3, 2],
                },
            },
            {
                "id": "borders",
                "type": "line",
                "source": "borders",
                "paint": {"line-color": palette.border, "line-width": 1},
            },
        ],
    }
