"""Places: names in prose to points and areas on the map, by a gazetteer that needs no network."""

from pipeline.places.find import find_places, resolve_spans
from pipeline.places.gazetteer import Gazetteer, load_gazetteer
from pipeline.places.tables import GazetteerError

__all__ = ["Gazetteer", "GazetteerError", "find_places", "load_gazetteer", "resolve_spans"]
