"""Tagged words gathered into phrases: nouns with what goes before them, verbs with their helpers, and links."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum

from msgspec import Struct

from pipeline.syntax.classes import BE, HAVE, NOUN, VERB, abbreviated

_MODIFIER = frozenset(("DT", "PRP$", "CD", "JJ", "JJR", "JJS", "PDT", *NOUN))
_LEADING = frozenset(("DT", "PRP$"))
_ADJECTIVES = ("JJ", "JJR", "JJS")
_HARD = frozenset(";:—–()[]")
_QUOTES = frozenset('"“”«»„')
_UNQUOTED = dict.fromkeys(map(ord, _QUOTES))


class Kind(Enum):
    """What a chunk is."""

    NP = "noun phrase"
    VG = "verb group"
    P = "preposition"
    CC = "and, or, but"
    SC = "word that opens a subordinate clause"
    WH = "relative pronoun"
    COMMA = "comma"
    STOP = "dash, bracket, colon"
    QUOTE = "quotation mark"
    ADV = "adverb or other small word"


NP, VG, P, CC, SC, WH, COMMA, STOP, QUOTE, ADV = Kind  # read as globals: before Python 3.12 Kind.NP is a call
_KINDS = {"CC": CC, "SC": SC, "WP": WH, "WDT": WH, "WRB": SC}


class Chunk(Struct, frozen=True, gc=False):
    """Words [start, end) of a sentence; `head` is the noun or the verb that it is about. Marks hold no words."""

    kind: Kind
    start: int
    end: int
    head: int
    time: bool = False  # a noun phrase that is a date


def chunks(
    keys: Sequence[str], tags: Sequence[str], gaps: Sequence[str], is_time: Callable[[int], bool]
) -> list[Chunk]:
    """The chunks of a sentence, in order. `is_time` says of a word whether a date mention covers it."""
    found: list[Chunk] = []
    i = 0
    while i < len(tags):
        if gaps[i] != " ":
            found += _marks(gaps[i], i)
        chunk = _chunk_at(i, keys, tags, gaps, is_time)
        found.append(chunk)
        i = chunk.end
    return found


def _marks(gap: str, at: int) -> list[Chunk]:
    """Punctuation before a word."""
    if gap in (" ", "", "-", ","):  # a comma alone stands inside a number
        return []
    if not _QUOTES.isdisjoint(gap):
        comma = [Chunk(COMMA, at, at, at)] if "," in gap else []
        return [*comma, Chunk(QUOTE, at, at, at)]
    if not _HARD.isdisjoint(gap) or " - " in gap:
        return [Chunk(STOP, at, at, at)]
    return [Chunk(COMMA, at, at, at)] if "," in gap else []


def _chunk_at(i: int, keys: Sequence[str], tags: Sequence[str], gaps: Sequence[str], is_time) -> Chunk:
    tag = tags[i]
    if is_time(i):
        end = i + 1
        while end < len(tags) and is_time(end):
            end += 1
        return Chunk(NP, i, end, end - 1, True)
    if tag == "IN":
        return Chunk(P, i, i + 1, i)
    if tag in ("PRP", "EX"):
        return Chunk(NP, i, i + 1, i)
    if tag in _ADJECTIVES and _says_more(i, tags, gaps):
        return Chunk(ADV, i, i + 1, i)  # "fighters loyal to X"
    if tag == "TO" and not _verb_follows(i, tags):
        return Chunk(P, i, i + 1, i)
    if tag in _MODIFIER:
        return _noun_phrase(i, keys, tags, gaps, is_time)
    if tag in VERB or tag in ("MD", "TO"):
        return _verb_group(i, keys, tags, gaps)
    kind = _KINDS.get(tag, ADV)
    if kind is ADV and _helper_ahead(i, tags, gaps):
        return _verb_group(i, keys, tags, gaps)
    return Chunk(kind, i, i + 1, i)


def _says_more(i: int, tags: Sequence[str], gaps: Sequence[str]) -> bool:
    """Whether an adjective stands behind its noun with a preposition after it."""
    behind = 0 < i < len(tags) - 1 and tags[i - 1] in NOUN and gaps[i] == " "
    return behind and tags[i + 1] in ("TO", "IN")


def _verb_follows(i: int, tags: Sequence[str]) -> bool:
    for tag in tags[i + 1 : i + 3]:
        if tag != "RB":
            return tag in ("VB", "VBP")
    return False


def _helper_ahead(i: int, tags: Sequence[str], gaps: Sequence[str]) -> bool:
    """An adverb right before a verb goes with it."""
    return tags[i] == "RB" and i + 1 < len(tags) and tags[i + 1] in VERB and gaps[i + 1] == " "


def _noun_phrase(i: int, keys: Sequence[str], tags: Sequence[str], gaps: Sequence[str], is_time) -> Chunk:
    """Determiner, numbers, adjectives, nouns, possessives: as far as they run on with nothing between."""
    end, head = i + 1, i
    has_noun = tags[i] in NOUN
    while end < len(tags) and tags[end] in _MODIFIER and not is_time(end):
        gap = gaps[end]
        if gap == " " and tags[end] not in _LEADING:  # as with nine words in ten
            if tags[end] in NOUN:
                has_noun, head = True, end
            elif not has_noun:
                head = end
            end += 1
            continue
        gap = "" if abbreviated(keys, gaps, end) else gap
        if tags[end - 1] in ("DT", "PRP$") and not has_noun:
            gap = gap.translate(_UNQUOTED)  # a "police action"
        if (
            gap != ","
            and gap.strip(" -‑'’")
            and not (gap == ", " and tags[end].startswith("JJ") and tags[end - 1].startswith("JJ"))
        ):
            break
        if tags[end] in ("DT", "PRP$") and has_noun and gap.strip(" ") != "-":
            break
        if tags[end] in NOUN:
            has_noun, head = True, end
        elif not has_noun:
            head = end
        end += 1
    while end > i + 1 and tags[end - 1].startswith("JJ") and has_noun and end - 1 > head:
        end -= 1  # an adjective after the noun stands by itself
    return Chunk(NP, i, max(end, head + 1), head)


def _verb_group(i: int, keys: Sequence[str], tags: Sequence[str], gaps: Sequence[str]) -> Chunk:
    """Helpers, adverbs and one full verb: "had not yet been fully evacuated"."""
    end, head = i, i
    while end < len(tags):
        if end > i and gaps[end] not in (" ", "-", "'", "’"):
            break
        tag, key = tags[end], keys[end]
        if tag in VERB:
            helper = key in BE or key in HAVE or tag == "MD" or key in ("do", "does", "did")
            goes_on = end + 1 < len(tags) and _goes_on(end + 1, tags, keys)
            head, end = end, end + 1
            if not (helper and goes_on):
                break
        elif tag in ("MD", "TO", "RB"):
            end += 1
        else:
            break
    return Chunk(VG, i, max(end, i + 1), head)


def _goes_on(i: int, tags: Sequence[str], keys: Sequence[str]) -> bool:
    while i < len(tags) and tags[i] == "RB":
        i += 1
    if i >= len(tags):
        return False
    return tags[i] in ("VBN", "VBG", "VBD", "VB") or (tags[i] == "TO" and _verb_follows(i, tags)) or keys[i] in BE
