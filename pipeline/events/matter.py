"""What a title is about: the matter of a decision or a threat, what is visited, whence somebody moves."""

from __future__ import annotations

from pipeline.events.happenings import Happening
from pipeline.events.headline import clause_words, cut
from pipeline.events.lexicon import numbers_in
from pipeline.events.reader import Reader

_ARTICLES = frozenset("the a an this that these its their his her last latest recent some le la les un une".split())
_LEADS = frozenset("the a an its their his her our my".split())
_PREPOSITIONS = frozenset("of to from in on at with by into for as that against de du à dans sur contre".split())
_ENDS_PURPOSE = frozenset("if unless during when after before until as while on in at".split())
_ABOUT = frozenset("on to for that about over against sur pour".split())
_LONGEST = 9  # words of an object


def whence(happening: Happening, reader: Reader) -> str:
    """ "from its bases in the north" after a verb of moving."""
    sentence, end = happening.sentence, happening.end
    if end < happening.clause.end and sentence.words[end].key in ("from", "to", "into"):
        last = tail_end(happening, reader, end + 1)
        if last > end + 1:
            return " ".join(sentence.text[sentence.words[end].start : sentence.words[last - 1].end].split())
    return ""


def matter_said(happening: Happening, reader: Reader) -> str:
    """What is announced: "that …" up to where a phrase ends."""
    sentence, first = happening.sentence, happening.end
    words = ("that", "to") if happening.trigger.lemma == "agree" else ("that",)
    while first < len(sentence.words) and sentence.words[first].key not in words:
        if first - happening.end > 3 or sentence.gap(first).strip():
            return ""
        first += 1
    last = first
    while last < len(sentence.words) and (last == first or not sentence.gap(last).strip(" -‑'’")):
        last += 1
    return clause_words(happening, first, last, reader) if last > first + 2 else ""


def matter(happening: Happening) -> str:
    """What a resolution is about: "authorising a force", "on the sanctions against X"."""
    sentence, end = happening.sentence, happening.end
    last = end
    if end < len(sentence.words) and (sentence.words[end].key in _ABOUT or sentence.words[end].key.endswith("ing")):
        while last < min(len(sentence.words), end + _LONGEST) and not sentence.gap(last).strip(" '’-\"“”"):
            if last > end and last in sentence.dated:
                break
            last += 1
    words = [w.text for w in sentence.words[end:last]]
    while words and words[-1].lower() in _PREPOSITIONS | _ARTICLES | {"and", "that"}:
        words.pop()
    return " ".join(words) if len(words) > 2 else ""


def tail_end(happening: Happening, reader: Reader, first: int) -> int:
    """Index after the noun phrase that begins at a word of the clause."""
    end = first
    while end < min(happening.clause.end, first + 6) and not (
        end > first and ends_tail(happening.sentence, reader, end)
    ):
        end += 1
    return end


def ends_tail(sentence, reader: Reader, index: int) -> bool:
    word = sentence.words[index]
    if sentence.gap(index).strip(" -‑'’") or index in sentence.dated:
        return True
    lexicon = reader.lexicon
    if sentence.inside_name(index):
        return False
    kinds = ("in_place", "from_place", "clause", "be", "have", "relative", "says", "joins")
    return any(lexicon.has(kind, word.key) for kind in kinds)


def content(happening: Happening) -> tuple[int, int]:
    """Words of what is warned of: "that …" up to the next stop."""
    sentence, end = happening.sentence, happening.end
    if end < len(sentence.words) and sentence.words[end].key in ("that", "to"):
        last, stops = end + 1, _ENDS_PURPOSE if sentence.words[end].key == "to" else ()
        while last < min(len(sentence.words), end + _LONGEST) and not sentence.gap(last).strip(" '’"):
            if sentence.words[last].key in stops:
                break
            last += 1
        return end, last
    return end, end


def visited(happening: Happening, reader: Reader) -> str:
    """What is visited where no place is known by name: "the village"."""
    if reader.lexicon.language != "en" or not happening.goal:
        return ""
    first, last = happening.goal
    first += happening.sentence.words[first].key in _PREPOSITIONS
    return cut(happening, *unled(happening, first, last), reader)


def unled(happening: Happening, first: int, last: int) -> tuple[int, int]:
    """Without the article or the "their" that opens a phrase."""
    led = first + 1 < last and happening.sentence.words[first].key in _LEADS
    return first + led, last


def is_list(happening: Happening, reader: Reader) -> bool:
    """Whether people of several kinds are counted, whom a title sums up."""
    first, last = happening.object or (0, 0)
    keys = [w.key for w in happening.sentence.words[first:last]]
    counted = happening.event_type in ("abduction", "killing", "arrest") and "and" in keys
    return counted and len(numbers_in(keys, reader.lexicon.numbers)) > 1


def by_mine(happening: Happening) -> bool:
    return happening.trigger.lemma.split(" ")[0] in ("hit", "strike")


def mine(happening: Happening) -> str:
    """What was driven over, with its adjectives: "explosive device"."""
    words = [w.text for w in happening.sentence.words[happening.start + 1 : happening.end]]
    while words and words[0].lower() in _ARTICLES:
        words.pop(0)
    return " ".join(words)


def article(noun: str) -> str:
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"
