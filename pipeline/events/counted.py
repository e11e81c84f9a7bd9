"""Days counted from another deed: "a day after X", "two days before the vote of 29 July"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from msgspec.structs import replace

from pipeline.events.happenings import Happening
from pipeline.events.lexicon import Lexicon
from pipeline.events.sentences import Sentence
from pipeline.events.spans import edtf
from pipeline.events.speech import VIOLENT
from pipeline.model import DateMention, EventMention, Interval, Precision, When

_DAYS_OF = {"day": 1, "days": 1, "week": 7, "weeks": 7, "jour": 1, "jours": 1, "semaine": 7, "semaines": 7}
_HOURS = frozenset("hours minutes heures".split())  # as good as the same day
_LATER = frozenset({"later", "afterwards", "after", "tard", "apres"})
_LONGER = frozenset("month months year years mois an ans".split())
_SIDES = {"after": 1, "before": -1, "apres": 1, "avant": -1, "lendemain": 1, "veille": -1}
_NEXT_DAY = frozenset({"lendemain", "veille"})  # of what "de" names behind them
_ARTICLES = frozenset("the a an le la les un une des".split())
_SHORTEST = 4  # letters by which a deed is known again: "ambush", "ambushed"
_STEM = 5
_REACH = 16  # words from "after" to the verb behind it
_OPENS = 4  # words of a sentence: "Just two days before the vote"
_CAME = 9  # words of a sentence: "The latest attack came just three days after"
_COMES = frozenset("came comes followed".split())


@dataclass(frozen=True, slots=True)
class Count:
    """ "Two days before the vote": words [start, end) of the deed counted from, and how many days (None: too many).

    Where hours are counted, it may have been the same day or the next: `spread` is 1.
    """

    start: int
    end: int
    days: int | None
    side: int
    spread: int = 0


def side_told(
    happening: Happening, dates: Iterable[DateMention], told: Sequence[EventMention], lexicon: Lexicon
) -> When | None:
    """ "On Friday X, a day after Y": Y was the day before Friday; "It came a day after Y": before what was told."""
    sentence, clause = happening.sentence, happening.clause
    before = range(happening.start - 1, max(0, happening.start - _REACH), -1)
    opens = next((i for i in before if sentence.keys[i] in _SIDES), None)
    if opens is None or not (clause.opener in _SIDES or (clause.opener == "," and opens < clause.start)):
        return None
    count = _counted(sentence, opens, lexicon)
    aside = any(lexicon.has("relative", key) for key in sentence.keys[opens : happening.start])
    if count is None or count.days is None or aside:
        return None
    days = [d for d in dates if d.interval.is_day]
    if not days and opens <= _CAME:
        days = [m.when.interval for m in reversed(told) if m.when and m.when.interval.is_day][:1]
        came = not _COMES.isdisjoint(sentence.keys[:opens])
        return _day(days[0], -count.days * count.side, count.spread, -count.side) if days and came else None
    if not days:
        return None
    at = sentence.words[opens].start
    best = min(days, key=lambda d: (abs(d.start - at), d.start))
    return _moved(best, count, -1)


def count_of(happening: Happening, lexicon: Lexicon) -> Count | None:
    """What a happening's day is counted from; None where its sentence counts from nothing, or tells its day as well."""
    sentence = happening.sentence
    if _SIDES.keys().isdisjoint(sentence.keys):
        return None
    for at in [i for i, key in enumerate(sentence.keys) if key in _SIDES and i]:
        count = _counted(sentence, at, lexicon)
        if count is None or at <= happening.start < count.end:
            continue
        ahead = at <= _OPENS and count.end < len(sentence.words)
        beside = happening.end <= at and not any("," in sentence.gap(i) for i in range(happening.end, at - 2))
        if not (ahead and happening.start >= count.end) and not beside:
            continue
        inside = range(count.start, count.end)
        own = any(sentence.word_at(d.start) not in inside and d.timex_type == "DATE" for d in sentence.dates)
        return None if own else count
    return None


def hours_later(happening: Happening, told: Sequence[EventMention]) -> When | None:
    """ "Hours later, …" at the opening of a sentence: the day of what was told before, or the next."""
    opening = happening.sentence.keys[:_OPENS]
    later = next((i for i, key in enumerate(opening) if key in _HOURS), None)
    if later is None or _LATER.isdisjoint(happening.sentence.keys[later + 1 : later + 3]):
        return None
    days = (m.when.interval for m in reversed(told) if m.when and m.when.interval.is_day and m.event_type in VIOLENT)
    day = next(days, None)
    return _day(day, 0, 1, 1) if day else None


def _counted(sentence: Sentence, at: int, lexicon: Lexicon) -> Count | None:
    """The count that an "after" or "before" belongs to."""
    keys = sentence.keys
    unit, number = (keys[at - 1], keys[at - 2] if at > 1 else "")
    if keys[at] in _NEXT_DAY:
        unit, number = "jour", "1" if keys[at + 1 : at + 2] in (("de",), ("du",), ("des",), ("d",)) else ""
    end = next((i for i in range(at + 1, len(keys)) if _ends(sentence, at, i, lexicon)), len(keys))
    if unit in _HOURS:
        return Count(at + 1, end, 0, _SIDES[keys[at]], 1)
    value = int(number) if number.isdecimal() and len(number) < 4 else lexicon.numbers.get(number)
    if value is None or not (unit in _DAYS_OF or unit in _LONGER):
        return None
    days = value * _DAYS_OF[unit] if unit in _DAYS_OF else None
    return Count(at + 1, end, days, _SIDES[keys[at]])


def _ends(sentence: Sentence, at: int, index: int, lexicon: Lexicon) -> bool:
    """Whether the words for a deed end before a word: at a stop, or where another noun phrase begins."""
    if sentence.gap(index).strip(" -‑'’"):
        return True
    tied = lexicon.of("in_place", "from_place", "of_place", "joins")
    opens = sentence.keys[index] in _ARTICLES and at <= _OPENS
    return opens and index > at + 2 and sentence.keys[index - 1] not in tied


def from_deed(
    count: Count, sentence: Sentence, sentences: Sequence[Sentence], told: Sequence[EventMention], lexicon: Lexicon
) -> When | None:
    """The day counted from that of the deed: in its words, in a sentence that names it, or as it was told."""
    if count.days is None:
        return None
    inside = [d for d in sentence.dates if count.start <= sentence.word_at(d.start) < count.end]
    if inside:
        return _moved(inside[0], count) if _is_day(inside[0]) else None
    at = sentence.span.start
    near = sorted(sentences, key=lambda s: (s.span.start > at, abs(s.span.start - at)))
    deed = sentence.keys[count.start : count.end]
    named, kinds = _stems(deed, lexicon), _kinds(deed, lexicon)
    for other in near:
        days = [d for d in other.dates if _is_day(d)]
        if other is not sentence and len(days) == 1 and named & _stems(other.keys, lexicon):
            return _moved(days[0], count)
    for mention in reversed(told):
        day = mention.when.interval if mention.when else None
        if day and day.is_day and not kinds.isdisjoint((mention.event_type, _kind(mention.event_type))):
            return _day(day, count.days * count.side, count.spread, count.side)
    return None


def _stems(keys: Sequence[str], lexicon: Lexicon) -> set[str]:
    """How the words begin that may name a deed: those that tell of events, and nouns after "the"."""
    openers = lexicon.triggers.openers()
    named = (k for before, k in pairwise(("", *keys)) if k in openers or before in ("the", "le", "la", "l"))
    return {k[:_STEM] for k in named if len(k) >= _SHORTEST}


def _kinds(keys: Sequence[str], lexicon: Lexicon) -> set[str]:
    """The types of events that words tell of; all violence is one."""
    openers = lexicon.triggers.openers()
    found = (lexicon.triggers.longest([k], 0) for k in keys if k in openers)
    types = {t.event_type for match in found if match for t, _ in match[1]}
    return set(map(_kind, types))


def _kind(event_type: str) -> str:
    return "violence" if event_type in VIOLENT else event_type


def _is_day(mention: DateMention) -> bool:
    return mention.interval is not None and mention.interval.is_day and mention.timex_type in ("DATE", "TIME")


def _moved(mention: DateMention, count: Count, way: int = 1) -> When:
    """A day counted from a mention, forward to what is told or back (-1) to what it is counted from."""
    when = _day(mention.interval, way * count.days * count.side, count.spread, way * count.side)
    return replace(when, text=mention.text, span=mention.span)


def _day(day: Interval, days: int, spread: int, side: int) -> When:
    near = day.earliest + timedelta(days=days)
    first, last = sorted((near, near + timedelta(days=spread * side)))
    moved = Interval(first, last)
    return When(moved, edtf(moved), Precision.RANGE if spread else Precision.DAY, "clause-offset")
