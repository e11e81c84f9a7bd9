"""The style of the offline basemap: Natural Earth land, borders and provinces, names in the theme's colours.

The sources are files that the browser fetches once; a style never changes within a theme, so the map is not redrawn.
"""

from __future__ import annotations

from functools import lru_cache

from views.palette import FONT, Palette

FOLDER = "app/static/basemap"  # where Streamlit serves `static/`; the page makes it absolute
PROVINCES_FROM = 3.6  # zoom; from farther away their borders are a tangle
ATTRIBUTION = "Natural Earth · GeoNames"


@lru_cache
def style(palette: Palette, folder: str = FOLDER) -> dict:
    """A MapLibre style (version 8) whose sources lie in `folder`."""
    return {
        "version": 8,
        "id": f"dateline-{palette.name}",
        "sources": {
            name: {"type": "geojson", "data": f"{folder}/{name}.geojson"}
            for name in ("land", "provinces", "borders", "labels")
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
            _towns(palette),
            _names("town", palette, size=10.5, colour=palette.label, anchor="left"),
            _names("capital", palette, size=11, colour=palette.label, anchor="left"),
            _names("country", palette, size=11.5, colour=palette.muted, anchor="center"),
        ],
    }


def _visible(*kinds: str) -> list:
    return ["all", ["in", ["get", "kind"], ["literal", list(kinds)]], ["<=", ["get", "zoom"], ["zoom"]]]


def _towns(palette: Palette) -> dict:
    return {
        "id": "towns",
        "type": "circle",
        "source": "labels",
        "filter": _visible("town", "capital"),
        "paint": {
            "circle-radius": ["match", ["get", "kind"], "capital", 2, 1.5],
            "circle-color": palette.land,
            "circle-stroke-color": palette.label,
            "circle-stroke-width": 0.8,
        },
    }


def _names(kind: str, palette: Palette, *, size: float, colour: str, anchor: str) -> dict:
    country = kind == "country"
    return {
        "id": f"{kind}-names",
        "type": "symbol",
        "source": "labels",
        "filter": _visible(kind),
        "layout": {
            "text-field": ["get", "name"],
            "text-font": [FONT],
            "text-size": size,
            "text-anchor": anchor,
            "text-offset": [0, 0] if country else [0.5, 0],
            "text-letter-spacing": 0.08 if country else 0,
            "text-transform": "uppercase" if country else "none",
            "text-max-width": 8,
            "text-padding": 4,
        },
        "paint": {"text-color": colour, "text-halo-color": palette.land, "text-halo-width": 1.2},
    }
