"""How sure a mention is: what each way of getting a value is worth, and what speaks against it."""

from __future__ import annotations

from pipeline.events.happenings import Happening
from pipeline.events.when import Dating
from pipeline.events.where import Found
from pipeline.model import When

# Confidence of a mention: what each way of getting a value is worth; the sum stays within 0 and 1.
BASE = 0.35
DATE_WORTH = {"clause-date": 0.25, "sentence-date": 0.2, "source-date": 0.15, "sources-until-publication": 0.15}
OTHER_DATE_WORTH = 0.1
PLACE_WORTH = {"clause-place": 0.2, "object-place": 0.2, "clause-opening": 0.15, "sentence-place": 0.1}
OTHER_PLACE_WORTH = 0.05
PARTY_WORTH = 0.15
VERB_WORTH = 0.05
NOUN_DOUBT, WIDE_DOUBT, ELSEWHERE_DOUBT, WORDS_DOUBT = 0.1, 0.1, 0.05, 0.15
FLOOR = 0.5  # mentions below are background
_QUARTER = 92  # days
_YEARS_AGO = 3 * 365  # days


def confidence_of(happening: Happening, when: When | None, found: Found, parties: bool, dating: Dating) -> float:
    worth = BASE + (VERB_WORTH if happening.verb else 0)
    if when:
        worth += DATE_WORTH.get(when.rule, OTHER_DATE_WORTH)
    if found.place:
        worth += PLACE_WORTH.get(found.rule, OTHER_PLACE_WORTH) * (0.5 + 0.5 * found.place.confidence)
    worth += PARTY_WORTH if parties else 0
    if worth < FLOOR:
        return round(worth, 3)
    return round(max(FLOOR, min(worth, 1.0) - _doubt(happening, when, found, dating)), 3)


def _doubt(happening: Happening, when: When | None, found: Found, dating: Dating) -> float:
    """What a mention loses: for a noun without a verb, for a wide or old date, for a place or day from elsewhere."""
    doubt = 0.0 if happening.verb or happening.planned else NOUN_DOUBT
    if when and (when.interval.days is None or when.interval.days > _QUARTER):
        doubt += WIDE_DOUBT
    if happening.bare:
        doubt += WORDS_DOUBT
    if is_long_past(when, dating):
        doubt += WIDE_DOUBT
    if found.rule in ("sentence-place", "paragraph-place") or (when and when.rule == "paragraph-date"):
        doubt += ELSEWHERE_DOUBT
    return doubt


def is_long_past(when: When | None, dating: Dating) -> bool:
    """A noun that only names what was years before the report: "since the 1994 election"."""
    published = dating.publication.interval
    if when is None or published is None or dating.history or not (published.earliest and when.interval.latest):
        return False
    return (published.earliest - when.interval.latest).days > _YEARS_AGO
