"""Short reports of one day, as coders of conflicts write them: one incident, whatever the grammar of its sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from pipeline.events.clauses import Clause, clauses_of
from pipeline.events.happenings import Happening, with_rest
from pipeline.events.lexicon import Trigger
from pipeline.events.parties import only_linked
from pipeline.events.reader import Reader
from pipeline.events.sentences import Sentence
from pipeline.events.speech import VIOLENT, is_hostile
from pipeline.model import EventMention, Status

Pair = tuple[Happening, EventMention]
_NEAR = 4  # words before a name that may say that it is only spoken of
_LONGEST = 7  # words of a trigger
_UNTOLD = frozenset({"statement", "declaration", "resolution", "visit", "meeting", "cooperation", "negotiation"})
_NAMELESS = frozenset({"protest", "statement", "declaration", "resolution", "visit", "meeting"})
_UNREAL = ("negation", "prevents", "possible", "future", "vague")
_LOOSE = frozenset({"take", "be", "go", "land", "fall", "find", "hit", "strike", "target", "leave", "return", "head"})


def complete(kept: list[Pair], sentences: Sequence[Sentence], reader: Reader) -> list[Pair]:
    """The one incident of a report with every armed group that the report names in it.

    A group that is only spoken of ("accused of links to X", "former members of X", "an X stronghold") has no part.
    """
    kept = _as_one(kept) if len(kept) > 1 else kept
    if len(kept) != 1 or kept[0][1].event_type in _NAMELESS or kept[0][1].status is Status.PLANNED:
        return kept
    happening, mention = kept[0]
    blown_up = mention.event_type == "killing" and not happening.doers and any(_explodes(s, reader) for s in sentences)
    mention = replace(mention, event_type="bombing") if blown_up else mention
    named, spoken_of = [], set()
    for sentence in sentences:
        for party_id, part in _named(sentence, reader):
            named += [party_id] if part else []
            spoken_of |= set() if part else {party_id}
    if mention.event_type != "arrest":  # those arrested "for links to X" are its people
        spoken_of -= {*named, *(i for party in happening.doers for i in party.ids)}
        mention = replace(mention, groups=tuple(i for i in mention.groups if i not in spoken_of))
    groups = tuple(dict.fromkeys((*mention.groups, *named)))
    whose = {i for sentence in sentences for i in _only_linked(sentence, reader)}
    return [(happening, replace(mention, groups=tuple(i for i in groups if i not in whose) or groups))]


def _as_one(kept: list[Pair]) -> list[Pair]:
    """What came to pass on one day at one place as one incident: the first violence told, else what is told first."""
    mentions = [mention for _, mention in kept]
    days = {m.when.interval if m.when else None for m in mentions if not _counted(m)}
    places = {mention.place.name or mention.place.text for mention in mentions if mention.place}
    if len(days) > 1 or len(places) > 1 or any(mention.status is Status.PLANNED for mention in mentions):
        return kept
    here = [pair for pair in kept if not _counted(pair[1])] or kept
    happening, main = min(here, key=lambda pair: (pair[1].event_type not in VIOLENT, _in_passing(pair[0])))
    groups = dict.fromkeys(i for m in (main, *mentions) for i in m.groups)
    actors = dict.fromkeys(a for m in (main, *mentions) for a in m.actors)
    placed = next((m for m in (main, *mentions) if m.place), main)
    place = {"place": placed.place, "place_rule": placed.place_rule, "place_reason": placed.place_reason}
    return [(happening, replace(main, groups=tuple(groups), actors=tuple(actors), **place))]


def _in_passing(happening: Happening) -> bool:
    """ "the body of a driver kidnapped earlier was found": said of somebody, not told."""
    return happening.verb is not None and happening.verb.tense == "reduced"


def _counted(mention: EventMention) -> bool:
    """Whether a day is counted from the report's: "kidnapped a week before"."""
    return mention.when is not None and mention.when.rule == "clause-offset"


def _named(sentence: Sentence, reader: Reader) -> Iterator[tuple[str, bool]]:
    """The armed groups that a sentence names, each with whether it takes part or is only spoken of."""
    if not sentence.groups:
        return
    lexicon, keys = reader.lexicon, sentence.keys
    for party in reader.parties(sentence, 0, len(sentence.words)):
        before = keys[max(0, party.start - _NEAR) : party.start]
        following = keys[party.end : party.end + 2]
        spoken_of = any(lexicon.has("spoken_of", w) for w in before) or sentence.quoted[party.start]
        spoken_of = spoken_of or any(lexicon.has("spoken_for", w) for w in following)
        yield from ((i, not spoken_of) for i in party.ids if reader.registry.group(i).is_armed)


def _explodes(sentence: Sentence, reader: Reader) -> bool:
    return any(trigger.event_type == "bombing" for _, _, trigger in _words(sentence, reader))


def _only_linked(sentence: Sentence, reader: Reader) -> Iterator[str]:
    """Groups that only say whose people others are: "X-linked militants (Y)"."""
    for party in reader.parties(sentence, 0, len(sentence.words)) if sentence.groups else ():
        if only_linked(sentence, reader.lexicon, party.end):
            yield from party.ids


def read_bare(sentences: Sequence[Sentence], reader: Reader) -> Iterator[Happening]:
    """What the words of a report tell where its grammar tells nothing: "Kidnapping: 2 nurses by X", the surest first.

    By a word that tells of violence, else by one of another incident, else merely by who is named in it.
    """
    told = [(n, s) for n, s in enumerate(sentences) if s.words and not any(s.quoted)]
    found = [(n, s, *at) for n, s in told for at in _words(s, reader)]
    found.sort(key=lambda each: each[4].event_type not in VIOLENT)
    for number, sentence, start, end, trigger in found:
        yield _made(sentence, number, start, end, trigger, reader)
    for number, sentence in told:
        if any(is_hostile(p, reader) for p in reader.parties(sentence, 0, len(sentence.words))):
            yield _made(sentence, number, 0, len(sentence.words), Trigger("other", "report", True), reader)


def _words(sentence: Sentence, reader: Reader) -> Iterator[tuple[int, int, Trigger]]:
    """The words of a sentence that tell of an incident, unless what stands before them says that there was none."""
    lexicon, keys = reader.lexicon, sentence.keys
    openers, whole = lexicon.triggers.openers(), Clause(0, len(keys), "")
    for at in [i for i, key in enumerate(keys) if key in openers and i not in sentence.named | sentence.dated]:
        if sentence.words[at].text[0].isupper() and at:
            continue
        if any(lexicon.has(kind, w) for w in keys[max(0, at - 3) : at] for kind in _UNREAL):
            continue
        for end, values in lexicon.triggers.every(keys, at, at + _LONGEST):
            for trigger, _ in values:
                if trigger.event_type not in _UNTOLD and _in_company(trigger, sentence, reader):
                    last = with_rest(sentence, whole, trigger, end)
                    yield from [(at, last, trigger)] if last else ()


def _in_company(trigger: Trigger, sentence: Sentence, reader: Reader) -> bool:
    """Whether a sentence has what a trigger needs anywhere in it."""
    lexicon, words = reader.lexicon, sentence.vocabulary
    parties = reader.parties(sentence, 0, len(sentence.words))
    hostile = any(is_hostile(p, reader) for p in parties)
    met = {
        "person": any(lexicon.has("people", w) for w in words) or any(p.ids for p in parties),
        "weapon": not words.isdisjoint(lexicon.of("weapons")),
        "crowd": not words.isdisjoint(lexicon.of("crowd")),
        "protesters": not words.isdisjoint(lexicon.of("protesters")),
        "hostile": hostile,
        "armed": hostile or not words.isdisjoint(lexicon.of("forces")),
        "party": bool(parties),
        "doer": bool(parties),
        "goods": not words.isdisjoint(lexicon.of("goods")),
        "bodies": not words.isdisjoint(lexicon.of("bodies")),
        "shots": not words.isdisjoint(lexicon.of("shots")),
    }
    if trigger.lemma in _LOOSE and "weapon" not in trigger.needs:
        return False
    return all(met.get(need, False) for need in trigger.needs)


def _made(sentence: Sentence, number: int, start: int, end: int, trigger: Trigger, reader: Reader) -> Happening:
    clauses = clauses_of(sentence, reader.lexicon)
    clause = next((c for c in clauses if c.start <= start < c.end), clauses[0])
    doers = reader.parties(sentence, 0, len(sentence.words))
    return Happening(sentence, number, clause, trigger, trigger.event_type, start, end, None, doers, bare=True)
