"""Remarks in passing: what a sentence mentions without telling it as a happening of its own."""

from __future__ import annotations

from pipeline.events.fold import attributes
from pipeline.events.happenings import HOSTILE, Happening
from pipeline.events.reader import Reader
from pipeline.events.verbs import Verb
from pipeline.events.when import day_unknown
from pipeline.events.where import Found
from pipeline.model import Precision, When

_NAMED_BEFORE = 12  # words between a noun and the clause that says what came of it
_SAID_BEFORE = 4
_MONTHS = 60  # days in which nobody in particular was killed or taken
_WEEKS = 21  # days over which a count tells of many happenings
_VAGUE = (Precision.YEAR, Precision.DECADE)


def in_passing(happening: Happening, when: When | None, found: Found, reader: Reader) -> bool:
    """A remark in a relative clause, an undated perfect, a habit: no happening of its own."""
    if attributes(happening):
        return False  # it tells who did what was told before
    if happening.event_type == "statement" and happening.verb and _hangs(happening.verb):
        return True  # "…, accusing him of spying"
    if happening.event_type == "statement" and (happening.clause.opener == "that" or _part_of_story(happening, when)):
        return True  # "claimed that X had issued a statement"
    planned = when is not None and when.rule == "planned-after-publication"
    if planned and happening.event_type in HOSTILE and not happening.doers:
        return True  # "stocks are to be destroyed"
    if _goes_on_meanwhile(happening, reader) or _sum_of_many(happening, when, found):
        return True
    own = when is not None and when.rule in (
        "clause-date",
        "sentence-date",
        "paragraph-date",
        "source-date",
        "only-day",
    )
    verb, lexicon = happening.verb, reader.lexicon
    relative = lexicon.language == "fr" and lexicon.has("relative", happening.clause.opener)
    relative = relative and not _completes(happening, reader)
    if relative and when is not None and when.rule in ("sentence-date", "paragraph-date"):
        return True  # the day is that of the main clause
    if own and verb is None and when.precision in _VAGUE and not found.place:
        return True  # "the 1991 agreement": history
    if own:
        return False
    beside = lexicon.language == "en" and lexicon.has("relative", happening.clause.opener)
    if relative or (beside and happening.clause.opener != "that"):
        return True
    if verb and verb.tense in ("participle", "reduced", "infinitive") and when is None:
        return True
    if lexicon.language == "fr" and verb and verb.tense == "reduced" and happening.clause.opener == ",":
        return True  # "X, blessé à la jambe, a été conduit à l'hôpital"
    if (
        when
        and when.rule == "planned-after-publication"
        and not (found.place or any(p.ids or (p.person and happening.event_type == "other") for p in happening.doers))
    ):
        return True
    if happening.event_type == "statement" and verb and happening.clause.opener not in ("", ":", ",", "and", "but"):
        return True
    if not own and not found.place and not (happening.doers or happening.targets):
        return True
    if when is None and verb and happening.doers and day_unknown(happening):
        return False  # "on Thursday" of a report whose own day nobody knows
    suffered = happening.whom or (lexicon.language == "fr" and verb and verb.passive)
    return when is None and not (verb and (happening.doers or suffered) and found.place)


def _hangs(verb: Verb) -> bool:
    """ "…, accusing him", "X, accused of spying": of somebody, not told."""
    return verb.tense == "participle" or (verb.tense == "reduced" and verb.passive)


def _completes(happening: Happening, reader: Reader) -> bool:
    """Whether a French clause says what was said ("a annoncé que"), or what came of the incident just named ("une
    embuscade dans laquelle")."""
    sentence, at = happening.sentence, happening.clause.start
    before = sentence.keys[max(0, at - _NAMED_BEFORE) : at]
    if happening.clause.opener == "que":
        return not reader.lexicon.of("says").isdisjoint(before[-_SAID_BEFORE:])
    if happening.clause.opener not in ("laquelle", "lequel"):
        return False
    nouns = (t for i in range(len(before)) for _, row in reader.lexicon.triggers.every(before, i) for t, _ in row)
    return any(t.is_noun and t.event_type in HOSTILE for t in nouns)


def _part_of_story(happening: Happening, when: When | None) -> bool:
    """A denial on no day of its own, the ransom that kidnappers ask for."""
    own = when is not None and when.rule in ("clause-date", "sentence-date", "source-date")
    ransom = (
        happening.trigger.lemma == "demand" and "ransom" in happening.sentence.keys[happening.end : happening.end + 5]
    )
    return ransom or (happening.trigger.lemma in ("deny", "démentir") and not own)


def _sum_of_many(happening: Happening, when: When | None, found: Found) -> bool:
    """ "97 people have been killed since Saturday": a count over many happenings."""
    suffered = happening.event_type in ("killing", "abduction", "arrest")
    nobody = suffered and not happening.doers and not found.place
    counted = happening.trigger.event_type in ("killing", "abduction") and happening.verb is not None
    if counted and when is not None and _over_weeks(when, happening.verb):
        return True  # "X has killed 300 people this year"
    if "mortal" in happening.trigger.needs:
        own = when is not None and when.rule in ("clause-date", "sentence-date")
        since = {"since", "far"} & happening.sentence.vocabulary
        return bool(since) or (not own and happening.verb.tense in ("perfect", "infinitive"))
    if nobody and when is not None and (when.interval.days or 0) > _MONTHS:
        return True  # "1,300 persons were kidnapped in 2022"
    return nobody and when is not None and when.rule == "bounded-date"


def _over_weeks(when: When, verb: Verb) -> bool:
    """Whether a count runs over weeks up to the report: since a day long gone, or "have been killed this year"."""
    long = when.interval.days is not None and when.interval.days > _WEEKS
    return long and (when.rule == "bounded-date" or verb.tense == "perfect")


def _goes_on_meanwhile(happening: Happening, reader: Reader) -> bool:
    """ "a convoy of people who were fleeing": says who they were."""
    verb, opener = happening.verb, happening.clause.opener
    if happening.event_type == "protest":
        return False  # "fired at people who were burning tyres"
    return (
        bool(verb)
        and verb.tense == "progressive"
        and not verb.ongoing
        and (opener == "where" or reader.lexicon.has("relative", opener))
    )
