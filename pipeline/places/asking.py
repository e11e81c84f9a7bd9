"""Opens an online geocoder for a run, where the user asked for one. Loads nothing where not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.places.complete import Ask


@contextmanager
def asking(service: str | None, agent: str | None) -> Iterator[Ask | None]:
    """Answers for names from `service`, None without one; `agent` is the user agent, for GeoNames an account's name.

    Raises OnlineSettingsError for an unknown service, a missing agent or a cache that can't be used.
    """
    if not service:
        yield None
        return
    from pipeline.places import online

    geocoder = online.online_geocoder(service, agent, agent)
    with online.OnlineGazetteer(service, geocoder, online.cache_file()) as gazetteer:
        yield gazetteer.find


@contextmanager
def answers_kept(service: str) -> Iterator[Ask | None]:
    """What `service` answered in earlier runs, and nothing new. Raises as `asking` does."""
    if not service:
        yield None
        return
    from pipeline.places import online

    with online.OnlineGazetteer(service, None, online.cache_file()) as gazetteer:
        yield gazetteer.find
