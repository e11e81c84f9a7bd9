"""The title of what an English active verb tells: who does what to whom."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.events.happenings import Happening
from pipeline.events.headline import clause_words, cut
from pipeline.events.lexicon import conjugate
from pipeline.events.matter import article, by_mine, matter, matter_said, mine, whence
from pipeline.events.naming import doer_names, names_of
from pipeline.events.reader import Reader
from pipeline.events.reading import after
from pipeline.events.types import load_event_types
from pipeline.events.wording import PREPOSITIONS, beneficiary, lemma_of, object_words
from pipeline.model import Status

_MINES = frozenset("mine landmine ied device".split())
_LAYS = ("plant", "lay", "set")
_OF_SOMETHING = frozenset("declare proclaim renounce replace appoint dismiss sack oust overthrow topple free".split())
_DONE_TO = frozenset("abduction killing arrest seizure resolution".split())
_NOTHING = frozenset({"", "it", "that", "they", "he", "she", "there", "this"})  # "declared it was not"
_DECIDED = (("resolution",), ("law",), ("bill",), ("decree",), ("legislation",))
_ITSELF = frozenset({"herself", "himself", "itself", "themselves"})
_SAYS_WHAT_IT_IS = ("declare", "proclaim", "declare … state", "declare war", "declare … ceasefire")
_CLOSES = frozenset("on in at after and by following when as before during".split())


class _Deed(NamedTuple):
    """The parts that a title is put together from."""

    who: str
    several: bool
    lemma: str
    what: str

    def says(self, verb: str) -> str:
        return f"{self.who} {conjugate(verb, self.several)} {self.what}".strip()


def active_title(happening: Happening, status: Status, reader: Reader) -> str:
    """Who does what; "" where that can't be said."""
    who, several = doer_names(happening, reader)
    deed = _Deed(who, several, lemma_of(happening, reader), object_words(happening, reader))
    if happening.event_type == "threat":
        return _threat(happening, deed)
    if _MINES & set(happening.trigger.rest):
        hit = _hit(happening, deed, reader)
        if hit:
            return hit
    if happening.verb and reader.lexicon.has("tries", happening.verb.governor):
        tries = f"{who} {conjugate('try', several)}" if who else "attempt"
        return f"{tries} to {deed.lemma} {deed.what}"
    deed = deed._replace(what=_matter(happening, deed, reader))
    if not deed.what and happening.verb and happening.verb.passive:
        deed = deed._replace(what=names_of(happening.targets, reader)[0])  # "they were defeated by X"
    if "day" in happening.trigger.needs and who:
        return _saying(happening, deed, reader)
    return _doing(happening, deed, status, reader) if who else _nameless(happening, deed)


def _threat(happening: Happening, deed: _Deed) -> str:
    lemma = happening.trigger.lemma
    if happening.trigger.event_type != "threat":
        return f"{deed.who} {conjugate('threaten', deed.several)} to {deed.lemma} {deed.what}".strip()
    if not deed.what:
        return f"{deed.who}: threat"
    return deed.says("threaten" if happening.trigger.rest else lemma)


def _hit(happening: Happening, deed: _Deed, reader: Reader) -> str:
    """Who laid a mine did not drive over it: "convoy hit by a mine"."""
    if happening.trigger.lemma.startswith(_LAYS):
        return ""
    laid = all(p.start > happening.start for p in happening.doers)
    if laid and any(reader.registry.group(i).is_armed for p in happening.doers for i in p.ids):
        return load_event_types()[happening.event_type].noun
    return f"{deed.who} hit by {article(mine(happening))}" if deed.who and by_mine(happening) else ""


def _matter(happening: Happening, deed: _Deed, reader: Reader) -> str:
    """What it was done to or is about, where the object does not say that."""
    trigger, what = happening.trigger, deed.what
    if happening.event_type == "deployment" and not what:
        what = whence(happening, reader)
    if trigger.rest in _DECIDED:
        what = matter(happening)
        return "" if what and deed.lemma.endswith(what) else what  # the object has it already
    if trigger.rest:
        return "" if " for " in deed.lemma else beneficiary(happening, reader)
    if what in ("each other", "one another") and happening.goal:
        return f"{what} {clause_words(happening, happening.goal[1], happening.clause.end, reader)}".strip()
    return what or (matter_said(happening, reader) if trigger.lemma == "agree" else "")


def _saying(happening: Happening, deed: _Deed, reader: Reader) -> str:
    about, _ = names_of(happening.targets, reader)
    if about and happening.trigger.lemma == "report":
        return f"{deed.who} {conjugate('report', deed.several)} on {about}"
    deed = deed._replace(what=deed.what or matter_said(happening, reader))
    return deed.says(happening.trigger.lemma) if deed.what else ""


def _doing(happening: Happening, deed: _Deed, status: Status, reader: Reader) -> str:
    trigger, kind = happening.trigger, load_event_types()[happening.event_type]
    if not deed.what and happening.event_type in ("abduction", "killing") and happening.goal is None:
        deed = deed._replace(what=" ".join(p.text for p in happening.targets[:1]))  # "they had been taken"
    if deed.what in _ITSELF and happening.goal:
        follows = after(reader.reading(happening.sentence), happening.goal[1])
        said = cut(happening, follows[1].start, follows[1].end, reader) if follows and not follows[0] else ""
        deed = deed._replace(what=f"{deed.what} {said}" if said else "")  # "declares herself president"
    if deed.what.partition(" ")[0] in _NOTHING and trigger.lemma in _OF_SOMETHING:
        return ""
    if happening.event_type == "visit":
        return f"{deed.who} to visit" if status is Status.PLANNED else f"{deed.who} {conjugate('visit', deed.several)}"
    if not deed.what and happening.goal is None and happening.event_type in _DONE_TO and not trigger.rest:
        return ""
    if status is Status.PLANNED:
        return f"{deed.who} to {deed.lemma} {deed.what}".strip()
    if happening.event_type in ("abduction", "killing") and not trigger.rest and "bodies" not in trigger.needs:
        return f"{deed.who} {kind.says[deed.several]} {deed.what}".strip()
    return deed.says(deed.lemma) + _declared(happening, reader)


def _declared(happening: Happening, reader: Reader) -> str:
    """What something is declared to be: "declared the war over", "declared the city liberated"; "" where not told."""
    goal, sentence = happening.goal, happening.sentence
    if happening.trigger.lemma not in _SAYS_WHAT_IT_IS or goal is None or goal[1] >= len(sentence.words):
        return ""
    at, tag = goal[1], reader.reading(sentence).tags[goal[1]]
    if sentence.gap(at).strip(" -'’") or (sentence.keys[at] != "over" and tag not in ("VBN", "VBD", "JJ")):
        return ""
    following = sentence.words[at + 1 : at + 2]
    dated = at + 1 in sentence.dated
    closes = not following or bool(sentence.gap(at + 1).strip()) or dated or following[0].key in _CLOSES
    return f" {sentence.words[at].text}" if closes else ""


def _nameless(happening: Happening, deed: _Deed) -> str:
    """The noun of the type, with what it was done to."""
    noun = load_event_types()[happening.event_type].noun
    if deed.what in ("it", "them", "him", "her"):
        return ""
    if happening.event_type == "other" or (not deed.what and happening.trigger.lemma in _OF_SOMETHING):
        return ""
    if not deed.what:
        return "" if happening.trigger.rest else noun
    if deed.what.partition(" ")[0].lower() in PREPOSITIONS:
        return f"{noun} {deed.what}"  # "Deployment to X"
    return f"{noun} {'on' if happening.event_type == 'attack' else 'of'} {deed.what}"
