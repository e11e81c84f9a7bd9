"""The day a document was published: as stated, or worked out from what its text says."""

from pipeline.dating.date import date_document
from pipeline.dating.known_events import KnownEvent, load_known_events

__all__ = ["KnownEvent", "date_document", "load_known_events"]
