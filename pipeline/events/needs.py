"""What must stand in a clause for trigger words to mean their type."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from pipeline.events import doings
from pipeline.events.doings import armed, beside_a_day, object_keys, said
from pipeline.events.phrases import subject_start
from pipeline.events.possible import DONE_TO

if TYPE_CHECKING:
    from pipeline.events.happenings import Happening
    from pipeline.events.reader import Reader


def meets(happening: Happening, reader: Reader) -> bool:
    """Whether everything that the trigger needs is there."""
    return all(_CHECKS[need](happening, reader) for need in happening.trigger.needs)


def _person(happening: Happening, reader: Reader) -> bool:
    """People, a number, a group or a known person is what it was done to."""
    words, lexicon = object_keys(happening), reader.lexicon
    if any(lexicon.has("animals", w) or lexicon.has("animals", f"{w}s") for w in words[-1:]):
        return False
    if happening.whom is not None:
        return happening.whom or _fatal(happening, reader)
    if any(lexicon.has("people", w) for w in words) or (len(words) == 1 and words[0] in _SOMEBODY):
        return True
    if any(p.person or any(reader.registry.group(i).is_armed for i in p.ids) for p in happening.targets):
        return True
    if _fatal(happening, reader):
        return True
    counts = [w for w in words[:4] if w.isdecimal() or (w in lexicon.numbers and w not in ("a", "an"))]
    return bool(counts) and len(words) <= 3 and words[-1] == counts[-1]


def _fatal(happening: Happening, reader: Reader) -> bool:
    """Killing by an armed party, or of a number of somebodies: "killed 65 mourners"."""
    if happening.event_type != "killing":
        return False
    first, last = happening.object or (0, 0)
    words = happening.sentence.words[first:last]
    counted = [i for i, w in enumerate(words) if w.key.isdecimal() or w.key in reader.lexicon.numbers]
    several = bool(counted) and any(w.key.endswith("s") for w in words[counted[0] + 1 :])
    one = bool(words) and words[0].key in ("a", "an") and words[-1].key.endswith(_PERSONS) and bool(happening.doers)
    one = one or (bool(words) and any(not p.ids for p in happening.doers))  # "herdsmen killed the ruler of X"
    return one or several or (bool(words) and armed(happening, reader))


_MANY = frozenset("dozens hundreds thousands scores several president minister king queen dizaines centaines".split())
_BEHIND = 7  # words after "by" in which a weapon may stand
_TOWN_WORDS = frozenset("the town village city of la le l ville localite cite de du d".split())
_TOWN_OF = frozenset("the town village city locality of".split())
_SOMEBODY = frozenset("they them he him she her ils elles".split())
_PERSONS = ("er", "or", "ist", "ian", "ant", "man", "woman", "ee")  # endings of words for who somebody is


def _thing(happening: Happening, reader: Reader) -> bool:
    return bool(object_keys(happening)) and not _person(happening, reader)


def _place(happening: Happening, reader: Reader) -> bool:
    """A place follows close by, and nobody is taken there."""
    words = happening.sentence.words
    if happening.end < len(words) and words[happening.end].key in ("him", "her", "them", "it", "us"):
        return False
    last = min(len(words), happening.end + 7, happening.clause.end + 2) - 1
    low, high = words[happening.end - 1].end, words[last].end
    return any(low <= p.start < high for p in happening.sentence.places)


def _party(happening: Happening, reader: Reader) -> bool:
    """Somebody is done to, or several do it to each other."""
    return bool(happening.targets) or len(happening.doers) > 1 or "other" in object_keys(happening)


def _done_to(kind: str) -> Callable[[Happening, Reader], bool]:
    """Whether something of a kind is what it was done to: a curfew, a border, a minister."""

    def meets_it(happening: Happening, reader: Reader) -> bool:
        return not reader.lexicon.of(kind).isdisjoint(object_keys(happening))

    return meets_it


def _shots(happening: Happening, reader: Reader) -> bool:
    return any(reader.lexicon.has("shots", w) for w in object_keys(happening))


def _bodies(happening: Happening, reader: Reader) -> bool:
    words = object_keys(happening)
    return "more" not in words and any(reader.lexicon.has("bodies", w) for w in words)


def _goods(happening: Happening, reader: Reader) -> bool:
    """Animals or goods are what it was done to."""
    return any(reader.lexicon.has(kind, w) for w in object_keys(happening) for kind in ("goods", "animals"))


def _hideout(happening: Happening, reader: Reader) -> bool:
    """A camp or a hideout of an armed band is what it was done to."""
    words, lexicon = object_keys(happening), reader.lexicon
    band = any(p.ids and reader.registry.group(p.ids[0]).is_armed for p in happening.targets)
    band = band or any(lexicon.has("hostile", w) or lexicon.has("hostile", w + "s") for w in words)
    return band and any(lexicon.has("hideouts", w) for w in words)


def _fallen(happening: Happening, reader: Reader) -> bool:
    """A place is what falls."""
    first, last = happening.object or (0, 0)
    words = happening.sentence.words
    ends = {words[max(first, last - 1)].end, words[first].end}  # "Gao", "the town of Gao", not "Japan's stock index"
    return last > first and any(p.end in ends for p in happening.sentence.places)


def _mortal(happening: Happening, reader: Reader) -> bool:
    """People died: so many, or one who is known."""
    first, last = happening.object or (0, 0)
    words = happening.sentence.words[first:last]
    if happening.whom is None:  # the subject stands before the verb
        start = subject_start(happening.sentence, happening.clause, reader.lexicon, happening.verb.start)
        words = happening.sentence.words[start : happening.verb.start] or words
    counted = any(w.key.isdecimal() or w.key in reader.lexicon.numbers for w in words)
    known = any(p.ids and p.person for p in happening.targets)
    known = known or any(reader.lexicon.has("travellers", w.key) for w in words)  # "le gouverneur"
    animals = any(reader.lexicon.has("animals", w.key) for w in words)
    people = any(reader.lexicon.has("people", w.key) for w in words) if happening.whom is None else happening.whom
    return people and not animals and (counted or known or any(w.key in _MANY for w in words))


def _doer(happening: Happening, reader: Reader) -> bool:
    return bool(happening.doers)


def _town(happening: Happening, reader: Reader) -> bool:
    """A place by itself is what it was done to: "overran X", not "the camp at X"."""
    words, (first, last) = happening.sentence.words, happening.object or (0, 0)
    while first < last and words[first].key in _TOWN_WORDS:
        first += 1
    return first < last and any(p.start <= words[first].start < p.end for p in happening.sentence.places)


def _somewhere(happening: Happening, reader: Reader) -> bool:
    """A place follows, or right after the verb a name that no gazetteer has: "entered X"."""
    words, first = happening.sentence.words, happening.end
    while first < len(words) and words[first].key in ("the", "town", "village", "city", "of", "locality"):
        first += 1
    name = first < happening.clause.end and words[first].text[0].isupper() and not words[first].text.isupper()
    return _place(happening, reader) or (name and not happening.targets)


def _assembled(happening: Happening, reader: Reader) -> bool:
    """People in the streets do it, or it is done to them: "dispersed the women"."""
    words = [w for p in happening.doers for w in said(p)] + object_keys(happening)
    return any(reader.lexicon.has("protesters", w) for w in words)


def _unknown(happening: Happening, reader: Reader) -> bool:
    """One name by itself that neither the gazetteer nor the registry has: "took X"."""
    sentence, (first, last) = happening.sentence, happening.object or (0, 0)
    while first < last and sentence.words[first].key in _TOWN_OF:
        first += 1
    if last - first != 1 or not sentence.words[first].text[0].isupper():
        return False
    at = sentence.words[first].start
    return not any(m.start <= at < m.end for m in (*sentence.places, *sentence.groups, *sentence.dates))


def _known(happening: Happening, reader: Reader) -> bool:
    return not _unknown(happening, reader)


def _group(happening: Happening, reader: Reader) -> bool:
    """An armed group is what it was done to."""
    return any(reader.registry.group(i).is_armed for p in happening.targets for i in p.ids)


def _weapon(happening: Happening, reader: Reader) -> bool:
    words, clause = happening.sentence.words, happening.clause
    near = list(words[clause.start : happening.start])
    subject = happening.subject
    if subject is not None and happening.verb and not happening.verb.passive and subject.end <= happening.start:
        near = words[subject.start : subject.end]  # not "troops backed by artillery"
    if happening.verb and happening.verb.passive:  # "killed by a roadside bomb"
        by = next((i for i in range(happening.end, clause.end) if words[i].key in ("by", "par")), clause.end)
        near += words[by : min(clause.end, by + _BEHIND)]
    return any(reader.lexicon.has("weapons", w.key) for w in near)


def _object(happening: Happening, reader: Reader) -> bool:
    """Something follows that it is about."""
    return bool(object_keys(happening)) or bool(happening.trigger.rest)


def _battle(happening: Happening, reader: Reader) -> bool:
    """Armies, a battle or a war are spoken of: no match is won."""
    return not reader.lexicon.of("battles").isdisjoint(happening.sentence.vocabulary)


_CHECKS: dict[str, Callable[[Happening, Reader], bool]] = {
    "object": _object,
    "goods": _goods,
    "hideout": _hideout,
    "regulars": doings.regulars,
    "person": _person,
    "thing": _thing,
    "place": _place,
    "party": _party,
    "armed": doings.armed,
    "day": lambda happening, _: beside_a_day(happening),
    "state": doings.state,
    "court": doings.court,
    "fallen": _fallen,
    "mortal": _mortal,
    "doer": _doer,
    "crowd": doings.crowd,
    "weapon": _weapon,
    "town": _town,
    "somewhere": _somewhere,
    "protesters": doings.protesters,
    "hostile": doings.hostile,
    "marchers": doings.marchers,
    "menace": doings.menace,
    "bodies": _bodies,
    "shots": _shots,
    "traveller": doings.traveller,
    "speaker": doings.speaker,
    "assembled": _assembled,
    "unknown": _unknown,
    "known": _known,
    "group": _group,
    "battle": _battle,
    **{need: _done_to(kind) for need, kind in DONE_TO.items()},
}
