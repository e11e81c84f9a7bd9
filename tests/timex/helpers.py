"""Short ways to read a sentence in a test."""

from datetime import date

from pipeline import timex
from pipeline.model import DateMention, Interval, Precision, Publication

FRIDAY = date(2012, 11, 16)
UNDATED = Publication(None, None, None, "undated")


def published(day: date) -> Publication:
    """A publication date that the source states."""
    return Publication(Interval.day(day), day.isoformat(), Precision.DAY, "stated")


def read(text: str, when: date | Publication | None = FRIDAY, language: str = "en") -> tuple[DateMention, ...]:
    """All dates of a text written on a day."""
    publication = when if isinstance(when, Publication) else published(when) if when else UNDATED
    return timex.resolve("d", text, timex.find(text, language), publication)


def only(text: str, when: date | Publication | None = FRIDAY, language: str = "en") -> DateMention:
    """The single date of a text."""
    (mention,) = read(text, when, language)
    return mention
