"""Fills in places that the text names and the gazetteer lacks, from whatever answers for a name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from msgspec.structs import replace

from pipeline.model import PlaceMention
from pipeline.places.gazetteer import Gazetteer
from pipeline.places.model import Place, haversine_km

OPEN_RULES = ("unlisted", "somewhere-in", "among-others")
CONFIDENCE = 0.5  # a stranger's answer for a name, with no look at the text
SLACK_KM = 100.0  # an area is a circle here, and hardly ever one on the ground


@dataclass(frozen=True, slots=True)
class Reply:
    """A place, or the reason why there is none, from a service of that name."""

    place: Place | None
    reason: str | None
    cached: bool = False
    service: str = ""


Ask = Callable[[str], Reply]  # answers for a name


def complete(places: tuple[PlaceMention, ...], gazetteer: Gazetteer, ask: Ask) -> tuple[PlaceMention, ...]:
    """The mentions, those that the gazetteer could not place filled in by `ask`, or with its reason why not.

    An answer that lies outside what the text says of the place is none.
    """
    return tuple(_completed(m, gazetteer, ask) if m.rule in OPEN_RULES else m for m in places)


def _completed(mention: PlaceMention, gazetteer: Gazetteer, ask: Ask) -> PlaceMention:
    country = gazetteer.countries.get(mention.country_code or "")
    words = " ".join(mention.text.split())
    reply = ask(f"{words}, {country.name}" if country else words)
    if reply.place is None:
        return replace(mention, reason="; ".join(filter(None, (mention.reason, reply.reason))))
    place = reply.place
    if _outside(mention, place.latitude, place.longitude):
        where = (mention.name or "").removeprefix(f"{words}, ")
        return replace(mention, reason=f"{mention.reason}; what {reply.service} calls so lies outside {where}")
    return replace(
        mention, rule=f"online-{reply.service}", name=place.name, latitude=place.latitude, longitude=place.longitude,
        radius_km=place.radius_km, place_kind=place.kind, geonames_id=place.geonames_id, reason=None,
        country_code=place.country_code or mention.country_code, confidence=CONFIDENCE,
    )  # fmt: skip


def _outside(mention: PlaceMention, latitude: float, longitude: float) -> bool:
    if mention.latitude is None or mention.longitude is None or mention.radius_km is None:
        return False
    return haversine_km(mention.latitude, mention.longitude, latitude, longitude) > 2 * mention.radius_km + SLACK_KM
