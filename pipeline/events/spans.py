"""Date mentions as the dates of happenings, and what the dates of a whole document say about it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from pipeline.events.sentences import Sentence
from pipeline.model import DateMention, Interval, Precision, Publication, When

SPEECH = frozenset({"statement", "threat", "declaration", "allegiance"})
FEW = 7  # days that a report may leave open
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DATELINE = re.compile(r" ?\([^()]{2,25}\) ?[-–—]+ ")
_SOME_DATES, _MANY_DATES, _LONG_AGO = 3, 6, 700  # dates; dates; days
_WIDEST = 800  # days; wider dates are eras and date no happening


def usable(mention: DateMention) -> bool:
    """Whether a mention names days on which something can have happened."""
    if mention.interval is None or mention.timex_type not in ("DATE", "TIME"):
        return False
    days = mention.interval.days
    return days is None or days <= _WIDEST


def when_of(mention: DateMention, rule: str) -> When:
    """A date mention as the date of a happening."""
    precision = mention.precision or Precision.RANGE
    return When(mention.interval, mention.edtf or edtf(mention.interval), precision, rule, mention.text, mention.span)


def hull(one: Interval, other: Interval) -> Interval:
    """The days from the earlier beginning to the later end."""
    starts, ends = (one.earliest, other.earliest), (one.latest, other.latest)
    return Interval(None if None in starts else min(starts), None if None in ends else max(ends))


def about_publication(published: Publication, rule: str) -> When:
    """About the day of a report."""
    interval = published.interval
    if interval.is_day:
        return When(interval, f"{interval.earliest.isoformat()}~", Precision.DAY, rule)
    text = f"{interval.earliest.isoformat()}~/{interval.latest.isoformat()}~"
    return When(interval, text, published.precision or Precision.RANGE, rule)


def edtf(interval: Interval) -> str:
    """An interval of days as EDTF."""

    def end(day: date | None) -> str:
        return day.isoformat() if day else ".."

    return end(interval.earliest) if interval.is_day else f"{end(interval.earliest)}/{end(interval.latest)}"


def is_history(publication: Publication, dates: Sequence[DateMention]) -> bool:
    """Whether a document tells of years before its publication, so that nothing in it is the latest news.

    Most of many dates say so, or each of a few: news names at least one day of its own time.
    """
    published = publication.interval
    ends = [d.interval.latest for d in dates if d.interval is not None and d.interval.latest is not None]
    if published is None or published.earliest is None or len(ends) < _SOME_DATES:
        return False
    old = sum((published.earliest - end).days > _LONG_AGO for end in ends)
    return old == len(ends) or (len(ends) >= _MANY_DATES and 2 * old > len(ends))


def only_day(publication: Publication, dates: Sequence[DateMention]) -> DateMention | None:
    """The one day with its year that a report names whose own day is not known; None where it names several or none."""
    if publication.interval is not None and publication.interval.days is not None:
        return None
    days = [d for d in dates if usable(d) and (d.interval.days or 99) <= FEW and _YEAR.search(d.text)]
    return days[0] if days and all(d.interval == days[0].interval for d in days) else None


def antecedent(sentence: Sentence, start: int) -> DateMention | None:
    """The date that a clause with "when" says more of: "since 2019, when 26 people died in X"."""
    end = sentence.words[start - 1].end if start else -1
    return next((d for d in sentence.dates if d.end == end and usable(d)), None)


def in_dateline(mention: DateMention, sentence: Sentence) -> bool:
    """Whether a date is that of a dateline: "BUKAVU, Democratic Republic of Congo, July 21 (Reuters) - "."""
    return sentence.lead and bool(_DATELINE.match(sentence.text, mention.end))


def told_with(mention: DateMention, sentence: Sentence) -> bool:
    """Whether a past right behind a date has it: "police on Wednesday detained ten people over the bombing"."""
    at = sentence.word_at(mention.end)
    return sentence.keys[at : at + 1] != () and sentence.keys[at].endswith("ed") and sentence.gaps[at] == " "
