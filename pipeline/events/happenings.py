"""Triggers of a sentence read as happenings: which words tell of one, who did it, to whom, in what voice."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from pipeline.events.clauses import Clause, clauses_of
from pipeline.events.doings import hostile
from pipeline.events.english import Roles, verb_roles
from pipeline.events.french import (
    as_undergone,
    led_by_article,
    object_start,
    reflexive_fits,
    subject_apart,
    type_of_death,
    whose_hands,
)
from pipeline.events.lexicon import NOUN, NOUNS, PARTICIPLE, PAST, THIRD, Form, Lexicon, Trigger, accent_fits
from pipeline.events.needs import meets
from pipeline.events.nouns import is_battle, read_noun
from pipeline.events.order import subject_of
from pipeline.events.parties import Party
from pipeline.events.phrases import object_end, subject_start
from pipeline.events.possible import possible
from pipeline.events.reader import Reader
from pipeline.events.roles import agents, planters, taken_from, towards
from pipeline.events.sentences import Sentence
from pipeline.events.speech import VIOLENT, as_threat, report, speaker, we
from pipeline.events.verbs import Verb, bears_no_mark, narrates, verb_at
from pipeline.groups.text import fold
from pipeline.syntax import Phrase

HOSTILE = VIOLENT
_CALM = frozenset({"protest", "humanitarian"})
_GAP = 14  # words in which the rest of a gapped trigger may stand
_LONGEST = 7  # words of a trigger
_DATED = 4  # words of a date inside a French one
_NAMED_BEFORE = 3  # words before "which" that it stands for
_Fitting = tuple[int, Trigger, Form]  # a trigger, and where its head ends


class Happening(Struct, frozen=True, gc=False):
    """One trigger that tells of an event, before date, place and status are worked out."""

    sentence: Sentence
    number: int  # of the sentence in the document
    clause: Clause
    trigger: Trigger
    event_type: str
    start: int  # words of the trigger
    end: int
    verb: Verb | None  # None for a noun without a verb of its own
    doers: tuple[Party, ...] = ()
    targets: tuple[Party, ...] = ()
    object: tuple[int, int] | None = None  # words of what it was done to
    quoted: bool = False
    planned: bool = False  # a noun that words call planned
    subject: Phrase | None = None  # English: by whose words a title names the doer
    goal: tuple[int, int] | None = None  # English: words of the whole object, with its preposition
    whom: bool | None = None  # English: whether it was done to people
    bare: bool = False  # told by its words alone, not by their grammar


def read_happenings(sentence: Sentence, number: int, reader: Reader) -> list[Happening]:
    """The happenings a sentence tells of, in order."""
    telling = _telling(sentence, reader)
    clauses = clauses_of(sentence, reader.lexicon) if telling else ()
    found: list[Happening] = []
    for position, clause in enumerate(clauses):
        at = clause.start
        for index, triggers in telling:
            if not at <= index < clause.end:
                continue
            happening = _at(sentence, number, clauses, position, index, triggers, reader)
            if happening and not (found and _governed(happening, found[-1])):
                found.append(happening)
            at = max(happening.end if happening else 0, index + 1)
    reader.pass_by(sentence)
    return found


def _governed(happening: Happening, before: Happening) -> bool:
    """Whether an infinitive hangs on the trigger before it: "agreed to set up", "threatened to attack"."""
    verb = happening.verb
    near = happening.clause == before.clause and verb is not None and 0 <= verb.start - before.end <= 2
    return near and verb.tense == "infinitive"


def _telling(sentence: Sentence, reader: Reader) -> list[tuple[int, list[_Fitting]]]:
    """The words at which triggers begin that may tell of something, with these triggers, the longest first.

    Most sentences have none, and need not be looked at any further.
    """
    keys, lexicon, telling = sentence.keys, reader.lexicon, []
    triggers, vocabulary = lexicon.triggers, sentence.vocabulary
    openers, accents = triggers.openers(), lexicon.language == "fr"
    if accents and sentence.dated:  # "s'est rendu lundi sur place": a date may stand inside
        keys = tuple(["" if i in sentence.dated else key for i, key in enumerate(keys)])
    for at in [i for i, key in enumerate(keys) if key in openers]:
        text = sentence.words[at].text
        named = text[0].isupper() and ((at > 0 and not text.isupper()) or len(keys) == 1)
        if named and not is_battle(sentence, at):
            continue
        fitting = [
            (head_end, trigger, form)
            for head_end, values in triggers.every(keys, at, at + _LONGEST + (_DATED if accents else 0))
            for trigger, form in values
            if (not trigger.rest or trigger.rest[0] in vocabulary)
            and (not trigger.needs or possible(trigger, sentence, head_end, lexicon))
            and (not accents or (accent_fits(text, trigger, form) and reflexive_fits(sentence, at, trigger)))
            and not _general(sentence, at, form, reader)
        ]
        if fitting and at not in sentence.named and at not in sentence.dated:
            telling.append((at, fitting))
    return telling


def _general(sentence: Sentence, at: int, form: Form, reader: Reader) -> bool:
    """Whether a word could only tell of what is so in general, or is quoted: a verb's plain present, a noun's quote."""
    if form is NOUN or form is NOUNS:
        return sentence.quoted[at]
    present = bears_no_mark(sentence, reader.lexicon, form, at)
    return present and not (reader.listed or narrates(sentence, at, reader.when))


def _at(
    sentence: Sentence,
    number: int,
    clauses: Sequence[Clause],
    position: int,
    at: int,
    triggers: list[_Fitting],
    reader: Reader,
) -> Happening | None:
    """The happening that one of the triggers which begin at a word tells of."""
    clause = clauses[position]
    for head_end, trigger, form in triggers:
        end = with_rest(sentence, clause, trigger, head_end) if head_end <= clause.end else None
        if end is None:
            continue
        if trigger.is_noun:
            happening = read_noun(sentence, number, clauses, position, (at, end), trigger, form, reader)
        else:
            happening = _read_verb(sentence, number, clauses, position, (at, head_end, end), trigger, form, reader)
        if happening:
            return happening
    return None


def with_rest(sentence: Sentence, clause: Clause, trigger: Trigger, after: int) -> int | None:
    """Index after the words that a gapped trigger wants, None where they do not follow."""
    if not trigger.rest:
        return after
    keys = sentence.keys[after : min(clause.end, after + _GAP)]
    size = len(trigger.rest)
    found = next((after + i + size for i in range(len(keys)) if keys[i : i + size] == trigger.rest), None)
    if found is None:
        return after if _done_to(sentence, clause, trigger, after) else None
    if found - 1 in sentence.dated:
        return None  # "held on 27 March"
    return found


def _done_to(sentence: Sentence, clause: Clause, trigger: Trigger, after: int) -> bool:
    """Whether the words that a trigger wants behind it are what it was done to: "a curfew was imposed"."""
    first = clause.start - _NAMED_BEFORE if clause.opener in ("which", "that") else clause.start
    before = [w.key for w in sentence.words[max(0, first, after - 12) : after]]
    size = len(trigger.rest)
    passive = any(key in ("was", "were", "been") for key in before[-4:])
    return passive and any(tuple(before[i : i + size]) == trigger.rest for i in range(len(before) - size))


def _read_verb(
    sentence: Sentence,
    number: int,
    clauses: Sequence[Clause],
    position: int,
    at: tuple[int, int, int],
    trigger: Trigger,
    form: Form,
    reader: Reader,
) -> Happening | None:
    """A verb as a happening, None where its form, its polarity or its company says that nothing happened."""
    clause, (start, _, end) = clauses[position], at
    lexicon = reader.lexicon
    verb = _telling_verb(sentence, clause, at, trigger, form, reader)
    if verb is None:
        return None
    roles = (verb_roles if lexicon.language == "en" else _marked_roles)(
        sentence, clauses, position, verb, at, trigger, reader
    )
    if roles is None:
        return None
    doers, targets, quoted = roles.doers, roles.targets, sentence.quoted[start]
    if trigger.event_type == "seizure":
        targets += tuple(p for p in taken_from(sentence, clause, end, reader) if p not in targets)
    silent = not doers and (lexicon.language != "en" or (roles.subject is None and not roles.verb.passive))
    if quoted and (silent or we(sentence, clause, reader, roles.verb.start)):
        doers = speaker(sentence, reader)
    made = Happening(
        sentence,
        number,
        clause,
        trigger,
        "attack" if _is_attempt(trigger, roles.verb, lexicon) else roles.event_type,
        start,
        end,
        roles.verb,
        doers,
        targets,
        roles.object,
        quoted,
        subject=roles.subject,
        goal=roles.goal,
        whom=roles.whom,
    )
    if made.event_type in _CALM and hostile(made, reader):
        return None  # gunmen who block a road do not protest, nor do they flee across a border
    return _told(made, reader) if meets(made, reader) else None


def _marked_roles(
    sentence: Sentence,
    clauses: Sequence[Clause],
    position: int,
    verb: Verb,
    at: tuple[int, int, int],
    trigger: Trigger,
    reader: Reader,
) -> Roles:
    """The roles of a verb in a language whose phrases are not read: by what stands around it in its clause."""
    doers, targets, what = _roles(sentence, clauses, position, verb, at[1:], reader)
    event_type = type_of_death(sentence, clauses[position], trigger, at[2], reader.lexicon)
    return Roles(verb, event_type, doers, targets, what, None, None, None)


def _telling_verb(
    sentence: Sentence, clause: Clause, at: tuple[int, int, int], trigger: Trigger, form: Form, reader: Reader
) -> Verb | None:
    """How a trigger's verb stands, None where it is none here or what it tells did not and will not happen."""
    start, head_end, _ = at
    lexicon = reader.lexicon
    active = bool(actives := lexicon.words["active_be"]) and fold(trigger.lemma) in actives
    verb = verb_at(sentence, clause, lexicon, start, head_end, form, "person" in trigger.needs, active)
    if form is THIRD and lexicon.language == "fr" and led_by_article(sentence, lexicon, start):
        return None  # "l'attaque", "une nouvelle attaque"
    related = lexicon.language == "en" and lexicon.has("relative", clause.opener)  # "rebels who reject the accord"
    if verb and verb.tense == "present" and (reader.listed or (narrates(sentence, start, reader.when) and not related)):
        verb = replace(verb, tense="past")
    if not verb or verb.negated or verb.tense in ("present", "modal") or clause.opener in lexicon.words["if_so"]:
        return None
    if clause.opener == "that" and clause.start and lexicon.has("doubts", sentence.keys[clause.start - 1]):
        return None  # "worries that the government will …"
    if verb.tense == "future" and _was_to(sentence, clause, verb, lexicon):
        return None
    if verb.tense == "infinitive" and not (
        _is_attempt(trigger, verb, lexicon) or _comes_to_pass(sentence, clause, verb, reader)
    ):
        return None
    spoken = form is PAST or (form is PARTICIPLE and lexicon.language == "fr")
    if spoken and _is_noun_here(sentence, clause, lexicon, start, verb):
        return None
    grammar = reader.reading(sentence) if lexicon.language == "en" else None  # what costs most comes last
    if grammar is not None:
        return verb if any(map(grammar.is_verb, range(start, head_end))) else None
    return as_undergone(verb, trigger, lexicon)


def _was_to(sentence: Sentence, clause: Clause, verb: Verb, lexicon: Lexicon) -> bool:
    """ "A convoy that was to evacuate civilians came under attack": what it was for, not what is to come."""
    was = sentence.keys[verb.start] in ("was", "were") and lexicon.has("relative", clause.opener)
    return was and not any(clause.start <= i < clause.end for i in sentence.dated)


def _is_attempt(trigger: Trigger, verb: Verb, lexicon: Lexicon) -> bool:
    """Whether violence was tried: "tried to storm"."""
    return trigger.event_type in HOSTILE and lexicon.has("tries", verb.governor)


def _comes_to_pass(sentence: Sentence, clause: Clause, verb: Verb, reader: Reader) -> bool:
    """Whether what an infinitive hangs on says that it happens or is to: not "may be planning to kidnap"."""
    lexicon = reader.lexicon
    before = sentence.words[max(clause.start, verb.start - 4) : verb.start]
    if any(lexicon.has("possible", w.key) and w.text[0].islower() for w in before):
        return False
    if lexicon.language == "en" and _aims(sentence, verb, reader):
        return False
    return lexicon.has("plans", verb.governor) or lexicon.has("managed", verb.governor)


def _aims(sentence: Sentence, verb: Verb, reader: Reader) -> bool:
    """Whether the plan is only why or about what something else was done: "resigned over plans to arrest X"."""
    keys = [w.key for w in sentence.words[max(0, verb.start - 3) : verb.start]]
    at = verb.start - len(keys) + keys.index(verb.governor) if verb.governor in keys else 0
    tags = reader.reading(sentence).tags
    if at <= 0 or not tags[at].startswith("NN"):
        return False
    while at > 1 and tags[at - 1] in ("JJ", "DT", "PRP$"):
        at -= 1
    return tags[at - 1] == "IN"


def _told(made: Happening, reader: Reader) -> Happening | None:
    """A verb's happening as a report or a threat where it is one; None for plans told in a quotation."""
    if "day" in made.trigger.needs:
        made = report(made, reader)
        if not made.doers:
            return None
    threat = as_threat(made, reader)
    if threat:
        return threat
    return None if made.quoted and made.verb.tense in ("future", "infinitive") else made


def _roles(
    sentence: Sentence, clauses: Sequence[Clause], position: int, verb: Verb, ends: tuple[int, int], reader: Reader
) -> tuple[tuple[Party, ...], tuple[Party, ...], tuple[int, int]]:
    """Who did it, to whom, and the words of what it was done to."""
    clause, lexicon, (head_end, end) = clauses[position], reader.lexicon, ends
    subject = subject_of(sentence, clauses, position, verb, reader)
    after = reader.parties(sentence, head_end, clause.end)
    if verb.passive:
        first, last = subject_start(sentence, clause, lexicon, verb.start), verb.start
        if first >= last and (words := subject_apart(sentence, clauses, position, lexicon)):
            first, last = words
        elif first >= last:  # "ont été libérés mercredi les deux otages"
            first = next((i for i in range(end, clause.end) if i not in sentence.dated), clause.end)
            last = object_end(sentence, clause, lexicon, first) if first < clause.end else first
        doers = agents(sentence, after) or planters(sentence, after) or whose_hands(after, end, sentence)
        return doers, tuple(p for p in subject if p not in doers), (first, last)
    before = reader.parties(sentence, clause.start, verb.start)
    doers = subject or planters(sentence, after) or planters(sentence, before)
    head_end = object_start(sentence, clause, lexicon, head_end)
    stop = object_end(sentence, clause, lexicon, head_end)
    own = {i for p in doers for i in p.ids}
    targets = (p for p in after if p.start < max(stop, end) or towards(sentence, p, head_end))
    return doers, tuple(p for p in targets if p not in doers and not (p.ids and own >= set(p.ids))), (head_end, stop)


def _is_noun_here(sentence: Sentence, clause: Clause, lexicon: Lexicon, start: int, verb: Verb) -> bool:
    """Whether a past form is an adjective: "the abducted girls", "wounded soldiers"."""
    if verb.tense != "past" or verb.start != start or start == 0:
        key = sentence.keys[start - 1] if start else ""
        counted = key.isdecimal() or key in lexicon.numbers or lexicon.has("determiners", key)
        return lexicon.language == "fr" and verb.tense == "reduced" and verb.start == start and counted
    before = sentence.words[start - 1]
    following = sentence.words[verb.end].key if verb.end < clause.end else ""
    if sentence.gap(start).strip():
        return sentence.gap(start) == "-"  # "a UN-brokered deal"
    if before.key.endswith("ing") and lexicon.has("people", following):
        return True  # "sheltering displaced families"
    if lexicon.has("in_place", before.key) or before.key in ("for", "of", "with", "from"):
        return lexicon.has("people", following)
    article = before.key in ("the", "a", "an", "its", "their", "his", "her", "le", "la", "les", "un", "une", "des")
    return article or (
        (lexicon.has("determiners", before.key) or before.key in lexicon.numbers) and lexicon.has("people", following)
    )
