"""Events of a text: what happened, when, where, who did it, and whether the text says so."""

from pipeline.events.find import find_events
from pipeline.events.types import EventDataError, EventType, load_event_types

__all__ = ["EventDataError", "EventType", "find_events", "load_event_types"]
