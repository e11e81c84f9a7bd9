"""The date of a happening: its clause's, sentence's, source's, paragraph's, or the report's by a named rule.

Speech acts and threats keep to the day they were uttered. DATE_RULES has all rules in the order tried.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

from msgspec import Struct

from pipeline.events.bounds import bound, bounded, until_now
from pipeline.events.counted import count_of, from_deed, hours_later, side_told
from pipeline.events.happenings import Happening
from pipeline.events.lexicon import Lexicon
from pipeline.events.sentences import Sentence, names_a_day
from pipeline.events.spans import (
    FEW,
    SPEECH,
    about_publication,
    antecedent,
    edtf,
    hull,
    in_dateline,
    told_with,
    usable,
    when_of,
)
from pipeline.model import DateMention, EventMention, Interval, Precision, Publication, Status, When

DATE_RULES = {
    "clause-date": "a date in the event's own clause, the nearest to its words",
    "clause-offset": "so many days before or after another deed's, as “a day after” or “two days before” says",
    "sentence-date": "a date elsewhere in the sentence that belongs to no other verb",
    "bounded-date": "from the day after “since”, up to the day after “until” or “by”, or up to the day before",
    "duration-until-publication": "that long before publication up to publication, for what is going on",
    "source-date": "by the day of the source that the sentence cites",
    "sources-until-publication": "from the first source cited to publication, for what is going on",
    "reported-by": "by the day on which somebody reported it; within the week before, for what has just happened",
    "paragraph-date": "that of the happening told before it in the paragraph, or the date that heads it in a list",
    "story-date": "from the day of the news told in a paragraph before up to publication",
    "only-day": "the one day that a short report names, whose own day is not known",
    "planned-after-publication": "from publication on, for what is planned",
    "reporting-verb": "about publication: what has been said or threatened, or goes on, as the report is written",
    "while-reporting": "about publication: what happened as the thing reported was said",
    "lead-of-report": "about publication: what the first paragraph tells in the past tense",
}
_AT_ONCE = frozenset({"during", "when", "while", "as", "lors", "lorsque", "quand", "pendant"})  # the same day
_FOR = frozenset({"for", "pour"})
_OPENING = 4  # words
_LATER = frozenset("eventually subsequently ultimately".split())
_SOON_AFTER = frozenset("soon shortly later afterwards after thereafter".split())
_GOES_ON = ("", ":", "and", "but", "et", "mais")  # how a main clause opens
_LONG_BEFORE = frozenset({"had", "avait", "avaient", "aurait", "auraient"})
_ONCE = frozenset(
    "once previously formerly earlier originally decades years months ago past since depuis autrefois ans mois annees"
    " mandat guerre".split()
)
_HOUR = re.compile(r"(?i)\d{1,2}(?:[:.h]\d\d)?\s*(?:[ap]\.?m\.?|gmt|h|hours)?")
_MONTH = 31  # days; a year named beside a day is that of something else
_SINCE_THEN = frozenset({"after", "following"})
_TOLL = 5  # words: "the death toll from a suicide bombing"
_HEARD = 6  # words: "told our correspondent by phone on Thursday"
_AS_REPORTED = 3  # words: "As reported on 8 April, …"
_NEWS = frozenset({"attack", "bombing", "seizure", "arrest", "abduction", "deployment"})  # told as it happens
_NEAR = 7  # days between two that are named together


class Dating(Struct, frozen=True, gc=False):
    """What dates are worked out with."""

    publication: Publication
    lexicon: Lexicon
    paragraph_date: When | None  # of the last dated happening of the paragraph
    paragraph_cited: tuple[DateMention, ...]  # dates of sources cited in the paragraph
    history: bool = False  # whether the document tells of years before its publication
    sentences: Sequence[Sentence] = ()  # of the whole document
    told: Sequence[EventMention] = ()  # the events found so far
    story: When | None = None  # of the last dated happening of the paragraphs before
    only: DateMention | None = None  # the one day named in a short report whose own day is not known


def date_of(happening: Happening, status: Status, dating: Dating) -> tuple[When | None, str | None]:
    """The date of a happening, or None and why."""
    count = count_of(happening, dating.lexicon) if dating.only is None else None
    if count is not None:
        when = from_deed(count, happening.sentence, dating.sentences, dating.told, dating.lexicon)
        if when or not (happening.sentence.lead and count.side > 0):
            return when, None if when else "it is counted from something whose day is not told"
    if (when := hours_later(happening, dating.told)) and status is Status.OCCURRED:
        return when, None
    for rule in (
        _own,
        bounded,
        until_now,
        _cited,
        _reported_by,
        _narrated,
        _went_on,
        _on_only_day,
        _planned,
        _reporting,
    ):
        when = rule(happening, status, dating)
        if when:
            return when, None
    if told := day_unknown(happening):
        return None, f"“{told.text}” counts from the report's own day, which is not known"
    why = "the sentence names no date"
    if dating.publication.interval is None:
        why += " and the report's own date is not known"
    return None, why


def day_unknown(happening: Happening) -> DateMention | None:
    """The words of the clause that name a day of a report whose own day is not known: "on Thursday"."""
    words, clause = happening.sentence.words, happening.clause
    low, high = words[clause.start].start, words[clause.end - 1].end
    for mention in happening.sentence.dates:
        if mention.interval is None and low <= mention.start < high and names_a_day(mention):
            return mention
    return None


def _own(happening: Happening, status: Status, dating: Dating) -> When | None:
    """The nearest date of the clause, else one elsewhere in the sentence that belongs to no other verb."""
    sentence, clause = happening.sentence, happening.clause
    dates = [
        d for d in sentence.dates if usable(d) and _free(d, happening, dating.lexicon) and not in_dateline(d, sentence)
    ]
    if happening.event_type == "threat":
        dates = [d for d in dates if not sentence.quoted[min(sentence.word_at(d.start), len(sentence.words) - 1)]]
        dates = [d for d in dates if not d.text.lower().startswith(("in ", "within ", "next "))]
    if status is not Status.PLANNED:
        dates = [d for d in dates if not _is_set_for(sentence, d)]
    low, high = sentence.words[clause.start].start, sentence.words[clause.end - 1].end
    at, after = sentence.words[happening.start].start, sentence.words[happening.end - 1].end
    inside = [d for d in dates if low <= d.start < high]
    if not inside and clause.opener == "when" and (above := antecedent(sentence, clause.start)):
        return when_of(above, "clause-date")
    if inside and happening.verb is None and "toll" in sentence.keys[max(0, happening.start - _TOLL) : happening.start]:
        return _within_week(inside[0], "clause-date")  # "the toll of X rose on Tuesday"
    if inside:
        best = min(inside, key=lambda d: (_is_hour(d), _apart(d, at, after), d.start))
        return _with_next(best, sentence, "clause-date") or when_of(best, "clause-date")
    said = [d for d in sentence.dates if usable(d) and not bound(d, happening, dating.lexicon)]
    apart = side_told(happening, dates or said, dating.told, dating.lexicon)
    if apart:
        return apart
    others = [d for d in dates if not _elsewhere(sentence, d, happening, dating.lexicon)]
    if happening.verb is None:
        others = [d for d in others if not told_with(d, sentence)]
    if status is Status.PLANNED:
        others = [d for d in others if not _is_over(d, dating.publication)]
    if dating.lexicon.has("relative", clause.opener) and "had" in sentence.keys[clause.start : happening.start]:
        others = [d for d in others if d.start > low]  # "militants who had sworn allegiance held it in 2017"
    if not others:
        return None
    best = min(others, key=lambda d: ((d.interval.days or 0) > _MONTH, abs(d.start - at), d.start))
    if clause.opener in _SINCE_THEN and best.start < low and best.interval.is_day and dating.only is None:
        return _within_week(best, "sentence-date")  # "mourned on Tuesday after missiles hit X"
    return _with_next(best, sentence, "sentence-date") or when_of(best, "sentence-date")


def _apart(mention: DateMention, first: int, last: int) -> int:
    """Characters between a date and what stands in [first, last); the date behind it is a little nearer."""
    return mention.start - last if mention.start >= last else first - mention.end + 1


def _is_hour(mention: DateMention) -> bool:
    """ "Between 6pm and 6am … last month": hours date nothing where a day or a month is named as well."""
    return mention.timex_type == "TIME" and bool(_HOUR.fullmatch(mention.text))


def _is_over(mention: DateMention, publication: Publication) -> bool:
    first, last = publication.interval and publication.interval.earliest, mention.interval.latest
    return bool(first and last and last < first)


def _is_set_for(sentence: Sentence, mention: DateMention) -> bool:
    """ "Called a meeting for Monday": the day of what was called, not of the call."""
    index = sentence.word_at(mention.start)
    return index > 0 and sentence.keys[index - 1] in _FOR and names_a_day(mention)


def _with_next(mention: DateMention, sentence: Sentence, rule: str) -> When | None:
    """ "On 3 and 4 May": both days."""
    for other in sentence.dates:
        first, last = sorted((mention, other), key=lambda d: d.start)
        joined = other is not mention and usable(other) and other.interval.is_day and mention.interval.is_day
        if not joined or sentence.text[first.end : last.start].strip() not in ("and", "&", "et"):
            continue
        if timedelta() < last.interval.earliest - first.interval.earliest <= timedelta(days=_NEAR):
            days = hull(first.interval, last.interval)
            return When(days, edtf(days), Precision.RANGE, rule, mention.text, mention.span)
    return None


def _free(mention: DateMention, happening: Happening, lexicon: Lexicon) -> bool:
    """Whether a date neither belongs to a verb of saying ("an official said Thursday") nor only bounds ("since")."""
    sentence = happening.sentence
    index = sentence.word_at(mention.start)
    if bound(mention, happening, lexicon) and happening.event_type not in SPEECH:
        return False
    says = lexicon.words["says"]
    first = max(0, index - _HEARD)
    sayers = [i for i, key in enumerate(sentence.keys[first:index], first) if key in says]
    sayers = [i for i in sayers if not (happening.start <= i < happening.end) and not _came_about(sentence, i)]
    if not sayers:
        return True
    return not all(w.key in ("on", "late", "early", "le") or lexicon.has("says", w.key) or w.text[0].isupper()
                   or lexicon.has("heard", w.key)
                   for w in sentence.words[sayers[-1] : index])  # fmt: skip


def _came_about(sentence: Sentence, index: int) -> bool:
    """ "Fighting was reported on Sunday": the day of the fighting."""
    return sentence.keys[index] == "reported" and sentence.keys[index - 1 : index] in (("was",), ("were",))


def _elsewhere(sentence: Sentence, mention: DateMention, happening: Happening, lexicon: Lexicon) -> bool:
    """Whether a date outside the clause stands in a relative or subordinate clause of another verb."""
    index = min(sentence.word_at(mention.start), len(sentence.words) - 1)
    if index < happening.clause.start:
        return happening.clause.opener in ("before", "when", "if", "while") and not _opens_sentence(sentence, index)
    between = [w.key for w in sentence.words[happening.clause.end : index]]
    openers = sentence.words[happening.clause.end].key if happening.clause.end < len(sentence.words) else ""
    subordinate = any(
        lexicon.has("relative", w) or (lexicon.has("clause", w) and w not in _AT_ONCE) for w in [openers, *between]
    )
    if happening.trigger.event_type == "meeting" and any(
        lexicon.happen.longest(between[i : i + 3], 0) for i in range(len(between))
    ):
        return False  # "a conference … that ended on Thursday"
    meanwhile = any(a in ("was", "were") and b.endswith("ing") for a, b in pairwise(between))
    return subordinate and not meanwhile  # "a convoy of people who were fleeing X on Sunday"


def _opens_sentence(sentence: Sentence, index: int) -> bool:
    return index <= 3


def _cited(happening: Happening, status: Status, dating: Dating) -> When | None:
    """By the day of the source cited; a present state from the first source cited to publication."""
    cited = [d for d in happening.sentence.cited if usable(d)]
    if status is Status.ONGOING:
        cited = cited or [d for d in dating.paragraph_cited if usable(d)]
    published = dating.publication.interval
    cited = [
        d
        for d in cited
        if d.interval.earliest and (not published or not published.latest or d.interval.earliest <= published.latest)
    ]
    if not cited or status is Status.PLANNED:
        return None
    first = min(cited, key=lambda d: (d.interval.earliest, d.start))
    if status is Status.ONGOING:
        last = published.latest if published else max(d.interval.latest for d in cited)
        interval = Interval(first.interval.earliest, max(last, first.interval.latest) if last else None)
        return When(interval, edtf(interval), Precision.RANGE, "sources-until-publication", first.text, first.span)
    interval = Interval(None, first.interval.latest)
    return When(interval, edtf(interval), Precision.RANGE, "source-date", first.text, first.span)


def _reported_by(happening: Happening, status: Status, dating: Dating) -> When | None:
    """By the day on which somebody reported it: "…, El Khabar reported Wednesday"."""
    if status is Status.PLANNED:
        return None
    for mention in happening.sentence.dates:
        reported = usable(mention) and mention.interval.latest and not _free(mention, happening, dating.lexicon)
        if reported and dating.lexicon.has("says", _sayer(happening.sentence, mention, dating.lexicon)):
            opens = happening.sentence.word_at(mention.start) <= _AS_REPORTED
            had = "had" in happening.sentence.keys[happening.clause.start : happening.start]
            had = had and "mortal" not in happening.trigger.needs
            news = happening.sentence.lead or had or happening.event_type in _NEWS
            news = news and _is_news(mention, dating.publication)
            just = news or (happening.verb and happening.verb.tense == "perfect")
            if (opens or just) and mention.interval.is_day:
                return _within_week(mention, "reported-by")
            interval = Interval(None, mention.interval.latest)
            return When(interval, edtf(interval), Precision.RANGE, "reported-by", mention.text, mention.span)
    return None


def _within_week(mention: DateMention, rule: str) -> When:
    """The week that a day ends: what is told of on it took place by then, and not long before."""
    days = Interval(mention.interval.earliest - timedelta(days=FEW - 1), mention.interval.latest)
    return When(days, edtf(days), Precision.RANGE, rule, mention.text, mention.span)


def _is_news(said: DateMention, published: Publication) -> bool:
    """Whether something was said in the week before a report: its first paragraph then tells what has just happened."""
    day = published.interval.latest if published.interval else None
    return day is not None and timedelta() <= day - said.interval.latest <= timedelta(days=FEW)


def _sayer(sentence: Sentence, mention: DateMention, lexicon: Lexicon) -> str:
    index = sentence.word_at(mention.start)
    words = sentence.keys[max(0, index - _HEARD) : index]
    return next((w for w in reversed(words) if lexicon.has("says", w)), "")


def _narrated(happening: Happening, status: Status, dating: Dating) -> When | None:
    """The date of the happening told before in the same paragraph."""
    told = dating.paragraph_date
    if not told or status in (Status.PLANNED, Status.ONGOING) or happening.event_type in SPEECH:
        return None
    told_back = ("past", "reduced", "participle", "perfect" if dating.lexicon.language == "fr" else "past")
    if happening.verb and happening.verb.tense not in told_back:
        return None
    if _names_another_day(happening.sentence, told.interval):
        return None  # "freed a man whom it had held … last month"
    opening = happening.sentence.keys[:_OPENING]
    if not _LATER.isdisjoint(opening) or (dating.history and not _SOON_AFTER.isdisjoint(opening)):
        return None  # "Eventually", "A short time after"
    return When(told.interval, told.edtf, told.precision, "paragraph-date", told.text, told.span)


def _names_another_day(sentence: Sentence, told: Interval) -> bool:
    """Whether a sentence names days apart from those told before, to whatever of it they belong."""
    days = [d.interval for d in sentence.dates if usable(d) and (d.interval.days or 99) <= _MONTH]
    return bool(days) and all(day.intersect(told) is None for day in days)


def _went_on(happening: Happening, status: Status, dating: Dating) -> When | None:
    """Between the day of the news that paragraphs before told and publication: what a report goes on to tell."""
    story, published, verb = dating.story, dating.publication.interval, happening.verb
    if story is None or dating.history or published is None or status is not Status.OCCURRED:
        return None
    if verb is None or verb.tense != "past" or happening.event_type in SPEECH or happening.sentence.dates:
        return None
    before = happening.sentence.keys[max(happening.clause.start, verb.start - 1) : happening.start + 1]
    first, last = story.interval.earliest, published.latest
    recent = first and last and timedelta() <= last - first <= timedelta(days=FEW)
    if not recent or happening.clause.opener not in _GOES_ON or not _LONG_BEFORE.isdisjoint(before):
        return None
    if not _ONCE.isdisjoint(happening.sentence.vocabulary):
        return None
    days = Interval(first, last)
    return When(days, edtf(days), Precision.RANGE, "story-date", story.text, story.span)


def _on_only_day(happening: Happening, status: Status, dating: Dating) -> When | None:
    if dating.only is None or status in (Status.PLANNED, Status.THREATENED):
        return None
    return when_of(dating.only, "only-day")


def _planned(happening: Happening, status: Status, dating: Dating) -> When | None:
    published = dating.publication.interval
    if dating.history or status is not Status.PLANNED or not published or not published.earliest:
        return None
    interval = Interval(published.earliest, None)
    return When(interval, edtf(interval), Precision.RANGE, "planned-after-publication")


def _reporting(happening: Happening, status: Status, dating: Dating) -> When | None:
    """About the day of publication: what is said, threatened or going on as the report is written."""
    verb, published = happening.verb, dating.publication
    known = published.interval is not None and published.interval.days is not None
    if dating.history or not known or published.interval.days > 62:
        return None
    sentence = happening.sentence
    tense = verb.tense if verb else _tense_after(happening, dating.lexicon)
    if status is Status.ONGOING or happening.event_type in SPEECH or tense in ("perfect", "progressive"):
        rule = "reporting-verb"
    elif happening.clause.opener in ("as", "while") and verb and verb.tense == "past":
        rule = "while-reporting"
    elif sentence.lead and verb and verb.tense in ("past", "reduced"):
        rule = "lead-of-report"
    else:
        return None
    return about_publication(published, rule)


def _tense_after(happening: Happening, lexicon: Lexicon) -> str:
    """The tense of the verb after a noun: "the talks have included X" is perfect."""
    words = [w.key for w in happening.sentence.words[happening.end : happening.end + 2]]
    return "perfect" if any(lexicon.has("have", w) and lexicon.has("present", w) for w in words) else ""


_IN_ORDER = (
    _own, bounded, until_now, _cited, _reported_by, _narrated, _went_on, _on_only_day, _planned, _reporting
)  # fmt: skip
