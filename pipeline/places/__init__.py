"""Places: names in prose to points and areas on the map, by a gazetteer that needs no network."""

from pipeline.on_demand import on_demand

_HOMES = {
    "find": ("find_places", "resolve_spans"),
    "gazetteer": ("Gazetteer", "load_gazetteer"),
    "tables": ("GazetteerError",),
}
__all__ = sorted(name for names in _HOMES.values() for name in names)
__getattr__ = on_demand(__name__, _HOMES)
