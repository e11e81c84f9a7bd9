"""Nouns that tell of an event: "an attack on X", "held talks in Y", "a summit"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.events.clauses import Clause
from pipeline.events.english import support_doers, voiced
from pipeline.events.french import suffers, with_relative
from pipeline.events.lexicon import Form, Lexicon, Trigger
from pipeline.events.needs import meets
from pipeline.events.order import subject_of
from pipeline.events.outlook import is_off, is_to_come
from pipeline.events.parties import Party, by_adjective
from pipeline.events.phrases import attached
from pipeline.events.reading import chunk_at
from pipeline.events.sentences import Sentence, names_a_day
from pipeline.events.spans import antecedent
from pipeline.events.verbs import Verb, is_helper, verb_at

if TYPE_CHECKING:
    from pipeline.events.happenings import Happening
    from pipeline.events.reader import Reader

_NAMED_DEEDS = frozenset({"battle", "siege", "invasion"})  # written with a capital before "of X"
_HITS = frozenset("killed wounded injured hit destroyed damaged targeted struck".split())
_HALVES = frozenset({"pre", "post"})
_CALM = frozenset({"rally", "rallie", "march", "marche", "battle", "fight"})  # singular, or without its s
_ACCIDENTS = frozenset("gas boiler dust methane pipeline tank fuel grain".split())  # what explodes by itself
# verbs by which an agreement ends, as a title says them
BROKEN = {
    "collapsed": "collapses",
    "expired": "expires",
    "lapsed": "lapses",
    "failed": "fails",
    "unravelled": "unravels",
}
_ARTICLES = frozenset("the a an its their his her le la les l un une cette ce sa son leur leurs".split())
_REACH = 9  # words between a noun and the verb that makes it happen


def read_noun(
    sentence: Sentence,
    number: int,
    clauses: Sequence[Clause],
    position: int,
    at: tuple[int, int],
    trigger: Trigger,
    form: Form,
    reader: Reader,
) -> Happening | None:
    """A noun as a happening: where a verb makes it happen, or where words tie a day, a place or two parties to it.

    Bare plurals, "any attack", "further talks" and nouns inside conditions are generalities and tell of none.
    """
    from pipeline.events.happenings import Happening

    (start, end), lexicon = at, reader.lexicon
    clause = _clause_of(sentence, clauses, position, end, lexicon)
    phrase = _phrase_start(sentence, clause, lexicon, start)
    before = [w.key for w in sentence.words[phrase:start]]
    planned = any(lexicon.has("planned_nouns", w) for w in before) or is_to_come(sentence, clause, end, reader)
    if is_off(sentence, lexicon, end) or _tells_nothing(sentence, clause, lexicon, at, phrase, planned):
        return None
    if lexicon.language == "en" and not _is_head(sentence, start, end, reader):
        return None
    if lexicon.language == "en" and trigger.event_type == "alliance" and _acts(sentence, start, end, reader):
        return None
    verb, doers = _support(sentence, clauses, position, phrase, reader)
    happens = _happens(sentence, clause, lexicon, end) or suffers(sentence, phrase, lexicon)
    if verb and not _counts(lexicon, verb):
        return None
    own = chunk_at(reader.reading(sentence), end - 1) if lexicon.language == "en" else None
    doers = doers or _owner(sentence, max(phrase, own.start) if own else phrase, start, end, clause, reader)
    if lexicon.has("disasters", trigger.lemma):
        doers = ()  # who speaks of an outbreak did not make it
    targets = _targets(sentence, clause, end, reader)
    event_type = _type_here(sentence, clause, trigger, before, end, lexicon)
    by_state = any(reader.registry.group(i).kind == "government" for p in doers for i in p.ids)
    event_type = "bombing" if trigger.lemma == "strike" and by_state else event_type
    made = Happening(
        sentence, number, clause, trigger, event_type, start, end, verb, doers, targets, (phrase, end),
        False, planned,
    )  # fmt: skip
    return made if _stands(made, happens, form, reader) and meets(made, reader) else None


def _stands(made: Happening, happens: bool, form: Form, reader: Reader) -> bool:
    """Whether enough ties a noun to one happening."""
    lexicon = reader.lexicon
    if lexicon.language == "en" and made.event_type == "visit" and not _acts_for_somebody(made, reader):
        return False
    if made.planned or not (made.verb or happens):
        return _anchored(made, lexicon, form, reader)
    told = happens or (made.verb and made.doers)
    fought = happens and bool(made.doers) and not _has_been(made, lexicon)  # "clashes between A and B left ten dead"
    on_a_day = _dated(made) or _placed(made, lexicon) or (told and _on_a_day(made))
    return form is not Form.NOUNS or bool(on_a_day or fought)


def _has_been(made: Happening, lexicon: Lexicon) -> bool:
    """ "Clashes have left thousands dead": what a perfect sums up."""
    following = made.sentence.keys[made.end : min(made.clause.end, made.end + _REACH)]
    return any(lexicon.has("have", key) for key in following)


def _clause_of(sentence: Sentence, clauses: Sequence[Clause], position: int, end: int, lexicon: Lexicon) -> Clause:
    """The clause of a noun with the relative one that says what it did: "an attack that left ten dead in X"."""
    if lexicon.language == "fr":
        return with_relative(sentence, clauses, position, lexicon)
    clause, following = clauses[position], clauses[position + 1] if position + 1 < len(clauses) else None
    told = following is not None and clause.end == end and following.opener in ("that", "which")
    return Clause(clause.start, following.end, clause.opener) if told else clause


def _type_here(
    sentence: Sentence, clause: Clause, trigger: Trigger, before: list[str], end: int, lexicon: Lexicon
) -> str:
    """The type of what a noun tells: by explosives it is a bombing; gas explodes by itself, and truces collapse."""
    if trigger.event_type == "attack" and any(lexicon.has("explosives", w) for w in before):
        return "bombing"
    if trigger.lemma == "strike" and not _HITS.isdisjoint(sentence.keys[end : end + 2]):
        return "bombing"  # "Monday's strikes killed 44": no protest
    by_chance = trigger.lemma in ("explosion", "blast") and _ACCIDENTS & set(before)
    over = trigger.event_type == "agreement" and _broken(sentence, clause, end)
    return "other" if by_chance or over else trigger.event_type


def _broken(sentence: Sentence, clause: Clause, end: int) -> str:
    """How a title says that a truce came to nothing, "" where it did not."""
    return next((BROKEN[k] for k in sentence.keys[end : min(clause.end, end + _REACH)] if k in BROKEN), "")


def broken(happening: Happening) -> str:
    """The verb by which what was agreed came to an end: "collapses"."""
    ended = happening.trigger.event_type == "agreement" and happening.event_type == "other"
    return _broken(happening.sentence, happening.clause, happening.end) if ended else ""


def _acts_for_somebody(made: Happening, reader: Reader) -> bool:
    """Whether a visitor is a known party or holds an office: tourists make no events."""
    words = made.sentence.words
    return any(
        p.ids or any(reader.lexicon.has("travellers", w.key) for w in words[p.start : p.end]) for p in made.doers
    )


def _is_head(sentence: Sentence, start: int, end: int, reader: Reader) -> bool:
    """Whether an English noun is what its phrase is about, and meant: no "attack helicopter", no "heart attack"."""
    reading = reader.reading(sentence)
    chunk = chunk_at(reading, end - 1)
    before = sentence.words[start - 1].key if start and not sentence.gap(start).strip(" -‑") else ""
    following = sentence.words[end].key if end < len(sentence.words) else ""
    if chunk is None and sentence.words[end - 1].key.endswith("ing"):  # "Fighting between X and Y"
        return any(reader.lexicon.has(kind, following) for kind in ("in_place", "of_place", "have", "be"))
    if chunk is None or not start <= chunk.head < end or reading.tags[chunk.head] not in ("NN", "NNS"):
        return is_battle(sentence, end - 1)
    return not _is_figure(sentence, start, end, before, reader.lexicon)


def _acts(sentence: Sentence, start: int, end: int, reader: Reader) -> bool:
    """ "An alliance of three armies launched an offensive": a party, not how it came about."""
    reading = reader.reading(sentence)
    found = (reading.predicate(i) for i in range(end, len(sentence.words)) if reading.is_verb(i))
    return any(p and p.subject and not p.passive and start <= p.subject.heads[0] < end for p in found)


def _is_figure(sentence: Sentence, start: int, end: int, before: str, lexicon: Lexicon) -> bool:
    """Whether the word before makes another thing of a noun: "heart attack", "market rally", "pre-election talks"."""
    calm = sentence.keys[end - 1].removesuffix("s") in _CALM and lexicon.has("scenes", before)
    return calm or lexicon.has("figures", before) or (before in _HALVES and sentence.gap(start).strip() != "")


def is_battle(sentence: Sentence, at: int) -> bool:
    """ "the Battle of X", "the Siege of Y": a capital that history gives."""
    return sentence.keys[at] in _NAMED_DEEDS and sentence.keys[at + 1 : at + 2] == ("of",)


def _tells_nothing(
    sentence: Sentence, clause: Clause, lexicon: Lexicon, at: tuple[int, int], phrase: int, planned: bool
) -> bool:
    """Whether a noun is quoted, conditional, vague, part of another noun, or a verb that was read as one."""
    start, end = at
    previous = _word(sentence, start - 1) if start > clause.start else ""
    if is_helper(lexicon, previous) or previous in ("not", "never", "ne", "pas"):
        return True
    if sentence.quoted[start] or lexicon.has("if_so", clause.opener) or _is_modifier(sentence, lexicon, end):
        return True
    if lexicon.has("trails", _word(sentence, end)):
        return True  # "the coup follows an ambush": spoken of, not told
    near = [w.key for w in sentence.words[max(clause.start, phrase - 3) : phrase]]
    words = sentence.words[max(clause.start, phrase - 3) : phrase]
    may = lexicon.language == "en" and any(lexicon.has("possible", w.key) and w.text[0].islower() for w in words)
    mine = lexicon.language == "en" and "i" in sentence.keys[: start + 1]
    if may or mine or any(lexicon.has("prevents", w) for w in near) or _is_possible(sentence, lexicon, end):
        return True  # "prevented an attack", "talks could resume"
    before = [w.key for w in sentence.words[phrase:start]]
    if any(lexicon.has("plots", w) for w in near) and not lexicon.has("definite", _word(sentence, phrase)):
        return True  # "suspected of planning an attack"
    return not planned and _is_vague(lexicon, [_word(sentence, phrase - 1), *before[:1], *before[-1:]])


def _is_possible(sentence: Sentence, lexicon: Lexicon, end: int) -> bool:
    following = _word(sentence, end)
    return lexicon.has("possible", following) and not lexicon.has("expected", following)


def _is_vague(lexicon: Lexicon, words: list[str]) -> bool:
    return any(lexicon.has("vague", w) for w in words)


def _word(sentence: Sentence, index: int) -> str:
    return sentence.words[index].key if 0 <= index < len(sentence.words) else ""


def _counts(lexicon: Lexicon, verb: Verb) -> bool:
    """Whether a verb that supports a noun says that it took place or is to."""
    if verb.negated or verb.tense in ("modal", "present"):
        return False
    governed = lexicon.has("plans", verb.governor) or lexicon.has("managed", verb.governor)
    return verb.tense != "infinitive" or governed


def _is_modifier(sentence: Sentence, lexicon: Lexicon, end: int) -> bool:
    """Whether the noun only describes another: "attack helicopters", "protest movement", "negotiating teams"."""
    if end >= len(sentence.words) or sentence.gap(end).strip():
        return False
    return lexicon.has("described_nouns", sentence.words[end].key)


def _phrase_start(sentence: Sentence, clause: Clause, lexicon: Lexicon, start: int) -> int:
    """Index of the first word of the noun's phrase: back over adjectives, names and one article."""
    index = start
    while index > clause.start and start - index < 7 and not sentence.gap(index).strip(" -‑'’"):
        key = sentence.words[index - 1].key
        if key in lexicon.of("in_place", "from_place", "of_place", "be", "have", "clause", "joins", "says"):
            break
        verbal = any(not t.is_noun for _, values in lexicon.triggers.every([key], 0) for t, _ in values)
        if _ends_support(sentence, lexicon, index) or (verbal and not lexicon.has("planned_nouns", key)):
            break
        index -= 1
        if lexicon.has("determiners", key) and key in _ARTICLES:
            break
    return index


def _ends_support(sentence: Sentence, lexicon: Lexicon, index: int) -> bool:
    """Whether a verb that supports nouns ends before a word: "held", "carried out"."""
    for size in (1, 2):
        keys = [w.key for w in sentence.words[max(0, index - size) : index]]
        match = lexicon.supports.longest(keys, 0) if len(keys) == size else None
        if match and match[0] == size:
            return True
    return False


def _support(
    sentence: Sentence, clauses: Sequence[Clause], position: int, phrase: int, reader: Reader
) -> tuple[Verb | None, tuple[Party, ...]]:
    """The verb before a noun phrase that makes it an event, and its doers: "gunmen carried out an attack"."""
    clause, lexicon = clauses[position], reader.lexicon
    for first in range(max(clause.start, phrase - 4), phrase):
        match = lexicon.supports.every([w.key for w in sentence.words[first:phrase]], 0)
        for length, values in match:
            if first + length < phrase - 1:
                continue
            for _, form in values:
                verb = verb_at(sentence, clause, lexicon, first, first + length, form)
                if lexicon.language == "en" and verb and (predicate := reader.reading(sentence).predicate(first)):
                    verb = voiced(verb, predicate)
                if verb and not verb.passive and lexicon.language == "en":
                    doers = support_doers(sentence, first, reader)
                    return (verb, doers) if doers is not None else (None, ())
                if verb and not verb.passive:
                    return verb, subject_of(sentence, clauses, position, verb, reader)
    return None, ()


def told_by_verb(happening: Happening, lexicon: Lexicon) -> bool:
    """Whether a verb of happening follows a noun: "talks began"."""
    return _happens(happening.sentence, happening.clause, lexicon, happening.end)


def _happens(sentence: Sentence, clause: Clause, lexicon: Lexicon, end: int) -> bool:
    """Whether the noun is the subject of a verb of happening."""
    keys = sentence.keys
    return any(lexicon.happen.longest(keys[i : i + 3], 0) for i in range(end, min(clause.end, end + _REACH)))


def _owner(sentence: Sentence, phrase: int, start: int, end: int, clause: Clause, reader: Reader) -> tuple[Party, ...]:
    """Whose doing the noun is: "AQIM's attack", "French operation", "attack by gunmen", "talks between A and B"."""
    inside = by_adjective(sentence, phrase, start, reader) or reader.parties(sentence, phrase, start)
    if inside:
        return inside
    if _word(sentence, phrase - 1) == "during" or "," in sentence.gap(phrase):
        found = reader.parties(sentence, 0, phrase)  # "X said during a visit", "X flew in, the first visit of its kind"
        if found and _is_visit(sentence, start, end, reader):
            return found[:1]
    if _word(sentence, phrase - 1) in ("in", "at") and clause.start < phrase and _is_talk(sentence, start, end, reader):
        found = reader.parties(sentence, clause.start, phrase)  # "X has teams in the talks"
        if found and found[0].start - clause.start <= 1:
            return found[:1]
    return _between(sentence, reader.parties(sentence, end, min(clause.end, end + 12)))


def _between(sentence: Sentence, after: tuple[Party, ...]) -> tuple[Party, ...]:
    """Parties that "by" or "between" ties to a noun, and the one that "and" joins to them."""
    tied: list[Party] = []
    for party in after:
        near = {_word(sentence, party.start - 1), _word(sentence, party.start - 2)}
        joined = tied and 0 < party.start - tied[-1].end <= 2 and "and" in near
        if near & {"by", "between", "among"} or joined:
            tied.append(party)
    return tuple(tied)


def _is_talk(sentence: Sentence, start: int, end: int, reader: Reader) -> bool:
    values = reader.lexicon.triggers.longest([w.key for w in sentence.words[start:end]], 0)
    return bool(values) and any(t.event_type in ("negotiation", "meeting") for t, _ in values[1])


def _is_visit(sentence: Sentence, start: int, end: int, reader: Reader) -> bool:
    values = reader.lexicon.triggers.longest([w.key for w in sentence.words[start:end]], 0)
    return bool(values) and any(t.event_type == "visit" for t, _ in values[1])


def _targets(sentence: Sentence, clause: Clause, end: int, reader: Reader) -> tuple[Party, ...]:
    """Parties the noun's phrase names after "on", "of", "with", "against"."""
    stop = min(clause.end, end + 10)
    found = reader.parties(sentence, end, stop)
    kept = []
    for party in found:
        before = [w.key for w in sentence.words[max(end - 1, party.start - 4) : party.start]]
        if any(w in before for w in ("on", "of", "with", "against", "and", "included", "contre", "avec", "sur")):
            kept.append(party)
    return tuple(kept)


def _anchored(made: Happening, lexicon: Lexicon, form: Form, reader: Reader) -> bool:
    """Whether words tie enough to the noun to make it one happening."""
    dated, placed = _dated(made), _placed(made, lexicon)
    definite = form is Form.NOUN or (made.object and made.object[0] < made.start)
    groups = {i for p in (*made.doers, *made.targets) for i in p.ids}
    if form is Form.NOUNS and _spoken_of(made) and not placed:
        return False  # "last month's kidnappings": told elsewhere
    if made.planned and not (placed or groups):
        return False
    if made.event_type in ("negotiation", "meeting"):
        return bool((placed and (definite or _named_before(made, reader))) or len(groups) > 1)
    by_somebody = placed and definite and any(p.ids for p in made.doers) and _on_a_day(made)
    return bool(by_somebody or (dated and (placed or definite or made.doers)) or (placed and definite and made.targets))


def _named_before(made: Happening, reader: Reader) -> bool:
    return bool(reader.parties(made.sentence, made.clause.start, made.start))


def _dated(made: Happening) -> bool:
    """A date stands in the noun's clause after it, or right before it ("last month's kidnappings")."""
    words = made.sentence.words
    low, high = words[made.end - 1].end, words[made.clause.end - 1].end
    first = words[(made.object or (made.start, 0))[0]].start
    return any(
        d.interval is not None and (low <= d.start < high or first - 2 <= d.end <= words[made.start].start)
        for d in made.sentence.dates
    )


def _on_a_day(made: Happening) -> bool:
    """Whether the clause names a day: "On 2 May, X carried out air strikes"."""
    words, clause = made.sentence.words, made.clause
    low, high = words[clause.start].start, words[clause.end - 1].end
    days = [d for d in made.sentence.dates if low <= d.start < high]
    above = antecedent(made.sentence, clause.start) if clause.opener == "when" else None
    days += [above] if above else []
    return any(d.interval.is_day if d.interval else names_a_day(d) for d in days)


def _spoken_of(made: Happening) -> bool:
    """Whether the noun's date stands before it as its owner."""
    words = made.sentence.words
    first = words[(made.object or (made.start, 0))[0]].start
    return any(first - 2 <= d.end <= words[made.start].start for d in made.sentence.dates)


def _placed(made: Happening, lexicon: Lexicon) -> bool:
    """A place is tied to the noun by a preposition."""
    words = made.sentence.words
    low, high = words[made.end - 1].end, words[min(made.clause.end, made.end + 12) - 1].end
    near = [p for p in made.sentence.places if low <= p.start < high]
    return any(attached(made.sentence, lexicon, made.end - 1, p.start) not in (None, "from", "between") for p in near)
