"""Dates that only close one side of a happening's days: since, until and before a day, for the last two weeks."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from pipeline.events.happenings import Happening
from pipeline.events.lexicon import Lexicon
from pipeline.events.spans import SPEECH, edtf, hull, usable
from pipeline.model import DateMention, Interval, Precision, Status, When

if TYPE_CHECKING:
    from pipeline.events.when import Dating

_DURATION = re.compile(r"P(\d+)([DWMY])\Z")
_UNIT_DAYS = {"D": 1, "W": 7, "M": 30, "Y": 365}


def bound(mention: DateMention, happening: Happening, lexicon: Lexicon) -> str | None:
    """Which side a date closes by the word before it: `since`, `until`, `before`; None where it is the date itself."""
    index = happening.sentence.word_at(mention.start)
    word = happening.sentence.words[index - 1].key if index else ""
    for side in ("since", "until", "before"):
        if word in lexicon.words[side]:
            return side
    return None


def bounded(happening: Happening, status: Status, dating: Dating) -> When | None:
    """Between publication and a date that only closes one side: "since 2 May", "until 5 June", "before 3 June"."""
    for mention in happening.sentence.dates:
        side = bound(mention, happening, dating.lexicon)
        word = happening.sentence.word_at(mention.start) - 1  # "since" itself may count as opening the next clause
        near = word == 0 or happening.clause.start <= word <= happening.clause.end
        if not side or not near or not usable(mention) or happening.event_type in SPEECH:
            continue
        interval = _closed(mention.interval, side, status, dating.publication.interval)
        if interval:
            return When(interval, edtf(interval), Precision.RANGE, "bounded-date", mention.text, mention.span)
    return None


def _closed(named: Interval, side: str, status: Status, published: Interval | None) -> Interval | None:
    """The days left by a bound; what is planned begins with publication at the earliest, what is told ends there."""
    if side == "since":
        known = published.latest if published and status is not Status.PLANNED else None
        return Interval(named.earliest, known) if not known or not named.earliest or named.earliest <= known else None
    last = named.latest if side == "until" else named.earliest and named.earliest - timedelta(days=1)
    first = published.earliest if published and status is Status.PLANNED else None
    if last is None or (first and first > last):
        return None
    return Interval(first, last)


def until_now(happening: Happening, status: Status, dating: Dating) -> When | None:
    """ "ongoing for the last two weeks": began that long before publication, give or take half a unit."""
    published = dating.publication.interval
    if status is not Status.ONGOING or not published or not published.earliest:
        return None
    for mention in happening.sentence.dates:
        if mention.interval is not None and mention.timex_type == "DURATION":
            interval = hull(mention.interval, published)
            return When(
                interval, edtf(interval), Precision.RANGE, "duration-until-publication", mention.text, mention.span
            )
        match = _DURATION.match(mention.value or "")
        if not match or mention.timex_type != "DURATION":
            continue
        unit = _UNIT_DAYS[match.group(2)]
        length = timedelta(days=int(match.group(1)) * unit + unit // 2)
        interval = Interval(published.earliest - length, published.latest)
        return When(interval, edtf(interval), Precision.RANGE, "duration-until-publication", mention.text, mention.span)
    return None
