"""The closed list of event types, read from its data file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pipeline.groups.load import read_toml

DATA = Path(__file__).parent / "data"


class EventDataError(ValueError):
    """A data file of the event stage that cannot be used; the message names the file, the entry and what to do."""


@dataclass(frozen=True, slots=True)
class EventType:
    """One type: what counts as it, its labels in PLOVER and ACLED, and the words titles use."""

    id: str
    definition: str
    plover: str
    acled: str
    says: tuple[str, str]  # of one doer, of several: "attacks", "attack"
    passive: str
    noun: str
    family: str  # types that different reports may choose for one happening
    incident: bool  # whether its dead, wounded and taken are its toll and no events of their own


@lru_cache(maxsize=1)
def load_event_types() -> dict[str, EventType]:
    """The types by id, in the file's order; EventDataError names the entry at fault."""
    path = DATA / "event_types.toml"
    types = {}
    for type_id, entry in read_toml(path).items():
        try:
            one, several = entry["says"]
            types[type_id] = EventType(type_id, says=(one, several), **{k: v for k, v in entry.items() if k != "says"})
        except (KeyError, TypeError, ValueError) as error:
            raise EventDataError(f"{path.name}: [{type_id}]: {error}; every type has the keys of [attack]") from error
    return types
