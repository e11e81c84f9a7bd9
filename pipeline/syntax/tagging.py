"""One class for each word of a sentence, chosen among those it can have by its neighbours.

The rules are those a reader of newspapers needs to tell nouns from verbs, in the manner of Brill (1992): one pass from
left to right, each word decided by what was chosen before it and by what can follow.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.memo import Memo
from pipeline.syntax.classes import BE, DO, HAVE, NOUN, VERB, classes, is_people

_FINITE = ("VBD", "VBZ", "MD")
_PRESENT = ("VBP", "VBZ", "VB")
_OPENS_NP = frozenset(("DT", "PRP$", "CD", "NNP", "PRP"))
_ADJECTIVE = ("JJ", "JJR", "JJS")
_INSIDE_NP = frozenset(("DT", "PRP$", "POS", "CD", *_ADJECTIVE))
_NOUNS, _NOMINAL = frozenset(NOUN), frozenset((*NOUN, *_ADJECTIVE))
_BREAK = "START"
_DIRECTIONS = frozenset("north south east west northeast northwest southeast southwest".split())
_COMPOUNDS = frozenset(
    "suicide car truck roadside church mosque drive-by school mass bus train hostage market funeral hotel"
    " hospital".split()
)
_DEEDS = frozenset("bombing shooting shelling stabbing kidnapping killing".split())
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_CLASSES = Memo(classes, kept=32768)
_QUANTIFIES = frozenset("left at up least most to than dead".split()) | _DIRECTIONS


def tag(texts: Sequence[str], keys: Sequence[str], gaps: Sequence[str]) -> list[str]:
    """The class of each word. `keys` are the words in small letters, `gaps` what stands before each."""
    can = list(map(_CLASSES.__getitem__, texts))
    for i, gap in enumerate(gaps[: len(can)]):
        if gap != " " and (i == 0 or '"' in gap or "“" in gap):
            can[i] = classes(texts[i], first=True)
    tags: list[str] = []
    for i, options in enumerate(can):
        if len(options) == 1 and gaps[i] == " " and options[0] != "NNS" and keys[i] not in _QUANTIFIES:
            tags.append(options[0])  # as with most words
            continue
        quantity = _quantity(i, keys, can) if keys[i] in _QUANTIFIES else ""
        if gaps[i] == "-" and options[0] in ("IN", "RP") and tags[-1:] != ["NNP"]:
            quantity = "NN"  # "sit-in", "pick-up"
        if quantity:
            tags.append(quantity)
        elif len(options) == 1 and options[0] != "NNS":
            tags.append(options[0])
        else:
            tags.append(_choose(i, options, keys, gaps, can, tags))
    return tags


def _quantity(i: int, keys: Sequence[str], can: Sequence[tuple[str, ...]]) -> str:
    """Small words before a number: "at least 59", "up to 200", "more than one"; "dead" after "shot"; else ""."""
    key, before = keys[i], keys[i - 1] if i else ""
    if key == "left" and before == "and" and keys[i - 2 : i - 1] == ["right"]:
        return "JJ"  # "the right and left flanks"
    counts = [can[at][:1] == ("CD",) for at in (i + 1, i + 2) if at < len(can)] + [False, False]
    following = keys[i + 1] if i + 1 < len(keys) else ""
    if (key == "at" and following in ("least", "most")) or (key == "up" and following == "to" and counts[1]):
        return "RB"
    if (key in ("least", "most") and before == "at") or (key == "to" and before == "up" and counts[0]):
        return "RB"
    if key == "than" and counts[0]:
        return "JJ"
    if key in _DIRECTIONS:
        return "RB" if following == "of" and i and before not in ("the", "in") else ""
    return "RP" if key == "dead" and before in ("shot", "shoot", "shooting") else ""


def _choose(
    i: int,
    options: tuple[str, ...],
    keys: Sequence[str],
    gaps: Sequence[str],
    can: Sequence[tuple[str, ...]],
    tags: Sequence[str],
) -> str:
    """The class of one word that has several."""
    at = _before(i, tags, gaps)
    if at and at > 1 and keys[at] in _WEEKDAYS and keys[at - 1] == "on":
        at -= 2  # "The army on Monday says"
    previous = _BREAK if at is None else tags[at]
    if previous == "CD" and at and tags[at - 1] == "NNP" and gaps[at] == " ":
        previous = "NNP"  # the number of a name: "Task Force 20"
    key = "" if at is None else keys[at]
    gap = gaps[i + 1] if i + 1 < len(can) else "."
    following = can[i + 1] if gap == " " or not gap.strip(" -‑'’") else ()
    if keys[i] == "that":
        return _that(previous, following)
    if at is None and "VBD" in options and (_verb_is_due(i, gaps, tags) or keys[i - 1 : i] == ["then"]):
        return "VBD"
    if options[0] in ("IN", "SC", "PRP$", "PRP", "RP") and not (gaps[i] == "-" and "RP" in options):
        return _small(options, following, keys, i)
    if i + 1 < len(can) and gaps[i + 1] == "-" and not options[0].startswith("NN"):
        return "JJ"  # the first half of a compound: "cease-fire", "search-and-destroy"
    if gaps[i] == "-" and i:
        if "VBD" in options and tags[-1] == "NN" and following and following[0] in _OPENS_NP and "VBD" not in tags:
            return "VBD"  # "soldiers gang-raped ten women"
        joined = any(t in options for t in ("VBN", "VBG", "JJ")) or not _noun(options)
        return "NN" if "RP" in options else "JJ" if joined else _noun(options)
    if previous == "TO" or previous == "MD" or key in DO:
        return "VB" if "VB" in options or "VBP" in options else _noun(options) or options[0]
    if key in HAVE:
        return "VBN" if "VBN" in options or "VBD" in options else _noun(options) or options[0]
    if key in BE:
        return _after_be(options)
    if previous in _INSIDE_NP or (previous == "IN" and options[0] not in ("VBD", "VBN")):
        return _in_phrase(options, previous, following)
    if previous in ("PRP", "WP", "WDT"):
        return _finite(options) or options[0]
    if previous == "NNS" and _only_verb(i, options, can, tags):
        return "VBP"  # "Women protest in Mopti"
    if previous in ("NN", "NNS", "NNP"):
        return _after_noun(options, previous, following, keys, i)
    if i == 0 and "VBG" in options and following[:1] == ("NNS",) and any("VBD" in can[j] for j in (2,) if j < len(can)):
        return "JJ"  # "Mutinying soldiers fired"
    if previous == "CC" and "VBG" in options:
        return "VBG" if "VBG" in tags else _otherwise(options, previous, following, "VBD" in tags)
    return _otherwise(options, previous, following, "VBD" in tags)


def _before(i: int, tags: Sequence[str], gaps: Sequence[str]) -> int | None:
    """Index of the word that decides: the last that is no adverb, None at a start."""
    at = i - 1
    while at >= 0:
        gap = gaps[at + 1]
        if gap != " " and (gap.strip(" -‑'’.") or (gap.startswith(".") and tags[at] not in ("NNP", "CD"))):
            return None
        if tags[at] not in ("RB", "RP"):
            return at
        at -= 1
    return None


def _verb_is_due(i: int, gaps: Sequence[str], tags: Sequence[str]) -> bool:
    """Whether a past after a bracket or comma closes what is said of a subject: "Rebels, led by X, attacked"."""
    if ")" in gaps[i]:
        return True
    finite = any(t in ("VBD", "VBZ", "VBP", "MD") for t in tags)
    return "," in gaps[i] and "," in "".join(gaps[1:i]) and not finite and any(t in NOUN for t in tags)


def _only_verb(i: int, options: tuple[str, ...], can: Sequence[tuple[str, ...]], tags: Sequence[str]) -> bool:
    """Whether a word that can be a plural's verb is all that could be one in its sentence."""
    if not ("VBP" in options or "VB" in options) or "VBD" in options:
        return False
    if any(t in _FINITE for t in tags):
        return False
    return not any(t in _FINITE for other in can[i + 1 :] for t in other)


def _that(previous: str, following: tuple[str, ...]) -> str:
    finite = any(t in following for t in ("VBD", "VBZ", "VBP", "MD")) and not any(t in following for t in _OPENS_NP)
    if previous in NOUN and finite and "NNS" not in following:
        return "WDT"
    if previous in ("IN", "TO") and any(t in following for t in ("NN", "JJ")):
        return "DT"
    return "SC"


def _small(options: tuple[str, ...], following: tuple[str, ...], keys: Sequence[str], i: int) -> str:
    if options[0] == "PRP$":
        return "PRP$" if any(t in NOUN or t in _ADJECTIVE or t in ("CD", "VBN") for t in following) else options[-1]
    if "SC" in options:
        return "SC" if following[:1] == ("PRP",) and keys[i] != "for" else options[0]
    if "RB" in options:
        return "RB" if following[:1] == ("CD",) else "IN"
    return options[0]


def _noun(options: tuple[str, ...]) -> str:
    for option in options:
        if option in NOUN:
            return option
    return ""


def _finite(options: tuple[str, ...]) -> str:
    return next((t for t in ("VBD", "VBZ", "VBP") if t in options), "") or ("VBP" if "VB" in options else "")


def _after_be(options: tuple[str, ...]) -> str:
    if "VBN" in options or "VBD" in options:
        return "VBN"
    return next((t for t in ("VBG", "JJ", *NOUN) if t in options), options[0])


def _in_phrase(options: tuple[str, ...], previous: str, following: tuple[str, ...]) -> str:
    """Inside a noun phrase: a participle before a noun is an adjective, what has a noun is one."""
    nominal = not _NOMINAL.isdisjoint(following)
    if "VBN" in options or "VBD" in options:
        if previous == "CD" and not nominal:
            return "VBD"  # "seven died"
        return "JJ" if nominal else _noun(options) or ("JJ" if "JJ" in options else "VBN")
    if "VBG" in options:
        return "JJ" if nominal and previous != "IN" else "VBG" if previous == "IN" else "NN"
    if "JJ" in options and nominal:
        return "JJ"
    return _noun(options) or next((t for t in _ADJECTIVE if t in options), options[0])


def _after_noun(
    options: tuple[str, ...], previous: str, following: tuple[str, ...], keys: Sequence[str], i: int
) -> str:
    """After a noun: a past is its verb, a form in -s the more likely the verb the more what follows is an object."""
    if "VBD" in options:
        following_by = i + 1 < len(keys) and keys[i + 1] == "by"
        return "VBN" if following_by and "VBN" in options else "VBD"
    if "VBN" in options:
        return "VBN"
    if "VBG" in options and "NN" in options and following[:1] in (("VBD",), ("MD",), ("VBZ",)):
        return "NN"  # "the peace meeting ended"
    if "VBG" in options and options[0] == "NN" and previous == "NN" and keys[i - 1] in _COMPOUNDS:
        return "NN"  # "a suicide bombing in X killed three"
    if keys[i] in _DEEDS and previous == "NN" and ("VBD" in following or not is_people(keys[i - 1])):
        return "NN"  # "a market bombing killed three"
    if "VBG" in options and not (any(t in ("NN", "NNS") for t in following) and previous == "NN"):
        return "VBG"
    noun = _noun(options)
    if noun and _finite(options):
        agrees = previous in ("NN", "NNP") if "VBZ" in options else previous == "NNS"
        agrees = agrees or (previous == "NNP" and following[:1] in (("DT",), ("CD",)) and "VB" in options)
        object_follows = bool(following) and (following[0] in _OPENS_NP or following[0] in ("TO", "PRP"))
        object_follows = object_follows or (options[0] == "VBZ" and bool(_noun(following)))  # "army repels attack"
        return _finite(options) if agrees and object_follows else noun
    if "JJ" in options and _NOUNS.isdisjoint(following):
        return noun or _finite(options) or "JJ"
    return options[0] if options[0] != "VB" else "VBP"


def _otherwise(options: tuple[str, ...], previous: str, following: tuple[str, ...], told: bool) -> str:
    """At a start, after "and" or after a preposition."""
    nominal = not _NOUNS.isdisjoint(following) and following[0] not in _OPENS_NP
    if "VBN" in options or "VBD" in options:
        if previous in VERB or previous == "CC":
            if previous == "VBD" and following[:1] == ("NNS",):
                return "JJ"  # "launched coordinated attacks"
            described = nominal and following[0] != "NNP" and previous == "CC" and not told
            return "JJ" if described else "VBD"
        return "JJ" if nominal else "VBN" if previous == "IN" or "VBD" not in options else "VBD"
    if "VBG" in options:
        return "JJ" if nominal and previous == "CC" else "VBG"
    if previous == "CC" and "VBZ" in options and following and following[0] in _OPENS_NP:
        return "VBZ"
    if "JJ" in options and nominal:
        return "JJ"
    return _noun(options) or ("VB" if "VB" in options else options[0])
