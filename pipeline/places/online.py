"""Asks an online geocoder for names that the gazetteer lacks: only where a user wants it, politely, and never twice.

Answers are kept in one SQLite file that survives runs. A server that is dead, slow or tired costs the name asked for a
reason, and after a few such names it is left alone for the rest of the run.
"""

from __future__ import annotations

import json
import math
import os
import sqlite3
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from geopy.adapters import URLLibAdapter  # the other one retries by itself, for as long as a server says
from geopy.exc import GeocoderRateLimited, GeopyError
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import GeoNames, Nominatim, Photon
from geopy.geocoders.base import Geocoder
from geopy.location import Location

from pipeline.model import PlaceKind
from pipeline.places.complete import Reply
from pipeline.places.model import KM_PER_DEGREE, Place
from pipeline.places.tables import OnlineSettingsError

SERVICES = ("nominatim", "photon", "geonames")
PATIENCE = 3  # names in a row that may fail before the server is left alone
TIMEOUT = 10.0  # seconds for one answer
KINDS = dict.fromkeys("city town village hamlet suburb municipality borough locality".split(), PlaceKind.CITY)
KINDS |= dict.fromkeys("state province county region district state_district".split(), PlaceKind.ADMIN1)
KINDS |= dict.fromkeys("desert water river bay sea mountain_range peak".split(), PlaceKind.NATURAL)
KINDS |= {"country": PlaceKind.COUNTRY}
CLASSES = {"P": PlaceKind.CITY, "A": PlaceKind.ADMIN1, "S": PlaceKind.FACILITY, "R": PlaceKind.FACILITY}  # GeoNames'
CLASSES |= dict.fromkeys("HTUV", PlaceKind.NATURAL) | {"L": PlaceKind.REGION}


def cache_file() -> Path:
    """Where answers are kept between runs: in the user's cache folder."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "dateline" / "geocoder.sqlite"


def online_geocoder(service: str, user_agent: str | None, username: str | None = None) -> Geocoder:
    """A geopy geocoder over https. Raises OnlineSettingsError for an unknown service or missing credentials."""
    if service not in SERVICES:
        raise OnlineSettingsError(f"{service!r} is none of the online geocoders: {', '.join(SERVICES)}")
    if not user_agent or not user_agent.strip():
        raise OnlineSettingsError("an online geocoder must be told who asks: set a user agent with a way to reach you")
    if service == "geonames":
        if not username:
            raise OnlineSettingsError("GeoNames needs the name of an account at geonames.org")
        return GeoNames(username, scheme="https", user_agent=user_agent, timeout=TIMEOUT, adapter_factory=URLLibAdapter)
    return {"nominatim": Nominatim, "photon": Photon}[service](
        scheme="https", user_agent=user_agent, timeout=TIMEOUT, adapter_factory=URLLibAdapter
    )


class OnlineGazetteer:
    """Places by name from a geopy geocoder, behind a cache, a rate limit and a limit of time for the whole run."""

    def __init__(
        self,
        service: str,
        geocoder: Geocoder | None,
        cache: Path,
        *,
        pause: float = 1.0,
        seconds: float = 120.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`service` names the answers in the cache; `pause` is the seconds between two questions, `seconds` for all.

        Without a geocoder only what was asked before is answered.
        Raises OnlineSettingsError where the cache can't be used.
        """
        self._service, self._clock, self._until = service, clock, clock() + seconds
        geocode = geocoder.geocode if geocoder else None
        if isinstance(geocoder, Nominatim):
            geocode = partial(geocode, addressdetails=True)  # or it keeps the country to itself
        self._ask = geocode and RateLimiter(
            geocode, min_delay_seconds=pause, max_retries=0, swallow_exceptions=False
        )  # retries are ours: they must keep to the time limit
        self._failures = 0
        try:
            cache.parent.mkdir(parents=True, exist_ok=True)
            self._cache = sqlite3.connect(cache)
            self._cache.execute(
                "create table if not exists replies "
                "(service text, query text, reply text, primary key (service, query))"
            )
        except (OSError, sqlite3.Error) as error:
            raise OnlineSettingsError(f"the cache {cache} can't be used ({error}); remove it") from error

    def __enter__(self) -> OnlineGazetteer:
        return self

    def __exit__(self, *_: object) -> None:
        self._cache.close()

    def find(self, name: str) -> Reply:
        """The place of that name, or why there is none. Never raises for what a server does."""
        query = name.strip()
        if (kept := self._kept(query)) is not None:
            return kept
        if self._ask is None:
            return self._no(f"{self._service} was not asked again")
        if self._failures >= PATIENCE:
            return self._no(f"{self._service} failed {PATIENCE} times in a row and is asked no more")
        if self._clock() >= self._until:
            return self._no(f"the time for asking {self._service} is used up")
        try:
            location = self._asked(query)
            answer = location and _answer(location)
        except (GeopyError, AttributeError, KeyError, TypeError, ValueError) as error:  # geopy trusts what it is sent
            self._failures += 1
            return self._no(f"{self._service} gave no answer: {type(error).__name__}: {error}")
        self._failures = 0
        self._keep(query, answer)
        return self._kept(query) or self._no("the cache could not be written")

    def _no(self, reason: str) -> Reply:
        return Reply(None, reason, service=self._service)

    def _asked(self, query: str) -> Location | None:
        """One question; a server that says when to come back is asked once more then, if time allows."""
        try:
            return self._ask(query, exactly_one=True)
        except GeocoderRateLimited as error:
            wait = error.retry_after
            if wait is None or self._clock() + wait >= self._until:
                raise
            time.sleep(wait)
            return self._ask(query, exactly_one=True)

    def _kept(self, query: str) -> Reply | None:
        row = self._cache.execute(
            "select reply from replies where service = ? and query = ?", (self._service, query)
        ).fetchone()
        if row is None:
            return None
        reply = json.loads(row[0])
        if reply is None:
            return Reply(None, f"{self._service} knows no such place", True, self._service)
        return Reply(Place(**reply | {"kind": PlaceKind(reply["kind"])}), None, True, self._service)

    def _keep(self, query: str, answer: dict | None) -> None:
        with self._cache:
            self._cache.execute(
                "insert or replace into replies values (?, ?, ?)", (self._service, query, json.dumps(answer))
            )


def _answer(location: Location) -> dict:
    """What a service says of a place, in our words. Each of the three names things in its own way."""
    raw = location.raw.get("properties") or location.raw  # Photon's is a GeoJSON feature
    code = (raw.get("address") or {}).get("country_code") or raw.get("countryCode") or raw.get("countrycode")
    kind, radius = _kind_and_radius(raw)
    return {
        "name": location.address.split(",")[0], "latitude": location.latitude, "longitude": location.longitude,
        "radius_km": radius, "kind": kind.value, "country_code": code and code.upper(),
        "geonames_id": raw.get("geonameId"),
    }  # fmt: skip


def _kind_and_radius(raw: dict) -> tuple[PlaceKind, float]:
    """From what the service says of its answer; half the diagonal of the box around it, 10 km where there is none."""
    radius, box = 10.0, raw.get("boundingbox")
    if extent := raw.get("extent"):  # Photon's: west, north, east, south
        box = (extent[3], extent[1], extent[0], extent[2])
    if box:
        south, north, west, east = map(float, box)
        across = (east - west) * math.cos(math.radians((south + north) / 2))
        radius = round(max(0.5, math.hypot(north - south, across) * KM_PER_DEGREE / 2), 1)
    if kind := CLASSES.get(raw.get("fcl") or ""):
        return (PlaceKind.COUNTRY if raw.get("fcode") == "PCLI" else kind), radius
    kind = KINDS.get(raw.get("addresstype") or raw.get("osm_value") or raw.get("type") or "")
    return kind or (PlaceKind.FACILITY if radius < 3 else PlaceKind.REGION), radius
