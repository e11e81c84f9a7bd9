"""The bundled gazetteer as a geopy geocoder: the same interface as any online one, and no network.

>>> from pipeline.places.geocoder import GazetteerGeocoder
>>> GazetteerGeocoder().geocode("Derna, Libya").point
"""

from __future__ import annotations

from collections.abc import Sequence

from geopy.exc import GeocoderQueryError
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from pipeline.places.gazetteer import Gazetteer, load_gazetteer
from pipeline.places.locate import locate, said_where
from pipeline.places.model import Place

MANY = 10  # answers where exactly_one is False and no limit is given


class GazetteerGeocoder(Geocoder):
    """Geocodes with Dateline's gazetteer. `timeout` is taken for the interface's sake; nothing here can be late."""

    def __init__(self, gazetteer: Gazetteer | None = None, *, timeout: float | object = DEFAULT_SENTINEL) -> None:
        super().__init__(timeout=timeout)
        self._gazetteer = gazetteer

    @property
    def gazetteer(self) -> Gazetteer:
        if self._gazetteer is None:
            self._gazetteer = load_gazetteer()
        return self._gazetteer

    def geocode(
        self,
        query: str,
        *,
        exactly_one: bool = True,
        timeout: float | object = DEFAULT_SENTINEL,
        limit: int | None = None,
        country_codes: str | Sequence[str] | None = None,
    ) -> Location | list[Location] | None:
        """The place that a phrase means, or the likeliest ones.

        `query` is a name or a phrase as `pipeline.places.locate` reads it; `country_codes` (ISO 3166-1 alpha-2) keeps
        places in those countries only. Returns None where nothing fits. `Location.raw` holds id, name, kind,
        radius_km, country_code, population, score, rule and reason. Raises GeocoderQueryError for an empty query.
        """
        if not isinstance(query, str) or not query.strip():
            raise GeocoderQueryError("the query must be the name of a place, not empty")
        codes = {country_codes} if isinstance(country_codes, str) else set(country_codes or ())
        codes = {code.upper() for code in codes}
        wanted = limit or MANY
        answers = locate(query, self.gazetteer, limit=30 if codes else wanted)
        found = [
            _location(a.place, self.gazetteer, score=a.share, rule=a.rule, reason=a.reason)
            for a in answers
            if not codes or a.place.country_code in codes
        ][:wanted]
        return _result(found, exactly_one)

    def reverse(
        self,
        query: Point | Sequence[float] | str,
        *,
        exactly_one: bool = True,
        timeout: float | object = DEFAULT_SENTINEL,
        limit: int | None = None,
    ) -> Location | list[Location] | None:
        """The town nearest to a point, or the nearest few; `raw["distance_km"]` says how far each is.

        `query` is a geopy Point, (latitude, longitude) or a string of both. Raises GeocoderQueryError where it is none.
        """
        try:
            point = query if isinstance(query, Point) else Point(query)
        except (TypeError, ValueError) as error:
            raise GeocoderQueryError(f"not a point: {query!r} ({error})") from error
        near = self.gazetteer.towns_near(point.latitude, point.longitude, 1 if exactly_one else limit or MANY)
        return _result([_location(p, self.gazetteer, distance_km=round(km, 1)) for p, km in near], exactly_one)


def _result(found: list[Location], exactly_one: bool) -> Location | list[Location] | None:
    if not found:
        return None
    return found[0] if exactly_one else found


def _location(place: Place, gazetteer: Gazetteer, **more: object) -> Location:
    where = said_where(place, gazetteer)
    raw = {
        "id": place.geonames_id,
        "name": place.name,
        "kind": place.kind.value,
        "radius_km": place.radius_km,
        "country_code": place.country_code,
        "population": place.population,
        **more,
    }
    return Location(f"{place.name}, {where}" if where else place.name, (place.latitude, place.longitude), raw)
