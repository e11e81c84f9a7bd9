"""Whether the text says that a happening took place."""

from __future__ import annotations

from pipeline.events.happenings import Happening
from pipeline.events.reader import Reader
from pipeline.model import Status

_NEAR = 7  # words: "aurait, de son côté, envoyé"


def status_of(happening: Happening, reader: Reader) -> Status:
    """The status that tense, mood, quotation and hearsay give a happening.

    threatened and planned come from what is yet to come; denied from a verb of denial over the clause; claimed from
    hearsay, from words of an unnamed source, or from a party that speaks of its own doing; ongoing from progressive
    tenses and "is under way"; else occurred.
    """
    verb, lexicon, sentence = happening.verb, reader.lexicon, happening.sentence
    if happening.event_type == "threat":
        return Status.THREATENED
    if happening.planned or (
        verb and (verb.tense == "future" or (verb.tense == "infinitive" and lexicon.has("plans", verb.governor)))
    ):
        return Status.PLANNED
    before = sentence.keys[: happening.start]
    if not lexicon.of("denies").isdisjoint(before) and happening.trigger.lemma != "deny":
        return Status.DENIED
    if _ongoing(happening, reader):
        return Status.ONGOING
    if happening.quoted or _hearsay(happening, reader):
        return Status.CLAIMED
    return Status.OCCURRED


def _ongoing(happening: Happening, reader: Reader) -> bool:
    verb, sentence = happening.verb, happening.sentence
    if verb and ((verb.tense == "progressive" and verb.ongoing) or verb.ongoing):
        return True
    words = sentence.keys[happening.end : happening.end + 5]
    if "ongoing" in words or "underway" in words or ("under" in words and "under way" in " ".join(words)):
        return True
    if verb is None:
        before = [w.key for w in sentence.words[: happening.start]]
        now = any(w in ("now", "currently") for w in before)
        return now and any(reader.lexicon.has("present", w) for w in before)
    return False


def _hearsay(happening: Happening, reader: Reader) -> bool:
    """ "reportedly", "says that he …": told by hearsay, or by the party itself."""
    sentence, clause = happening.sentence, happening.clause
    first = min(clause.start, happening.start - _NEAR) if reader.lexicon.language == "fr" else clause.start
    near = sentence.keys[max(0, first) : happening.end + 3]
    if not reader.lexicon.of("hearsay").isdisjoint(near):
        return True
    if happening.verb and reader.lexicon.has("claims", happening.verb.governor):
        return True
    before = sentence.keys[max(0, clause.start - 3) : clause.start]
    if not reader.lexicon.of("claims").isdisjoint(before):
        return True
    own = clause.opener == "that" and any(w in ("he", "she", "they", "it") for w in near[:3])
    return own and not reader.lexicon.of("says").isdisjoint(before)
