"""Which capitalised words name persons, so that nobody's surname is put on the map."""

from __future__ import annotations

from msgspec import Struct

from pipeline.places.gazetteer import Gazetteer
from pipeline.places.lexicon import Lexicon
from pipeline.places.tokens import Token, name_key

SMALL_TOWN = 9.0  # weight up to which "Karl Marx" is the man
RARE = 0.05  # in a thousand people, who bear it, below which a name is no usual surname
PROMINENT = 14.5  # weight of a name so well known as a place that a given name of that spelling proves little


class Persons(Struct, frozen=True, gc=False):
    """Words of persons' full names by position, and the surnames by which they may come back alone."""

    words: frozenset[int]
    surnames: frozenset[str]
    runs: tuple[tuple[int, int], ...] = ()  # stretches of capitalised words, persons or not


def runs(tokens: list[Token], capitals: list[int], lexicon: Lexicon) -> list[tuple[int, int]]:
    """Stretches [i, j) of capitalised words that stand together, words that only open a sentence left out."""
    found, n, j = [], len(tokens), 0
    for i in capitals:
        token = tokens[i]
        if i < j or token.caseless or token.loud or token.key in lexicon.function_words:
            continue
        j = i + 1
        while j < n and (step := _next_in_run(tokens, j, lexicon)):
            j += step
        found.append((i, j))
    return found


def _next_in_run(tokens: list[Token], j: int, lexicon: Lexicon) -> int:
    """How many words from `j` on continue the run: a name, or a particle and a name."""
    if not tokens[j].joins:
        return 0
    if tokens[j].gap == "-" and len(tokens[j - 1].text) == 1:
        return 0  # "D-Oakland": a party and where its man is from
    if tokens[j].cap and tokens[j].key not in ("the", "in", "on", "at"):
        return 1
    particle = tokens[j].key in PARTICLES and j + 1 < len(tokens)
    return 2 if particle and tokens[j + 1].cap and tokens[j + 1].joins else 0


PARTICLES = frozenset("al el ag ould bin ben ibn abu de van von der den da dos ul bint aboul abd".split())


INSIDE = frozenset(("in", "near", "outside"))
COURTESY = frozenset("mr mrs ms miss".split())
BLOOD = frozenset("wife husband son daughter sister brother niece nephew".split())
KIN = frozenset(
    "wife husband son daughter sister brother mother father girlfriend boyfriend partner twin niece nephew".split()
)


def find_persons(tokens: list[Token], capitals: list[int], gazetteer: Gazetteer, lexicon: Lexicon) -> Persons:
    """Persons by title, given name, initial or age; see docs/places.md for the rules.

    `capitals` are the positions of words that begin with a capital.
    """
    words: set[int] = set()
    surnames: set[str] = set()
    stretches = tuple(runs(tokens, capitals, lexicon))
    for i, j in stretches:
        start = _person_start(tokens, i, j, gazetteer, lexicon)
        if start is not None and start < j:
            words.update(range(start, j))
            surnames.add(tokens[j - 1].key)
            if j - start >= 3 and tokens[j - 2].key in PARTICLES:
                surnames.add(name_key(tokens[j - 2 : j]))
    return Persons(frozenset(words), frozenset(surnames), stretches)


def _person_start(tokens: list[Token], i: int, j: int, gazetteer: Gazetteer, lexicon: Lexicon) -> int | None:
    """Where in the run a person's name begins, None where nothing says that it holds one."""
    if j - i == 1 and _kin_before(tokens, i, gazetteer):
        return i
    for k in range(j - 2, i - 1, -1):
        if tokens[k].key in lexicon.titles and not _part_of_place(tokens, i, j, k, gazetteer):
            return k + 1
    if any(t.key in lexicon.organisation_words or t.key in lexicon.area_heads for t in tokens[i + 1 : j]):
        return None
    last = tokens[j - 1].key
    rare = gazetteer.surnames.get(last, 0.0) < RARE
    if last in lexicon.natural_heads and rare and gazetteer.knows(name_key(tokens[i:j])):
        return None  # "Hope Bay"
    if (
        i
        and tokens[i - 1].key in INSIDE
        and j - i > 1
        and gazetteer.knows(name_key(tokens[i:j]))
        and not _aged(tokens, j)
    ):
        return None  # people are met at places, not in them
    courteous = i and tokens[i - 1].key in COURTESY and tokens[i].gap in (" ", ". ")
    if courteous:
        return i
    titled = i and not tokens[i - 1].cap and tokens[i - 1].key in lexicon.titles and tokens[i].gap == " "
    if titled and not _well_known(name_key(tokens[i:j]), gazetteer):
        return i
    if j - i == 1:
        return None
    first = tokens[i].key
    given = first in gazetteer.given_names and not _well_known(first, gazetteer)
    if _weight(name_key(tokens[i:j]), gazetteer) > (SMALL_TOWN if given else 0) and not _aged(tokens, j):
        return None
    if given and not any(gazetteer.knows(name_key(tokens[i:end])) for end in range(j + 1, min(len(tokens), i + 5) + 1)):
        return i
    if any(len(t.text) == 1 and t.text.isupper() for t in tokens[i + 1 : j - 1]) or _aged(tokens, j):
        return i
    return i if j < len(tokens) and tokens[j].key in lexicon.speech and j - i <= 3 else None


def _kin_before(tokens: list[Token], i: int, gazetteer: Gazetteer) -> bool:
    """ "his wife, Savannah", "her brother Jordan"."""
    gaps = (", ", " ") if tokens[i - 1].key in BLOOD else (", ",)
    return i > 1 and tokens[i].gap in gaps and tokens[i - 1].key in KIN and tokens[i].key in gazetteer.given_names


def _part_of_place(tokens: list[Token], i: int, j: int, k: int, gazetteer: Gazetteer) -> bool:
    """Whether the title at `k` is a word of a place's name ("Prince George County")."""
    return any(gazetteer.knows(name_key(tokens[k:end])) for end in range(k + 2, min(len(tokens), k + 5) + 1))


def _aged(tokens: list[Token], j: int) -> bool:
    return (
        j < len(tokens) and tokens[j].gap == ", " and tokens[j].text.rstrip(",").isdigit() and len(tokens[j].text) <= 3
    )


def _well_known(key: str, gazetteer: Gazetteer) -> bool:
    return _weight(key, gazetteer) >= PROMINENT


def _weight(key: str, gazetteer: Gazetteer) -> float:
    senses = gazetteer.senses_of_key(key)
    return senses[0].weight if senses else 0.0
