"""What a sentence must have for a trigger in it to be worth reading: cheap tests before the grammar."""

from __future__ import annotations

from functools import lru_cache

from pipeline.events.lexicon import Lexicon, Trigger
from pipeline.events.sentences import Sentence

GOING = frozenset("be go head return".split())  # what only a known traveller makes a visit
# needs that a word of the object meets, by the set it is in
DONE_TO = {
    "measure": "measures",
    "passage": "passages",
    "office": "offices",
    "pact": "pacts",
    "law": "laws",
    "units": "units",
    "munition": "munitions",
    "strife": "strife",
    "site": "sites",
}
# by need, the sets of words one of which must be there
_AMONG_WORDS = {
    "weapon": ("weapons",),
    "bodies": ("bodies",),
    "shots": ("shots",),
    "goods": ("goods", "animals"),
    "hideout": ("hideouts",),
    "battle": ("battles",),
    **{need: (words,) for need, words in DONE_TO.items()},
}
# by need, the words for those who can do it, and whether the name of a group or of a place can name them
_BY_DOERS = {
    "protesters": (("protesters",), False, False),
    "marchers": (("marchers",), False, False),
    "assembled": (("protesters",), False, False),
    "hostile": (("hostile",), True, False),
    "traveller": (("travellers",), True, False),
    "armed": (("hostile", "forces"), True, True),
    "state": (("institutions",), True, True),
}
_AT_PLACE = frozenset({"place", "town", "fallen"})


def possible(trigger: Trigger, sentence: Sentence, end: int, lexicon: Lexicon) -> bool:
    """Whether a sentence has the words and mentions that a trigger with its head up to `end` needs.

    What it rules out could never meet the trigger's needs; it costs a hundredth of finding out who did what.
    """
    for need in trigger.needs:
        words = _AMONG_WORDS.get(need)
        if words is not None and lexicon.of(*words).isdisjoint(sentence.vocabulary):
            return False
        if need in _BY_DOERS and not _could_be_done(need, trigger, sentence, lexicon):
            return False
        if need == "crowd" and not (trigger.rest or trigger.is_noun or lexicon.words["crowd"] & sentence.vocabulary):
            return False
        if need == "day" and not sentence.dates:
            return False
        if need in _AT_PLACE and not sentence.places:
            return False
        if need == "place" and sentence.places[-1].start < sentence.words[end - 1].end:
            return False
    return True


def _could_be_done(need: str, trigger: Trigger, sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether a sentence names somebody who could do what a trigger with this need tells, or may mean one by "they"."""
    kinds, group, place = _BY_DOERS[need]
    kinds = () if need == "traveller" and trigger.lemma in GOING else kinds
    if (group and sentence.groups) or (place and sentence.places):
        return True
    return not _single(lexicon, kinds).isdisjoint(sentence.vocabulary) or sentence.refers_back


@lru_cache(maxsize=64)
def _single(lexicon: Lexicon, kinds: tuple[str, ...]) -> frozenset[str]:
    """The words of sets in which some stand two and two: "armed men"."""
    return frozenset(word for phrase in lexicon.of(*kinds) for word in phrase.split())
