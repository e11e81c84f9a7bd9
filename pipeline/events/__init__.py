"""Events of a text: what happened, when, where, who did it, and whether the text says so."""

from typing import TYPE_CHECKING

from pipeline.events.types import EventDataError, EventType, load_event_types

if TYPE_CHECKING:
    from pipeline.events.find import find_events

__all__ = ["EventDataError", "EventType", "find_events", "load_event_types"]


def __getattr__(name: str) -> object:
    """`find_events` once it is asked for: it loads all that reading takes, which looking at a table does not need."""
    if name != "find_events":
        raise AttributeError(name)
    from pipeline.events.find import find_events

    globals()[name] = find_events
    return find_events
