"""Who did what to whom in English: from the phrases of the verb, not from what stands near it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from pipeline.events.clauses import Clause
from pipeline.events.lexicon import Trigger
from pipeline.events.parties import Party, by_adjective
from pipeline.events.reading import Named, Standing, after, core_of, is_somebody, named
from pipeline.events.roles import planters, towards
from pipeline.events.sentences import Sentence
from pipeline.events.speech import VIOLENT
from pipeline.events.subjects import doer
from pipeline.events.verbs import Verb
from pipeline.syntax import Phrase, Predicate

if TYPE_CHECKING:
    from pipeline.events.reader import Reader

# what may come about without anybody who does it: a plane crashes, a war displaces people
_NOBODYS = frozenset({"other", "humanitarian", "bombing", "agreement", "meeting", "negotiation"})
_CAUSED = frozenset({"killing", "attack", "humanitarian", "other", "bombing"})  # what a disaster may do
_TAKEN = frozenset({"abduction", "arrest"})  # of people only: buildings and goods are seized
_PERSONAL = frozenset("shoot beat stab rape wound injure arrest detain imprison jail convict release free".split())
_SENT = frozenset({"fire", "launch", "throw", "hurl", "lob"})  # "shells were fired on the camp"
_HELD = frozenset({"hostage", "hostages", "captive", "captives", "prisoner"})
_PROTEST = frozenset(
    "ask asking call calling protest protests protesting rally demand demanding demonstration demonstrate denounce"
    " against".split()
)
_MIDST = frozenset(("in", "during", "from"))
_COUNTERS = frozenset("millions thousands hundreds dozens tens scores family herd flock number".split())
_ABSTRACT = frozenset("conflict conflicts war wars violence insurgency rebellion unrest terrorism crime".split())
# needs of verbs whose subject suffers what they tell
UNDERGONE = frozenset({"fallen", "mortal", "strife"})
_IDLE = {"take": "idle", "strike": "struck"}  # by verb, the set of what it does nothing to
_OURS = frozenset({"our", "my", "your"})


class Roles(Struct, frozen=True, gc=False):
    """What a verb's phrases say: parties for the table, words [start, end) for the title."""

    verb: Verb
    event_type: str
    doers: tuple[Party, ...]
    targets: tuple[Party, ...]
    object: tuple[int, int]  # of what it was done to, without places and other circumstances
    subject: Phrase | None  # by whose words the title names the doer; None where a pronoun or nothing stands there
    goal: tuple[int, int] | None  # the whole object, with its preposition
    whom: bool | None = False  # whether it was done to people; None where phrases are not read


def verb_roles(
    sentence: Sentence,
    clauses: Sequence[Clause],
    position: int,
    verb: Verb,
    at: tuple[int, int, int],
    trigger: Trigger,
    reader: Reader,
) -> Roles | None:
    """The roles of a trigger's verb; None where the word is no verb here, or nobody could have done it."""
    start, head_end, end = at
    reading = reader.reading(sentence)
    predicate = next(filter(None, map(reading.predicate, range(start, head_end))), None)
    if predicate is None:
        return None
    verb = voiced(verb, predicate)
    clause = clauses[position]
    behind = reader.parties(sentence, head_end, clause.end)
    if trigger.by_what_follows:
        return _taken(sentence, replace(verb, passive=False), predicate, trigger, end, reader)
    if trigger.lemma == "meet" and (predicate.passive or not _meets_people(sentence, predicate, reader)):
        return None  # "met with disgust", "met stiff resistance"
    if verb.passive or _suffered(sentence, predicate, trigger, (head_end, end)):
        verb = verb if verb.passive else replace(verb, passive=True)
        return _passive(sentence, verb, predicate, trigger, behind, reader)
    held = trigger.rest and end - head_end == len(trigger.rest) and not _HELD.isdisjoint(trigger.rest)
    if held and predicate.object and predicate.object.start == head_end:
        return _passive(sentence, replace(verb, passive=True), predicate, trigger, behind, reader)  # "held hostage"
    if trigger.needs & UNDERGONE:
        return _undergone(sentence, verb, predicate, trigger, behind, reader)
    done = doer(sentence, predicate.subject, reader)
    event_type = _active_type(sentence, done, predicate, trigger, at, reader)
    if event_type is None:
        return None
    before = reader.parties(sentence, clause.start, verb.start)
    return _active(sentence, verb, predicate, done, (trigger, event_type), (head_end, end), (before, behind), reader)


def _taken(
    sentence: Sentence, verb: Verb, predicate: Predicate, trigger: Trigger, end: int, reader: Reader
) -> Roles | None:
    """The roles of "X fell to Y": it was done by the one behind the verb to its subject."""
    follows = after(reader.reading(sentence), end)
    if follows is None or predicate.subject is None:
        return None
    taker, lost = named(sentence, follows[1], reader), predicate.subject
    core = core_of(sentence, lost, reader)
    return Roles(verb, trigger.event_type, taker.parties, (), core, follows[1], (lost.start, lost.end))


def _undergone(
    sentence: Sentence, verb: Verb, predicate: Predicate, trigger: Trigger, behind: tuple[Party, ...], reader: Reader
) -> Roles | None:
    """The roles of a verb whose subject suffers what it tells: a town falls to X, people die."""
    if predicate.subject is None or verb.tense == "progressive" or predicate.object is not None:
        return None
    subject = predicate.subject
    takers = tuple(p for p in behind if "to" in sentence.keys[max(verb.end, p.start - 2) : p.start])
    whom = _are_people(sentence, subject, reader)
    targets = tuple(p for p in reader.parties(sentence, subject.start, subject.end) if p not in takers)
    passive, place = replace(verb, passive=True), "fallen" in trigger.needs
    words = core_of(sentence, subject, reader)
    event_type = (_deed_of(sentence, verb, reader) if "mortal" in trigger.needs else None) or trigger.event_type
    return Roles(passive, event_type, takers if place else (), targets, words, None, words, whom)


def _deed_of(sentence: Sentence, verb: Verb, reader: Reader) -> str | None:
    """The type of the violence in which people die: "died in an ambush", "died when shells hit the market"; None where
    they die of something else."""
    reading, at = reader.reading(sentence), verb.end
    if sentence.keys[at : at + 1] == ("when",):
        ends = (i for i in range(at + 1, len(sentence.words)) if "," in sentence.gaps[i])
        told = range(at + 1, next(ends, len(sentence.words)))
    else:
        follows = after(reading, at)
        chunk = reading.noun_phrase(follows[1].heads[0]) if follows and follows[0] in _MIDST else None
        told = range(chunk.start, chunk.end) if chunk else range(0)
    for index in told:
        for _, values in reader.lexicon.triggers.every(sentence.keys, index, told.stop):
            for trigger, _form in values:
                means = trigger.is_noun or reading.predicate(index) is not None
                if means and trigger.event_type in VIOLENT and not trigger.needs:
                    return trigger.event_type
    return None


def _active_type(
    sentence: Sentence, done: Named, predicate: Predicate, trigger: Trigger, at: tuple[int, int, int], reader: Reader
) -> str | None:
    """The type of what an active verb tells, by who or what does it; None where it is no event."""
    start, _, end = at
    if done.standing is Standing.SELF and not sentence.quoted[start]:
        return None
    event_type = _type_by(done, trigger.event_type)
    if event_type is None or not _can(sentence, done, predicate.subject, trigger, reader):
        return None
    if trigger.lemma.startswith("come under") and not reader.lexicon.of("harmless").isdisjoint(sentence.keys[end:]):
        return None  # "came under fire from officials": criticised
    if trigger.lemma == "gather" and (_in_front(sentence) or not any(p.ids for p in done.parties)):
        return "protest" if _PROTEST & sentence.vocabulary else None  # people gather for many things
    return event_type


def _in_front(sentence: Sentence) -> bool:
    """People with a grievance gather in front of a ministry; delegates do so inside."""
    return "in front of" in " ".join(sentence.keys)


def _active(
    sentence: Sentence,
    verb: Verb,
    predicate: Predicate,
    done: Named,
    told: tuple[Trigger, str],
    ends: tuple[int, int],
    around: tuple[tuple[Party, ...], tuple[Party, ...]],
    reader: Reader,
) -> Roles | None:
    """The roles of an active verb; `around` are the parties before and behind it in its clause."""
    (trigger, event_type), (head_end, end), (before, behind) = told, ends, around
    follows = _object(sentence, predicate, ends, reader)
    if follows and _is_idle(sentence, follows[1], trigger, reader):
        return None
    itself = follows and named(sentence, follows[1], reader).standing is Standing.SELF
    if itself and trigger.event_type not in ("bombing", "declaration"):
        return None  # "killed himself", "met me"
    first, last = core_of(sentence, follows[1], reader) if follows else (head_end, head_end)
    goal = _goal(sentence, follows, ends) if follows else None
    doers = done.parties or planters(sentence, behind)
    if done.standing is not Standing.PARTY and not doers:
        doers = planters(sentence, before) or _whose(sentence, predicate.subject, done, reader)
    ids, stop = {i for p in doers for i in p.ids}, max(last, end)
    targets = tuple(
        [
            p
            for p in behind
            if (p.start < stop or towards(sentence, p, head_end))
            and p not in doers
            and not (p.ids and ids >= set(p.ids))
        ]
    )
    spoken = done.standing in (Standing.PRONOUN, Standing.SELF) or predicate.subject is None
    whom = bool(follows) and not follows[0] and _suits(sentence, follows[1], trigger, reader)
    subject = None if spoken else predicate.subject
    return Roles(verb, event_type, doers, targets, (first, last), subject, goal, whom)


def _whose(sentence: Sentence, subject: Phrase | None, done: Named, reader: Reader) -> tuple[Party, ...]:
    """The state whose strikes or attack did it: "Russian airstrikes killed ten"."""
    if subject is None or done.standing not in (Standing.DEED, Standing.WEAPON):
        return ()
    return by_adjective(sentence, subject.start, subject.heads[0], reader)


def _meets_people(sentence: Sentence, predicate: Predicate, reader: Reader) -> bool:
    return predicate.object is None or _are_people(sentence, predicate.object, reader)


def support_doers(sentence: Sentence, verb: int, reader: Reader) -> tuple[Party, ...] | None:
    """Who carries out what a noun tells, by the subject of its verb; None where that is the writer himself."""
    predicate = reader.reading(sentence).predicate(verb)
    if predicate is None:
        return ()
    done = doer(sentence, predicate.subject, reader)
    return None if done.standing is Standing.SELF and not sentence.quoted[verb] else done.parties


def voiced(verb: Verb, predicate: Predicate) -> Verb:
    """The verb with the voice that its phrases give it."""
    passive = predicate.passive or (
        verb.passive and verb.tense == "reduced" and predicate.object is None and predicate.subject is not None
    )
    if passive == verb.passive:
        return verb
    tense = "past" if verb.tense == "reduced" and not passive else verb.tense
    return replace(verb, passive=passive, tense="reduced" if passive and predicate.reduced else tense)


def _passive(
    sentence: Sentence,
    verb: Verb,
    predicate: Predicate,
    trigger: Trigger,
    behind: tuple[Party, ...],
    reader: Reader,
) -> Roles | None:
    subject = predicate.subject
    by = predicate.agent if trigger.event_type in VIOLENT or _at_once(sentence, predicate) else None
    agent = named(sentence, by, reader) if by else Named((), Standing.THING)
    sufferer = doer(sentence, subject, reader)
    if sufferer.standing is Standing.SELF and not sentence.quoted[verb.start]:
        return None
    shot = sufferer.standing is Standing.WEAPON and trigger.head in _SENT
    event_type = ("bombing" if shot else trigger.event_type) if by is None else _type_by(agent, trigger.event_type)
    if event_type is None and trigger.event_type == "killing" and _is_vehicle(sentence, by, reader):
        event_type = "other"
    if by is None and event_type == "killing" and _by_chance(sentence, verb, reader):
        event_type = "other"
    whom = sufferer.standing is Standing.PRONOUN or (subject is not None and _suits(sentence, subject, trigger, reader))
    whom = whom and sentence.keys[max(0, verb.start - 1)] != "which"
    if event_type is None or (trigger.head in _PERSONAL and not whom):
        return None
    if subject is not None and _is_idle(sentence, subject, trigger, reader):
        return None
    doers = agent.parties or planters(sentence, behind)
    targets = sufferer.parties
    if subject and subject.end <= verb.start:
        targets += tuple(p for p in reader.parties(sentence, subject.start, subject.end) if p not in targets and p.ids)
    targets = tuple(p for p in targets if p not in doers)
    pronoun = sufferer.standing is Standing.PRONOUN
    core = core_of(sentence, subject, reader) if subject else (verb.start, verb.start)
    goal = (subject.start, subject.end) if subject and not pronoun else None
    by = _bare(sentence, by, reader) if agent.parties and agent.parties == doers else None
    return Roles(verb, event_type, doers, targets, core, by, goal, whom)


def _at_once(sentence: Sentence, predicate: Predicate) -> bool:
    """Whether "by" tells who did it, not who did what came before: not "imposed after an attack by X"."""
    if predicate.agent is None:
        return False
    return not {"after", "following"} & {w.key for w in sentence.words[predicate.end : predicate.agent.start]}


def _is_vehicle(sentence: Sentence, phrase: Phrase | None, reader: Reader) -> bool:
    return phrase is not None and any(reader.lexicon.has("vehicles", sentence.keys[h]) for h in phrase.heads)


def _by_chance(sentence: Sentence, verb: Verb, reader: Reader) -> bool:
    """ "killed in floods", "killed after an outbreak of cholera": nobody's deed."""
    follows = after(reader.reading(sentence), verb.end)
    if follows is None or follows[0] not in ("in", "after", "during", "when"):
        return False
    return named(sentence, follows[1], reader).standing is Standing.DISASTER


def _is_idle(sentence: Sentence, phrase: Phrase, trigger: Trigger, reader: Reader) -> bool:
    """ "took refuge", "killed 300 ducks", "our upcoming conference": nothing an analyst would note."""
    words, first = sentence.keys[phrase.start : phrase.end], sentence.keys[phrase.start]
    heads = [sentence.keys[i] for i in phrase.heads]
    if first in ("no", "nobody", "none"):
        return True  # "no information has been released"
    if heads[0] == "number" and first == "the":
        return True  # "the number of soldiers killed"
    kind = "animals" if trigger.event_type == "killing" else _IDLE.get(trigger.head, "")
    if kind and not reader.lexicon.of(kind).isdisjoint((*heads, *words) if heads[0] in _COUNTERS else heads):
        return True
    return not _OURS.isdisjoint(words) and not sentence.quoted[phrase.start]


def _are_people(sentence: Sentence, phrase: Phrase, reader: Reader) -> bool:
    """Whether a phrase names people: persons, an armed group; a number alone; not a place or a thing."""
    found = named(sentence, phrase, reader)
    return found.standing is Standing.PARTY or (found.standing is Standing.PRONOUN)


def _suits(sentence: Sentence, phrase: Phrase, trigger: Trigger, reader: Reader) -> bool:
    """Whether a trigger's deed is done to people: who seizes a school or a palace, which may speak, abducts nobody."""
    people = _are_people(sentence, phrase, reader)
    if not people or trigger.event_type not in _TAKEN:
        return people
    return any(is_somebody(sentence, head, reader) for head in phrase.heads)


def _suffered(sentence: Sentence, predicate: Predicate, trigger: Trigger, ends: tuple[int, int]) -> bool:
    """Whether a past without an object tells what was done to its subject: "sixty injured in a blast"."""
    personal = trigger.event_type in ("arrest", "abduction", "killing") or trigger.head in _PERSONAL
    bare = predicate.object is None and ends[0] == ends[1] and predicate.start == predicate.head
    return personal and bare and predicate.subject is not None


def _can(sentence: Sentence, done: Named, subject: Phrase | None, trigger: Trigger, reader: Reader) -> bool:
    """Whether a subject can do what the verb says in the sense of the trigger: planes crash, markets only seem to."""
    if subject is None:
        return True
    lexicon, head = reader.lexicon, trigger.head
    heads = [sentence.keys[i] for i in subject.heads]
    keys = (*heads, *sentence.keys[subject.start : subject.end])
    if head in ("explode", "detonate") or trigger.lemma == "go off":
        return (
            done.standing in (Standing.WEAPON, Standing.DEED)
            or not lexicon.of("bursting").isdisjoint(keys)
            or (head == "detonate")
        )
    if head in ("crash", "derail", "sink", "capsize"):
        return not lexicon.of("vehicles").isdisjoint(keys) or done.standing is Standing.PRONOUN
    if trigger.event_type == "threat" and trigger.lemma in ("warn", "vow", "threaten", "swear to"):
        armed = any(reader.registry.group(i).is_armed for p in done.parties for i in p.ids)
        harmless = not lexicon.of("harmless").isdisjoint(heads)
        return armed or (not harmless and not lexicon.of("harm").isdisjoint(sentence.keys[subject.end :]))
    if trigger.event_type in ("killing", "other") and not _ABSTRACT.isdisjoint(heads):
        return False  # the dead of a war are a sum
    if trigger.lemma == "visit" and not any(p.ids for p in done.parties):
        return not lexicon.of("travellers").isdisjoint(keys)  # a patient visits a doctor as well
    return True


def _type_by(done: Named, event_type: str) -> str | None:
    """The type that who or what did it leaves: what no party does is no attack, and floods kill nobody's enemies."""
    if done.parties or done.standing in (Standing.PRONOUN, Standing.SELF):
        return event_type
    if done.standing is Standing.WEAPON:
        return "bombing" if event_type in ("attack", "killing") else event_type
    if done.standing is Standing.DEED:
        return event_type if event_type in VIOLENT or event_type == "humanitarian" else None
    if done.standing is Standing.DISASTER:
        return ("humanitarian" if event_type == "humanitarian" else "other") if event_type in _CAUSED else None
    if done.standing is Standing.PARTY:
        return event_type
    return event_type if event_type in _NOBODYS else None


def _object(
    sentence: Sentence, predicate: Predicate, ends: tuple[int, int], reader: Reader
) -> tuple[str, Phrase] | None:
    """What the verb was done to, and the preposition before it: "attacked X", "opened fire on X"."""
    head_end, end = ends
    if end == head_end and predicate.object is not None and predicate.object.start >= end:
        return "", predicate.object
    if end < len(sentence.words) and sentence.gaps[end] != " " and any(m in sentence.gaps[end] for m in ",.;:()"):
        return None
    return after(reader.reading(sentence), head_end if end > head_end else end)


def _bare(sentence: Sentence, phrase: Phrase | None, reader: Reader) -> Phrase | None:
    """A phrase without its places and other circumstances: "by gunmen at his home in X"."""
    if phrase is None or len(phrase.heads) > 1:
        return phrase
    return phrase._replace(end=max(core_of(sentence, phrase, reader)[1], phrase.heads[-1] + 1))


def _goal(sentence: Sentence, follows: tuple[str, Phrase], ends: tuple[int, int]) -> tuple[int, int]:
    preposition, phrase = follows
    return (phrase.start - 1 if preposition else phrase.start), phrase.end
