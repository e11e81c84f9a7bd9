"""A short title, as a person would write it: who does what to whom, where."""

from __future__ import annotations

from pipeline.events.happenings import HOSTILE, Happening, Reader
from pipeline.events.headline import cut, noun_words, plural_nation, subject_words
from pipeline.events.lexicon import conjugate, numbers_in
from pipeline.events.matter import (
    article,
    by_mine,
    content,
    is_list,
    matter,
    matter_said,
    mine,
    tail_end,
    unled,
    visited,
    whence,
)
from pipeline.events.own_words import own_words
from pipeline.events.parties import Party, is_plural, short_name
from pipeline.events.types import load_event_types
from pipeline.model import PlaceKind, PlaceMention, Status

_MOST_NAMES = 4  # parties that a title names
_LONGEST = 9  # words of an object
_PREPOSITIONS = frozenset("of to from in on at with by into for as that against de du à dans sur contre".split())
_MINES = frozenset("mine landmine ied device".split())
_PRONOUNS = frozenset("he she they it him her them il elle ils elles who which".split())
_MUTUAL = frozenset("fighting clash skirmish battle firefight confrontation gunfight shootout".split())
# nouns that tell nothing without words for who, whom or what
_NAMED_ONLY = frozenset(
    "visit meeting negotiation agreement alliance split desertion seizure arrest deployment".split()
)
_COUNTS = frozenset("million billion thousand hundred dozen few third quarter".split())
_OF_SOMETHING = frozenset("declare proclaim renounce replace appoint dismiss sack oust overthrow topple free".split())
_DONE_TO = frozenset("abduction killing arrest seizure resolution".split())
_NUMBERS = ("zero one two three four five six seven eight nine ten eleven twelve").split()


def title_of(happening: Happening, status: Status, place: PlaceMention | None, reader: Reader) -> str:
    """A headline in the present tense, at most some twelve words."""
    verb = happening.verb
    if reader.lexicon.language != "en":
        text = _plain_title(happening, status, reader)
    elif verb is None or happening.trigger.is_noun:
        text = _noun_title(happening, status, place, reader)
    elif verb.passive and not happening.doers:
        text = _passive_title(happening, status, reader)
    else:
        text = _active_title(happening, status, reader)
    text = " ".join(text.split())
    if not text or (text[:1].islower() and " " not in text and place is None):
        return ""
    if happening.event_type == "visit" and text.endswith((" visit", " visits")) and place is None:
        what = visited(happening, reader)
        text = f"{text} {what}" if what else ""
    where = _place(place, text) if reader.lexicon.language == "en" else _bracketed(place, text)
    return (text[:1].upper() + text[1:] + where).strip()


def _plain_title(happening: Happening, status: Status, reader: Reader) -> str:
    """Who, and the noun of the type in the text's language, in English where that is not known."""
    who, _ = _names(happening.doers, reader)
    words = own_words(happening, reader, who if any(p.ids for p in happening.doers) else "")
    if words:
        return words
    what = _object(happening, reader)
    if happening.verb and not happening.trigger.is_noun and what and not happening.verb.passive:
        return f"{who} : {_lemma(happening, reader)} {what}" if who else f"{_lemma(happening, reader)} {what}"
    said = reader.lexicon.nouns
    noun = said.get(happening.event_type) or load_event_types()[happening.event_type].noun
    if status is Status.PLANNED:
        noun = f"{noun} {said['planned']}" if "planned" in said else f"planned {noun}"
    return f"{who} : {noun}" if who and said else f"{who}: {noun}" if who else noun


def _doer_names(happening: Happening, reader: Reader) -> tuple[str, bool]:
    """The doers as a headline has them: known parties by their names, others by the words of the phrase."""
    phrase = happening.subject
    known = [p for p in happening.doers if p.ids]
    if phrase and len(known) > len(phrase.heads):
        return _names(happening.doers, reader)  # a list of names
    if phrase is None or all(any(p.start <= h < p.end for p in known) for h in phrase.heads):
        who, several = _names(happening.doers, reader)
        return who, several or (phrase is not None and plural_nation(happening, phrase, reader))
    armed = known and all(reader.registry.group(i).is_armed for p in known for i in p.ids)
    if armed and len(known) == len(happening.doers):
        return _names(happening.doers, reader)  # "suspected X militants": X
    return subject_words(happening, reader) or _names(happening.doers, reader)


def _names(parties: tuple[Party, ...], reader: Reader) -> tuple[str, bool]:
    """The names of the doers and whether they are several."""
    names: list[str] = []
    seen: set[str] = set()
    for number, party in enumerate(parties):
        if party.ids and seen >= set(party.ids):
            continue
        seen |= set(party.ids)
        if not party.ids and number + 1 < len(parties) and parties[number + 1].ids:
            continue  # "delegates from X": X says it
        names += _called(party, reader)
    names = list(dict.fromkeys(_trimmed(n) for n in names))
    if len(names) > _MOST_NAMES:
        names = [*names[: _MOST_NAMES - 1], "others"]
    several = len(names) > 1 or (bool(names) and _is_several(parties, names[0], reader))
    return (", ".join(names[:-1]) + " and " + names[-1] if len(names) > 1 else "".join(names)), several


def _is_several(parties: tuple[Party, ...], name: str, reader: Reader) -> bool:
    first = parties[-1] if not parties[0].ids else parties[0]
    armed = bool(first.ids) and reader.registry.group(first.ids[0]).kind != "government"
    if first.ids and reader.registry.group(first.ids[0]).kind in ("organisation", "coalition"):
        return False  # "the United Nations calls"
    if armed and name[-1:] == "s" and " " in name and name == reader.registry.group(first.ids[0]).name:
        return True
    return not first.person and not armed and is_plural(name, reader.lexicon)


def _called(party: Party, reader: Reader) -> list[str]:
    """A party as a title has it: a person or a state's forces by the text's words, others by the registry's."""
    if party.person and party.ids:
        group = reader.registry.group(party.ids[0])
        return [f"{group.short}'s {party.text}" if group.is_armed else party.text]
    if not party.ids:
        return [party.text]
    if reader.registry.group(party.ids[0]).kind == "government":
        return [party.text]
    return [short_name(reader.registry, i) for i in party.ids]


def _trimmed(name: str) -> str:
    name = " ".join(name.split())
    return name.removeprefix("the ").removeprefix("The ")


def _active_title(happening: Happening, status: Status, reader: Reader) -> str:
    who, several = _doer_names(happening, reader)
    kind = load_event_types()[happening.event_type]
    what = _object(happening, reader)
    if happening.event_type == "threat" and happening.trigger.event_type != "threat":
        return f"{who} {'threaten' if several else 'threatens'} to {_lemma(happening, reader)} {what}".strip()
    if happening.event_type == "threat":
        says = conjugate(happening.trigger.lemma if not happening.trigger.rest else "threaten", several)
        return f"{who} {says} {what}".strip() if what else f"{who}: threat"
    if _MINES & set(happening.trigger.rest) and any(
        reader.registry.group(i).is_armed for p in happening.doers for i in p.ids
    ):
        return kind.noun  # who laid it did not drive over it
    if _MINES & set(happening.trigger.rest) and who and by_mine(happening):
        return f"{who} hit by {article(mine(happening))}"
    if happening.event_type == "deployment" and not what:
        what = whence(happening, reader)
    if happening.verb and reader.lexicon.has("tries", happening.verb.governor):
        return f"{who or 'attempt'} {conjugate('try', several) if who else ''} to {_lemma(happening, reader)} {what}"
    if happening.trigger.rest == ("resolution",):
        what = matter(happening)
        what = "" if what and _lemma(happening, reader).endswith(what) else what  # the object has it already
    elif happening.trigger.rest:
        what = "" if " for " in _lemma(happening, reader) else _beneficiary(happening, reader)
    if not who and happening.event_type == "other":
        return ""
    if not what and happening.trigger.lemma in _OF_SOMETHING:
        return ""
    if not who and what.partition(" ")[0].lower() in _PREPOSITIONS:
        return f"{kind.noun} {what}"  # "Deployment to X"
    if not who:
        return (
            f"{kind.noun} {'of ' + what if what and happening.event_type != 'attack' else 'on ' + what if what else ''}"
        )
    if happening.event_type == "visit":
        return f"{who} {'to visit' if status is Status.PLANNED else 'visit' if several else 'visits'}"
    if not what and happening.goal is None and happening.event_type in _DONE_TO and not happening.trigger.rest:
        return ""
    if happening.trigger.lemma == "agree" and not what:
        what = matter_said(happening, reader)
    if "day" in happening.trigger.needs:
        about, _ = _names(happening.targets, reader)
        says = conjugate(happening.trigger.lemma, several)
        if about and happening.trigger.lemma == "report":
            return f"{who} {says} on {about}"
        what = what or matter_said(happening, reader)
        return f"{who} {says} {what}" if what else ""
    if status is Status.PLANNED:
        return f"{who} to {_lemma(happening, reader)} {what}".strip()
    if happening.event_type in ("abduction", "killing") and not happening.trigger.rest:
        return f"{who} {kind.says[several]} {what}".strip()
    return f"{who} {conjugate(_lemma(happening, reader), several)} {what}".strip()


def _small_first(sentence, first: int, text: str, reader: Reader) -> str:
    """Words that open a sentence with a number or an article, as they are written inside one."""
    key = sentence.words[first].key
    small = first == 0 and (key in reader.lexicon.numbers or reader.lexicon.has("determiners", key))
    return text[:1].lower() + text[1:] if small else text


def _beneficiary(happening: Happening, reader: Reader) -> str:
    """ "for X" after "express support", wherever in the clause X is named."""
    doers = {i for p in happening.doers for i in p.ids}
    names, _ = _names(tuple(p for p in happening.targets if not (p.ids and set(p.ids) <= doers)), reader)
    if happening.trigger.rest[-1:] != ("support",):
        return ""
    sentence, end = happening.sentence, happening.end
    if not names and end + 1 < happening.clause.end and sentence.words[end].key == "for":
        names = " ".join(w.text for w in sentence.words[end + 1 : tail_end(happening, reader, end + 1)])
    if not names:  # named after the marks of quotation: 'support for "the fighters" of X'
        after = sentence.words[end : end + 4]
        until = next((i for i, w in enumerate(after) if reader.lexicon.has("in_place", w.key)), len(after))
        names = " ".join(w.text for w in after[1:until]) if after and after[0].key == "for" else ""
    return f"for {names}" if names else ""


def _lemma(happening: Happening, reader: Reader) -> str:
    lemma = happening.trigger.lemma
    goal = happening.goal
    if "…" in lemma and goal and goal[0] < happening.end <= goal[1]:
        return f"{lemma.partition(' …')[0]} {cut(happening, *goal, reader)}"
    if "…" in lemma:
        words = happening.sentence.words[happening.start + 1 : happening.end]
        text = happening.sentence.text[words[0].start : words[-1].end] if words else ""
        return f"{lemma.split(' ')[0]} {text}"
    return lemma


def _object(happening: Happening, reader: Reader) -> str:
    """The words of the object, shortened; people counted where a list names several kinds."""
    first, last = happening.object or (0, 0)
    if happening.goal and happening.event_type != "threat" and not is_list(happening, reader):
        return cut(happening, *unled(happening, *happening.goal), reader)
    if happening.event_type == "threat":
        told = content(happening)
        first, last = told if first == last or told[1] > last else (first, last)
    words = happening.sentence.words[first:last]
    if (
        not words
        or (words[0].key in _PREPOSITIONS and not _says_what(happening, words[0].key) and not _counts_from(words))
        or (len(words) == 1 and words[0].key in _PRONOUNS)
    ):
        return ""
    keys = [w.key for w in words]
    if happening.event_type in ("abduction", "killing", "arrest") and "and" in keys:
        counts = numbers_in(keys, reader.lexicon.numbers)
        if "people" in keys:
            return f"{words[keys.index('people') - 1].text} people" if keys.index("people") else "people"
        if len(counts) > 1:
            total = sum(counts)
            return f"{_NUMBERS[total] if total < len(_NUMBERS) else total} people"
    text = happening.sentence.text[words[0].start : words[-1].end]
    text = _small_first(happening.sentence, first, text, reader)
    kept = " ".join(text.split()).split(" ")
    if len(kept) > _LONGEST:
        kept = _whole(kept[:_LONGEST])
        while kept and kept[-1].lower().strip(",") in (
            "and",
            "of",
            "the",
            "a",
            "or",
            "which",
            "its",
            "to",
            "that",
            "an",
        ):
            kept.pop()
    return " ".join(kept).strip(" ,;:'\"’”“")


def _whole(words: list[str]) -> list[str]:
    """The words up to the last "and" or comma, so that no name is cut in two."""
    for last in range(len(words) - 1, 2, -1):
        if words[last] in ("and", "or") or words[last - 1].endswith(","):
            return words[:last]
    return words


def _counts_from(words) -> bool:
    """ "at least 59 people"."""
    return len(words) > 2 and words[0].key == "at" and words[1].key in ("least", "most")


def _says_what(happening: Happening, word: str) -> bool:
    """Whether "to …" or "that …" is the matter itself: "agree to set up a centre", "warns that …"."""
    return word in ("to", "that") and happening.event_type in ("threat", "agreement")


def _passive_title(happening: Happening, status: Status, reader: Reader) -> str:
    kind = load_event_types()[happening.event_type]
    what = _object(happening, reader)
    words = happening.sentence.words
    said = happening.sentence.text[words[happening.start].start : words[happening.end - 1].end]
    done = kind.passive if happening.trigger.rest else " ".join(said.split())
    if not what:
        return ""
    return f"{_trimmed(what)} {'to be ' if status is Status.PLANNED else ''}{done}"


def _noun_title(happening: Happening, status: Status, place: PlaceMention | None, reader: Reader) -> str:
    """ "Massacre of Malian troops", "Attack on the X gas plant by gunmen"; "" where nothing says whose or what."""
    phrase, tied = noun_words(happening, reader)
    who, several = _names(happening.doers, reader)
    named = bool(who) and who.lower() not in phrase.lower()
    if status is Status.PLANNED and "planned" not in phrase:
        phrase = f"planned {phrase if phrase[1:2].isupper() else phrase[:1].lower() + phrase[1:]}"
    if not named:
        bare = happening.event_type in _NAMED_ONLY and not tied
        return "" if bare and not who and (place is None or happening.event_type == "visit") else phrase
    fought = happening.event_type == "attack" and happening.trigger.lemma in _MUTUAL
    both, _ = _names((*happening.doers, *happening.targets), reader)
    if fought and " and " in both and not tied:
        return f"{phrase} between {both}"
    if happening.event_type == "visit":
        return f"{who} {'to visit' if status is Status.PLANNED else 'visit' if several else 'visits'}"
    if happening.event_type == "meeting" and " of " not in phrase:
        return f"{phrase} of {who}"
    if happening.event_type == "negotiation" and happening.trigger.lemma.endswith("s") and status is not Status.PLANNED:
        lower = phrase if phrase[1:2].isupper() else phrase[:1].lower() + phrase[1:]
        return f"{who} {'hold' if several else 'holds'} {lower}"
    if happening.event_type in HOSTILE and " by " not in phrase:
        return f"{phrase} by {who}"
    return f"{who}: {phrase}"


def _bracketed(place: PlaceMention | None, text: str) -> str:
    """The place as it stands in the text: which preposition it would take, only a grammar of that language knows."""
    return f" ({place.text})" if place and place.text.lower() not in text.lower() else ""


def _place(place: PlaceMention | None, text: str) -> str:
    if place is None:
        return ""
    name = place.name or place.text
    if name.lower() in text.lower() or place.text.lower() in text.lower():
        return ""
    article = (
        "the " if place.place_kind in (PlaceKind.REGION, PlaceKind.NATURAL) and name in ("Sahel", "Sahara") else ""
    )
    if text.endswith(("withdraws", "withdraw", "retreats", "retreat", "pulls out", "pull out", "flee", "flees")):
        return f" from {article}{name}"
    directions = ("north of ", "south of ", "east of ", "west of ")
    if name.lower().startswith(("near ", "between ", "around ", "off ", *directions)):
        return f" {name}"
    return f" {article}{name}" if text.endswith(("visits", "visit")) else f" in {article}{name}"
