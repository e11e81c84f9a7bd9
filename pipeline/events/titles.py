"""A short title, as a person would write it: who does what to whom, where."""

from __future__ import annotations

from pipeline.events.active import active_title
from pipeline.events.english import UNDERGONE
from pipeline.events.happenings import HOSTILE, Happening
from pipeline.events.headline import as_it_stands, cut, noun_words
from pipeline.events.lexicon import conjugate
from pipeline.events.matter import unled, visited
from pipeline.events.naming import names_of, trimmed
from pipeline.events.nouns import broken
from pipeline.events.own_words import own_words
from pipeline.events.parties import is_plural
from pipeline.events.reader import Reader
from pipeline.events.reading import after
from pipeline.events.types import load_event_types
from pipeline.events.wording import PREPOSITIONS, lemma_of, object_words
from pipeline.model import PlaceKind, PlaceMention, Status

_TURNS = frozenset("end conclude begin start open resume join".split())  # what talks come to
_MUTUAL = frozenset("fighting clash skirmish battle firefight confrontation gunfight shootout".split())
# nouns that tell nothing without words for who, whom or what
_NAMED_ONLY = frozenset(
    "visit meeting negotiation agreement alliance split desertion seizure arrest deployment".split()
)


def title_of(happening: Happening, status: Status, place: PlaceMention | None, reader: Reader) -> str:
    """A headline in the present tense, at most some twelve words."""
    verb = happening.verb
    if happening.bare:
        return as_it_stands(happening)
    if reader.lexicon.language != "en":
        text = _plain_title(happening, status, reader)
    elif happening.trigger.needs & UNDERGONE:
        text = _undergone_title(happening, reader)
    elif verb is None or happening.trigger.is_noun:
        text = _noun_title(happening, status, place, reader)
    elif verb.passive and not happening.doers:
        text = _passive_title(happening, status, reader)
    else:
        text = active_title(happening, status, reader)
    text = " ".join(text.split())
    for aside in happening.sentence.asides:
        text = text.replace(aside, "").replace(aside[:-1], "")
    if not text or (text[:1].islower() and " " not in text and place is None):
        return ""
    if happening.event_type == "visit" and text.endswith((" visit", " visits")) and place is None:
        what = visited(happening, reader)
        text = f"{text} {what}" if what else ""
    where = _place(place, text) if reader.lexicon.language == "en" else _bracketed(place, text)
    return (text[:1].upper() + text[1:] + where).strip()


def _plain_title(happening: Happening, status: Status, reader: Reader) -> str:
    """Who, and the noun of the type in the text's language, in English where that is not known."""
    who, _ = names_of(happening.doers, reader)
    words = own_words(happening, reader, who if any(p.ids for p in happening.doers) else "")
    if words:
        return words
    what = object_words(happening, reader)
    if happening.verb and not happening.trigger.is_noun and what and not happening.verb.passive:
        return f"{who} : {lemma_of(happening, reader)} {what}" if who else f"{lemma_of(happening, reader)} {what}"
    said = reader.lexicon.nouns
    aside = happening.verb and happening.verb.tense == "reduced"
    if happening.event_type == "other" and aside and not happening.trigger.is_noun:
        return ""  # "Event" says nothing
    noun = said.get(happening.event_type) or load_event_types()[happening.event_type].noun
    noun = happening.trigger.lemma if said and happening.trigger.is_noun else noun
    if status is Status.PLANNED:
        noun = f"{noun} {said['planned']}" if "planned" in said else f"planned {noun}"
    return f"{who} : {noun}" if who and said else f"{who}: {noun}" if who else noun


def _passive_title(happening: Happening, status: Status, reader: Reader) -> str:
    kind = load_event_types()[happening.event_type]
    what = object_words(happening, reader)
    words = happening.sentence.words
    said = happening.sentence.text[words[happening.start].start : words[happening.end - 1].end]
    rest = happening.trigger.rest
    done = words[happening.start].text if rest[:1] and rest[0] in PREPOSITIONS else " ".join(said.split())
    done = kind.passive if rest and rest[0] not in PREPOSITIONS else done
    done = words[happening.start].text if done == "done" else done
    if not what:
        return ""
    return f"{trimmed(what)} {'to be ' if status is Status.PLANNED else ''}{done}{_cause(happening, reader)}"


def _undergone_title(happening: Happening, reader: Reader) -> str:
    """ "Gao falls to the MNLA", "Twelve people die in a bus crash"."""
    what = object_words(happening, reader)
    who, _ = names_of(happening.doers, reader)
    number = reader.lexicon.numbers.get(what.lower(), 1)  # "seven"
    several = bool(happening.whom) and (is_plural(what, reader.lexicon) or " and " in what or number > 1)
    return f"{what} {conjugate(happening.trigger.lemma, several)}{f' to {who}' if who else _cause(happening, reader)}"


def _cause(happening: Happening, reader: Reader) -> str:
    """ "in clashes between A and B" after what was done there."""
    follows = after(reader.reading(happening.sentence), happening.end)
    links = ("in", "of", "from", "after") if happening.trigger.needs & UNDERGONE else ("in",)
    if follows is None or follows[0] not in links or happening.sentence.gap(happening.end).strip():
        return ""
    phrase, lexicon = follows[1], reader.lexicon
    key = happening.sentence.words[phrase.heads[0]].key
    if not any(lexicon.has(kind, k) for kind in ("deeds", "disasters") for k in (key, key.removesuffix("s"), key[:-2])):
        return ""
    return f" {follows[0]} {cut(happening, phrase.start, phrase.end, reader)}"


def _noun_title(happening: Happening, status: Status, place: PlaceMention | None, reader: Reader) -> str:
    """ "Massacre of Malian troops", "Attack on the X gas plant by gunmen"; "" where nothing says whose or what."""
    phrase, tied = noun_words(happening, reader)
    who, several = names_of(happening.doers, reader)
    named = bool(who) and who.lower() not in phrase.lower()
    if broken(happening):
        return f"{phrase} {broken(happening)}"
    result = _outcome(happening, phrase, reader) if status is not Status.PLANNED else ""
    if result:
        return result
    if status is Status.PLANNED and "planned" not in phrase:
        phrase = f"planned {phrase if phrase[1:2].isupper() else phrase[:1].lower() + phrase[1:]}"
    if not named:
        bare = happening.event_type in _NAMED_ONLY and not tied
        return "" if bare and not who and (place is None or happening.event_type == "visit") else phrase
    fought = happening.event_type == "attack" and happening.trigger.lemma in _MUTUAL
    both, _ = names_of((*happening.doers, *happening.targets), reader)
    if fought and " and " in both and not tied:
        return f"{phrase} between {both}"
    if happening.event_type == "visit":
        return f"{who} {'to visit' if status is Status.PLANNED else 'visit' if several else 'visits'}"
    if happening.event_type == "meeting" and " of " not in phrase:
        return f"{phrase} of {who}"
    if happening.event_type == "negotiation" and happening.trigger.lemma.endswith("s") and status is not Status.PLANNED:
        lower = phrase if phrase[1:2].isupper() else phrase[:1].lower() + phrase[1:]
        return f"{who} {conjugate(_supports(happening, reader), several)} {lower}"
    if happening.event_type in HOSTILE and " by " not in phrase:
        return f"{phrase} by {who}"
    return f"{who}: {phrase}"


def _outcome(happening: Happening, phrase: str, reader: Reader) -> str:
    """ "Attack leaves nine dead": a noun with the verb that it is the subject of, where that says what came of it."""
    reading = reader.reading(happening.sentence)
    for chunk in reading.chunks:
        predicate = reading.predicate(chunk.head) if happening.end <= chunk.head else None
        heads = predicate.subject.heads if predicate and predicate.subject else ()
        if len(heads) != 1 or not happening.start <= heads[0] < happening.end:
            continue
        lemma = _result(reading.keys[predicate.head], reader)
        if not lemma or predicate.passive or predicate.object is None:
            return ""
        first, last = unled(happening, predicate.object.start, predicate.object.end)
        state = reading.keys[last] if reading.keys[last : last + 1] in (["dead"], ["wounded"], ["injured"]) else ""
        several = reading.tags[heads[0]] == "NNS"
        return f"{phrase} {conjugate(lemma, several)} {cut(happening, first, last, reader)} {state}".strip()
    return ""


def _result(key: str, reader: Reader) -> str:
    """The infinitive of a verb that tells what a deed did to people or things, "" of any other."""
    lemmas = (t.lemma for _, values in reader.lexicon.triggers.every([key], 0) for t, _ in values if not t.rest)
    return next((lemma for lemma in lemmas if reader.lexicon.has("results", lemma)), "")


def _supports(happening: Happening, reader: Reader) -> str:
    """The infinitive of the verb that makes an event of talks: "hold", "end"."""
    if happening.verb is None:
        return "hold"
    first, last = happening.verb.start, happening.verb.end
    for at in range(first, last):
        match = reader.lexicon.supports.longest(happening.sentence.keys[at:last], 0)
        if match:
            return next((verb for verb, _ in match[1] if verb in _TURNS), "hold")
    return "hold"


def _bracketed(place: PlaceMention | None, text: str) -> str:
    """The place as it stands in the text: which preposition it would take, only a grammar of that language knows."""
    return f" ({place.text})" if place and place.text.lower() not in text.lower() else ""


def _place(place: PlaceMention | None, text: str) -> str:
    if place is None:
        return ""
    name = place.name or place.text
    if name.lower() in text.lower() or place.text.lower() in text.lower():
        return ""
    if text.endswith((" of", " from", " at", " on", " upon")):
        return f" {name}"  # "drives the rebels out of" X
    article = (
        "the " if place.place_kind in (PlaceKind.REGION, PlaceKind.NATURAL) and name in ("Sahel", "Sahara") else ""
    )
    if text.endswith(("withdraws", "withdraw", "retreats", "retreat", "pulls out", "pull out", "flee", "flees")):
        return f" from {article}{name}"
    directions = ("north of ", "south of ", "east of ", "west of ")
    if name.lower().startswith(directions) and text.endswith(f" {name.split()[0]}"):
        return f" {name.partition(' ')[2]}"  # "in the south" of X
    if name.lower().startswith(("near ", "between ", "around ", "off ", *directions)):
        return f" {name}"
    return f" {article}{name}" if text.endswith(("visits", "visit")) else f" in {article}{name}"
