"""What is told twice: by later paragraphs of a report, and by statements that what took place took place."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.events.happenings import HOSTILE, Happening
from pipeline.model import EventMention, Status

SPEAKS = frozenset({"statement", "declaration", "resolution"})
_NEXT = 2  # sentences after the first paragraph


def retells(happening: Happening, mention: EventMention, host: Happening, main: EventMention) -> bool:
    """Whether a later paragraph says more of the violence told before: it has no day and no place of its own."""
    if _dates_the_lead(happening, mention, host, main):
        return True
    dated = mention.when is not None and mention.when.rule not in ("story-date", "lead-of-report")
    more = mention.event_type in HOSTILE and main.event_type in HOSTILE and not dated and not own_place(mention)
    later = happening.sentence.paragraph != host.sentence.paragraph
    known = main.when is not None and main.when.rule in ("clause-date", "sentence-date", "clause-offset")
    return more and later and known and (host.sentence.lead or mention.when is not None)


def _dates_the_lead(happening: Happening, mention: EventMention, host: Happening, main: EventMention) -> bool:
    """Whether the next paragraph tells the day of the news that the first has told without one."""
    violent = mention.event_type in HOSTILE and main.event_type in HOSTILE
    undated = main.when is None or main.when.rule in ("reported-by", "lead-of-report")
    close = 0 < happening.number - host.number <= _NEXT and host.sentence.lead and not happening.sentence.lead
    same = happening.sentence.keys[:1] in (("the",), ("they",))  # "The attackers rode in late on Wednesday"
    return violent and undated and close and same and own_date(mention) and not own_place(mention)


def announces(pair: tuple[Happening, EventMention], kept: Sequence[tuple[Happening, EventMention]]) -> bool:
    """Whether a statement only says that what stands in a row of its own took place: "announced that it had killed"."""
    happening, mention = pair
    if mention.event_type != "statement" or "day" not in happening.trigger.needs:
        return False
    return any(
        other.number == happening.number
        and other.start > happening.end
        and told.event_type not in SPEAKS
        and (told.status is Status.OCCURRED or told.status is Status.CLAIMED)
        for other, told in kept
    )


def own_place(mention: EventMention) -> bool:
    """Whether the clause of an event names its place."""
    return mention.place is not None and mention.place_rule in ("clause-place", "object-place", "clause-opening")


def own_date(mention: EventMention) -> bool:
    """Whether the clause of an event names its day, or counts to it."""
    return mention.when is not None and mention.when.rule in ("clause-date", "clause-offset")
