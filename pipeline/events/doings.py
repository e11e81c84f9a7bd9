"""Who does what trigger words tell: an armed force, a state, a crowd, somebody who travels for a party."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.events.possible import GOING
from pipeline.events.speech import is_hostile
from pipeline.groups.text import tokens

if TYPE_CHECKING:
    from pipeline.events.happenings import Happening
    from pipeline.events.parties import Party
    from pipeline.events.reader import Reader
    from pipeline.groups.registry import Group
    from pipeline.syntax import Phrase

_OPENING = 12  # characters: "In early", "On or about"
_TOLD = frozenset({"report", "announce", "confirm", "reveal"})


def said(party: Party) -> list[str]:
    """A party's words, folded."""
    return [t.key for t in tokens(party.text)]


def object_keys(happening: Happening) -> list[str]:
    """The words of what it was done to, folded."""
    return [w.key for w in happening.sentence.words[slice(*(happening.object or (0, 0)))]]


def hostile(happening: Happening, reader: Reader) -> bool:
    """The doer is an armed group, or words for one."""
    return any(is_hostile(party, reader) for party in happening.doers)


def menace(happening: Happening, reader: Reader) -> bool:
    """The doer could do harm: no aid agency, no court."""
    return any(
        not p.ids or any(reader.registry.group(i).kind != "organisation" for i in p.ids) for p in happening.doers
    )


def marchers(happening: Happening, reader: Reader) -> bool:
    """People out in the streets do it, not two groups of residents against each other."""
    words = [w for p in happening.doers for w in said(p)]
    return any(reader.lexicon.has("marchers", w) for w in words)


def regulars(happening: Happening, reader: Reader) -> bool:
    """A state's own force does it."""
    for party in happening.doers:
        if party.ids:
            return not any(reader.registry.group(i).is_armed for i in party.ids)
        if any(reader.lexicon.has("regulars", w) for w in said(party)):
            return True
    return False


def armed(happening: Happening, reader: Reader) -> bool:
    """The doer is an armed group or a force."""
    for party in happening.doers:
        if any(_has_arms(reader.registry.group(i), party) for i in party.ids):
            return True
        if any(reader.lexicon.has("forces", w) for w in said(party)) or is_hostile(party, reader):
            return True
    return False


def _has_arms(group: Group, party: Party) -> bool:
    """An armed group, a coalition, or a state by the name of its forces."""
    return (
        group.is_armed
        or group.kind == "coalition"
        or any(alias.text == party.text for alias in group.aliases if group.kind == "government")
    )


def state(happening: Happening, reader: Reader) -> bool:
    """The doer is a state, an organisation or an office-holder of the registry, or a body that decides by its words."""
    if happening.verb and happening.verb.passive and not happening.doers and reader.lexicon.language == "fr":
        return any(reader.lexicon.has("measures", w) for w in object_keys(happening))  # "un couvre-feu a été instauré"
    named = any(not reader.registry.group(i).is_armed for p in happening.doers for i in p.ids)
    return named or any(reader.lexicon.has("institutions", w) for p in happening.doers for w in said(p))


def court(happening: Happening, reader: Reader) -> bool:
    """The law does it: "police charged two men", "was charged with murder"."""
    if happening.verb and happening.verb.passive and not happening.doers:
        following = happening.sentence.keys[happening.end : happening.end + 1]
        return following in (("with",), ("over",), ("for",)) or happening.trigger.lemma == "fine"
    words = [w for p in happening.doers for w in said(p)]
    return any(reader.lexicon.has("courts", w) or reader.lexicon.has("forces", w) for w in words)


def crowd(happening: Happening, reader: Reader) -> bool:
    """People in numbers do it."""
    verb = happening.verb
    if verb is None or (happening.trigger.is_noun and happening.trigger.lemma == "march"):
        return not armed(happening, reader)  # soldiers march as well
    before = happening.sentence.words[max(happening.clause.start - 8, 0) : verb.start]
    return any(reader.lexicon.has("crowd", w.key) for w in before) or bool(happening.trigger.rest)


def protesters(happening: Happening, reader: Reader) -> bool:
    """People who protest do it, not armed men."""
    words = [w for p in happening.doers for w in said(p)]
    return any(reader.lexicon.has("protesters", w) for w in words) and "other" not in object_keys(happening)


def traveller(happening: Happening, reader: Reader) -> bool:
    """Somebody who acts for a party, abroad where his country is known."""
    if happening.sentence.keys[happening.end : happening.end + 1] == ("from",):
        return False  # he comes home
    holders = [p for p in happening.doers if p.person and p.ids and reader.registry.group(p.ids[0]).terms]
    if holders:
        if reader.lexicon.language == "fr" and beside_a_day(happening):
            return True
        homes = {t.of for p in holders for t in reader.registry.group(p.ids[0]).terms}
        codes = {c for h in homes for c in reader.registry.group(h).countries}
        return not {p.country_code for p in _following(happening)} <= codes
    if happening.trigger.lemma in GOING:
        return False
    verb = happening.verb
    words, subject = happening.sentence.words, happening.subject
    before = (*words[happening.clause.start : verb.start if verb else happening.start], *_words_of(words, subject))
    named = (w for p in happening.doers if p.person for w in said(p))
    return any(reader.lexicon.has("travellers", w) for w in (*(w.key for w in before), *named))


def _words_of(words: Sequence, phrase: Phrase | None) -> Sequence:
    return words[phrase.start : phrase.end] if phrase else ()


def _following(happening: Happening) -> list:
    end = happening.sentence.words[happening.end - 1].end
    return [p for p in happening.sentence.places if p.start >= end][:1]


def speaker(happening: Happening, reader: Reader) -> bool:
    """A named party or source speaks: one of the registry, or a name right before the verb."""
    if happening.quoted or not happening.verb or happening.verb.passive:
        return False
    if any(p.ids and happening.verb.start - p.end <= 3 for p in happening.doers):
        return True
    if "day" not in happening.trigger.needs and any(p.ids for p in happening.doers):
        return True
    if reader.lexicon.language == "fr":
        return any(reader.lexicon.has("institutions", w) for p in happening.doers for w in said(p))
    before = happening.sentence.words[max(happening.clause.start, happening.verb.start - 2) : happening.verb.start]
    named = [w for w in before if w.text[0].isupper()]
    only_source = happening.trigger.lemma in _TOLD  # what a source unknown to the registry can do
    opens = bool(named) and named[0].start == happening.sentence.span.start and len(named) == 1
    return only_source and bool(named) and not opens


def beside_a_day(happening: Happening) -> bool:
    """A date stands beside the verb."""
    words, verb = happening.sentence.words, happening.verb
    first = max(0, (verb.start if verb else happening.start) - 3)
    last = min(len(words), happening.clause.end, happening.end + 9) - 1
    if verb and verb.tense in ("participle", "reduced", "infinitive"):
        return False
    if happening.clause.opener == "" and not happening.quoted:
        opened = [d for d in happening.sentence.dates[:1] if d.start - happening.sentence.span.start <= _OPENING]
        if opened and opened[0].interval is not None:
            return True  # "On 23 January, in his address to the nation, X announced …"
    return any(
        words[first].start <= d.start < words[last].end and d.interval is not None for d in happening.sentence.dates
    )
