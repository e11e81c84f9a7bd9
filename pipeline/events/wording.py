"""What a title says was done, and to what: the verb's phrase and its object, shortened."""

from __future__ import annotations

import re

from pipeline.events.happenings import Happening
from pipeline.events.headline import cut
from pipeline.events.lexicon import numbers_in
from pipeline.events.matter import content, is_list, tail_end, unled
from pipeline.events.naming import names_of
from pipeline.events.parties import is_plural
from pipeline.events.reader import Reader

_LONGEST = 9  # words of an object
_WHOSE = re.compile(r"^((?:with|against|on|to|from|at) )(?:their|its|his|her) ")
PREPOSITIONS = frozenset("of to from in on at with by into for as that against de du à dans sur contre".split())
_PRONOUNS = frozenset(
    "he she they it him her them il elle ils elles who which most many some others both all those".split()
)
_ENDS_NOTHING = frozenset("and of the a or which its to that an".split())
_OF_THEM = frozenset({"including", "among"})  # "four soldiers, including a major"
_NUMBERS = ("zero one two three four five six seven eight nine ten eleven twelve").split()


def lemma_of(happening: Happening, reader: Reader) -> str:
    lemma, rest = happening.trigger.lemma, happening.trigger.rest
    goal = happening.goal
    if happening.trigger.by_what_follows:
        return "take"
    if rest[:1] and rest[0] in PREPOSITIONS and happening.verb and happening.verb.passive:
        return lemma.partition(" …")[0]  # "was charged by the court with"
    if "…" in lemma and goal and goal[0] < happening.end <= goal[1]:
        return f"{lemma.partition(' …')[0]} {cut(happening, *goal, reader)}"
    if "…" in lemma:
        words = happening.sentence.words[happening.start + 1 : happening.end]
        text = happening.sentence.text[words[0].start : words[-1].end] if words else ""
        if words and words[0].key in _PRONOUNS:
            text = " ".join([names_of(happening.targets, reader)[0], *(w.text for w in words[1:])])
        return f"{lemma.split(' ')[0]} {text}"
    return lemma


def object_words(happening: Happening, reader: Reader) -> str:
    """The words of the object, shortened; people counted where a list names several kinds."""
    first, last = happening.object or (0, 0)
    if happening.goal and happening.event_type != "threat" and not is_list(happening, reader):
        return _WHOSE.sub(r"\1", cut(happening, *unled(happening, *happening.goal), reader))
    if happening.event_type == "threat":
        told = content(happening)
        first, last = told if first == last or told[1] > last else (first, last)
    words = happening.sentence.words[first:last]
    if (
        not words
        or (words[0].key in PREPOSITIONS and not _says_what(happening, words[0].key) and not _counts_from(words))
        or (len(words) == 1 and words[0].key in _PRONOUNS)
    ):
        return _those(happening, reader)
    keys = [w.key for w in words]
    if happening.event_type in ("abduction", "killing", "arrest") and "and" in keys:
        apart = [k for k, before in zip(keys, ("", *keys), strict=False) if before not in _OF_THEM]
        counts = numbers_in(apart, reader.lexicon.numbers)
        if "people" in keys:
            return f"{words[keys.index('people') - 1].text} people" if keys.index("people") else "people"
        if len(counts) > 1:
            total = sum(counts)
            return f"{_NUMBERS[total] if total < len(_NUMBERS) else total} people"
    text = happening.sentence.text[words[0].start : words[-1].end]
    text = _small_first(happening.sentence, first, text, reader)
    kept = " ".join(text.split()).split(" ")
    if len(kept) > _LONGEST:
        kept = _whole(kept[:_LONGEST])
        while kept and kept[-1].lower().strip(",") in _ENDS_NOTHING:
            kept.pop()
    return " ".join(kept).strip(" ,;:'\"’”“")


def _those(happening: Happening, reader: Reader) -> str:
    """Who "they" are that something was done to: those to whom something was done before."""
    first, last = happening.object or (0, 0)
    passive = happening.verb is not None and happening.verb.passive
    if not passive or last - first != 1 or not reader.sufferers or reader.lexicon.language != "en":
        return ""
    several = happening.sentence.keys[first] == "they"
    return reader.sufferers if several == is_plural(reader.sufferers, reader.lexicon) else ""


def _small_first(sentence, first: int, text: str, reader: Reader) -> str:
    """Words that open a sentence with a number or an article, as they are written inside one."""
    key = sentence.words[first].key
    small = first == 0 and (key in reader.lexicon.numbers or reader.lexicon.has("determiners", key))
    return text[:1].lower() + text[1:] if small else text


def _whole(words: list[str]) -> list[str]:
    """The words up to the last "and" or comma, so that no name is cut in two."""
    for last in range(len(words) - 1, 2, -1):
        if words[last] in ("and", "or") or words[last - 1].endswith(","):
            return words[:last]
    return words


def _counts_from(words) -> bool:
    """ "at least 59 people"."""
    return len(words) > 2 and words[0].key == "at" and words[1].key in ("least", "most")


def _says_what(happening: Happening, word: str) -> bool:
    """Whether "to …" or "that …" is the matter itself: "agree to set up a centre", "warns that …"."""
    return word in ("to", "that") and happening.event_type in ("threat", "agreement")


def beneficiary(happening: Happening, reader: Reader) -> str:
    """ "for X" after "express support", wherever in the clause X is named."""
    doers = {i for p in happening.doers for i in p.ids}
    names, _ = names_of(tuple(p for p in happening.targets if not (p.ids and set(p.ids) <= doers)), reader)
    if happening.trigger.rest[-1:] != ("support",):
        return ""
    sentence, end = happening.sentence, happening.end
    if not names and end + 1 < happening.clause.end and sentence.words[end].key == "for":
        names = " ".join(w.text for w in sentence.words[end + 1 : tail_end(happening, reader, end + 1)])
    if not names:  # named after the marks of quotation: 'support for "the fighters" of X'
        after = sentence.words[end : end + 4]
        until = next((i for i, w in enumerate(after) if reader.lexicon.has("in_place", w.key)), len(after))
        names = " ".join(w.text for w in after[1:until]) if after and after[0].key == "for" else ""
    return f"for {names}" if names else ""
